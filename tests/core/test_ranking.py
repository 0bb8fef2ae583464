from decimal import Decimal

import pytest

from judging.core.scoring.day import Day
from judging.core.scoring.ranking import track_result
from judging.core.scoring.rulebook import Composite, Equalise, Exactness, Of
from tests.core.made import NO_TRIM, criterion, day_of, entered, group, in_groups, judged, track, turn

DAILY = entered("daily", weight=Decimal(70))
EXAM = entered("exam", weight=Decimal(30))


def standings(track, day):
    return [(s.place, s.entrant, str(s.composite), s.broken_by) for s in track_result(track, day).standings]


@pytest.mark.parametrize(("weigh", "composite"), [("exact", "92.61"), ("rounded", "92.62")])
def test_the_composite_weighs_exact_or_announced_scores(weigh, composite):
    rounds = [entered(id, weight=Decimal(w)) for id, w in (("a", "30"), ("b", "30"), ("c", "40"))]
    day = day_of({"选手01": {"a": "88.727", "b": "87.496", "c": "99.37"}})

    found = standings(track(*rounds, composite=Composite(weigh=Exactness(weigh))), day)

    assert found == [(1, "选手01", composite, None)]


def test_the_composite_is_rounded_once():
    rounds = [entered(id, weight=Decimal(w)) for id, w in (("a", "30"), ("b", "30"), ("c", "40"))]
    day = day_of({"选手01": {"a": "95.00", "b": "88.33", "c": "91.05"}})

    assert standings(track(*rounds), day) == [(1, "选手01", "91.42", None)]


def test_a_round_of_less_than_a_hundred_points_counts_in_full():
    drill = entered("drill", weight=Decimal(40), full=Decimal(30))

    found = standings(track(DAILY, drill), day_of({"选手01": {"daily": "90", "drill": "27"}}))

    assert found == [(1, "选手01", "99.00", None)]  # 70 × 0.9 + 40 × 0.9


TIED = {
    "选手01": {"daily": "90", "exam": "80"},
    "选手02": {"daily": "87", "exam": "87"},
    "选手03": {"daily": "87", "exam": "87"},
    "选手04": {"daily": "60", "exam": "60"},
}


def test_a_tie_shares_the_place_and_leaves_the_next_one_empty():
    assert standings(track(DAILY, EXAM, ties=("share",)), day_of(TIED)) == [
        (1, "选手01", "87.00", "share"),
        (1, "选手02", "87.00", "share"),
        (1, "选手03", "87.00", "share"),
        (4, "选手04", "60.00", None),
    ]


def test_a_step_parts_only_those_still_equal_and_says_so():
    chain = ("round:exam", "share")

    assert standings(track(DAILY, EXAM, ties=chain), day_of(TIED)) == [
        (1, "选手02", "87.00", "share"),
        (1, "选手03", "87.00", "share"),
        (3, "选手01", "87.00", "round:exam"),
        (4, "选手04", "60.00", None),
    ]


def test_a_chain_that_ends_without_a_decision_says_that_too():
    found = standings(track(DAILY, EXAM, ties=("round:daily",)), day_of(TIED))

    assert [(place, broken_by) for place, _, _, broken_by in found] == [
        (1, "round:daily"), (2, "unbroken"), (2, "unbroken"), (4, None),
    ]  # fmt: skip


MANUAL = track(DAILY, EXAM, ties=("round:exam", "manual"))


def test_an_undecided_tie_has_no_place_and_is_held_while_places_below_count_it():
    result = track_result(MANUAL, day_of(TIED))

    assert [(s.place, s.entrant, s.broken_by) for s in result.standings] == [
        (None, "选手02", "unbroken"),
        (None, "选手03", "unbroken"),
        (3, "选手01", "round:exam"),
        (4, "选手04", None),
    ]
    assert [(h.entrant, h.round, h.reason) for h in result.held] == [
        ("选手02", None, "manual"),
        ("选手03", None, "manual"),
    ]


@pytest.mark.parametrize("orders", [{"选手02": 1}, {"选手02": 1, "选手03": 1}])
def test_half_an_order_or_an_equal_one_decides_nothing(orders):
    result = track_result(MANUAL, day_of(TIED, orders=orders))

    assert [h.reason for h in result.held] == ["manual", "manual"]


def test_the_head_judges_order_parts_the_rest():
    found = standings(MANUAL, day_of(TIED, orders={"选手02": 2, "选手03": 1}))

    assert [(place, entrant, by) for place, entrant, _, by in found[:2]] == [
        (1, "选手03", "manual"),
        (2, "选手02", "manual"),
    ]


