"""The choices that JLREQ leaves open, by the profile's name and by single settings. This module lays out nothing."""

from __future__ import annotations

from collections.abc import Mapping

from kumihan.jlreq.classes import CharClass as C
from kumihan.jlreq.exact.request import BadRequest
from kumihan.jlreq.tables.separation import LEVELS

# Every setting with what it may be; the first is what the profile jlreq-2020 has.
CHOICES = {
    "kinsoku.level": ("strict", "very-strict", "loose", "very-loose"),  # Appendix C, addendum
    "kinsoku.iteration_mark_at_line_head": ("by-level", "permitted", "prohibited"),  # Appendix B, note 14
    "kinsoku.prolonged_sound_mark_at_line_head": ("by-level", "permitted", "prohibited"),  # note 15
    "kinsoku.small_kana_at_line_head": ("by-level", "permitted", "prohibited"),  # note 16
    "adjustment.reduction_table": ("table-3", "table-4", "table-5"),  # Appendix D
    "adjustment.hanging_punctuation": ("none", "hanging"),  # 3.8.2
    "spacing.line_head_opening_bracket": ("pattern-1", "pattern-2", "pattern-3"),  # 3.1.5
    "spacing.sentence_medial_dividing_mark": ("solid", "quarter-em"),  # 3.1.6
    "classification.unlisted_code_point": ("by-frame", "ideographic", "western"),  # 3.9.2
    "classification.ambiguous_context": ("lowest-class", "highest-class"),  # 3.9.2
    "classification.grouped_numeral_qualification": ("by-frame", "by-role"),  # 3.9.2, cl-24
    "ruby.alignment": ("nakatsuki", "katatsuki"),  # 3.3.5
    "ruby.group_distribution": ("jis", "flush"),  # 3.3.6
    "ruby.jukugo_layout": ("group", "phonetic"),  # 3.3.7, Appendix F
    "ruby.overhang_kana": ("kana", "any", "none"),  # 3.3.8, Appendix B note 7
    "ruby.overhang_indent": ("permitted", "prohibited"),  # Appendix B, note 8
}
PROFILES: dict[str, dict[str, str]] = {"jlreq-2020": {}, "newspaper-2020": {"kinsoku.level": "very-loose"}}
AT_LINE_HEAD = {
    "kinsoku.iteration_mark_at_line_head": C.ITERATION_MARK,
    "kinsoku.prolonged_sound_mark_at_line_head": C.PROLONGED_SOUND,
    "kinsoku.small_kana_at_line_head": C.SMALL_KANA,
}

Settings = Mapping[str, str]


def settle(style: Mapping[str, str]) -> Settings:
    """Every setting with its value; an unknown profile, setting or value raises BadRequest."""
    profile = style.get("profile", "jlreq-2020")
    if profile not in PROFILES:
        raise BadRequest(f"style: there is no profile {profile}; there are {', '.join(PROFILES)}")
    settings = {name: choices[0] for name, choices in CHOICES.items()} | PROFILES[profile]
    for name, value in style.items():
        if name == "profile":
            continue
        if name not in CHOICES:
            raise BadRequest(f"style: there is no setting {name}")
        if value not in CHOICES[name]:
            raise BadRequest(f"style: {name} is not one of {', '.join(CHOICES[name])}")
        settings[name] = value
    return settings


def exempt(settings: Settings) -> frozenset[C]:
    """The classes that may begin a line although Table 2 forbids it."""
    classes = set(LEVELS[settings["kinsoku.level"]])
    for name, kind in AT_LINE_HEAD.items():
        match settings[name]:
            case "permitted":
                classes.add(kind)
            case "prohibited":
                classes.discard(kind)
    return frozenset(classes)
