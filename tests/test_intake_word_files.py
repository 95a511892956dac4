"""入稿 of Word documents: a whole one, files that are none, files that would do harm, anything in any order."""

import io
import re
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kumihan.cli import main
from kumihan.errors import InputError
from kumihan.markup.reader import read_chapter
from kumihan.source import Source
from tests.word_files import Manuscript, box, changed, drawing, field, note, png, run
from tests.word_office import bring, nothing_is_lost, office, picture


def test_every_character_of_an_offices_document_is_kept_or_told():
    files = nothing_is_lost(office())
    assert files["00-ch1.md"] == (
        "---\ntitle: 潮の道\nid: ch1\nnumber: 1\n---\n\n潮は一日に^2^度満ちる[^f1]。船はそれを待つ。\n\n## 満ち引き\n\n"
        "潮がもっとも速いのは{海峡|かいきょう}である[^f2]。\n\n漁師は暦を見る。\n\n"
        '![岸壁に並ぶ船](figures/fig-1.png "朝の港"){#fig-1 credit="撮影：港湾局"}\n\n表1　港ごとの船\n\n'
        "| 港 | 隻 |\n| --- | ---: |\n| 甲港 | 12 |\n\n箱の隣の文である。\n\n用語：大潮とは新月と満月の潮をいう。\n\n"
        "## 提言 {.recommendations}\n\n- 観測の強化：国は毎日測るべきである。\n\n- 記録の保存：港は記録を残すべきである。\n\n"
        "[^f1]: 港湾の統計による。\n\n[^f2]: 二〇二五年の値である。\n"
    )
    assert "authors:\n- name: 海野一郎\n  affiliation: 所長\nsignature: true" in files["01-part-22.md"]
    assert 'issuer = "海洋研究所"' in files["book.toml"] and "a header or footer: “海の年報 社外秘”" in files["import-report.md"]


def test_the_same_document_gives_the_same_files():
    data = office()
    assert bring(data) == bring(data)


@pytest.mark.slow
def test_an_offices_document_builds(tmp_path):
    (tmp_path / "report.docx").write_bytes(office())
    assert main(["import", str(tmp_path / "report.docx"), "--to", str(tmp_path / "book")]) == 0
    assert (tmp_path / "book/figures/fig-1.png").read_bytes() == png()
    assert main(["print", "--content", str(tmp_path / "book"), "--output", str(tmp_path / "out")]) == 0
    assert [path.suffix for path in (tmp_path / "out").glob("*-print.pdf")] == [".pdf"]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def package(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "fact", "hint"),
    [
        ("a.doc", OLE, "is a document of Word 97–2003", "save it as .docx"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "is protected by a password", "take the password away"),
        ("a.jtd", OLE, "is an Ichitaro document", "as .docx or as text"),
        ("a.rtf", b"{\\rtf1 x}", "is Rich Text Format", "save it as .docx"),
        ("a.pdf", b"%PDF-1.7", "is a PDF", "ask the author"),
        ("a.odt", package("mimetype", "content.xml"), "is an OpenDocument file", "save it as .docx"),
        ("a.pages", package("Index/Document.iwa"), "is a Pages document", "export it from Pages"),
        ("a.xlsx", package("[Content_Types].xml", "xl/workbook.xml"), "no document that can be imported", "as .docx"),
        ("a.docx", b"PK\x03\x04 cut off", "cannot be opened as a Word document", "which can mend it"),
        ("a.docx", b"", "cannot be opened as a Word document", "which can mend it"),
        ("a.docx", package("[Content_Types].xml", "word/document.xml"), "cannot be opened as a Word document", "which can mend it"),
    ],
)
def test_what_is_no_word_document_is_told_with_the_way_out(name, data, fact, hint):
    with pytest.raises(InputError) as stopped:
        bring(data, name)
    (finding,) = stopped.value.findings
    assert finding.rule == "manuscript-kind" and fact in finding.message and hint in finding.hint


def test_entities_and_document_types_are_refused():
    def planted(name, content):
        if name != "word/document.xml":
            return content
        head, tail = content.split(b"\n", 1)
        return head + b'\n<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + tail

    def bare(name, content):
        return content.replace(b"<w:document", b"<!DOCTYPE w:document><w:document", 1) if name == "word/document.xml" else content

    for change in (planted, bare, lambda name, content: content.decode().encode("utf-16") if name == "word/document.xml" else content):
        with pytest.raises(InputError, match="declares a document type or entities"):
            bring(changed(office(), change))


def test_a_package_that_unpacks_too_far_is_refused_before_it_is_unpacked():
    bomb = changed(office(), lambda name, content: b"<x>" + b" " * 70_000_000 + b"</x>" if name == "word/styles.xml" else content)
    assert len(bomb) < 300_000
    with pytest.raises(InputError, match="unpacks to more than a manuscript can hold"):
        bring(bomb)


