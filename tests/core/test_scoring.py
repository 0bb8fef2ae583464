from decimal import Decimal

import pytest

from judging.core.scoring.day import Dropped, Turn
from judging.core.scoring.rulebook import Absent, Of, Rounding, Trim
from judging.core.scoring.score import imported, overtime_points, score, still_possible
from judging.core.scoring.time_limits import Overtime
from tests.core.made import NO_TRIM, criterion, entered, group, in_groups, in_words, judged, sheet, turn

SEVEN = turn("92.5", "90", "91.25", "88", "95", "91", "90.5")
ONE_RECUSED = turn("92.5", "90", "91.25", "88", "95", "91", "recused")
FIVE_BY_THREE = turn("21 25 20", "20 20 30", "28 20 26", "30 23 26", "20 28 23")
THREE_CRITERIA = (criterion("a", high="50"), criterion("b", high="50"), criterion("c", high="50"))


def scored(round, turn):
    return score(round, "选手01", turn)


def test_one_of_each_extreme_is_dropped_and_the_rest_averaged():
    result = scored(judged(), SEVEN)

    assert str(result.score) == "91.05"
    assert result.count == 7
    assert result.dropped == Dropped(high=("J5",), low=("J4",))


def test_of_equal_extremes_only_one_copy_is_dropped():
    assert str(scored(judged(), turn("95", "95", "90", "91", "92", "88", "88")).score) == "91.20"


@pytest.mark.parametrize(
    ("rounding", "expected"),
    [(Rounding.HALF_UP, "91.05"), (Rounding.HALF_EVEN, "91.04"), (Rounding.TRUNCATE, "91.04")],
)
def test_an_exact_half_goes_where_the_rules_say(rounding, expected):
    half = turn("91.04", "91.05", "91.04", "91.05", "95", "85")

    result = scored(judged(rounding=rounding), half)

    assert str(result.score) == expected


@pytest.mark.parametrize(("places", "expected"), [(2, "9.57"), (3, "9.573")])
def test_the_score_has_the_places_of_the_round(places, expected):
    marks = turn("9.62", "9.55", "9.48", "9.60", "9.57")

    assert str(scored(judged(places=places), marks).score) == expected


def test_nothing_is_rounded_twice():
    """89.0446 is 89.045 to three places; from there two places would be 89.05."""
    fine = judged(criteria=(criterion(step="0.0001"),))

    assert str(scored(fine, turn("89.0446")).score) == "89.04"


def test_trimming_totals_and_trimming_criteria_differ():
    by_total = judged(criteria=THREE_CRITERIA)
    by_criterion = judged(criteria=THREE_CRITERIA, of=Of.CRITERION)

    assert str(scored(by_total, FIVE_BY_THREE).score) == "71.67"
    assert str(scored(by_criterion, FIVE_BY_THREE).score) == "70.67"


def test_a_criterion_by_itself_says_what_it_came_to_and_who_was_dropped():
    result = scored(judged(criteria=THREE_CRITERIA, of=Of.CRITERION), FIVE_BY_THREE)

    assert {id: str(value) for id, value in result.criteria.items()} == {
        "a": "23.000000",
        "b": "22.666667",
        "c": "25.000000",
    }
    assert result.dropped_by_criterion["a"] == Dropped(high=("J4",), low=("J2",))
    assert result.dropped == Dropped()


def test_a_criterion_is_rounded_before_its_factor_if_the_rules_say_so():
    heavy = judged(criteria=(criterion("a", factor="3"),), of=Of.CRITERION, trim=NO_TRIM)
    thirds = turn("1", "1", "2")

    exact = scored(heavy, thirds)
    stepwise = scored(
        judged(criteria=heavy.criteria, of=Of.CRITERION, trim=NO_TRIM, criterion_places=1), thirds
    )

    assert (str(exact.score), str(exact.criteria["a"])) == ("4.00", "1.333333")
    assert (str(stepwise.score), str(stepwise.criteria["a"])) == ("3.90", "1.3")


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({"trim": Trim(1, 1, 5)}, "91.19"),
        ({"trim": Trim(1, 1, 7)}, "91.29"),
        ({"trim": Trim(1, 1, 5), "absent": Absent.FILL}, "91.21"),
    ],
)
def test_a_recused_judge_is_left_out_or_filled_in_before_trimming(rules, expected):
    result = scored(judged(**rules), ONE_RECUSED)

    assert str(result.score) == expected
    assert result.count == 6


