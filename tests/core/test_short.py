"""Too few sheets can count: the head judge decides, and there is a way on from everywhere."""

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.hall.performance import Phase, SheetPhase, Short
from judging.core.refused import Reason
from tests import day
from tests.day import DIRECTOR, after, judge, on, refusal, sheet, view

E1 = on("e1")
THREE = c.SeatPanel("centre", "present", day.JUDGES[:3])


def recused(*, judges: int = 2):
    """A panel of three with a minimum of three: one is recused, the others have sent their sheets."""
    state = day.played(day.State(), (day.CREATE, THREE, day.COMPONENTS, day.ORDER))
    state = day.played(state, (c.CallEntrant(E1), c.OpenMarking(E1)))
    state = after(state, c.ExcuseJudge(E1, "J3", SheetPhase.RECUSED, "亲属"))
    for n, marks in list(day.TOTALS.items())[:judges]:
        state = after(state, sheet("e1", *marks), judge(n))
    return state


def decided(decision: Short = Short.SHRINK, **more):
    return after(recused(), c.DecideShort(E1, decision, "其余评委意见一致", **more), DIRECTOR)


def test_the_refusal_and_the_greyed_button_name_the_ways_out():
    why = refusal(recused(), c.CloseMarking(E1))
    [close] = [step for step in view(recused(), "console/main").buttons if step.id == "close"]

    assert why.reason is Reason.INCOMPLETE
    assert why.detail == (
        "不能结束评分：3号 回避，计分的评分表只有 2 份，不足 3 份；"
        "请评委组长决定：按现有份数计分、等待、补赛，或由候补评委补位"
    )
    assert str(close.blocked) == why.detail


def test_scored_with_fewer_sheets_it_comes_to_an_end_that_says_so():
    state = day.played(decided(), (c.CloseMarking(E1), c.RevealScore(E1)))

    told = state.performance(E1).announced
    assert (told.score, told.count) == ("91.25", 2)
    trace = view(state, "console/main").stage.preview.trace
    assert [str(line.text) for line in trace if str(line.label) == "评委组长决定"] == [
        "按 2 份评分表计分，规则为至少 3 份（其余评委意见一致）"
    ]


def test_the_decision_is_on_record_with_who_when_and_why():
    short = decided().performance(E1).short

    assert (short.decision, short.minimum, short.reason) == (Short.SHRINK, 2, "其余评委意见一致")
    assert (short.by, short.at) == ("director", day.AT)


def test_one_more_judge_who_is_gone_needs_another_decision():
    state = after(decided(), c.ReturnSheet(E1, "J2", "有疑"))
    state = after(state, c.ExcuseJudge(E1, "J2", SheetPhase.ABSENT, "离场"))

    assert "计分的评分表只有 1 份，不足 2 份" in refusal(state, c.CloseMarking(E1)).detail
    state = day.played(state, (c.DecideShort(E1, Short.SHRINK, "只剩一位"), c.CloseMarking(E1)))
    assert state.performance(E1).announced.count == 1


def test_it_is_taken_back_with_a_reason_before_the_marking_is_closed():
    state = after(decided(), c.WithdrawShortDecision(E1, "候补评委到了"))

    assert state.performance(E1).short is None
    assert refusal(state, c.CloseMarking(E1)).reason is Reason.INCOMPLETE
    assert refusal(decided(), c.WithdrawShortDecision(E1, " ")).reason is Reason.MALFORMED
    closed = after(decided(), c.CloseMarking(E1))
    assert refusal(closed, c.WithdrawShortDecision(E1, "改作决定")).reason is Reason.NOT_NOW
    opened = after(closed, c.StepBack(E1, "重看"))
    assert after(opened, c.WithdrawShortDecision(E1, "改作决定")).performance(E1).short is None


def test_nothing_is_decided_while_enough_sheets_can_count():
    assert refusal(day.marking(), c.DecideShort(E1, Short.SHRINK, "省时间")).reason is Reason.NOT_NOW
    assert refusal(decided(), c.DecideShort(E1, Short.WAIT, "再等等")).reason is Reason.NOT_NOW
    assert refusal(recused(), c.DecideShort(E1, Short.SHRINK, "")).reason is Reason.MALFORMED


def test_nobody_s_sheets_are_never_scored():
    state = recused(judges=0)
    for n in (1, 2):
        state = after(state, c.ExcuseJudge(E1, f"J{n}", SheetPhase.ABSENT, "停电"))

    assert refusal(state, c.DecideShort(E1, Short.SHRINK, "都走了")).reason is Reason.NOT_NOW
    assert after(state, c.DecideShort(E1, Short.WAIT, "等来电")).performance(E1).short


@pytest.mark.parametrize(
    ("decision", "way"),
    [(Short.WAIT, "请恢复其评分"), (Short.RESERVE, "请换上候补评委")],
)
def test_what_only_is_recorded_changes_nothing_and_the_refusal_names_the_next_step(decision, way):
    state = decided(decision)

    why = refusal(state, c.CloseMarking(E1)).detail

    assert way in why
    assert "改作决定" in why
    assert replace(state.performance(E1), short=None) == recused().performance(E1)
    assert after(state, c.DecideShort(E1, Short.SHRINK, "不等了")).performance(E1).short.minimum == 2


def test_a_retake_is_granted_at_once_and_what_was_decided_stays_with_what_was_judged():
    state = decided(Short.REPLAY, witness="监督员一")

    again = state.performance(E1)
    [former] = again.attempts
    assert (again.phase, again.attempt, again.short) == (Phase.WAITING, 1, None)
    assert former.played.short.decision is Short.REPLAY
    assert (former.reason, former.witness) == ("其余评委意见一致", "监督员一")
    asked = c.DecideShort(E1, Short.REPLAY, "其余评委意见一致")
    assert refusal(recused(), asked).reason is Reason.MALFORMED


def test_a_decision_of_the_first_attempt_is_none_of_the_second():
    state = after(decided(), c.GrantRetake(E1, "停电", "监督员一", last=False))
    state = day.played(state, (c.CallEntrant(E1), c.OpenMarking(E1)))
    for n in (1, 2):
        again = replace(sheet("e1", "50", "30"), attempt=1)
        state = after(state, again, judge(n))

    assert refusal(state, c.CloseMarking(E1)).reason is Reason.INCOMPLETE
