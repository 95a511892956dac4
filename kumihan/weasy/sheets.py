"""Keep stylesheets as WeasyPrint has them once they are parsed, WeasyPrint's own ones too; parsing takes ten times longer.

A selector is a function that WeasyPrint's selector library compiles; it is kept as its code. `KUMIHAN_PERF=0` leaves this
out; so does every difficulty on the way.
"""

from __future__ import annotations

import io
import marshal
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from types import FunctionType
from typing import Any

import cssselect2.compiler
import tinycss2
from tinycss2.ast import AtRule

from kumihan import kept

# Raised when something else of a stylesheet is kept.
VERSION = "1"
# What a selector's function calls.
CALLED = {name: getattr(cssselect2.compiler, name) for name in ("split_whitespace", "ascii_lower", "urlparse")}


class Writer(pickle.Pickler):
    """Writes selectors too. The rules that declarations come from are left out: the cascade has no use for them."""

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, FunctionType) and value.__module__ is None:
            return selector, (marshal.dumps(value.__code__),)
        return (type(None), ()) if isinstance(value, AtRule) else NotImplemented


def selector(code: bytes) -> FunctionType:
    """The function of a selector, of its code."""
    return FunctionType(marshal.loads(code), CALLED)


def recall(parts: Iterable[str | bytes], make: Callable[[], Any], lasts: Callable[[], bool] = lambda: True) -> Any:
    """What was kept of what depends on `parts`, else it is made, and kept if it `lasts`: if it depends on nothing else."""
    name = f"styles/{kept.key(VERSION, *versions(), *parts)}"
    if (data := kept.read(name)) is not None:
        with suppress(Exception):  # what cannot be read is made again
            return pickle.loads(data)
    made, written = make(), io.BytesIO()
    with suppress(Exception):  # what cannot be written is made every time
        if lasts():
            Writer(written, pickle.HIGHEST_PROTOCOL).dump(made)
            kept.write(name, written.getvalue())
    return made


@cache
def versions() -> tuple[str, ...]:
    """What decides how stylesheets are parsed, beside their text."""
    import weasyprint

    return sys.version, weasyprint.__version__, tinycss2.__version__, cssselect2.__version__


@contextmanager
def unparsed() -> Iterator[None]:
    """Import WeasyPrint in here: its own stylesheets are taken from what is kept of them, or parsed at the end."""
    parse, tinycss2.parse_stylesheet = tinycss2.parse_stylesheet, lambda text: []
    try:
        yield
    finally:
        tinycss2.parse_stylesheet = parse
    from weasyprint import html

    texts = (html.UA, html.UA_FORM, html.PH)
    sheets = (html.UA_STYLESHEET, html.UA_FORM_STYLESHEET, html.PH_STYLESHEET)

    def make() -> Any:
        for sheet, text, style in zip(sheets, texts, (html.UA_COUNTER_STYLE, html.UA_COUNTER_STYLE, None), strict=True):
            sheet.__init__(string=text, counter_style=style)
        return [vars(sheet) for sheet in sheets], dict(html.UA_COUNTER_STYLE)

    states, counter_style = recall(texts, make)
    for sheet, state in zip(sheets, states, strict=True):
        vars(sheet).update(state)
    html.UA_COUNTER_STYLE.update(counter_style)