def test_a_filled_in_judge_counts_for_the_trimming_but_not_for_the_minimum():
    two_of_three = turn("80", "90", "absent")

    trimmed = scored(judged(absent=Absent.FILL, trim=Trim(1, 1, 3), minimum=2), two_of_three)
    held = scored(judged(absent=Absent.FILL, trim=Trim(1, 1, 3), minimum=3), two_of_three)

    assert (str(trimmed.score), trimmed.dropped) == ("85.00", Dropped(high=("J2",), low=("J1",)))
    assert in_words(held) == ("选手01", "present", "minimum", "J3 缺席，计分的评分表只有 2 份，不足 3 份")


def test_a_filled_in_judge_can_be_dropped_like_any_other():
    all_equal = scored(judged(absent=Absent.FILL), turn("absent", "90", "90"))

    assert all_equal.dropped == Dropped(high=("J1",), low=("J2",))


def test_where_all_are_equal_high_takes_the_lowest_seats_and_low_the_next():
    result = scored(judged(trim=Trim(2, 1, 4)), turn("9", "9", "9", "9"))

    assert result.dropped == Dropped(high=("J1", "J2"), low=("J3",))


def test_several_dropped_are_named_by_seat():
    result = scored(judged(trim=Trim(2, 2, 5)), turn("5", "9", "1", "8", "2"))

    assert result.dropped == Dropped(high=("J2", "J4"), low=("J3", "J5"))


@pytest.mark.parametrize(
    ("marks", "expected"), [(("80",), "80.00"), (("80", "81"), "80.50"), (("80", "81", "91"), "81.00")]
)
def test_small_panels_are_trimmed_only_from_the_stated_count_on(marks, expected):
    assert str(scored(judged(), turn(*marks)).score) == expected


@pytest.mark.parametrize(
    ("reduce", "marks", "expected"),
    [
        ("sum", ("18", "18.5", "17", "19", "18"), "54.50"),
        ("median", ("80", "90", "95", "85", "70"), "85.00"),
        ("median", ("80", "90", "95", "85"), "87.50"),
    ],
)
def test_kept_values_are_added_up_or_their_middle_is_taken(reduce, marks, expected):
    assert str(scored(judged(reduce=reduce), turn(*marks)).score) == expected


def test_a_missing_sheet_holds_the_score_and_is_named():
    result = scored(judged(), turn("92.5", "missing", "91.25", "missing"))

    assert in_words(result) == ("选手01", "present", "missing", "J2、J4 未提交")


def test_missing_comes_before_too_few():
    assert scored(judged(minimum=3), turn("90", "missing", "absent")).reason == "missing"


def test_nobody_at_all_is_missing_and_everybody_absent_too_few():
    assert scored(judged(), turn()).reason == "missing"
    assert scored(judged(minimum=0), turn("absent", "recused")).reason == "minimum"


def test_a_sheet_with_marks_for_other_criteria_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="2 marks for 1 criteria"):
        scored(judged(), turn("90", "80 9"))


def test_groups_are_rounded_by_themselves_and_weighed():
    groups = (group("expert", "70", trim=Trim(1, 1, 3)), group("public", "30", places=1))

    result = scored(judged(groups=groups), in_groups(expert="90 91 92 93.5", public="80 81 84"))

    assert str(result.score) == "88.56"  # (70 × 91.50 + 30 × 81.7) ÷ 100
    assert result.count == 7
    assert result.dropped == Dropped(high=("J4",), low=("J1",))


def test_the_dropped_of_all_groups_stand_in_seat_order():
    groups = (group("expert", "1", trim=Trim(1, 0, 2)), group("public", "1", trim=Trim(1, 0, 2)))
    mixed = Turn(
        [sheet(1, "9", "public"), sheet(2, "9", "expert"), sheet(3, "8", "public"), sheet(4, "8", "expert")]
    )

    assert scored(judged(groups=groups), mixed).dropped == Dropped(high=("J1", "J2"))


