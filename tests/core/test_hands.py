"""举手: a judge calls the scorekeeper; either of them puts the hand down."""

from judging.core import commands as c
from judging.core.people import Judge
from judging.core.state import State
from judging.views import view
from tests import day
from tests.day import after, judge, on


def up(state: State) -> list[str]:
    """Whom the console sees with a hand up."""
    return [hand.judge for hand in view(state, "console").hands]


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
    answered, called = view(state, "console").story[:2]

    assert (str(called.text), str(answered.text)) == ("3号评委 评委3举手", "应答3号评委 评委3的举手")
    assert [line.by for line in state.story[-2:]] == ["judge/J3", "director"]
