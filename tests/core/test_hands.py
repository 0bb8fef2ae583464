"""举手: a judge calls the scorekeeper; either of them puts the hand down."""

import msgspec

from judging.core import commands as c
from judging.core import events as e
from judging.core.marking.hand import HandReason
from judging.core.people.taking_part import Judge
from judging.core.state import State
from tests import day
from tests.day import after, judge, on, view


def up(state: State) -> list[str]:
    """Whom the console sees with a hand up."""
    return [hand.judge for hand in view(state, "console/main").hands]


def raised() -> State:
    return after(day.marking(), c.RaiseHand(), judge(3))


def test_a_raised_hand_is_seen_by_the_console_and_by_its_judge_alone():
    state = raised()

    assert up(state) == ["J3"]
    assert view(state, "judge/J3").hand_at == day.AT
    assert view(state, "judge/J2").hand_at == ""


def test_hands_stand_in_the_order_they_were_raised():
    assert up(after(raised(), c.RaiseHand(), judge(1))) == ["J3", "J1"]


def test_raising_twice_says_nothing_new():
    state = raised()

    assert after(state, c.RaiseHand(), judge(3)) == state


def test_the_judge_puts_the_hand_down():
    state = after(raised(), c.LowerHand(), judge(3))

    assert up(state) == []
    assert view(state, "judge/J3").hand_at == ""


def test_a_judge_puts_down_no_other_hand():
    assert up(after(raised(), c.LowerHand(), judge(2))) == ["J3"]


def test_the_console_answers_and_the_judge_is_told_so():
    state = after(raised(), c.AnswerHand("J3"), day.DIRECTOR)

    assert up(state) == []
    assert view(state, "judge/J3").hand_answered
    assert not view(state, "judge/J1").hand_answered


def test_a_hand_may_be_raised_again_after_the_answer():
    state = after(after(raised(), c.AnswerHand("J3"), day.DIRECTOR), c.RaiseHand(), judge(3))

    assert up(state) == ["J3"]
    assert not view(state, "judge/J3").hand_answered


def test_answering_a_hand_that_is_down_changes_nothing():
    state = day.marking()

    assert after(state, c.AnswerHand("J3"), day.DIRECTOR) == state


def test_a_call_clears_what_was_answered_and_keeps_what_was_not():
    state = day.revealed(after(raised(), c.RaiseHand(), judge(1)))
    state = after(state, c.AnswerHand("J1"), day.DIRECTOR)

    state = after(state, c.CallEntrant(on("e2")), day.DIRECTOR)

    assert up(state) == ["J3"]
    assert not view(state, "judge/J1").hand_answered


def test_a_judge_who_sits_nowhere_any_more_calls_nobody():
    state = after(day.ready(), c.RaiseHand(), judge(3))
    others = (*(j for j in day.JUDGES if j.id != "J3" and j.seat < 3), Judge("J9", 3, "评委九"))

    assert up(after(state, c.SeatPanel("centre", "present", others))) == []


def test_the_log_proves_who_called_and_who_answered():
    state = after(raised(), c.AnswerHand("J3"), day.DIRECTOR)
    answered, called = view(state, "console/main").story[:2]

    assert (str(called.text), str(answered.text)) == (
        "3号评委 评委3举手：请工作人员过来",
        "应答3号评委 评委3的举手",
    )
    assert [line.by for line in state.first_hall.story[-2:]] == ["judge/J3", "director"]


def sent() -> State:
    return after(day.marking(), day.sheet("e1", "55", "36"), judge(3))


def wanting_change(state: State) -> State:
    return after(state, c.RaiseHand(HandReason.CHANGE), judge(3))


def test_console_and_judge_are_told_what_for_and_the_judge_by_whom_it_was_answered():
    state = after(day.marking(), c.RaiseHand(HandReason.FAULT), judge(3))

    assert [hand.reason for hand in view(state, "console/main").hands] == [HandReason.FAULT]
    told = view(after(state, c.AnswerHand("J3"), day.DIRECTOR), "judge/J3")
    assert (told.hand_reason, str(told.hand_answered_by)) == (HandReason.FAULT, "场控")


def test_another_reason_is_a_new_call():
    state = after(wanting_change(day.marking()), c.RaiseHand(HandReason.FAULT), judge(3))

    assert [hand.reason for hand in view(state, "console/main").hands] == [HandReason.FAULT]


def test_a_hand_of_a_log_without_reasons_asks_for_somebody():
    assert msgspec.json.decode(b'{"judge": "J3"}', type=e.HandRaised).reason is HandReason.COME


def test_who_wants_to_change_a_sheet_offers_the_console_to_return_it():
    state = wanting_change(sent())

    (hand,) = view(state, "console/main").hands
    assert [(sheet.performance, sheet.entrant) for sheet in hand.sheets] == [(on("e1"), "甲街道中心")]


def test_nothing_is_offered_to_return_before_it_is_in_or_once_marking_is_closed():
    unsent, closed = (
        wanting_change(day.marking()),
        wanting_change(after(day.marked(day.marking()), c.CloseMarking(on("e1")))),
    )

    assert [hand.sheets for state in (unsent, closed) for hand in view(state, "console/main").hands] == [
        (),
        (),
    ]


def test_a_returned_sheet_answers_who_wanted_to_change_it():
    state = wanting_change(sent())

    returned = after(state, c.ReturnSheet(on("e1"), "J3", "评委要求"), day.DIRECTOR)

    assert up(returned) == []
    assert str(view(returned, "judge/J3").hand_answered_by) == "场控"


def test_a_returned_sheet_answers_no_other_call():
    state = after(sent(), c.RaiseHand(HandReason.FAULT), judge(3))

    assert up(after(state, c.ReturnSheet(on("e1"), "J3", "算错"), day.DIRECTOR)) == ["J3"]
