"""A round whose scores the head judge has to confirm, or whose sheets may not lie too far apart unseen."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.hall.hall import NamedHall
from judging.core.hall.performance import SheetPhase
from judging.core.refused import Reason
from judging.core.scoring.rulebook import Manner
from judging.core.state import State
from tests import day
from tests.day import DIRECTOR, after, judge, on, refusal, sheet

E1 = on("e1")
WORD = "须先由评委组长确认得分"


def set_up(**settings):
    """Nobody was called; there are two windows."""
    [track] = day.RULES.tracks
    rounds = (track.rounds[0], replace(track.rounds[1], **settings))
    changed = replace(day.RULES, tracks=(replace(track, rounds=rounds),))
    create = c.CreateCompetition(changed, {"centre": day.ENTRANTS})
    halls = c.SetHalls((NamedHall("main", "", 2),))
    return day.played(State(), (create, halls, day.SEAT, day.COMPONENTS, day.ORDER))


def under(**settings):
    """All five sheets of the first are in: 92.5, 90, 91, 88, 95."""
    return day.marked(day.played(set_up(**settings), (c.CallEntrant(E1), c.OpenMarking(E1))))


def closed():
    return after(under(head_confirms=True), c.CloseMarking(E1))


def test_a_score_is_not_told_before_the_head_judge_has_confirmed_it():
    why = refusal(closed(), c.RevealScore(E1))

    assert (why.reason, WORD in why.detail) == (Reason.NOT_NOW, True)
    state = after(closed(), c.ConfirmScore(E1), DIRECTOR)
    assert state.performance(E1).head_confirmation.by == "director"
    assert state.performance(E1).head_confirmation.at == day.AT
    after(state, c.RevealScore(E1))


def test_a_confirmation_is_taken_back_with_a_reason_or_by_opening_again():
    confirmed = after(closed(), c.ConfirmScore(E1))

    for state in (
        after(confirmed, c.UnconfirmScore(E1, "要再看")),
        day.played(confirmed, (c.StepBack(E1, "重看"), c.CloseMarking(E1))),
    ):
        assert WORD in refusal(state, c.RevealScore(E1)).detail
    assert refusal(confirmed, c.UnconfirmScore(E1, " ")).reason is Reason.MALFORMED


def test_it_stays_confirmed_when_only_the_reveal_is_taken_back():
    told = day.played(closed(), (c.ConfirmScore(E1), c.RevealScore(E1)))

    back = after(told, c.StepBack(E1, "大屏出错"))

    assert refusal(told, c.UnconfirmScore(E1, "迟了")).reason is Reason.NOT_NOW
    after(back, c.RevealScore(E1))


def test_only_the_score_that_was_seen_is_confirmed():
    assert refusal(closed(), c.ConfirmScore(E1, seen="91.16")).reason is Reason.STALE
    assert after(closed(), c.ConfirmScore(E1, seen="91.17")).performance(E1).head_confirmation


def test_nothing_is_confirmed_before_marking_is_closed_or_where_the_rules_do_not_ask():
    assert refusal(under(head_confirms=True), c.ConfirmScore(E1)).reason is Reason.NOT_NOW
    without = after(under(), c.CloseMarking(E1))
    assert refusal(without, c.ConfirmScore(E1)).reason is Reason.NOT_NOW
    after(without, c.RevealScore(E1))


def test_scores_are_not_told_together_before_each_is_confirmed():
    state, ids = set_up(head_confirms=True, manner=Manner.WALK), (E1, on("e2"))
    for window, id in enumerate(ids, 1):
        state = day.played(state, (c.CallEntrant(id, window), c.OpenMarking(id)))
        state = after(day.marked(state, id.entrant), c.CloseMarking(id))

    assert WORD in refusal(state, c.RevealTogether(ids)).detail
    first = after(state, c.ConfirmScore(ids[0]))
    assert WORD in refusal(first, c.RevealTogether(ids)).detail
    after(day.played(first, [c.ConfirmScore(id) for id in ids[1:]]), c.RevealTogether(ids))


@pytest.mark.parametrize("spread", ["6.99", "0"])
def test_sheets_far_apart_are_looked_at_again_before_marking_is_closed(spread):
    state = under(spread=Decimal(spread))

    why = refusal(state, c.CloseMarking(E1))

    assert why.reason is Reason.INCOMPLETE
    assert "请评委组长复看" in why.detail
    assert not any(character.isdigit() for character in why.detail)
    after(after(state, c.ReviewSpread(E1, "各有侧重")), c.CloseMarking(E1))


def test_sheets_as_far_apart_as_the_rules_allow_need_no_look():
    state = under(spread=Decimal(7))

    assert refusal(state, c.ReviewSpread(E1, "看过")).reason is Reason.NOT_NOW
    after(state, c.CloseMarking(E1))


def test_another_revision_needs_another_look():
    state = after(under(spread=Decimal(5)), c.ReviewSpread(E1, "各有侧重"))
    state = after(state, c.ReturnSheet(E1, "J1", "漏看"))
    assert refusal(state, c.ReviewSpread(E1, "看过")).reason is Reason.INCOMPLETE

    again = after(state, sheet("e1", "55", "37", revision=2), judge(1))

    assert "请评委组长复看" in refusal(again, c.CloseMarking(E1)).detail
    after(after(again, c.ReviewSpread(E1, "仍然各有侧重")), c.CloseMarking(E1))


def test_a_judge_who_is_gone_needs_another_look_while_the_others_lie_apart():
    state = after(under(spread=Decimal(2)), c.ReviewSpread(E1, "各有侧重"))
    state = after(state, c.ReturnSheet(E1, "J5", "漏看"))
    state = after(state, c.ExcuseJudge(E1, "J5", SheetPhase.ABSENT, "离场"))

    assert "请评委组长复看" in refusal(state, c.CloseMarking(E1)).detail


def test_a_look_needs_words():
    assert refusal(under(spread=Decimal(5)), c.ReviewSpread(E1, "")).reason is Reason.MALFORMED
