"""Whoever knows the rules and sees the range tries to solve for what the others gave."""

from collections import defaultdict
from decimal import Decimal
from itertools import combinations_with_replacement, product

import pytest
from msgspec.structs import replace

from judging.core.scoring.day import Deduction, Sheet, SheetState, Turn
from judging.core.scoring.discreet import discreet_range
from judging.core.scoring.rulebook import Criterion, Kind, Of, Round, Trim

ONE = (Criterion("c", "内容", Decimal(0), Decimal(8), Decimal(1)),)
TWO = (
    Criterion("a", "内容", Decimal(0), Decimal(4), Decimal(1)),
    Criterion("b", "表达", Decimal(0), Decimal(2), Decimal(1)),
)
JUDGED = Round(id="r", name="展示", kind=Kind.JUDGED, weight=Decimal(100), criteria=ONE, minimum=1)

ROUNDS = {
    "all count": JUDGED,
    "as a sum": replace(JUDGED, reduce="sum"),
    "the median": replace(JUDGED, reduce="median"),
    "the extremes dropped": replace(JUDGED, trim=Trim(1, 1, 3)),
    "from five on": replace(JUDGED, trim=Trim(1, 1, 5)),
    "the highest dropped": replace(JUDGED, trim=Trim(1, 0, 1)),
    "the lowest dropped": replace(JUDGED, trim=Trim(0, 1, 1)),
    "two dropped at the top": replace(JUDGED, trim=Trim(2, 1, 5)),
    "two dropped at each end": replace(JUDGED, trim=Trim(2, 2, 5)),
    "rounded to whole points": replace(JUDGED, places=0, trim=Trim(1, 1, 5)),
    "rounded to tenths": replace(JUDGED, places=1),
}
BY_CRITERION = {
    "each by itself": replace(JUDGED, criteria=TWO, of=Of.CRITERION, trim=Trim(1, 1, 5)),
    "together": replace(JUDGED, criteria=TWO, trim=Trim(1, 1, 5)),
}


def waiting(round, sheets, deductions=()):
    """The turn with these sheets in and one more missing."""
    given = [Sheet(f"J{n}", SheetState.IN, marks, seat=n) for n, marks in enumerate(sheets, 1)]
    return Turn((*given, Sheet("last", SheetState.MISSING)), deductions)


def told(round, known, deductions=()):
    """Range → the totals of every panel of *known* judges for which it is told."""
    possible = [
        tuple(map(Decimal, marks))
        for marks in product(*(range(int(c.min), int(c.max) + 1, int(c.step)) for c in round.criteria))
    ]
    panels = defaultdict(list)
    for sheets in combinations_with_replacement(possible, known):
        found = discreet_range(round, waiting(round, sheets, deductions))
        if found is not None:
            panels[found].append({sum(marks) for marks in sheets})
    return panels


def certain(panels):
    """By range, the totals that somebody must have given."""
    found = {ends: set.intersection(*totals) for ends, totals in panels.items()}
    return {ends: totals for ends, totals in found.items() if totals}


@pytest.mark.parametrize("known", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("round", ROUNDS.values(), ids=ROUNDS)
def test_no_range_tells_what_anybody_has_given(round, known):
    assert certain(told(round, known)) == {}


def test_nor_where_two_are_dropped_at_each_end():
    assert certain(told(ROUNDS["two dropped at each end"], 6)) == {}


@pytest.mark.parametrize("known", [3, 4])
@pytest.mark.parametrize("round", BY_CRITERION.values(), ids=BY_CRITERION)
def test_no_range_over_several_criteria_tells_either(round, known):
    assert certain(told(round, known)) == {}


@pytest.mark.parametrize("name", ["all count", "as a sum", "from five on", "two dropped at each end"])
def test_of_a_usual_panel_it_is_told(name):
    sheets = [(Decimal(n),) for n in (1, 3, 4, 5, 6, 7)]

    assert discreet_range(ROUNDS[name], waiting(ROUNDS[name], sheets)) is not None


def test_a_deduction_that_brings_the_score_to_its_floor_hides_nothing_less():
    assert certain(told(JUDGED, 4, (Deduction(Decimal(3), "超时"),))) == {}
