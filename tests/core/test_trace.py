import re
from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging.core.scoring.day import Day, Held, Turn
from judging.core.scoring.numbers import plain, rounded
from judging.core.scoring.points import Points
from judging.core.scoring.ranking import track_result
from judging.core.scoring.rulebook import Absent, Kind, Of, Round, Rounding, Trim
from judging.core.scoring.score import imported, score
from judging.core.scoring.told import told as line_of
from judging.core.scoring.trace import composite_trace, term, trace
from judging.core.words import ROUNDINGS
from tests.core.made import NO_TRIM, criterion, entered, group, in_groups, judged, track, turn
from tests.core.strategies import days, judged_rounds, tracks, turns


def said(steps):
    return [(line.heading, str(line.text)) for line in map(line_of, steps)]


def told(round, turn):
    return said(trace(round, turn, score(round, "选手01", turn)))


def test_seven_judges_are_told_from_the_marks_to_the_score():
    assert told(judged(), turn("92.5", "90", "91.25", "88", "95", "91", "90.5", off=["0.5"])) == [
        ("打分", "J1 92.5，J2 90，J3 91.25，J4 88，J5 95，J6 91，J7 90.5"),
        ("去分", "7 位评委，去掉 1 个最高分 95（J5），去掉 1 个最低分 88（J4）"),
        ("合计", "92.5+90+91.25+91+90.5=455.25"),
        ("平均", "455.25÷5=91.05"),
        ("取位", "91.05 四舍五入保留 2 位得 91.05"),
        ("扣分", "91.05−0.5（超时）=90.55"),
        ("得分", "90.55"),
    ]


def test_a_filled_in_judge_is_told_as_a_quotient():
    assert told(
        judged(absent=Absent.FILL, trim=Trim(1, 1, 5)),
        turn("92.5", "90", "91.25", "88", "95", "91", "recused"),
    )[1:5] == [
        ("缺评", "J7 回避，按其余评委的平均补入"),
        ("去分", "7 位评委，去掉 1 个最高分 95（J5），去掉 1 个最低分 88（J4）"),
        ("合计", "92.5+90+91.25+91+(547.75÷6)=456.041666…"),
        ("平均", "456.041666…÷5=91.208333…"),
    ]


def test_too_few_to_trim_and_absent_judges_are_said():
    assert told(judged(), turn("80", "90", "absent"))[1:3] == [
        ("缺评", "J3 缺席，不计入"),
        ("去分", "2 位评委，不足 3 位，不去分"),
    ]


def test_marks_of_several_criteria_add_up_to_totals():
    round = judged(criteria=(criterion("a"), criterion("b", factor="1.5")), trim=NO_TRIM)

    assert told(round, turn("21 20"))[0] == ("打分", "J1 21+20×1.5=51")


def test_each_criterion_is_told_where_criteria_are_trimmed():
    round = judged(
        criteria=(criterion("内容"), criterion("仪态", factor="2")),
        of=Of.CRITERION,
        criterion_places=1,
        reduce="median",
    )

    assert told(round, turn("9 7", "8.25 8", "8 9")) == [
        ("打分", "J1 9、7，J2 8.25、8，J3 8、9"),
        ("内容·去分", "3 位评委，去掉 1 个最高分 9（J1），去掉 1 个最低分 8（J3）"),
        ("内容·取中位数", "8.25 取中位数得 8.25"),
        ("内容·取位", "8.25 四舍五入保留 1 位得 8.3"),
        ("仪态·去分", "3 位评委，去掉 1 个最高分 9（J3），去掉 1 个最低分 7（J1）"),
        ("仪态·取中位数", "8 取中位数得 8"),
        ("仪态·取位", "8 四舍五入保留 1 位得 8.0"),
        ("仪态·系数", "8×2=16"),
        ("各项合计", "8.3+16=24.3"),
        ("取位", "24.3 四舍五入保留 2 位得 24.30"),
        ("得分", "24.30"),
    ]


def test_groups_are_told_one_after_the_other_and_weighed():
    round = judged(groups=(group("专家", "70"), group("大众", "30", reduce="sum")))

    assert told(round, in_groups(专家="90 91", 大众="80")) == [
        ("专家·打分", "J1 90，J2 91"),
        ("专家·合计", "90+91=181"),
        ("专家·平均", "181÷2=90.5"),
        ("专家·取位", "90.5 四舍五入保留 2 位得 90.50"),
        ("大众·打分", "J3 80"),
        ("大众·合计", "80=80"),
        ("大众·取位", "80 四舍五入保留 2 位得 80.00"),
        ("加权", "(90.5×70+80×30)÷(70+30)=87.35"),
        ("取位", "87.35 四舍五入保留 2 位得 87.35"),
        ("得分", "87.35"),
    ]


