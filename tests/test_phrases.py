"""文節: where display type may end its lines, as prices of a text and as lines of a page. Sentences of our own."""

import re

import pytest

from kumihan.phrases import AVOIDED, INSIDE, LINE, prices
from kumihan.phrases.learned import beginnings
from kumihan.phrases.prices import CLAUSE, LEANING, PHRASE, WHOLE
from tests.test_composition import document, line_boxes

PHRASES = "word-break: auto-phrase; text-align: left;"


def shown(text):
    """The text with | where a line may end between phrases."""
    places = zip(text, prices(text), strict=False)
    return "".join("|" * (at > 0 and price < INSIDE) + each for at, (each, price) in enumerate(places))


@pytest.mark.parametrize(
    "text",
    [
        "港に|着いた|船から|荷を|降ろす",
        "長く|続いた|雨が|上がり、|子どもたちが|外へ|出る",
        "北の|コーヒー・メーカーと|新しい|豆を|売る",
        "果樹・|野菜の|出荷",
        "市場の|役割：|誰が|値を|決めるのか",
        "春の|祭り|「花見」を|楽しむ",
        "祭りの|由来|（宮司の|話から|まとめた）",
        "山あいの|町|（人口|約2,400人）が|2024年4月12日に|開いた|会",
        "第3章の|図12と|表4を|見る",
        "歩く|旅—|海沿いの|道を|行く",
        "歩く|旅|—海と|山と—",
        "絵：|山田／|写真：|佐藤",
        "新しい|道に|よる|街の|変化",
        "駅と|連携し|商店街を|つくる",
        "水田の|歴史的背景",
    ],
)
def test_phrases_of_a_text(text):
    assert shown(text.replace("|", "")) == text


def test_prices_tell_good_places_from_worse_ones():
    text = "岬の灯台：船を守る火（町の記録による）"
    found = dict(zip(range(len(text)), prices(text), strict=False))
    place = {words: found[text.index(words)] for words in ("船を", "守る", "灯台", "（町", "記録", "よる", "録に", "台：")}
    assert place["船を"] == place["（町"] == CLAUSE < place["守る"] == PHRASE < place["記録"]
    assert place["記録"] < place["よる"] < LINE < AVOIDED < INSIDE <= place["録に"]
    assert place["灯台"] == PHRASE


def test_what_is_one_sign_is_dearer_than_any_word():
    for text, sign in (("約1,200万人の町", "約1,200万人"), ("2025年11月以降に", "2025年11月以降"), ("第12章から", "第12章")):
        assert prices(text)[1 : len(sign)] == (WHOLE,) * (len(sign) - 1)
    assert prices("町田／研究所")[2] == WHOLE
    assert prices("町田／研究所")[3] == LEANING


def test_a_compound_is_parted_where_its_words_meet():
    text = "地域交通計画策定委員会"
    assert [at for at, price in enumerate(prices(text)) if price == min(prices(text)[1:-1])] == [2, 4, 6, 8, 10]
    text = "カメラ店"
    assert min(range(1, 4), key=prices(text).__getitem__) == 3


def test_prices_of_any_text_are_as_many_as_its_places():
    for text in ("", "あ", "、、", "（", "）「", "\ufffc", "——", "2025", "／／", " a b "):
        assert len(prices(text)) == len(text) + 1
        assert all(price >= 0 for price in prices(text))


def lines(body, measure=20, css=PHRASES):
    made = line_boxes(document(body, measure, css))
    return ["".join(child.text for child in line.descendants() if hasattr(child, "text")) for line in made]


def test_a_line_ends_between_phrases():
    text = "<p>坂の多い町では年寄りの足が弱らないという話を聞いた</p>"
    assert lines(text, 12, "text-align: left")[0] == "坂の多い町では年寄りの"
    assert lines(text, 12) == ["坂の多い町では年寄りの", "足が弱らないという話を", "聞いた"]


def test_a_phrase_that_is_longer_than_its_line_is_parted():
    assert lines("<p>国際交通計画策定委員会</p>", 5) == ["国際交通", "計画策定", "委員会"]
    assert lines("<p>その国際交通計画策定委員会</p>", 5) == ["その国際", "交通計画", "策定委員会"]


def test_kinsoku_holds_in_phrases_too():
    for measure in range(2, 16):
        for line in lines("<p>彼は「もう、遅い」と（小声で）言った。しかし…窓が開く</p>", measure):
            assert not re.match("[、。」）っー]", line)
            assert not re.search("[「（]$", line)


def test_a_text_that_fits_is_not_looked_into():
    beginnings.cache_clear()
    assert lines("<p>ひと並びの言葉</p>", 10) == ["ひと並びの言葉"]
    assert beginnings.cache_info().misses == 0


