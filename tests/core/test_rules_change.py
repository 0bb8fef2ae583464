"""What goes with a round that is taken out of the rules, and does not come back with a round of its name."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.people.duty import Duty
from judging.core.refused import Reason
from judging.core.scoring.rulebook import Trim
from tests import day
from tests.day import after, refusal, view

ALL = c.SetRules(day.RULES)


def rules_of(*rounds, ties=("share",)):
    return c.SetRules(replace(day.RULES, tracks=(replace(day.CENTRE, rounds=rounds, ties=ties),)))


def setup_of(state, round):
    (track,) = view(state, "setup").tracks
    return next(found for found in track.rounds if found.round == round)


JUDGED_DAILY = replace(day.PRESENT, id="daily")


@pytest.mark.parametrize("without", [rules_of(day.PRESENT), rules_of(JUDGED_DAILY, day.PRESENT)])
def test_imported_scores_go_with_their_round(without):
    state = day.played(day.ready(), (without, ALL))

    assert setup_of(state, "daily").components == {}
    revealed = day.revealed(day.played(state, (c.CallEntrant(day.on("e1")), c.OpenMarking(day.on("e1")))))
    assert "尚未导入" in refusal(revealed, day.publish()).detail


@pytest.mark.parametrize(
    "without", [rules_of(day.DAILY), rules_of(day.DAILY, replace(day.DAILY, id="present"))]
)
def test_panel_and_order_go_with_their_round_and_the_passes_with_the_seats(without):
    state = after(day.ready(), c.IssuePass("p5", Duty.JUDGE, "J5", "link5"))

    state = day.played(state, (without, ALL))

    assert (setup_of(state, "present").seating[0].judges, setup_of(state, "present").order) == ((), ())
    assert view(state, "setup").passes == ()
    assert refusal(state, c.CallEntrant(day.on("e1"))).reason is Reason.INCOMPLETE


def test_what_belongs_to_a_round_that_stays_stays():
    state = after(day.ready(), rules_of(replace(day.DAILY, name="日常"), day.PRESENT))

    assert dict(setup_of(state, "daily").components) == {"e1": "90", "e2": "80.5", "e3": "88.25"}
    assert len(setup_of(state, "present").seating[0].judges) == 5
    assert setup_of(state, "present").order == ("e1", "e2", "e3")


SHORTER = replace(day.PRESENT.criteria[0], max=Decimal(50))
CHANGES = {
    "the trimming": (day.DAILY, replace(day.PRESENT, trim=Trim())),
    "a weight": (replace(day.DAILY, weight=Decimal(60)), day.PRESENT),
    "a maximum": (day.DAILY, replace(day.PRESENT, criteria=(SHORTER, day.PRESENT.criteria[1]))),
}


@pytest.mark.parametrize("what", CHANGES)
def test_no_rule_of_a_track_changes_once_marks_are_taken(what):
    changed = rules_of(*CHANGES[what], ties=day.CENTRE.ties)

    assert after(day.ready(), changed).rulebook == changed.rules
    assert refusal(day.marking(), changed).reason is Reason.BEGUN


def test_the_name_of_the_whole_may_change_while_marks_are_taken():
    renamed = after(day.marking(), c.SetRules(replace(day.RULES, name="改名")))

    assert renamed.rulebook.name == "改名"


def test_a_withdrawn_call_goes_with_its_round():
    off = c.EnterDeduction(day.on("e1"), "0.5", "缺材料")
    called = day.played(day.ready(), (c.CallEntrant(day.on("e1")), off, c.StepBack(day.on("e1"), "点错了")))

    state = day.played(called, (rules_of(day.DAILY, replace(day.PRESENT, id="final")), ALL, day.SEAT))

    assert setup_of(state, "present").seating[0].marked is False
    assert state.performance(day.on("e1")).deductions == ()


def test_the_panel_of_a_new_round_is_seated_after_a_call_in_one_that_is_no_more():
    called = day.played(day.ready(), (c.CallEntrant(day.on("e1")), c.StepBack(day.on("e1"), "点错了")))
    renamed = after(called, rules_of(day.DAILY, replace(day.PRESENT, id="final")))

    state = after(renamed, c.SeatPanel("centre", "final", day.JUDGES))

    assert len(setup_of(state, "final").seating[0].judges) == 5
