"""Start WeasyPrint fast: its C declarations and stylesheets are parsed once for a machine and kept, instead of on every start,
and what it seldom needs is imported later.

Nothing of WeasyPrint is changed. `KUMIHAN_PERF=0` leaves this out; so does every difficulty on the way.
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import os
import sys
from contextlib import nullcontext, redirect_stdout
from types import ModuleType
from typing import Any

import _cffi_backend

from kumihan.kept import fast, folder
from kumihan.weasy.later import standing_in
from kumihan.weasy.sheets import unparsed

__all__ = ["fast", "takes"]
NAMES = ("addressof", "buffer", "callback", "cast", "from_handle", "gc", "memmove", "new", "new_handle",
         "release", "sizeof", "string", "typeof", "unpack", "NULL", "RTLD_NOW", "RTLD_LAZY", "RTLD_GLOBAL")  # fmt: skip


def import_weasyprint() -> None:
    """Import WeasyPrint with its declarations from the cache; as usual where that is not to be had."""
    if "weasyprint" in sys.modules or not fast():
        return
    real = sys.modules.get("cffi")
    sys.modules["cffi"] = stub = ModuleType("cffi")
    stub.FFI = Declarations  # type: ignore[attr-defined]
    try:
        with standing_in(), unparsed() if takes("sheets") else nullcontext():
            import weasyprint  # noqa: F401
    finally:
        if sys.modules.get("cffi") is stub:
            del sys.modules["cffi"]
        if real is not None:
            sys.modules["cffi"] = real


def takes(name: str) -> bool:
    """Whether a shortcut is taken: all are, unless some are named."""
    names = (os.environ.get("KUMIHAN_PERF") or "1").split(",")
    return names == ["1"] or name in names


class Declarations:
    """Stands in for cffi.FFI while WeasyPrint declares what it calls; then it is the compiled FFI in all but name."""

    def cdef(self, source: str, **options: Any) -> None:
        compiled = load(source)
        for name in NAMES:
            setattr(self, name, getattr(compiled, name))
        self.open = compiled.dlopen

    def dlopen(self, name: str, flags: int) -> Any:
        """As in cffi.FFI, which keeps its libraries open; a compiled one would close them before all is given back."""
        return self.open(name, flags | getattr(os, "RTLD_NODELETE", 0))


def load(source: str) -> Any:
    """The FFI of these declarations: from the cache, else compiled and put there, else parsed as cffi does it."""
    of_all = f"{source}{_cffi_backend.__version__}{sys.version}"
    name = f"declarations_{hashlib.sha256(of_all.encode()).hexdigest()[:16]}"
    path = folder() / f"{name}.py"
    try:
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            plain = original()
            plain.cdef(source)
            plain.set_source(name, None)
            beside = path.with_suffix(f".{os.getpid()}")
            with redirect_stdout(io.StringIO()):  # cffi says what it writes
                plain.emit_python_code(str(beside))
            beside.replace(path)
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module.ffi
    except Exception:  # a start that is slow is better than none
        plain = original()
        plain.cdef(source)
        return plain


def original() -> Any:
    """An FFI of cffi itself, which takes time to import and may be stood in for."""
    if isinstance(stub := sys.modules.get("cffi"), ModuleType) and not hasattr(stub, "__file__"):
        del sys.modules["cffi"]
    from cffi.api import FFI

    return FFI()
