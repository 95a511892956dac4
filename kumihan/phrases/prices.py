"""Price the places of a text at which a line may end: learned phrases, corrected by the rules of Japanese display type.

Whether a line can end there at all is kinsoku's to say; a place is named by the index of the character that would begin
the next line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from kumihan.phrases.learned import beginnings

# After a comma, colon or blank and before a bracket; between phrases; where a phrase leans on the one before it.
CLAUSE, PHRASE, LEANING = 0.0, 0.2, 0.8
# What brackets add to a place between them, by far or near.
NESTED, CLOSELY_NESTED = 0.4, 5.0
# Between so many characters brackets hold one notion; a note of so few stands by its word.
NEAR, SHORT = 8, 4
# One more line is worse than any choice of places, a line end within a box that asks to stay whole worse than that.
LINE, AVOIDED = 6.0, 15.0
# Within a phrase, only when it is longer than the line: where the script changes, after a pair of kanji, elsewhere, before
# the kana that end a word.
INSIDE = 50.0
SEAM, PAIR, MIDDLE, ENDING = INSIDE, INSIDE + 10, INSIDE + 30, INSIDE + 50
# What is one sign to the reader: a number and what it counts, a date.
WHOLE = 400.0

KANA, KATAKANA, KANJI, LATIN = "kana", "katakana", "kanji", "latin"
SCRIPTS = (
    (KATAKANA, re.compile("[ァ-ヺーｦ-ﾟ]")),
    (KANA, re.compile("[ぁ-ゖ]")),
    (KANJI, re.compile("[々〆㐀-鿿豈-﫿]")),
    (LATIN, re.compile("[0-9A-Za-zＡ-Ｚａ-ｚ０-９À-ɏ]")),
)
OPENING, CLOSING = "「『（〔［｛〈《【(［[“‘", "」』）〕］｝〉》】)］]”’"
NOTES = "（〔［(["
OBJECT = "\ufffc"
DASHES = "—―–"
# Signs between which phrases are looked for alone, since what was learned knows little of them.
APART = re.compile(f"[／/：；　{OBJECT}{DASHES}{re.escape(NOTES)}）〕］)\\]]+")
ENDS = "、。，．：；！？!?　" + DASHES
NEVER_FIRST = "／/〜～・　" + DASHES
# Words that lean on a particle and make one with it (複合辞), or on a verb.
LEANING_WORDS = re.compile(
    "(?<=[にと])(?:よる|より|よっ|おけ|おい|関する|関し|対する|対し|つい|とっ|際し|伴[うい]|向け|わた[るっ]|基づ[くい]|つれ|いう|いっ|し[てた]|す[るれ]|"
    "ともに|異な|な[るっりら])"
    "|(?<=を)(?:めぐ|巡[るりっ]|通[じし])"
    "|(?<=[てで])(?:いる|いた|いく|いっ|きた|くる|ある|おり|しま|みる|よい)"
    "|(?<=[うくすつぬぶむるたいな])(?:こと|もの|ため|とき|ところ|の[かは]|わけ|よう|中で|上で)"
)
# A word of two kanji made a verb that goes on (連用中止) ends its phrase; what was learned often passes it over.
GOING_ON = re.compile("(?<=[一-龠]{2}し)(?=[一-龠])")
# Kanji after which a compound of kanji may be two phrases: 戦略的|…, 2025年|….
LOOSE_ENDS = "的年月日後前時上間末頃"
# A number that its prefix sets apart from a noun before it.
ABOUT = re.compile("(?<=[一-龠])[約第計](?=[0-9０-９])")
# The blank in a name of several Latin words.
LATIN_NAME = re.compile("(?<=[0-9A-Za-z.])　(?=[0-9A-Za-z])")
# A word that only names what follows its colon stays on its line.
LABEL = re.compile("(?<=[（(　。／])[^（）　：。、／]{1,4}：")
# What only ever follows a word.
SUFFIXES = re.compile("たち|など|だけ|ほど|ばかり|くらい|ぐらい|ごと|ずつ|のみ|しか|こそ|さえ|すら|さん|さま")
COUNTED = "[年月日時分秒個人円億万兆千百回次期条項章節部頁本件社国名代度歳位階倍割号巻発州％%か所カケヶ]"
NUMBER = "[0-9０-９][0-9０-９.,，．]*|[一二三四五六七八九十百]+"
# 第3章, 図4, 約1,200万人, 2025年11月以降: one sign to the reader.
WHOLES = (
    re.compile("[0-9０-９]+年(?:[0-9０-９]+月(?:[0-9０-９]+日)?)?(?:以[降前後]|時点|現在|頃|末)?"),
    re.compile(f"[第図表注約計全各数前同]?(?:{NUMBER}){COUNTED}*[間半目]?(?:以[上下降前後内]|未満|時点|現在|頃|末)?"),
)


@lru_cache(4096)
def prices(text: str) -> tuple[float, ...]:
    """What it costs to begin a line with each character of a text; the first and what follows the text are free."""
    learned, shut, leaning = phrases(text), subtitle(text), starts(LEANING_WORDS, text)
    found = [0.0] * (len(text) + 1)
    for at, (before, after) in enumerate(pairwise(text), 1):
        price = at_sign(before, after)
        if price is None and at in learned:
            price = between(before, after, at in leaning)
        found[at] = within(text, at) if price is None else price
    if text[:1] == OBJECT and text != OBJECT:
        found[1] = WHOLE  # a mark stays with the heading that it opens
    if shut > 0:
        found[shut], found[shut + 1] = CLAUSE, WHOLE
    for match in LATIN_NAME.finditer(text):
        found[match.end()] = LEANING
    for match in LABEL.finditer(text):
        found[match.end()] = LEANING
    for first, stop, price in nested(text):
        if text[first - 1] in NOTES and stop - first <= SHORT:
            found[first - 1] = max(found[first - 1], LEANING)
        for at in range(first + 1, stop):
            found[at] += price
    for pattern in WHOLES:
        for match in pattern.finditer(text):
            found[match.start() + 1 : match.end()] = [WHOLE] * (len(match[0]) - 1)
    return tuple(found)


def phrases(text: str) -> set[int]:
    """Where the learned phrases of a text begin; each piece between strong signs is asked for by itself."""
    found, first = set(), 0
    for stop, end in (*(match.span() for match in APART.finditer(text)), (len(text), len(text))):
        found |= {first + at for at in beginnings(text[first:stop])}
        first = end
    return (found | starts(GOING_ON, text) | starts(ABOUT, text)) - starts(SUFFIXES, text)


def starts(pattern: re.Pattern[str], text: str) -> set[int]:
    return {match.start() for match in pattern.finditer(text)}


def subtitle(text: str) -> int:
    """The index of the dash that opens a subtitle between two dashes (a title —so told—), which is a bracket; else -1."""
    first = next((at for at, sign in enumerate(text) if sign in DASHES), -1)
    return first if 0 < first < len(text) - 1 and text[-1] in DASHES and text.count(text[-1]) == 2 else -1


def at_sign(before: str, after: str) -> float | None:
    """The price of a place beside a sign that tells by itself; None where words must tell."""
    if after in NEVER_FIRST:
        return WHOLE
    if before in ENDS or after in NOTES:
        return CLAUSE
    if before in "／/":
        return LEANING
    if before in (" ", OBJECT) or after in (*OPENING, OBJECT):
        return PHRASE
    if before in NOTES or before in OPENING:
        return WHOLE
    if before == "・":
        return SEAM if script(after) == KATAKANA else LEANING
    return None


def between(before: str, after: str, leaning: bool) -> float | None:
    """The price of a place between learned phrases; None where no phrase can begin."""
    scripts = script(before), script(after)
    if scripts[0] == scripts[1] and scripts[0] in (KATAKANA, LATIN):
        return None
    if scripts == (KANJI, KANJI):
        return LEANING if before in LOOSE_ENDS or after in "約第計" else None
    return LEANING if leaning else PHRASE


def within(text: str, at: int) -> float:
    """The price of a place inside a phrase: compounds are parted where their words meet, as far as signs tell."""
    before, after = script(text[at - 1]), script(text[at])
    if after == KANA or "" in (before, after):
        return ENDING
    if before != after:
        return SEAM
    if after != KANJI:
        return MIDDLE
    first, last = at, at
    while first and script(text[first - 1]) == KANJI:
        first -= 1
    while last < len(text) and script(text[last]) == KANJI:
        last += 1
    # Words of two kanji make compounds: two, four, six characters from the beginning.
    return PAIR if (at - first) % 2 == 0 else MIDDLE


def nested(text: str) -> Iterator[tuple[int, int, float]]:
    """What stands between brackets, as [first, stop), and what a place within it costs more."""
    opened: list[int] = []
    for at, sign in enumerate(text):
        if sign in OPENING:
            opened.append(at + 1)
        elif sign in CLOSING and opened:
            first = opened.pop()
            yield first, at, CLOSELY_NESTED if at - first <= NEAR else NESTED


@cache
def script(sign: str) -> str:
    return next((name for name, pattern in SCRIPTS if pattern.match(sign)), "")