def test_relations_that_lead_nowhere_do_no_harm():
    def planted(name, content):
        if name != "word/_rels/document.xml.rels":
            return content
        lost = b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="NULL"/>'
        return content.replace(b"</Relationships>", lost + b"</Relationships>")

    assert bring(changed(office(), planted))[0]["00-ch1.md"] == bring(office())[0]["00-ch1.md"]


def test_a_strict_document_is_read():
    def strict(name, content):
        return re.sub(rb"http://schemas\.openxmlformats\.org/(\w+)/2006/", rb"http://purl.oclc.org/ooxml/\1/", content)

    given_back = bring(changed(office(), lambda name, content: content if "Content_Types" in name or "docProps" in name else strict(name, content)))
    assert given_back[0]["00-ch1.md"] == bring(office())[0]["00-ch1.md"]


def test_a_document_with_macros_is_read():
    def macros(name, content):
        return content.replace(b"wordprocessingml.document.main+xml", b"x").replace(
            b"application/vnd.openxmlformats-officedocument.x", b"application/vnd.ms-word.document.macroEnabled.main+xml"
        )

    assert bring(changed(office(), macros), "report.docm")[0]["00-ch1.md"] == bring(office())[0]["00-ch1.md"]


def test_a_document_without_headings_is_told():
    made = Manuscript()
    made.say("ただの文である。")
    with pytest.raises(InputError, match="見出し 1"):
        bring(made)


def test_findings_in_japanese(capsys, tmp_path):
    (tmp_path / "a.docx").write_bytes(office())
    assert main(["import", str(tmp_path / "a.docx"), "--to", str(tmp_path / "to"), "--lang", "ja"]) == 0
    assert "9段落目「漁師は暦を見る。」: コメント: 「暦の名を調べる」" in capsys.readouterr().err
    main(["proof", "--content", str(tmp_path / "to"), "--lang", "en"])
STYLES = st.sampled_from(
    ["Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Heading 4", None, None, None, "List Bullet", "List Bullet 2",
     "List Number", "List Number 2", "Quote", "Caption"]
)  # fmt: skip


WORDS = st.sampled_from(
    ["潮の道", "海は広い。波は高い。", "第1章　風の道", "はじめに", "・項目である", "◆ 節である", "図1　朝の港", "表2　船", "奥付",
     "を示している。", "¹ 調べの名。", "広さは五m²である¹", "https://example.org/a", "2026年3月", "- 箇条", "1. 番号", "目次", "港の写真（写真：某社）"]
)  # fmt: skip


BLOCKS = st.one_of(
    st.tuples(st.just("text"), WORDS, STYLES, st.booleans()),
    st.tuples(st.sampled_from(["table", "frame", "picture", "box", "broken", "blank", "note", "contents"]), WORDS, STYLES, st.booleans()),
)


@settings(max_examples=50, deadline=None)
@example([("table", "¹ 調べの名。", None, False), ("note", "¹ 調べの名。", None, False)])  # a typed note that cites another
@given(st.lists(BLOCKS, min_size=1, max_size=10))
def test_whatever_stands_in_whatever_order_nothing_is_lost(blocks):
    made = Manuscript()
    made.say("第9章　初めの部")
    numbers = [number for number, block in enumerate(blocks, 1) if block[0] == "note"]
    made.notes("footnote", {number: run(f"注の{number}番。") for number in numbers})
    relation = picture(made, png())
    for number, (kind, words, style, bold) in enumerate(blocks, 1):
        match kind:
            case "text":
                made.say(words, style, bold)
            case "table" | "frame":
                cells = made.made.add_table(1 if kind == "frame" else 2, 1 if kind == "frame" else 2)
                cells.cell(0, 0).text = words
            case "picture":
                made.add(drawing(relation, "灰色の四角") + (run(words) if bold else ""), style)
            case "box":
                made.add(run("箱の隣。") + box(f"<w:p>{run(words)}</w:p>"), style)
            case "broken":
                made.add(run(words) + "<w:r><w:br/></w:r>" + run("二行目"), style)
            case "blank":
                made.say("")
            case "note":
                made.add(run(words) + note("footnote", number), style)
            case "contents":
                made.add(field(" TOC ", run(words)))
    try:
        files = nothing_is_lost(made.data())
    except InputError as stopped:
        assert "no-parts" in str(stopped)
        return
    for name, text in files.items():
        if re.match(r"\d", name):
            _, findings = read_chapter(Source(name, text))
            assert {finding.rule for finding in findings} <= {"empty-chapter", "empty-section", "no-recommendation"}, text
