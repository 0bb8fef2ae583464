"""Indicators live: values are imported with their class, become points, and wait for whoever moves a rank."""

from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.people.taking_part import Entrant
from judging.core.publication.ranked import day as ranked_day
from judging.core.refused import Reason
from judging.core.scoring.points import Measure, Points
from judging.core.scoring.ranking import track_result
from judging.core.scoring.rulebook import Kind, Round, Within
from judging.core.state import State
from tests import day
from tests.day import after, played, refusal

BY_RANK = Points("rank", top=Decimal(100), less=Decimal(2), bottom=Decimal(60))
CALLS = Round("calls", "叫号量", Kind.INDICATOR, Decimal(30), points=BY_RANK)
VALUES = {"e1": "300", "e2": "250", "e3": "-1.5"}


def founded(*rounds: Round, entrants: tuple[Entrant, ...] = day.ENTRANTS, two: bool = False) -> State:
    """A track of rounds that nobody judges."""
    rules = replace(day.RULES, tracks=(replace(day.CENTRE, rounds=rounds, ties=("share",)),), two_persons=two)
    return after(State(), c.CreateCompetition(rules, {"centre": entrants}))


def values(scores: dict[str, str] = VALUES, round: str = "calls", **classes: str) -> c.ImportComponents:
    return c.ImportComponents("centre", round, scores, "指标.xlsx", classes=classes)


def scores(state: State) -> dict[str, str]:
    result = track_result(state.track("centre"), ranked_day(state, "centre"))
    return {found.entrant: str(found.score) for found in result.scores}


def within(**changes: Any) -> Round:
    return replace(CALLS, within=Within.CLASS, **changes)


def test_imported_values_become_points_and_a_place():
    state = played(founded(CALLS), (values(), day.publish(), c.LockTrack("centre")))

    assert scores(state) == {"e1": "100.00", "e2": "98.00", "e3": "96.00"}
    assert [(row.place, row.entrant, row.composite) for row in state.locked["centre"]] == [
        (1, "e1", "30.00"),
        (2, "e2", "29.40"),
        (3, "e3", "28.80"),
    ]


def test_a_measured_value_may_be_below_zero_and_beyond_the_full_score_and_a_component_not():
    state = founded(CALLS, replace(day.DAILY, id="daily"))

    assert scores(after(state, values({"e1": "999999.5", "e2": "-7", "e3": "0"})))["e2"] == "96.00"
    assert refusal(state, values({"e1": "-7", "e2": "1", "e3": "2"}, "daily")).reason is Reason.OUT_OF_RANGE


def test_the_word_none_is_taken_only_where_the_rules_say_what_it_is_worth():
    none = {**VALUES, "e2": "none"}
    worth = replace(CALLS, points=replace(BY_RANK, none=Decimal(70)))

    assert refusal(founded(CALLS), values(none)).reason is Reason.MALFORMED
    assert scores(after(founded(worth), values(none))) == {"e1": "100.00", "e2": "70.00", "e3": "98.00"}


def test_ranks_go_by_the_class_of_the_workbook_and_by_that_of_the_roster_before_it():
    listed = (replace(day.ENTRANTS[0], window_class="综合"), *day.ENTRANTS[1:])
    state = founded(within(), entrants=listed)

    state = after(state, values(e2="综合", e3="专窗"))

    assert scores(state) == {"e1": "100.00", "e2": "98.00", "e3": "100.00"}
    state = after(state, c.SetEntrants("centre", (*listed[:2], replace(listed[2], window_class="综合"))))
    assert scores(state)["e3"] == "96.00"


@pytest.mark.parametrize(
    ("classes", "told"),
    [
        ({"e1": "综合", "e2": "综合"}, "缺少窗口大类：丙镇中心"),
        ({"e1": "综合", "e2": "综合", "e3": "综合"}, "丙镇中心的窗口大类前面写的是“专窗”，这里是“综合”"),
    ],
)
def test_everybody_has_one_class_and_only_one(classes, told):
    other = within(id="returns", name="退件量")
    state = founded(within(), other)
    if len(classes) == 3:
        state = after(state, values(e1="综合", e2="综合", e3="专窗"))

    assert told in refusal(state, values(round="returns", **classes)).detail


def test_a_round_that_is_not_ranked_within_classes_takes_none():
    assert "不分窗口大类" in refusal(founded(CALLS), values(e1="综合")).detail


def test_values_that_a_clock_takes_are_not_imported():
    state = founded(replace(CALLS, measure=Measure("present")), day.PRESENT)

    assert "取自计时" in refusal(state, values()).detail


def test_values_wait_for_a_second_person_where_the_rules_ask_for_one():
    state = after(founded(within(), two=True), values(e1="综合", e2="综合", e3="专窗"))
    assert state.components == {}
    assert "已由一人录入" in refusal(state, day.publish()).detail

    state = after(state, c.ConfirmEntry(1), day.DIRECTOR)

    assert scores(state) == {"e1": "100.00", "e2": "98.00", "e3": "100.00"}


def test_scores_are_no_values_when_the_rules_make_the_round_another_kind():
    state = after(founded(CALLS), values())

    def rules(round: Round) -> c.SetRules:
        track = replace(day.CENTRE, rounds=(round,), ties=("share",))
        return c.SetRules(replace(day.RULES, tracks=(track,)))

    heavier = replace(CALLS, weight=Decimal(50))
    assert after(state, rules(heavier)).components == state.components
    imported = replace(CALLS, kind=Kind.IMPORTED, points=None)
    assert after(state, rules(imported)).components == {}


def test_an_imported_word_none_keeps_its_worth_in_the_rules():
    worth = replace(CALLS, points=replace(BY_RANK, none=Decimal(70)))
    state = after(founded(worth), values({**VALUES, "e2": "none"}))
    track = replace(day.CENTRE, rounds=(CALLS,), ties=("share",))

    assert "none" in refusal(state, c.SetRules(replace(day.RULES, tracks=(track,)))).detail
