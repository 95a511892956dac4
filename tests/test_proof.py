"""Each rule of proofreading against its fixture: tests/proof/<rule>.md has cases of title, input and what is expected."""

import re
import tomllib
from pathlib import Path

import pytest

from kumihan.checks import Remark, check, run
from kumihan.config import Config
from kumihan.finding import Place
from kumihan.intake.manuscript import import_manuscript
from kumihan.markup.reader import read_chapter
from kumihan.markup.resolve import resolve
from kumihan.markup.writer import write_chapter
from kumihan.proof.passage import passages
from kumihan.proof.rules import RULES
from kumihan.proof.subject import Subject
from kumihan.settings import take
from kumihan.source import Source

FIXTURES = Path(__file__).parent / "proof"
MANUSCRIPT = Path(__file__).resolve().parents[2] / "shared" / "manuscript" / "outlook-2026.txt"
BOOK = 'slug = "x"\ntitle = "本"\ndate = 2026-01-31\n'
HEAD = "---\ntitle: 題\n---\n"
CASE = re.compile(r"^## ([^\n]*)|^```(\w+)\n(.*?)^```$", re.M | re.S)


def subject(chapters, book=""):
    """The subject of a case: each chapter gets a front matter where it has none."""
    sources = [
        Source(f"{number:02}-x.md", text if text.startswith("---") else HEAD + text)
        for number, text in enumerate(chapters, 1)
    ]
    about = Source("book.toml", BOOK + book)
    read = [read_chapter(source) for source in sources]
    assert [str(finding) for _, findings in read for finding in findings if finding.is_error] == []
    config = take(Config, tomllib.loads(about.text))
    return Subject(resolve(tuple(chapter for chapter, _ in read))[0], config, (about, *sources))


def cases():
    """(rule, fenced blocks) of every `## case`; a ## inside a fence is the case's own text."""
    for path in sorted(FIXTURES.glob("*.md")):
        title, blocks = "", []
        for heading, kind, text in CASE.findall(path.read_text(encoding="utf-8") + "\n## "):
            if kind:
                blocks.append((kind, text))
                continue
            if blocks:
                yield pytest.param(path.stem, blocks, id=f"{path.stem}: {title}")
            title, blocks = heading, []


def told(findings, without_head):
    """The messages as an editor reads them; lines count from the first line of a case's own text."""
    lines = "\n".join(str(finding) for finding in findings)
    if without_head:
        lines = re.sub(r"(?m)^(\d\d-x\.md):(\d+)", lambda found: f"{found[1]}:{int(found[2]) - 3}", lines)
    return re.sub(r"(?m)^book\.toml:(\d+)", lambda found: f"book.toml:{int(found[1]) - 3}", lines)


@pytest.mark.parametrize(("rule", "blocks"), list(cases()))
def test_case(rule, blocks):
    chapters = [text for kind, text in blocks if kind == "markdown"]
    book = "".join(text for kind, text in blocks if kind == "toml")
    expected = "".join(text for kind, text in blocks if kind == "text")
    findings = run([item for item in RULES if item.id == rule], subject(chapters, book))
    assert told(findings, not chapters[0].startswith("---")).strip() == expected.strip()


def test_each_rule_has_a_fixture_with_a_case_of_each_kind():
    for rule in RULES:
        own = [case.values[1] for case in cases() if case.values[0] == rule.id]
        expected = ["".join(text for kind, text in blocks if kind == "text") for blocks in own]
        assert any(expected) and not all(expected), f"{rule.id} needs a case with a finding and one without"
    assert {path.stem for path in FIXTURES.glob("*.md")} == {rule.id for rule in RULES}


def test_every_character_is_followed_to_its_place():
    body = (
        '前の{抑制|よくせい}い**強い**い[語](https://example.org/語)語と[名]{lang=ja index="な"}な、\n'
        'つぎの行\\*星&amp;と`code`、==文である。=={en="It is."}である[^1]。[第一](#x){.page}一。《《点》》点\n\n'
        "- 項\n  続き\n- ^12^月\n\n> 引用\n> 続く\n\n## 節 {#x}\n\n| 甲 | 乙 |\n|---|---|\n| 丙 | 甲 |\n\n"
        '![絵](figures/a.svg "絵の題"){credit="題の出典" longdesc="絵"}\n\n[^1]: 注の語。\n'
    )
    item = subject([body])
    text = item.sources[1].text
    found = [passage for passage in passages(item) if passage.source.file == "01-x.md"]
    rest = list(text)
    for passage in found:
        for character, offset in zip(passage.text, passage.offsets, strict=True):
            assert text[offset] == character or character == "\ufffc", passage.text
            rest[offset] = ""
    assert "".join(rest) == (
        '---\ntitle: \n---\n{|よくせい}****[](https://example.org/語)[]{lang=ja index="な"}\n'
        '\\amp;`ode`===={en="It is."}[^1][](#x){.page}《《》》\n\n- \n  \n- ^^\n\n> \n> \n\n##  {#x}\n\n'
        '|  |  |\n|---|---|\n|  |  |\n\n![](figures/a.svg ""){credit="" longdesc=""}\n\n[^1]: \n'
    )
    first = found[1]
    assert first.place(first.text.index("強")) == Place("01-x.md", 4, 15)
    assert first.place(first.text.index("星")) == Place("01-x.md", 5, 7)
    assert [str(passage.place(0)) for passage in found if passage.text in ("絵", "絵の題", "甲")] == [
        "01-x.md:16:3", "01-x.md:18:7", "01-x.md:20:3", "01-x.md:20:21", "01-x.md:20:51",
    ]  # fmt: skip


def test_findings_come_in_the_order_of_their_places():
    @check("odd", rationale="x")
    def odd(lines):
        """No odd line."""
        yield from (Remark(str(line), Place("a.md", line), "") for line in lines if line % 2)

    assert [str(finding) for finding in run((odd,), (3, 2, 1))] == [
        "a.md:1: warning [odd] 1",
        "a.md:3: warning [odd] 3",
    ]
    assert (odd.id, odd.statement) == ("odd", "No odd line.")


def test_a_check_without_a_sentence_for_the_editor_is_refused():
    with pytest.raises(TypeError, match="the check bare has no docstring"):
        check("bare", rationale="x")(lambda subject: ())


@pytest.mark.skipif(not MANUSCRIPT.is_file(), reason="needs the manuscript of ../shared")
def test_the_titles_that_differ_between_contents_and_headings_of_the_manuscript():
    """Chapters 4 and 6, as the editorial office found by reading; nothing else."""
    text = MANUSCRIPT.read_text(encoding="utf-8")
    files, _ = import_manuscript(text.encode(), MANUSCRIPT.name, write_chapter)
    entries = [line.rpartition("\t")[0] for line in text.split("\n")[9:18]]
    about = Source("book.toml", files["book.toml"])
    sources = tuple(Source(name, files[name]) for name in sorted(files) if name.endswith(".md") and name[0].isdigit())
    chapters = tuple(read_chapter(source)[0] for source in sources)
    config = take(Config, tomllib.loads(about.text) | {"contents": entries})
    item = Subject(resolve(chapters)[0], config, (about, *sources))
    findings = run([rule for rule in RULES if rule.id == "contents-headings"], item)
    assert [finding.place.file[:2] for finding in findings] == ["04", "06"]
    assert run([rule for rule in RULES if rule.id == "unmatched-brackets"], item) == ()
