"""Whatever is edited, and in whatever order: the watch makes the same bytes as a build that begins with nothing."""

import random
import shutil
from pathlib import Path

import pytest

from kumihan import pipeline
from kumihan.errors import KumihanError
from kumihan.watch.rounds import Kept, Order, go_round
from kumihan.weasy.sections import Sections
from kumihan.wishes import Wishes

SAMPLE = Path(__file__).resolve().parents[1] / "templates" / "init"
SENTENCES = (
    "港の倉庫では、朝の荷がまだ濡れたまま積まれている。", "帳簿の数字は合っていたが、誰も見直そうとはしなかった。",
    "橋を渡る人の数は、十年で三分の一になった。", "雪は夜のうちにやみ、道には足跡がなかった。",
    "図面の右下に、小さく日付と名前が書かれている。", "会議は予定より早く終わり、結論は次回に送られた。",
)  # fmt: skip


def chapter(number, dice):
    """A chapter of a page or two with a note, a reference to another and a heading."""
    paragraphs = "\n\n".join("".join(dice.choices(SENTENCES, k=dice.randint(3, 8))) for _ in range(4))
    return (
        f"---\ntitle: 第{number}の話\nid: c{number}\nnumber: {number}\n---\n\n{paragraphs}\n\n## 続き\n\n"
        f"前の章も見よ（[](#foreword){{.page}}）[^1]。{paragraphs}\n\n[^1]: 注は{number}章のもの。\n"
    )


@pytest.fixture
def content(tmp_path):
    content = Path(shutil.copytree(SAMPLE, tmp_path / "content"))
    dice = random.Random(7)
    for number in range(2, 4):
        (content / f"{number + 1:02}-x.md").write_text(chapter(number, dice), encoding="utf-8")
    return content


def chapters(content):
    return sorted(content.glob("[0-9][0-9]*.md"))


# Each edit changes the publication and gives back how it is undone.
def rewrite(path, change):
    before = path.read_text(encoding="utf-8") if path.exists() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(change(before or ""), encoding="utf-8")
    return lambda: path.unlink() if before is None else path.write_text(before, encoding="utf-8")


def lengthen(path, sentences):
    return rewrite(path, lambda text: text.replace("\n\n", "\n\n" + SENTENCES[2] * sentences + "\n\n", 2))


def one_word(content, dice):
    return rewrite(dice.choice(chapters(content)), lambda text: text.replace("。\n", "、とのことだ。\n", 1))


def a_paragraph_more(content, dice):
    words = "".join(dice.choices(SENTENCES, k=40))
    return rewrite(dice.choice(chapters(content)[:3]), lambda text: text.replace("\n\n", f"\n\n{words}\n\n", 2))


def a_paragraph_less(content, dice):
    path = chapters(content)[-1]
    parts = path.read_text(encoding="utf-8").split("\n\n")
    return rewrite(path, lambda text: "\n\n".join(parts[:2] + parts[3:]))


def a_chapter_more(content, dice):
    return rewrite(content / "02-a.md", lambda text: chapter(9, dice))


def a_chapter_less(content, dice):
    path = chapters(content)[-1]
    text = path.read_text(encoding="utf-8")
    path.unlink()
    return lambda: path.write_text(text, encoding="utf-8")


def a_chapter_renamed(content, dice):
    path = chapters(content)[2]
    moved = path.rename(path.with_name("01-zz.md"))
    return lambda: moved.rename(path)


def a_style(content, dice):
    return rewrite(content / "styles" / "print.css", lambda text: text + "h2 { letter-spacing: .1em }\n")


def a_template(content, dice):
    return rewrite(
        content / "templates" / "print" / "byline.html.j2", lambda text: '<p class="byline">{{ chapter.title }}</p>\n'
    )


def a_note_and_a_figure(content, dice):
    words = '\n段落[^n]。\n\n![棒](figures/sample.svg "もう一つの図"){#fig-more credit="出典"}\n\n[^n]: 加えた注。\n'
    return rewrite(chapters(content)[0], lambda text: text + words)  # the figures after it count on