def test_balanced_lines_are_about_as_long():
    text = "<p>山の上に立つ古い家から海を見下ろす窓</p>"
    assert lines(text, 16) == ["山の上に立つ古い家から海を", "見下ろす窓"]
    assert lines(text, 16, PHRASES + "text-wrap: balance") == ["山の上に立つ古い", "家から海を見下ろす窓"]
    text = "<p>町の記録：山の上に立つ古い家から海を見下ろす</p>"
    assert lines(text, 20, PHRASES + "text-wrap: balance") == ["町の記録：", "山の上に立つ古い家から海を見下ろす"]
    assert lines(f"<p>{'数' * 30}</p>", 16, "text-align: left; text-wrap: balance") == ["数" * 15, "数" * 15]


def test_no_more_lines_than_there_must_be():
    text = "秋の野に咲く花を数えながら歩く人の列が続く"
    for measure in range(7, 20):
        first = lines(f"<p>{text}</p>", measure, "text-align: left")
        balanced = lines(f"<p>{text}</p>", measure, "text-align: left; text-wrap: balance")
        assert len(balanced) == len(first)


def test_a_colon_gives_its_blanks_rather_than_that_there_is_one_more_line():
    """In display type; a comma keeps its quarter em, and the colon too where a line more or less is not at stake."""
    text, pretty = "<p>水辺の再生{}川沿いの商店街と{}町の歴史{}</p>", PHRASES + "text-wrap: pretty"
    whole = text.format("：", "連携し", "を描き直す")
    assert lines(whole, 13.6, pretty) == ["水辺の再生：川沿いの商店街と", "連携し町の歴史を描き直す"]
    assert len(lines(whole, 13.4, pretty)) == 3
    assert len(lines(text.format("、", "連携し", "を描き直す"), 13.6, pretty)) == 3
    assert lines(text.format("：", "", ""), 13.6, pretty) == ["水辺の再生：", "川沿いの商店街と町の歴史"]


def test_the_last_line_is_not_a_word_or_two():
    text = "<p>川沿いの道をゆっくりと歩く朝</p>"
    assert lines(text, 13) == ["川沿いの道をゆっくりと", "歩く朝"]
    assert lines(text, 13, PHRASES + "text-wrap: pretty") == ["川沿いの道を", "ゆっくりと歩く朝"]


def test_a_box_that_asks_for_it_stays_whole():
    text = "<p>夏の海辺<span {}>（写真：町の広報課）</span></p>"
    assert lines(text.format("style='wrap-inside: avoid'"), 11) == ["夏の海辺", "（写真：町の広報課）"]
    # One that does not fit is parted like the rest.
    assert "".join(lines(text.format("style='wrap-inside: avoid'"), 6)) == "夏の海辺（写真：町の広報課）"


def test_a_blank_at_the_end_of_a_ragged_line_takes_no_room():
    found = line_boxes(document("<p>秋の田の色　町の記録所から</p>", 10, "word-break: auto-phrase; text-align: right"))
    assert len(found) == 2
    for line in found:
        assert line.position_x + line.width == pytest.approx((20 + 100) / 0.75, abs=0.01)
        assert not line.children[-1].text.endswith("　")


def test_a_bracket_after_a_hanging_mark_stands_solid():
    mark = '<p style="padding-left: 1.2em; text-indent: -1.2em"><span style="display: inline-block; width: 1.2em; text-indent: 0">◆</span>{}</p>'
    for text in ("「かぎ」の文", "文の「かぎ」"):
        (_, words) = [box for box in document(mark.format(text)).pages[0]._page_box.descendants() if getattr(box, "text", "")]
        assert words.position_x * 0.75 == pytest.approx(20 + 12)


def test_justified_lines_end_between_phrases_where_that_costs_little():
    text = f"<p>{'海の見える駅で降りて坂道を登ると古い校舎が見えてくる。' * 2}</p>"
    assert all(line.width * 0.75 == pytest.approx(200, abs=0.1) for line in line_boxes(document(text, 20, "word-break: auto-phrase"))[:-1])


def test_a_running_head_too_long_for_its_line_is_broken_between_phrases():
    words = "潮の満ち引きを読みながら長い岸を歩いた人たちの記録"
    style = "width: 100%; text-align: right; word-break: auto-phrase; text-wrap: balance"
    head = f"<style>@page {{ @top-right {{ content: '{words}'; {style} }} }}</style>"
    made = line_boxes(document(f"{head}<p>本文</p>"))
    found = ["".join(child.text for child in line.descendants() if hasattr(child, "text")) for line in made]
    assert "".join(found) == f"本文{words}"
    assert len(found) == 3
