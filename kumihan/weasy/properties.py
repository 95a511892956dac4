"""Teach WeasyPrint's cascade the properties of CSS Text 4 that Japanese composition obeys."""

from __future__ import annotations

from typing import Any

from weasyprint.css import properties
from weasyprint.css.units import LENGTHS_TO_PIXELS
from weasyprint.css.validation import properties as validation

# Name → initial value and the keywords that are taken (CSS Text Module Level 4).
PROPERTIES = {
    "text-autospace": ("normal", ("normal", "auto", "no-autospace")),
    "text-spacing-trim": ("normal", ("normal", "auto", "space-all", "trim-start", "trim-both", "trim-all")),
    "text-justify": ("auto", ("auto", "none", "inter-word", "inter-character")),
    "line-break": ("auto", ("auto", "loose", "normal", "strict", "anywhere")),
}


def register() -> None:
    """Add the properties that this WeasyPrint does not know by itself; all of them are inherited."""
    for name, (initial, words) in PROPERTIES.items():
        key = name.replace("-", "_")
        if key in properties.INITIAL_VALUES:
            continue
        properties.INITIAL_VALUES[key] = initial
        properties.KNOWN_PROPERTIES.add(name)
        properties.INHERITED.add(key)
        validation.property(name)(validator(words))
    if "block_step_size" not in properties.INITIAL_VALUES:
        # CSS Rhythmic Sizing 1: a block's height becomes a multiple of this.
        properties.INITIAL_VALUES["block_step_size"] = "none"
        properties.KNOWN_PROPERTIES.add("block-step-size")
        validation.property("block-step-size")(block_step_size)


def block_step_size(tokens: Any) -> Any:
    """`none`, or an absolute length, kept in px."""
    (token,) = tokens if len(tokens) == 1 else (None,)
    if validation.get_keyword(token) == "none":
        return "none"
    if token is not None and token.type == "dimension" and token.lower_unit in LENGTHS_TO_PIXELS and token.value > 0:
        return token.value * LENGTHS_TO_PIXELS[token.lower_unit]
    return None


def validator(words: tuple[str, ...]) -> Any:
    """A function that takes one of the keywords and refuses everything else."""

    def validate(tokens: Any) -> str | None:
        word = validation.get_single_keyword(tokens)
        return word if word in words else None

    return validate
