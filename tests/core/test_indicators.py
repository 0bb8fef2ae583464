from decimal import Decimal

import pytest

from judging.core.ranking import track_result
from judging.core.results import Day, Deduction
from judging.core.rulebook import Kind, Points, Round
from tests.core.made import track


def indicator(points, **changes):
    return Round("calls", "叫号量", Kind.INDICATOR, Decimal(100), full=Decimal(100), points=points, **changes)


def scores(round, values, **changes):
    components = {("calls", entrant): Decimal(value) for entrant, value in values.items() if value}
    result = track_result(track(round), Day(entrants=tuple(values), components=components, **changes))
    return {score.entrant: str(score.score) for score in result.scores}


BY_RANK = Points("rank", top=Decimal(10), less=Decimal("1.5"), bottom=Decimal(6))


def test_the_first_gets_most_and_nobody_less_than_the_bottom():
    values = {"一号窗": "300", "二号窗": "250", "三号窗": "200", "四号窗": "100", "五号窗": "50"}

    assert list(scores(indicator(BY_RANK), values).values()) == ["10.00", "8.50", "7.00", "6.00", "6.00"]


def test_equal_values_share_the_better_rank():
    values = {"一号窗": "300", "二号窗": "250", "三号窗": "250", "四号窗": "200"}

    assert list(scores(indicator(BY_RANK), values).values()) == ["10.00", "8.50", "8.50", "6.00"]


def test_fewer_may_be_better():
    points = Points("rank", best="low", top=Decimal(10), less=Decimal(1))

    assert scores(indicator(points), {"一号窗": "3", "二号窗": "0"}) == {"一号窗": "9.00", "二号窗": "10.00"}


def test_ranks_count_within_the_window_class():
    classes = {"一号窗": "综合", "二号窗": "综合", "三号窗": "专窗"}
    values = {"一号窗": "300", "二号窗": "250", "三号窗": "20"}

    found = scores(indicator(BY_RANK, within="class"), values, classes=classes)

    assert list(found.values()) == ["10.00", "8.50", "10.00"]


def test_ranks_wait_for_the_last_value_of_their_class_and_of_no_other():
    classes = {"一号窗": "综合", "二号窗": "综合", "三号窗": "专窗"}
    values = {"一号窗": "300", "二号窗": "", "三号窗": "20"}

    found = scores(indicator(BY_RANK, within="class"), values, classes=classes)

    assert found == {"三号窗": "10.00"}


def test_who_withdrew_takes_no_rank_away():
    values = {"一号窗": "300", "二号窗": "250"}

    assert scores(indicator(BY_RANK), values, statuses={"一号窗": "withdrawn"}) == {"二号窗": "10.00"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [("50", "0.00"), ("60", "0.00"), ("75", "50.00"), ("89", "96.67"), ("99", "100.00")],
)
def test_points_rise_linearly_between_two_bounds_and_no_further(value, expected):
    points = Points("linear", zero=Decimal(60), full=Decimal(90))

    assert scores(indicator(points), {"一号窗": value}) == {"一号窗": expected}


def test_a_line_may_fall():
    points = Points("linear", zero=Decimal(30), full=Decimal(10))

    assert scores(indicator(points), {"一号窗": "15"}) == {"一号窗": "75.00"}


STEPS = ((None, Decimal(0)), (Decimal(90), Decimal(60)), (Decimal(95), Decimal(100)))


@pytest.mark.parametrize(("value", "expected"), [("89.9", "0.00"), ("90", "60.00"), ("95", "100.00")])
def test_a_step_is_reached_at_its_bound(value, expected):
    assert scores(indicator(Points("steps", steps=STEPS)), {"一号窗": value}) == {"一号窗": expected}


@pytest.mark.parametrize(("minutes", "expected"), [("31", "10.00"), ("30", "60.00"), ("10", "100.00")])
def test_a_step_for_low_values_is_reached_from_above(minutes, expected):
    steps = ((Decimal(30), Decimal(60)), (Decimal(10), Decimal(100)))
    points = Points("steps", best="low", steps=steps, bottom=Decimal(10))

    assert scores(indicator(points), {"一号窗": minutes}) == {"一号窗": expected}


def test_deductions_come_off_points_too():
    off = {("calls", "一号窗"): [Deduction(Decimal(3), "投诉")]}

    assert scores(indicator(BY_RANK), {"一号窗": "300"}, deductions=off) == {"一号窗": "7.00"}