def test_the_floor_and_a_second_rounding_are_told():
    assert told(judged(floor=Decimal(60)), turn("61", off=["5"]))[-2:] == [
        ("保底", "低于最低分，按最低分 60 计"),
        ("得分", "60.00"),
    ]
    assert told(judged(), turn("61", off=["0.005"]))[-2:] == [
        ("取位", "60.995 四舍五入保留 2 位得 61.00"),
        ("得分", "61.00"),
    ]


def test_an_imported_score_is_told_from_what_was_entered():
    result = imported(entered(), "选手01", Decimal("88.727"))

    assert said(trace(entered(), Turn(), result)) == [
        ("成绩", "88.727"),
        ("取位", "88.727 四舍五入保留 2 位得 88.73"),
        ("得分", "88.73"),
    ]


def measured(points, *values, **round):
    """The trace of the last of these values, all of one class."""
    calls = Round("calls", "叫号量", Kind.INDICATOR, Decimal(100), points=points, **round)
    entrants = [f"{n}号窗" for n, _ in enumerate(values, 1)]
    entered = {("calls", e): Decimal(v) for e, v in zip(entrants, values, strict=True) if v != "none"}
    unmeasured = {("calls", e) for e, v in zip(entrants, values, strict=True) if v == "none"}
    day = Day(entrants, components=entered, unmeasured=unmeasured, classes=dict.fromkeys(entrants, "综合"))
    found = track_result(track(calls), day).scores[-1]
    lines = map(line_of, trace(calls, Turn(), found))
    return [(line.heading, str(line.text)) for line in lines]


def test_rank_points_are_told_with_value_class_rank_and_table():
    points = Points("rank", best="low", top=Decimal(10), less=Decimal("1.5"), bottom=Decimal(8))

    assert measured(points, "3", "0", "5", within="class") == [
        ("折算办法", "按名次（越低越好）：第一名 10，每低一名减 1.5，最低 8"),
        ("指标值", "5"),
        ("类别", "综合"),
        ("名次", "第 3 名"),
        ("折算", "10−1.5×2=7"),
        ("保底", "低于最低分，按最低分 8 计"),
        ("取位", "8 四舍五入保留 2 位得 8.00"),
        ("得分", "8.00"),
    ]


def test_a_proportion_is_told_with_its_two_bounds():
    points = Points("linear", zero=Decimal(30), full=Decimal(9))

    assert measured(points, "20")[:-1] == [
        ("折算办法", "在 30（0 分）与 9（100 分）之间按比例"),
        ("指标值", "20"),
        ("折算", "100×(20−30)÷(9−30)=47.619047…"),
        ("取位", "47.619047… 四舍五入保留 2 位得 47.62"),
    ]
    assert measured(points, "40")[3] == ("保底", "低于最低分，按最低分 0 计")
    assert measured(points, "0")[3] == ("封顶", "高于满分，按满分 100 计")


@pytest.mark.parametrize(
    ("best", "value", "reached"),
    [("low", "31", "其余，得 0"), ("low", "30", "30 及以下，得 60"), ("high", "30", "30 及以上，得 60")],
)
def test_a_step_is_told_from_the_side_it_is_reached_from(best, value, reached):
    points = Points("steps", best=best, steps=((None, Decimal(0)), (Decimal(30), Decimal(60))))

    [table, _, conversion, *_] = measured(points, value)

    side = "及以下" if best == "low" else "及以上"
    assert table == ("折算办法", f"分档（越{'低' if best == 'low' else '高'}越好）：其余 0，30 {side} 60")
    assert conversion == ("折算", reached)


def test_a_value_of_none_is_told_with_what_the_rules_give_for_it():
    points = Points("rank", top=Decimal(100), less=Decimal(2), none=Decimal(60))

    assert measured(points, "98", "none")[:3] == [
        ("折算办法", "按名次（越高越好）：第一名 100，每低一名减 2，最低 0；没有可测的（none）得 60"),
        ("指标值", "没有可测的（none）"),
        ("折算", "没有可测的，得 60"),
    ]