@pytest.mark.parametrize(("rank_on", "places"), [("rounded", [1, 1]), ("exact", [1, 2])])
def test_composites_equal_only_when_rounded_are_a_tie_only_then(rank_on, places):
    day = day_of({"选手01": {"daily": "90.01", "exam": "80"}, "选手02": {"daily": "90", "exam": "80.02"}})
    rules = Composite(places=1, rank_on=Exactness(rank_on))

    result = track_result(track(DAILY, EXAM, composite=rules, ties=("share",)), day)

    assert [s.place for s in result.standings] == places
    assert {str(s.composite) for s in result.standings} == {"87.0"}


def test_withdrawn_no_show_and_disqualified_stand_below_and_are_never_nought():
    statuses = {"选手02": "withdrawn", "选手03": "no_show", "选手04": "disqualified"}

    result = track_result(track(DAILY, EXAM), day_of(TIED, statuses=statuses))

    assert [s.entrant for s in result.standings] == ["选手01"]
    assert result.unranked == tuple(statuses.items())
    assert {score.entrant for score in result.scores} == {"选手01"}


def test_who_lacks_a_round_is_held_and_not_placed():
    result = track_result(track(DAILY, EXAM), day_of({"选手01": {"daily": "90"}, "选手02": TIED["选手02"]}))

    assert [(h.entrant, h.round, h.reason) for h in result.held] == [("选手01", "exam", "missing")]
    assert [(s.place, s.entrant) for s in result.standings] == [(1, "选手02")]


def test_scores_stand_in_the_order_of_rounds_then_of_entrants():
    result = track_result(track(EXAM, DAILY), day_of(TIED))

    assert [(s.round, s.entrant) for s in result.scores[3:5]] == [("exam", "选手04"), ("daily", "选手01")]


TWO = (criterion("content", high="50"), criterion("manner", high="50"))


def order_by(step, round, **turns):
    """Who stands first by *step*, equal composites given: both turns come to the same score."""
    day = Day(entrants=tuple(turns), turns={("present", entrant): t for entrant, t in turns.items()})
    result = track_result(track(round, ties=(step,)), day)
    assert len({s.composite for s in result.standings}) == 1
    return [(s.place, s.entrant) for s in result.standings]


def test_the_higher_criterion_wins():
    round = judged(criteria=TWO, trim=NO_TRIM)

    found = order_by("criterion:present.content", round, 甲=turn("40 40", "40 40"), 乙=turn("41 40", "41 38"))

    assert found == [(1, "乙"), (2, "甲")]


def test_a_criterion_of_a_total_is_trimmed_for_itself_and_not_rounded():
    round = judged(criteria=TWO)
    one, other = turn("40 40", "40 40", "40 40", "50 50"), turn("40.005 40", "39.99 40", "40.005 40", "40 40")

    found = order_by("criterion:present.content", round, 甲=one, 乙=other)

    assert found == [(1, "乙"), (2, "甲")]


def test_a_criterion_counts_as_it_entered_the_score():
    round = judged(criteria=TWO, of=Of.CRITERION, criterion_places=1, trim=NO_TRIM)

    found = order_by("criterion:present.content", round, 甲=turn("40 40"), 乙=turn("40.04 40"))

    assert found == [(1, "甲"), (1, "乙")]


def test_the_untrimmed_mean_is_of_all_counting_totals():
    found = order_by("untrimmed:present", judged(), 甲=turn("80", "90", "91"), 乙=turn("81", "90", "91"))

    assert found == [(1, "乙"), (2, "甲")]


def test_the_untrimmed_mean_is_exact():
    one, other = turn("80", "90", "90.01", "absent"), turn("80", "90", "90.02", "recused")

    assert order_by("untrimmed:present", judged(), 甲=one, 乙=other) == [(1, "乙"), (2, "甲")]


def test_highest_and_lowest_look_at_dropped_sheets_too():
    one, other = turn("80", "90", "99"), turn("85", "90", "95")

    assert order_by("highest:present", judged(), 甲=one, 乙=other) == [(1, "甲"), (2, "乙")]
    assert order_by("lowest:present", judged(), 甲=one, 乙=other) == [(1, "乙"), (2, "甲")]


def test_with_groups_the_untrimmed_means_are_weighed():
    groups = (group("expert", "3", reduce="median"), group("public", "1"))
    one = in_groups(expert="80 90 91", public="80")
    other = in_groups(expert="80 90 92", public="80")

    assert order_by("untrimmed:present", judged(groups=groups), 甲=one, 乙=other) == [(1, "乙"), (2, "甲")]


def test_ties_between_panels_are_compared_at_par():
    round = judged(panels=("A", "B"), equalise=Equalise.COEFFICIENT)
    one, other = turn("40", "50", "61", panel="A"), turn("90", "100", "100", panel="B")

    assert order_by("highest:present", round, 甲=one, 乙=other) == [(1, "甲"), (2, "乙")]
