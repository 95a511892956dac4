"""Give every message in the editor's language. The catalogue is locale/ja/LC_MESSAGES/kumihan.po."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
_translations: gettext.NullTranslations = gettext.NullTranslations()


def use(language: str | None) -> None:
    """Choose `ja` or `en`; None takes the language of LC_ALL, LC_MESSAGES or LANG."""
    global _translations
    if language is None:
        names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
        language = next((name for name in names if name), "en")
    _translations = gettext.translation("kumihan", LOCALE, [language[:2]], fallback=True)


def tr(message: str, **values: object) -> str:
    """The message in the chosen language with its `{values}` put in."""
    return _translations.gettext(message).format(**values)
