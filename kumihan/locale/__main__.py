"""Bring the catalogue up to date with the source: new messages empty, obsolete ones gone, the binary one compiled."""

from __future__ import annotations

from pathlib import Path

from kumihan.locale.catalogue import collect, compile_mo, read_po, write_po

PACKAGE = Path(__file__).resolve().parents[1]
PO = PACKAGE / "locale" / "ja" / "LC_MESSAGES" / "kumihan.po"


def main() -> None:
    messages = collect(PACKAGE)
    known = read_po(PO.read_text(encoding="utf-8")) if PO.is_file() else {}
    kept = {message: known[message] for message in messages if known.get(message)}
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_text(write_po(messages, kept), encoding="utf-8")
    PO.with_suffix(".mo").write_bytes(compile_mo(kept))
    missing = [message for message in messages if message not in kept]
    removed = [words for message, words in known.items() if message not in messages and words]
    print(f"{len(messages)} messages, {len(missing)} without a translation, {len(removed)} translations removed")
    for message in missing:
        print(f"  {messages[message][0]}: {message!r}")
    for words in removed:
        print(f"  removed: {words!r}")


if __name__ == "__main__":
    main()