def a_picture(content, dice):
    return rewrite(
        content / "figures" / "sample.svg", lambda text: text.replace("#", "#1", 1).replace("#1", "#", 1) + "\n"
    )


def an_error(content, dice):
    return rewrite(dice.choice(chapters(content)), lambda text: text + "\n[](#nowhere)\n")


def pages_wanted(content, dice):
    return rewrite(chapters(content)[2], lambda text: text.replace("number:", "pages: 2\nnumber:", 1))


def two_pages_more(content, dice):
    return lengthen(chapters(content)[0], 90)


def the_title(content, dice):
    return rewrite(content / "book.toml", lambda text: text.replace("新しい", "別の", 1))


EDITS = (
    one_word, a_paragraph_more, a_paragraph_less, a_chapter_more, a_chapter_less, a_chapter_renamed, a_style, a_template,
    a_note_and_a_figure, a_picture, an_error, pages_wanted, two_pages_more,
    the_title,
)  # fmt: skip


def cold(order):
    """What a build that knows nothing makes: its PDF and findings."""
    try:
        work = pipeline.make(order.root, order.products, order.wishes)
    except KumihanError as reason:
        return None, reason.findings
    return work.artifacts[0].data, work.findings


class Session:
    """A watch without the waiting, beside builds that begin with nothing."""

    def __init__(self, content, output, product="print", wishes=Wishes()):
        self.content, self.order, self.kept = content, Order(content, output, (product,), wishes), Kept()

    def warm(self):
        made = go_round(self.order, self.kept)
        return made.artifacts[0].data if made.artifacts else None, made.findings

    def check(self, words):
        """Whether the watch makes what such a build makes."""
        assert self.warm() == cold(self.order), words


def test_every_edit_and_back(content, tmp_path):
    session = Session(content, tmp_path / "out")
    first = session.warm()
    for edit in EDITS:
        undo = edit(content, random.Random(1))
        session.check(edit.__name__)
        undo()
        assert session.warm() == first, f"{edit.__name__} undone"


MATTER = "\n[matter]\nhalf_title = true\nfigures = true\nabbreviations = true\nindex = true\n"


@pytest.mark.parametrize(
    ("product", "wishes", "turn"),
    [
        ("print", Wishes(), "page"),
        ("print", Wishes(x1a=True), "left"),
        ("screen", Wishes(), "left"),
        ("screen", Wishes(), "page"),
    ],
)
def test_edits_that_move_what_comes_after_them(product, wishes, turn, content, tmp_path, monkeypatch):
    moved, stock = [], Sections.move

    def move(*arguments):
        made = stock(*arguments)
        moved.extend([made] if made else [])
        return made

    monkeypatch.setattr(Sections, "move", move)
    rewrite(content / "book.toml", lambda text: text + MATTER)
    rewrite(content / "styles" / f"{product}.css", lambda text: f":root {{ --turn: {turn} }}\n")
    rewrite(
        chapters(content)[-1],
        lambda text: text + '\n[港]{index="みなと"}の[帳簿]{index="ちょうぼ"}。[](#c2){.page}を見よ。\n',
    )
    session = Session(content, tmp_path / "out", product, wishes)
    assert session.warm()[0]
    first, second = chapters(content)[:2]
    for path, sentences in ((first, 40), (second, 80), (first, 120), (second, 20)):
        undo = lengthen(path, sentences)
        session.check(f"{sentences} more in {path.name}")
        undo()
        session.check(f"{sentences} less in {path.name}")
    assert len(moved) > 7


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_edits_at_random(seed, content, tmp_path):
    dice, session, undone = random.Random(seed), Session(content, tmp_path / "out"), []
    for turn in range(12):
        if undone and dice.random() < 0.4:
            undone.pop()()
            session.check(f"turn {turn}: undone")
        else:
            edit = dice.choice([edit for edit in EDITS if edit.__name__ not in {e.__name__ for e in undone}])
            undo = edit(content, dice)
            undo.__name__ = edit.__name__
            undone.append(undo)
            session.check(f"turn {turn}: {edit.__name__}")
