"""Finish a PDF: the passes for each standard, in their order. The same input gives the same bytes on any day and machine."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
from pikepdf import ObjectStreamMode, Pdf

from kumihan.export.finish.fonts import bare_cff
from kumihan.export.finish.inks import groups, inks, packed, shadings
from kumihan.export.finish.intent import output_intent
from kumihan.export.finish.job import Job
from kumihan.export.finish.labels import labels
from kumihan.export.finish.metadata import information, viewing, xmp
from kumihan.export.finish.pictures import pictures
from kumihan.export.finish.sheet import boxes_and_marks, still

Pass = Callable[[Pdf, Job], None]
COMMON: tuple[Pass, ...] = (bare_cff, labels, information, xmp, viewing, output_intent)
PRINT: tuple[Pass, ...] = (still, pictures, groups, shadings, inks, packed, boxes_and_marks, *COMMON)
ORDER: dict[str, tuple[Pass, ...]] = {"screen": (packed, *COMMON), "x4": PRINT, "x1a": PRINT}
VERSIONS = {"screen": "2.0", "x4": "1.6", "x1a": "1.4"}


def finish(data: bytes, job: Job) -> bytes:
    """The finished PDF."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for each in ORDER[job.standard]:
            each(pdf, job)
        old = job.standard == "x1a"
        mode = ObjectStreamMode.disable if old else ObjectStreamMode.generate
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=mode, force_version=VERSIONS[job.standard])
    return out.getvalue()
