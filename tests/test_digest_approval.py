"""The editor's approval of the digest, and what a build with --strict does not let pass."""

import tomllib

import pytest
from test_digest import CONFIG, SECTION, book_of, digested

from kumihan.cli import main
from kumihan.digest.approval import approval, read_approval, voided
from kumihan.digest.page import Desk
from kumihan.digest.products import make_digest
from kumihan.pages.templates import Room

ITEMS = ("- 外交：会うべきである。", "- 守るべきである。", "- 備える必要がある。")


def made(*items):
    return digested(book_of(SECTION + "\n".join(items), SECTION + "- 別の章を直すべきである。"))


def told(before, after):
    """What is said of one digest where another has been approved: (line, fact)."""
    approved, findings = read_approval(approval(before).encode())
    assert findings == ()
    return [(finding.place.line, finding.message) for finding in voided(after, approved)]


def test_the_file_has_a_hash_and_the_opening_of_every_sentence():
    text = approval(made(*ITEMS))
    assert {name: len(part["sentences"]) for name, part in tomllib.loads(text).items()} == {"ch1": 3, "ch2": 1}
    assert "# 外交：会うべきである。" in text


def test_what_was_approved_stays_approved():
    assert told(made(*ITEMS), made(*ITEMS)) == []


def test_a_changed_sentence_voids_its_own_approval_only():
    changed = made(ITEMS[0], "- 守り抜くべきである。", ITEMS[2])
    assert told(made(*ITEMS), changed) == [
        (10, "this sentence is not the one that was approved for the digest: 守り抜くべきである。")
    ]


def test_a_changed_label_voids_it_as_well():
    assert [line for line, _ in told(made(*ITEMS), made("- 内政：会うべきである。", *ITEMS[1:]))] == [9]


def test_a_new_sentence_is_not_yet_approved():
    assert told(made(*ITEMS[1:]), made(*ITEMS)) == [
        (9, "this sentence has come to the digest since its approval: 外交：会うべきである。")
    ]


def test_a_lost_sentence_and_a_lost_part_are_told():
    assert told(made(*ITEMS), made(*ITEMS[:2])) == [(9, "1 approved sentences of 第1章 are no longer on the digest")]
    alone = digested(book_of(SECTION + "\n".join(ITEMS)))
    assert told(made(*ITEMS), alone) == [(0, "the approved part ch2 is no longer on the digest")]


@pytest.mark.parametrize(
    "data", [b"\xff", b"[ch1", b'ch1 = "x"', b"[ch1]\nsentences = 3", b'[ch1]\nsentences = ["abc"]']
)
def test_a_spoilt_file_is_one_finding(data):
    approved, findings = read_approval(data)
    assert (approved, [finding.rule for finding in findings]) == ({}, ["bad-approval"])


def test_a_digest_without_approval_says_nothing_of_it(tmp_path):
    files = {}
    result = make_digest(made(*ITEMS), Desk(CONFIG, Room(tmp_path), files.get))
    assert result.findings == () and result.approval is None
    files["digest.toml"] = approval(made("- 別の文にすべきである。", *ITEMS[1:])).encode()
    result = make_digest(made(*ITEMS), Desk(CONFIG, Room(tmp_path), files.get))
    assert [finding.rule for finding in result.findings] == ["digest-approval"]


# ---- the command line ------------------------------------------------------------------------------


@pytest.fixture
def publication(tmp_path):
    """A publication of one chapter, and how to build its digest."""
    root = tmp_path / "content"
    root.mkdir()
    (root / "book.toml").write_text('slug = "s"\ntitle = "本"\ndate = 2026-01-31\n', encoding="utf-8")

    def build(item, *options):
        text = f"---\ntitle: 題\nid: ch1\nnumber: 1\n---\n\n{SECTION}- {item}\n"
        (root / "01-a.md").write_text(text, encoding="utf-8")
        return main(["digest", "--lang", "en", "--content", str(root), "--output", str(tmp_path / "out"), *options])

    return build


def test_approve_then_change_then_approve_again(publication, capsys):
    assert publication("会うべきである。", "--approve") == 0
    assert publication("会うべきである。", "--strict") == 0
    assert publication("話すべきである。", "--strict") == 1
    assert "[digest-approval]" in capsys.readouterr().err
    assert publication("話すべきである。", "--approve") == 0
    assert publication("話すべきである。", "--strict") == 0


@pytest.mark.parametrize(
    ("item", "rule"), [("背景だけがある。", "digest-editor"), ("同時に、会うべきである。", "digest-opening")]
)
def test_strict_lets_no_hole_and_no_dangling_opening_pass(publication, capsys, item, rule):
    assert publication(item) == 0
    assert publication(item, "--strict") == 1
    assert f"error [{rule}]" in capsys.readouterr().err


def test_approve_goes_with_the_digest_alone(capsys):
    with pytest.raises(SystemExit) as left:
        main(["print", "--approve", "--lang", "en"])
    assert left.value.code == 2 and "--approve goes with digest" in capsys.readouterr().err