def test_the_composite_is_told_round_by_round():
    rounds = (entered("日常", weight=Decimal(70)), entered("实操", weight=Decimal(30), full=Decimal(30)))
    scores = {
        "日常": imported(rounds[0], "e", Decimal("88.73")),
        "实操": imported(rounds[1], "e", Decimal("27.5")),
    }

    assert said(composite_trace(track(*rounds), scores)) == [
        ("日常", "88.73×70÷100=62.111"),
        ("实操", "27.5×30÷30=27.5"),
        ("合计", "62.111+27.5=89.611"),
        ("取位", "89.611 四舍五入保留 2 位得 89.61"),
    ]


NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?…?")
ROUND_OFF = re.compile(r"(\S+) (\D+)保留 (\d) 位得 (\S+)")
ROUNDED = {str(word): rounding for rounding, word in ROUNDINGS.items()}


class Reader:
    """Does a trace again from its words; a number ending in "…" is one of the exact values found before."""

    def __init__(self):
        self.exact = {}
        self.last = None

    def value(self, formula):
        plain_formula = (
            re.sub(r"（[^）]*）", "", formula).replace("×", "*").replace("÷", "/").replace("−", "-")
        )
        numbers = {}

        def name(match):
            numbers[f"n{len(numbers)}"] = self.exact.get(match[0]) or Fraction(match[0])
            return f"n{len(numbers) - 1}"

        return Fraction(eval(NUMBER.sub(name, plain_formula), {}, numbers))

    def found(self, value, shown):
        assert term(value).strip("()") == shown.strip("()")
        self.exact[shown.strip("()").lstrip("-")] = abs(value)
        self.last = value

    def read(self, heading, text):
        kind = heading.split("·")[-1]
        if kind in ("打分", "缺评", "去分", "折算办法", "指标值", "类别", "名次"):
            return
        if kind == "取位":
            formula, word, places, result = ROUND_OFF.fullmatch(text).groups()
            self.last = Fraction(rounded(self.value(formula), int(places), ROUNDED[word]))
            assert plain(rounded(self.last, int(places), Rounding.TRUNCATE)) == result
        elif kind == "取中位数":
            values, result = text.split(" 取中位数得 ")
            middle = sorted(map(self.value, values.split("、")))
            middle = middle[(len(middle) - 1) // 2 : len(middle) // 2 + 1]
            self.found(sum(middle, Fraction(0)) / len(middle), result)
        elif kind in ("保底", "封顶"):
            self.last = Fraction(re.search(r"-?[0-9.]+", text)[0])
        elif kind == "折算" and "得 " in text:
            self.last = self.value(text.split("得 ")[1])
        elif "=" in text:
            formula, result = text.split("：")[-1].split("=")
            self.found(self.value(formula), result)
        elif kind == "成绩":
            self.last = self.value(text)
        else:
            assert Fraction(text) == self.last


def recomputed(steps):
    reader = Reader()
    for heading, text in said(steps):
        reader.read(heading, text)
    return reader.last


@given(st.data())
@settings(max_examples=100)
def test_every_trace_recomputes_to_its_result(data):
    track = data.draw(tracks())
    day = data.draw(days(track))
    result = track_result(track, day)

    for found in result.scores:
        key = found.round, found.entrant
        turn = day.turns.get(key) or Turn(deductions=day.deductions[key])
        assert recomputed(trace(track.round(found.round), turn, found)) == Fraction(found.score)
    for standing in result.standings:
        own = {found.round: found for found in result.scores if found.entrant == standing.entrant}
        assert recomputed(composite_trace(track, own)) == Fraction(standing.composite)


@given(st.data())
@settings(max_examples=50)
def test_what_is_added_up_and_what_was_dropped_are_all_the_marks(data):
    round = data.draw(judged_rounds(of=Of.TOTAL, groups=(), absent=Absent.SHRINK, reduce="mean"))
    turn = data.draw(turns(round))
    result = score(round, "选手01", turn)
    if isinstance(result, Held):
        return

    steps = dict(said(trace(round, turn, result)))

    given_totals = Counter(
        re.search(r"[ =]\(?(-?[0-9.]+)\)?$", text)[1] for text in steps["打分"].split("，")
    )
    added = Counter(re.findall(r"-?[0-9.]+", steps["合计"].split("=")[0]))
    dropped = Counter(re.findall(r"(-?[0-9.]+)\)?（", steps.get("去分", "")))
    assert added + dropped == given_totals
