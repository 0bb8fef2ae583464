"""必备项: who says that one is lacking, and what comes of it."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.hall.performance import SheetPhase
from judging.core.marking.turns import turn
from judging.core.refused import Reason
from judging.core.scoring.rulebook import Absent
from judging.core.scoring.told import told as line_of
from tests.compulsory_day import BADGE, CAP, INTRO, NOTHING, closed, marked, marking, sheet
from tests.day import after, judge, on, refusal


def announced(state):
    return closed(state).performance(on("e1")).announced


def off(state):
    return [(str(each.points), each.reason) for each in announced(state).deductions]


def test_more_than_half_of_the_sheets_make_an_item_lacking():
    state = marked(marking(INTRO), missed_by=(1, 2, 3))

    assert announced(state).score == "86.17"
    assert off(state) == [("5", "缺自我介绍（5位评委中3位认定）")]


def test_fewer_do_not():
    assert announced(marked(marking(INTRO), missed_by=(1, 2))).deductions == ()


def test_a_tie_counts_as_present():
    state = after(marking(INTRO), c.ExcuseJudge(on("e1"), "J5", SheetPhase.ABSENT, "请假"))
    for n in range(1, 5):
        state = after(state, sheet(n, *(("intro",) if n < 3 else ())), judge(n))

    assert announced(state).deductions == ()


def test_only_sheets_that_are_in_are_counted_also_where_the_others_are_filled():
    state = after(
        marking(INTRO, absent=Absent.FILL), c.ExcuseJudge(on("e1"), "J5", SheetPhase.ABSENT, "请假")
    )
    for n in range(1, 5):
        state = after(state, sheet(n, *(("intro",) if n < 4 else ())), judge(n))

    assert off(state) == [("5", "缺自我介绍（4位评委中3位认定）")]


def test_a_cap_takes_off_what_is_above_it():
    assert off(marked(marking(CAP), (1, 2, 3))) == [("31.17", "缺自我介绍（5位评委中3位认定），最高60分")]
    assert announced(marked(marking(CAP), (1, 2, 3))).score == "60.00"


def test_a_cap_above_the_score_takes_nothing_off():
    high = replace(CAP, points=Decimal(95))

    assert announced(marked(marking(high), (1, 2, 3))).deductions == ()


@pytest.mark.parametrize(("floor", "score"), [(Decimal(0), "0.00"), (Decimal(10), "10.00"), (None, "0.00")])
def test_no_points_are_left_or_the_lowest_there_can_be(floor, score):
    state = marked(marking(NOTHING, floor=floor), (1, 2, 3))

    assert announced(state).score == score
    assert off(state) == [("91.17", "缺自我介绍（5位评委中3位认定），不得分")]


def test_what_one_item_took_off_is_not_taken_off_again():
    state = after(marking(BADGE, CAP), c.DecideItem(on("e1"), "badge", False))

    assert off(marked(state, (1, 2, 3))) == [
        ("1", "缺佩戴工号牌（记分员认定）"),
        ("30.17", "缺自我介绍（5位评委中3位认定），最高60分"),
    ]


def test_a_deduction_that_was_entered_comes_after_them():
    state = after(marked(marking(INTRO), (1, 2, 3)), c.EnterDeduction(on("e1"), "0.5", "超时"))

    assert [reason for _, reason in off(state)] == ["缺自我介绍（5位评委中3位认定）", "超时"]
    assert announced(state).score == "85.67"


def test_the_calculation_and_the_announcement_tell_of_it():
    found = announced(marked(marking(INTRO), (1, 2, 3)))
    lines = [str(line_of(step).text) for step in found.trace]

    assert "91.17−5（缺自我介绍（5位评委中3位认定））=86.17" in lines
    assert "因缺自我介绍（5位评委中3位认定）扣五分" in found.spoken


def test_each_sheet_answers_each_item():
    found = refusal(marking(INTRO), c.SubmitSheet(on("e1"), 1, sheet(1).marks), judge(1))

    assert found.reason is Reason.INCOMPLETE
    assert found.detail == "还没有选“是”或“否”：自我介绍；请选好后提交"


def test_no_sheet_answers_what_is_not_asked():
    state = marking(INTRO, BADGE)

    found = refusal(state, sheet(1, asked=(INTRO, BADGE)), judge(1))

    assert found.reason is Reason.MALFORMED
    assert "badge" in found.detail


def test_marking_is_not_closed_before_the_scorekeeper_has_decided():
    state = marked(marking(BADGE), (), asked=())

    found = refusal(state, c.CloseMarking(on("e1")))

    assert found.reason is Reason.INCOMPLETE
    assert found.detail == "不能结束评分：佩戴工号牌还没有认定，请先选“有”或“缺”"


@pytest.mark.parametrize(("decisions", "score"), [((False,), "90.17"), ((False, True), "91.17")])
def test_the_last_decision_of_the_scorekeeper_counts(decisions, score):
    state = marked(marking(BADGE), (), asked=())
    for present in decisions:
        state = after(state, c.DecideItem(on("e1"), "badge", present))

    assert announced(state).score == score


def test_what_the_judges_decide_is_not_the_scorekeeper_s():
    assert refusal(marking(INTRO), c.DecideItem(on("e1"), "intro", False)).reason is Reason.NOT_NOW
    assert refusal(marking(INTRO), c.DecideItem(on("e1"), "other", False)).reason is Reason.UNKNOWN


def test_nothing_is_decided_once_the_score_is_confirmed():
    state = closed(marked(after(marking(BADGE), c.DecideItem(on("e1"), "badge", True)), (), asked=()))

    assert refusal(state, c.DecideItem(on("e1"), "badge", False)).reason is Reason.NOT_NOW


def test_a_returned_sheet_answers_nothing_until_it_comes_again():
    state = after(marked(marking(INTRO), (1, 2, 3)), c.ReturnSheet(on("e1"), "J1", "核对"))
    assert turn(state, on("e1")).deductions == ()

    again = c.SubmitSheet(on("e1"), 2, sheet(1).marks, items={"intro": True})

    assert announced(after(state, again, judge(1))).deductions == ()
