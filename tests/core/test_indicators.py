from decimal import Decimal

import pytest

from judging.core.scoring.day import Day, Deduction
from judging.core.scoring.points import Points
from judging.core.scoring.ranking import track_result
from judging.core.scoring.rulebook import Kind, Round
from tests.core.made import track


def indicator(points, **changes):
    return Round("calls", "叫号量", Kind.INDICATOR, Decimal(100), full=Decimal(100), points=points, **changes)


def scores(round, values, **changes):
    return {score.entrant: str(score.score) for score in result(round, values, **changes).scores}


def result(round, values, **changes):
    components = {("calls", e): Decimal(value) for e, value in values.items() if value not in ("", "none")}
    unmeasured = {("calls", entrant) for entrant, value in values.items() if value == "none"}
    day = Day(entrants=tuple(values), components=components, unmeasured=unmeasured, **changes)
    return track_result(track(round), day)


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


def test_ranks_wait_for_whoever_has_no_class_yet():
    classes = {"一号窗": "综合", "三号窗": "专窗"}
    values = {"一号窗": "300", "二号窗": "", "三号窗": "20"}

    held = result(indicator(BY_RANK, within="class"), values, classes=classes).held

    assert [(h.entrant, h.reason, "二号窗" in str(h.detail)) for h in held] == [
        ("一号窗", "missing", True),
        ("二号窗", "missing", True),
        ("三号窗", "missing", True),
    ]


@pytest.mark.parametrize(
    "points",
    [
        Points("rank", best="low", top=Decimal(10), less=Decimal(1), none=Decimal("6.5")),
        Points("linear", zero=Decimal(0), full=Decimal(3), none=Decimal("6.5")),
        Points("steps", steps=((None, Decimal(9)), (Decimal(3), Decimal(10))), none=Decimal("6.5")),
    ],
    ids=lambda points: points.by,
)
def test_a_value_of_none_has_its_own_points_and_takes_no_rank(points):
    found = result(indicator(points), {"一号窗": "3", "二号窗": "none"})

    assert [str(score.score) for score in found.scores][1] == "6.50"
    assert [(s.measured.value, s.measured.rank) for s in found.scores] == [
        (Decimal(3), 1 if points.by == "rank" else None),
        (None, None),
    ]
    assert str(found.scores[0].score) in ("10.00", "100.00")


def test_a_value_of_none_waits_for_nobody():
    points = Points("rank", top=Decimal(10), less=Decimal(1), none=Decimal(6))

    assert scores(indicator(points), {"一号窗": "none", "二号窗": ""}) == {"一号窗": "6.00"}


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
    steps = ((None, Decimal(10)), (Decimal(30), Decimal(60)), (Decimal(10), Decimal(100)))
    points = Points("steps", best="low", steps=steps)

    assert scores(indicator(points), {"一号窗": minutes}) == {"一号窗": expected}


def test_deductions_come_off_points_too():
    off = {("calls", "一号窗"): [Deduction(Decimal(3), "投诉")]}

    assert scores(indicator(BY_RANK), {"一号窗": "300"}, deductions=off) == {"一号窗": "7.00"}


LOW_RANK = Points("rank", best="low", top=Decimal(10), less=Decimal(1))
LOW_STEPS = Points(
    "steps", best="low", steps=((None, Decimal(0)), (Decimal(30), Decimal(60)), (Decimal(10), Decimal(100)))
)
FALLING = Points("linear", zero=Decimal(30), full=Decimal(10))


@pytest.mark.parametrize(
    ("points", "values", "expected"),
    [
        (LOW_RANK, ("3", "0", "3"), ["9.00", "10.00", "9.00"]),
        (LOW_STEPS, ("31", "30", "10"), ["0.00", "60.00", "100.00"]),
        (FALLING, ("15", "40", "5"), ["75.00", "0.00", "100.00"]),
    ],
    ids=["rank", "steps", "linear"],
)
def test_the_vectors_of_the_contract_where_low_is_better(points, values, expected):
    named = {f"{n}号窗": value for n, value in enumerate(values, 1)}

    assert list(scores(indicator(points), named).values()) == expected
