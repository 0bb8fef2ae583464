from decimal import Decimal

import pytest

from judging.core.scoring.rulebook import Absent, Equalise, Of, Trim
from judging.core.scoring.score import imported, score
from judging.core.scoring.spoken import announcement, counted, spoken
from tests.core.made import criterion, entered, group, in_groups, judged, turn


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("91.05", "九十一点零五"),
        ("91.50", "九十一点五零"),
        ("0", "零"),
        ("0.5", "零点五"),
        ("-0.5", "负零点五"),
        ("-12", "负十二"),
        ("7", "七"),
        ("10", "十"),
        ("15", "十五"),
        ("20", "二十"),
        ("100", "一百"),
        ("101", "一百零一"),
        ("110", "一百一十"),
        ("115.2", "一百一十五点二"),
        ("1000", "一千"),
        ("1001", "一千零一"),
        ("1010", "一千零一十"),
        ("1100", "一千一百"),
        ("10005", "一万零五"),
        ("100000", "十万"),
        ("110000", "十一万"),
        ("20005000", "二千万五千"),
        ("100000005", "一亿零五"),
    ],
)
def test_numbers_are_written_the_way_they_are_spoken(text, expected):
    assert spoken(text) == expected
    assert spoken(Decimal(text)) == expected


def test_two_of_something_is_another_word_than_the_number_two():
    assert [counted(2), counted(3), counted(12), spoken("2")] == ["两", "三", "十二", "二"]


def said(round, turn):
    return announcement(round, turn, score(round, "e1", turn), "选手01")


SEVEN = ("92.5", "90", "91.25", "88", "95", "91", "90.5")


def test_the_formula_of_seven_judges():
    assert said(judged(), turn(*SEVEN)) == (
        "七位评委打分：九十二点五分、九十分、九十一点二五分、八十八分、九十五分、九十一分、九十点五分；"
        "去掉一个最高分九十五分，去掉一个最低分八十八分，其余五位评委平均，选手01最后得分九十一点零五分。"
    )


def test_without_trimming_all_judges_are_averaged():
    assert (
        said(judged(), turn("90", "80"))
        == "两位评委打分：九十分、八十分；两位评委平均，选手01最后得分八十五点零零分。"
    )


def test_one_judge_needs_no_average():
    assert said(judged(), turn("90")) == "一位评委打分：九十分；选手01最后得分九十点零零分。"


def test_several_dropped_are_all_named():
    five = judged(trim=Trim(2, 2, 5))

    assert "去掉两个最高分九分、八分，去掉两个最低分一分、二分，其余一位评委平均" in said(
        five, turn("5", "9", "1", "8", "2")
    )


def test_an_absent_judge_is_mentioned():
    assert said(judged(), turn("90", "absent", "80")).startswith("一位评委缺席；两位评委打分：")


def test_a_filled_in_judge_is_mentioned_and_may_be_dropped():
    text = said(judged(absent=Absent.FILL, trim=Trim(2, 0, 3)), turn("90", "recused", "80"))

    assert text == (
        "一位评委回避，按其余评委的平均补入；两位评委打分：九十分、八十分；"
        "去掉两个最高分九十分、八十五分，其余一位评委平均，选手01最后得分八十点零零分。"
    )


def test_deductions_are_said_after_what_they_come_off():
    text = said(judged(), turn(*SEVEN, off=["0.5"]))

    assert text.endswith("其余五位评委平均得九十一点零五分，因超时扣零点五分，选手01最后得分九十点五五分。")


@pytest.mark.parametrize(("reduce", "word"), [("sum", "相加"), ("median", "取中位数")])
def test_other_reductions_have_their_own_word(reduce, word):
    assert f"其余五位评委{word}，选手01最后得分" in said(judged(reduce=reduce), turn(*SEVEN))


def test_trimmed_criteria_are_said_without_their_values():
    round = judged(criteria=(criterion("a"), criterion("b")), of=Of.CRITERION)

    assert said(round, turn("9 8", "7 9", "8 8")) == (
        "三位评委打分：十七分、十六分、十六分；每个评分项去掉一个最高分，去掉一个最低分，"
        "其余一位评委平均，各项合计，选手01最后得分十六点零零分。"
    )


def test_groups_speak_one_after_the_other():
    round = judged(groups=(group("专家", "70"), group("大众", "30")))

    assert said(round, in_groups(专家="90 91", 大众="80")) == (
        "专家两位评委打分：九十分、九十一分；两位评委平均得九十点五零分；大众一位评委打分：八十分；得八十点零零分；"
        "按七十比三十加权，选手01最后得分八十七点三五分。"
    )


def test_a_score_still_to_be_made_comparable_is_called_raw():
    round = judged(equalise=Equalise.COEFFICIENT, panels=("A",))

    assert said(round, turn("90", panel="A")).endswith("选手01现场原始得分九十点零零分。")


def test_an_imported_score_is_simply_said():
    result = imported(entered(), "e1", Decimal("88.7"))

    assert announcement(entered(), turn(), result, "选手01") == "选手01最后得分八十八点七零分。"
