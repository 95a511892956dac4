"""`python -m kumihan.weasy`: set a small document and name every hook that does not take effect in this WeasyPrint.

The fingerprints are told as well where they differ: what has another source may still do. Exit code 0, or 1 where a hook is
without effect.
"""

from __future__ import annotations

import weasyprint

import kumihan.weasy
from kumihan import messages
from kumihan.messages import tr
from kumihan.weasy import hooks


def main() -> int:
    messages.use(None)
    print(
        tr("WeasyPrint {version}; the hooks are those of {pinned}", version=weasyprint.__version__, pinned=hooks.PINNED)
    )
    for name in hooks.moved():
        print(tr("another source: {hook}", hook=name))
    try:
        kumihan.weasy.install()
        from kumihan.weasy import checkup, tags

        tags.install()
        faults = list(checkup.faults())
    except Exception as fault:  # whatever another version does to it
        print(tr("the hooks cannot be put in: {reason}", reason=repr(fault)))
        return 1
    for hook, what in faults:
        print(
            tr("without effect: {hook} ({what})", hook=hook, what=what)
            if what
            else tr("never called: {hook}", hook=hook)
        )
    if not faults:
        print(tr("all {count} hooks take effect", count=len(hooks.replaced)))
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
