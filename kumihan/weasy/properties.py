"""Teach WeasyPrint's cascade the CSS properties that Japanese composition obeys. What they mean is known elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from weasyprint.css import computed_values, properties
from weasyprint.css.units import LENGTHS_TO_PIXELS
from weasyprint.css.validation import expanders
from weasyprint.css.validation import properties as validation

# Inherited properties of one keyword: initial value and the keywords that are taken.
KEYWORDS = {
    # CSS Text Module Level 4
    "text-autospace": ("normal", ("normal", "auto", "no-autospace")),
    "text-spacing-trim": ("normal", ("normal", "auto", "space-all", "trim-start", "trim-both", "trim-all")),
    "text-justify": ("auto", ("auto", "none", "inter-word", "inter-character")),
    "text-wrap-style": ("auto", ("auto", "balance", "stable", "pretty")),
    "line-break": ("auto", ("auto", "loose", "normal", "strict", "anywhere")),
    # CSS Ruby Annotation Layout Module Level 1
    "ruby-position": ("over", ("over", "under")),
    "ruby-align": ("space-around", ("space-around", "start", "center", "space-between")),
    "ruby-overhang": ("auto", ("auto", "none")),
}
FILLS = ("filled", "open")
SHAPES = ("dot", "circle", "double-circle", "triangle", "sesame")
PAGE_FLOATS = ("block-start", "block-end", "snap-block")
WORD_BREAKS = ("normal", "break-all", "auto-phrase")
HANGS = ("none", "allow-end", "force-end")


def register() -> None:
    """Add the properties that this WeasyPrint does not know by itself."""
    for name, (initial, words) in KEYWORDS.items():
        add(name, initial, one_of(words))
    add("hanging-punctuation", "none", one_of(HANGS))
    # CSS Text Module Level 4, 6.5: lines end in a box only where they cannot end outside it.
    add("wrap-inside", "auto", one_of(("auto", "avoid")), inherited=False)
    validation.PROPERTIES.pop("word-break")
    validation.property("word-break")(one_of(WORD_BREAKS))
    expanders.EXPANDERS.setdefault("text-wrap", expanders.generic_expander("-style")(expand_text_wrap))
    add("text-emphasis-style", "none", emphasis_style)
    add("text-emphasis-position", ("over",), emphasis_position)
    add("text-emphasis-color", "currentcolor", color)
    computed_values.COMPUTER_FUNCTIONS.setdefault("text_emphasis_color", computed_values.color)
    expanders.EXPANDERS.setdefault(
        "text-emphasis", expanders.generic_expander("-style", "-color")(expand_text_emphasis)
    )
    add("block-step-size", "none", block_step_size, inherited=False)
    # CSS Page Floats
    add("float-reference", "inline", one_of(("inline", "column", "region", "page")), inherited=False)
    stock_float = validation.PROPERTIES.pop("float")
    validation.property("float")(lambda tokens: page_float(tokens) or stock_float(tokens))


def add(name: str, initial: object, validate: Callable[[Any], Any], inherited: bool = True) -> None:
    """One property; what WeasyPrint already knows stays as it is."""
    key = name.replace("-", "_")
    if key in properties.INITIAL_VALUES:
        return
    properties.INITIAL_VALUES[key] = initial
    properties.KNOWN_PROPERTIES.add(name)
    if inherited:
        properties.INHERITED.add(key)
    validation.property(name)(validate)


def one_of(words: tuple[str, ...]) -> Callable[[Any], str | None]:
    """A function that takes one of the keywords and refuses everything else."""

    def validate(tokens: Any) -> str | None:
        word = validation.get_single_keyword(tokens)
        return word if word in words else None

    return validate


def block_step_size(tokens: Any) -> Any:
    """`none`, or an absolute length, kept in px (CSS Rhythmic Sizing 1)."""
    (token,) = tokens if len(tokens) == 1 else (None,)
    if validation.get_keyword(token) == "none":
        return "none"
    if token is not None and token.type == "dimension" and token.lower_unit in LENGTHS_TO_PIXELS and token.value > 0:
        return token.value * LENGTHS_TO_PIXELS[token.lower_unit]
    return None


def page_float(tokens: Any) -> str | None:
    """The edge that a page float goes to (CSS Page Floats, 2): a physical name is the logical one of horizontal lines."""
    names = {"top": "block-start", "bottom": "block-end"}
    word = validation.get_single_keyword(tokens)
    return names.get(word, word) if word in (*PAGE_FLOATS, *names) else None


def emphasis_style(tokens: Any) -> Any:
    """`none`, or filled or open and a shape, in any order (CSS Text Decoration 3, 3.1); strings are not taken."""
    words = [validation.get_keyword(token) for token in tokens]
    if words == ["none"]:
        return "none"
    fills = [word for word in words if word in FILLS]
    shapes = [word for word in words if word in SHAPES]
    if not words or len(fills) > 1 or len(shapes) > 1 or len(fills) + len(shapes) != len(words):
        return None
    return (*(fills or ["filled"]), *(shapes or ["circle"]))


def emphasis_position(tokens: Any) -> tuple[str, ...] | None:
    """Over or under, with the side for vertical text (CSS Text Decoration 3, 3.4)."""
    words = tuple(validation.get_keyword(token) for token in tokens)
    vertical = [word for word in words if word in ("over", "under")]
    sides = [word for word in words if word in ("left", "right")]
    return words if len(vertical) == 1 and len(sides) <= 1 and len(words) == 1 + len(sides) else None


def color(tokens: Any) -> Any:
    return tokens[0] if len(tokens) == 1 and validation.parse_color(tokens[0]) else None


def expand_text_wrap(tokens: Any, name: str) -> Iterator[tuple[str, Any]]:
    """`text-wrap`: its style alone; whether lines end at all is white-space's to say."""
    yield "-style", tokens


def expand_text_emphasis(tokens: Any, name: str) -> Iterator[tuple[str, Any]]:
    """`text-emphasis`: a style and a color in any order."""
    words = [token for token in tokens if validation.get_keyword(token) in ("none", *FILLS, *SHAPES)]
    colors = [token for token in tokens if token not in words]
    if words:
        yield "-style", words
    if colors:
        yield "-color", colors
