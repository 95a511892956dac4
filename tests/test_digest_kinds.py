"""Digests beside the one page: grouped by addressee or theme, in English, a page for each part, an executive summary."""

import io
import json
import re

import pypdfium2
import pytest

from kumihan import pipeline
from kumihan.config import Config
from kumihan.digest.roomiest import COMFORT, SIZES, Choice, roomiest
from kumihan.settings import take

KINDS = ("parts", "summary", "addressee", "theme", "english")
ABOUT = """\
slug = "kinds"
title = "備えの本"
thesis = "備えは平時に決まる。"
issuer = "発行所"
date = 2026-01-31
[digest]
also = {also}
summary_pages = 2
[digest.english]
title = "Readiness"
[digest.english.parts]
ch1 = "Harbours"
"""
PART = """\
---
title: {title}
id: ch{n}
number: {n}
{more}---

{title}の章は古い記録から始まる。二つめの文である。

## 経緯

{title}の経緯を述べる。続きは長い。

## 提言 {{.recommendations}}

- 点検：==政府は{title}を毎年点検すべきである。=={{en="The government should inspect {title} every year." to="政府" theme="点検"}}理由はほかにもある。
- 訓練：==自治体は{title}の訓練を重ねる必要がある。=={{to="自治体" theme="訓練"}}
- 名簿：==名簿を整えることが求められる。==
"""


def publication(root, also=KINDS):
    root.mkdir()
    (root / "book.toml").write_text(ABOUT.format(also=json.dumps(list(also))), encoding="utf-8")
    for n, title in ((1, "港湾"), (2, "橋梁")):
        more = "thesis: 港を閉じないことが要である。\n" if n == 1 else ""
        (root / f"0{n}.md").write_text(PART.format(title=title, n=n, more=more), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kinds")
    findings = pipeline.build(publication(folder / "content"), folder / "o", ("digest",))
    return {path.name: path.read_bytes() for path in (folder / "o").iterdir()}, findings


def pages(data):
    document = pypdfium2.PdfDocument(data)
    return [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in document]


def items(files, kind):
    return json.loads(files[f"kinds-digest-{kind}.json"])["items"]


def test_every_kind_is_made_and_only_those(made):
    files, _ = made
    pdfs = {name for name in files if name.endswith(".pdf")}
    assert pdfs == {"kinds-digest.pdf", *(f"kinds-digest-{kind}.pdf" for kind in KINDS)}


def test_by_addressee_says_the_same_sentences_under_other_heads(made):
    files, _ = made
    by_part = {item["text"] for item in json.loads(files["kinds-digest.json"])["items"]}
    for kind, heads in (("addressee", ("政府", "自治体", "そのほか")), ("theme", ("点検", "訓練", "そのほか"))):
        found = items(files, kind)
        assert {item["text"].split("理由")[0] for item in found} == {text.split("理由")[0] for text in by_part}
        text = files[f"kinds-digest-{kind}.md"].decode()
        assert tuple(re.findall("^## (.*)$", text, re.M)) == heads
        (page,) = pages(files[f"kinds-digest-{kind}.pdf"])
        assert [head for head in heads if head in page] == list(heads)


def test_english_has_the_sentences_beside_the_japanese_ones_and_holes_elsewhere(made):
    files, findings = made
    texts = [item["text"] for item in items(files, "english")]
    assert texts == [
        "The government should inspect 港湾 every year.", None, None,
        "The government should inspect 橋梁 every year.", None, None,
    ]  # fmt: skip
    text = files["kinds-digest-english.txt"].decode()
    assert text.startswith("Readiness Recommendations in brief\n") and "■ Harbours\n" in text
    assert sum(finding.rule == "digest-editor" for finding in findings) == 4


def test_each_part_has_a_page_with_its_thesis_and_every_recommendation(made):
    files, _ = made
    one, two = pages(files["kinds-digest-parts.pdf"])
    assert "港を閉じないことが要である。" in one and "橋梁" not in one.replace("備えの本", "")
    assert "橋梁の章は古い記録から始まる。" in two  # without a thesis, the sentence that opens the part
    for page, title in ((one, "港湾"), (two, "橋梁")):
        assert f"政府は{title}を毎年点検すべきである。" in page and "名簿を整えることが求められる。" in page


def test_the_summary_opens_every_section_and_keeps_to_its_pages(made):
    files, _ = made
    text = pages(files["kinds-digest-summary.pdf"])
    assert len(text) <= 2
    for title in ("港湾", "橋梁"):
        assert f"{title}の経緯を述べる。" in "".join(text) and "続きは長い" not in "".join(text)


def test_a_kind_that_no_mark_speaks_of_is_told(tmp_path):
    root = publication(tmp_path / "content", ("english",))
    for path in root.glob("*.md"):
        path.write_text(re.sub(r" ?en=\"[^\"]*\"", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    findings = pipeline.build(root, tmp_path / "o", ("digest",))
    (told,) = (finding for finding in findings if finding.rule == "digest-kind")
    assert told.message == "[digest] also asks for “english”, but no mark of a recommendation says it"
    assert not (tmp_path / "o/kinds-digest-english.pdf").exists()


def test_the_one_page_may_be_grouped_by_addressee(tmp_path):
    root = publication(tmp_path / "content", ())
    about = root / "book.toml"
    about.write_text(about.read_text(encoding="utf-8").replace("[digest]\n", '[digest]\nby = "addressee"\n'), encoding="utf-8")
    pipeline.build(root, tmp_path / "o", ("digest",))
    assert "## 政府" in (tmp_path / "o/kinds-digest.md").read_text(encoding="utf-8")


def test_the_fullest_text_comes_before_the_largest_type():
    def count(room):
        """A choice takes one page where its text and type are within the room."""
        return lambda choice: 1 if (3 - choice.rung) * 10 + choice.size * choice.leading <= room else 2

    assert roomiest(count(46.0), 3, 1).rung == 0
    assert roomiest(count(36.0), 3, 1).rung == 1 and roomiest(count(36.0), 3, 1).size >= COMFORT
    assert roomiest(count(13.0), 3, 1) == Choice(3, SIZES[-1], 1.6, 1.0)
    assert roomiest(count(12.0), 3, 1) is None


def test_the_kinds_are_configured_by_name():
    with pytest.raises(ValueError, match="also"):
        take(Config, {"slug": "a", "title": "題", "date": "2026-01-31", "digest": {"also": ["weekly"]}})


def test_the_same_bytes_again(made, tmp_path):
    files, _ = made
    pipeline.build(publication(tmp_path / "content", ("parts",)), tmp_path / "o", ("digest",))
    assert (tmp_path / "o/kinds-digest-parts.pdf").read_bytes() == files["kinds-digest-parts.pdf"]
    assert len(pypdfium2.PdfDocument(io.BytesIO(files["kinds-digest-parts.pdf"]))) == 2
