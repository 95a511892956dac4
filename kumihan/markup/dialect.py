"""Teach markdown-it-py the inline marks of the dialect: ruby, tate-chu-yoko, emphasis dots, key sentences."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin

# What begins with # or . or holds = is a list of attributes.
RUBY = re.compile(r"\{(?![#.])([^{}|=\n]+)\|([^{}\n]+)\}")
# A base with a kanji and a reading, and no end of it on the line.
OPEN_RUBY = re.compile(r"\{(?![#.])[^{}|=\n]*[\u3400-\u9fff々][^{}|=\n]*\|[^{}\n]*(?=[{\n]|$)")
TATE_CHU_YOKO = re.compile(r"\^([0-9A-Za-z!?]{1,4})\^")
NOTE_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")
PAIRS = {"《《": ("》》", "dots"), "==": ("==", "mark")}


def ruby(state: StateInline, silent: bool) -> bool:
    """`{漢字|かんじ}` group ruby, `{漢字|かん|じ}` mono ruby (DenDenMarkdown, VFM)."""
    if state.src[state.pos] != "{":
        return False
    found = RUBY.match(state.src, state.pos)
    if not found:
        if not silent and OPEN_RUBY.match(state.src, state.pos, state.posMax):
            state.env["unclosed"].append(("{", state.pos, state.src))
        return False
    if not silent:
        token = state.push("ruby", "ruby", 0)
        token.content = found[1]
        token.meta = {"readings": found[2].split("|"), "offset": state.pos}
    state.pos = found.end()
    return True


def tate_chu_yoko(state: StateInline, silent: bool) -> bool:
    """`^12^` (DenDenMarkdown)."""
    if state.src[state.pos] != "^":
        return False
    found = TATE_CHU_YOKO.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.push("tate_chu_yoko", "span", 0).content = found[1]
    state.pos = found.end()
    return True


def paired(state: StateInline, silent: bool) -> bool:
    """`《《圏点》》` and `==鍵となる文==`; what stands between is inline text again."""
    opening = state.src[state.pos : state.pos + 2]
    if opening not in PAIRS or state.src[state.pos + 2 : state.pos + 3] in ("", "\n", opening[0]):
        return False
    closing, name = PAIRS[opening]
    found = re.compile(rf"((?:\\.|(?!{closing})[^\\])*){closing}", re.S).match(state.src, state.pos + 2, state.posMax)
    if not found:
        if not silent:
            state.env["unclosed"].append((opening, state.pos, state.src))
            state.pending += opening
        state.pos += 2
        return True
    if not silent:
        start, limit = state.pos, state.posMax
        state.push(f"{name}_open", name, 1)
        state.pos, state.posMax = start + 2, found.end(1)
        state.md.inline.tokenize(state)
        state.posMax = limit
        state.push(f"{name}_close", name, -1)
    state.pos = found.end()
    return True


def escaped_bracket(state: StateInline, silent: bool) -> bool:
    """`\\《`: CommonMark lets a backslash take away the meaning of ASCII punctuation only."""
    if state.src[state.pos : state.pos + 2] not in ("\\《", "\\》"):
        return False
    if not silent:
        state.pending += state.src[state.pos + 1]
    state.pos += 2
    return True


def note_reference(state: StateInline, silent: bool) -> bool:
    """`[^name]`."""
    found = NOTE_REFERENCE.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        token = state.push("note_reference", "sup", 0)
        token.content = found[1]
        token.meta = {"offset": state.pos}
    state.pos = found.end()
    return True


def parser() -> MarkdownIt:
    """CommonMark with tables and the marks of the dialect. Raw HTML is recognised so that it can be refused."""
    md = MarkdownIt("commonmark", {"html": True}).enable("table")
    md.use(attrs_plugin, after=("image", "link_close", "span_close", "mark_close"), spans=True)
    # Note bodies are read by the plugin; marks by our own rule, which keeps their place.
    md.use(footnote_plugin).disable(["footnote_inline", "footnote_ref", "footnote_tail"])
    md.inline.ruler.before("emphasis", "ruby", ruby)
    md.inline.ruler.before("emphasis", "tate_chu_yoko", tate_chu_yoko)
    md.inline.ruler.before("emphasis", "paired", paired)
    md.inline.ruler.before("link", "note_reference", note_reference)
    md.inline.ruler.before("escape", "escaped_bracket", escaped_bracket)
    # Every address becomes a link or figure here, so that the reader can refuse the bad ones with their place.
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    for bracket in "《》":
        md.inline.add_terminator_char(bracket)
    return md
