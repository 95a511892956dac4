"""Name the printing condition: the press's profile as the output intent; on screen, sRGB."""

from __future__ import annotations

import io

from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import ImageCms

from kumihan.export.finish.job import Job

REGISTRY = "http://www.color.org"


def output_intent(pdf: Pdf, job: Job) -> None:
    """One output intent with its profile embedded (ISO 15930-7, 6.2.2; ISO 19005-4, 6.2.3)."""
    if job.standard == "screen":
        for intent in pdf.Root.get("/OutputIntents", ()):
            intent["/S"] = Name.GTS_PDFA1
        return
    name = description(job.profile)
    intent = Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String(job.condition or name),
        OutputCondition=String(name), Info=String(name),
        DestOutputProfile=pdf.make_stream(job.profile, N=4, Alternate=Name.DeviceCMYK),
    )  # fmt: skip
    if job.condition:
        intent["/RegistryName"] = String(REGISTRY)
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def description(profile: bytes) -> str:
    """What a profile calls itself."""
    return ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile))).strip()