def test_each_group_has_its_own_minimum():
    groups = (group("专家", "70", minimum=2), group("大众", "30"))

    result = scored(judged(groups=groups), in_groups(专家="90 absent", 大众="80"))

    assert str(result.detail) == "专家：J2 缺席，计分的评分表只有 1 份，不足 2 份"


def test_a_judge_is_filled_in_from_the_same_group():
    groups = (group("expert", "50"), group("public", "50"))

    result = scored(judged(groups=groups, absent=Absent.FILL), in_groups(expert="90 absent", public="10 20"))

    assert str(result.score) == "52.50"


def test_deductions_come_off_the_rounded_score():
    result = scored(judged(), turn("92.5", "90", "91.25", "88", "95", "91", "90.5", off=["0.5", "1"]))

    assert [str(n) for n in (result.raw, result.deductions, result.announced)] == ["91.05", "1.5", "89.55"]


def test_a_finer_deduction_is_rounded_once_more():
    assert str(scored(judged(), turn("90", off=["0.005"])).score) == "90.00"
    assert str(scored(judged(rounding=Rounding.TRUNCATE), turn("90", off=["0.005"])).score) == "89.99"


@pytest.mark.parametrize(("floor", "expected"), [("0", "0.00"), ("60", "60.00"), (None, "-5.00")])
def test_the_floor_is_the_lowest_score(floor, expected):
    round = judged(floor=None if floor is None else Decimal(floor))

    assert str(scored(round, turn("5", off=["10"])).score) == expected


def test_without_a_floor_a_score_may_be_negative_and_rounds_away_from_nought():
    pluses_and_minuses = judged(criteria=(criterion(low="-5", high="5"),), floor=None, trim=NO_TRIM)

    assert str(scored(pluses_and_minuses, turn("-0.01", "-0.02")).score) == "-0.02"


def test_factors_weigh_the_marks_of_a_total():
    dive = judged(criteria=(criterion(factor="1.4"),), reduce="sum")

    assert str(scored(dive, turn("6", "4.5", "5", "5", "5")).score) == "21.00"


def test_a_component_is_rounded_and_may_be_deducted_from():
    result = imported(entered(), "选手01", Decimal("88.727"), turn(off=["1"]).deductions)

    assert [str(n) for n in (result.raw, result.announced, result.score)] == ["88.73", "87.73", "87.73"]
    assert result.count is None


OVERTIME = (
    Overtime(0, 30, Decimal("0.5")),
    Overtime(30, 60, Decimal(1)),
    Overtime(60, None, Decimal(2)),
)


@pytest.mark.parametrize(
    ("over_s", "points"),
    [(-5, "0"), (0, "0"), (1, "0.5"), (30, "0.5"), (31, "1"), (60, "1"), (61, "2"), (9999, "2")],
)
def test_overtime_costs_the_points_of_its_step(over_s, points):
    assert overtime_points(judged(overtime=OVERTIME), over_s) == Decimal(points)


def test_a_round_without_an_overtime_table_takes_nothing_off():
    assert overtime_points(judged(), 600) == 0


def test_one_missing_sheet_leaves_a_range():
    waiting = turn("92.5", "90", "91.25", "88", "missing", "91", "90.5")

    assert scored(judged(), waiting).reason == "missing"
    assert tuple(map(str, still_possible(judged(), waiting))) == ("90.15", "91.05")


def test_nothing_missing_leaves_one_score_and_too_few_none():
    assert tuple(map(str, still_possible(judged(), SEVEN))) == ("91.05", "91.05")
    assert still_possible(judged(minimum=3), turn("missing", "90", "absent")) is None


def test_the_highest_that_can_still_come_is_a_mark_that_can_be_given():
    coarse = judged(criteria=(criterion(low="0", high="10", step="3"),))

    assert tuple(map(str, still_possible(coarse, turn("missing")))) == ("0.00", "9.00")
