"""The clock of a performance: what it counts, what its steps may do, and what its overtime costs."""

from decimal import Decimal

import pytest

from judging.core import commands as c
from judging.core import events as e
from judging.core.decide import decide
from judging.core.hall.performance import Phase
from judging.core.refused import Reason
from judging.core.timing.clock import ClockState, PauseReason
from judging.core.timing.reckoning import by_segment_s, counted_s, limit_s, over_s, used_ms
from tests import day
from tests.day import after, refusal
from tests.timed import (
    E1,
    LIMIT,
    PARTS,
    PAUSE,
    clock,
    moment,
    opened,
    ran,
    seconds,
    timed,
    told,
    walking,
)


def test_a_pause_does_not_count_and_stays_on_record_with_its_reason():
    state = told(
        opened(LIMIT),
        ("10", c.StartClock(E1)),
        ("70.5", PAUSE),
        ("100", c.ResumeClock(E1)),
        ("130.4", c.StopClock(E1)),
    )

    assert used_ms(clock(state), moment("999")) == 90_900
    assert seconds(state) == 90
    [pause] = clock(state).pauses
    assert (pause.reason, pause.since, pause.until) == (PauseReason.CLIENT, moment("70.5"), moment("100"))
    assert [(span.since, span.until) for span in clock(state).spans] == [
        (moment("10"), moment("70.5")),
        (moment("100"), moment("130.4")),
    ]


def test_a_clock_that_runs_counts_to_the_moment():
    state = told(opened(LIMIT), ("10", c.StartClock(E1)))

    assert [seconds(state, at) for at in ("10", "10.999", "11", "310")] == [0, 0, 1, 300]
    assert over_s(state.round("centre", "present"), clock(state), moment("341.9")) == 31


def test_a_server_whose_clock_is_set_back_makes_no_span_negative():
    state = told(opened(LIMIT), ("0", c.StartClock(E1)), ("60", PAUSE), ("90", c.ResumeClock(E1)))

    back = after(state, c.StopClock(E1), at=moment("0", hour=8))

    assert seconds(state, "90") == 60
    assert counted_s(state.round("centre", "present"), clock(state), moment("0", hour=8)) == 60
    assert seconds(back) == 60


def test_segments_count_by_themselves_and_only_some_towards_the_limit():
    state = told(
        opened(PARTS),
        ("0", c.StartClock(E1)),
        ("55", c.NextSegment(E1, "talk")),
        ("255", PAUSE),
        ("300", c.NextSegment(E1, "asked")),
        ("310", c.ResumeClock(E1)),
        ("400.9", c.StopClock(E1)),
    )
    round = state.round("centre", "present")

    assert by_segment_s(round, clock(state), moment("0")) == {"intro": 55, "talk": 200, "asked": 90}
    assert seconds(state) == 255
    assert used_ms(clock(state), moment("0")) == 345_900


def test_what_is_pressed_twice_happens_once():
    steps = [
        (c.StartClock(E1), ClockState.RUNNING),
        (c.NextSegment(E1, "talk"), ClockState.RUNNING),
        (PAUSE, ClockState.PAUSED),
        (c.ResumeClock(E1), ClockState.RUNNING),
        (c.StopClock(E1), ClockState.STOPPED),
        (c.ConfirmTime(E1), ClockState.STOPPED),
        (c.UnconfirmTime(E1, "看错"), ClockState.STOPPED),
    ]
    state = opened(PARTS)

    for command, then in steps:
        state = after(state, command, at=moment("9"))
        assert clock(state).state is then
        assert decide(state, command, day.DIRECTOR, moment("9.2")) == ()


@pytest.mark.parametrize(
    ("state", "command", "why"),
    [
        (opened(PARTS), PAUSE, "甲街道中心的计时还没有开始，请先按“开始”"),
        (opened(PARTS), c.ResumeClock(E1), "甲街道中心的计时还没有开始，请先按“开始”"),
        (opened(PARTS), c.StopClock(E1), "甲街道中心的计时还没有开始，请先按“开始”"),
        (opened(PARTS), c.NextSegment(E1, "talk"), "甲街道中心的计时还没有开始，请先按“开始”"),
        (opened(PARTS), c.ConfirmTime(E1), "甲街道中心的计时还没有开始，请先按“开始”"),
        (opened(PARTS), c.NextSegment(E1, "none"), "没有这个分段，请刷新页面后重试"),
        (ran("9", PARTS), c.StartClock(E1), "甲街道中心的计时已经开始过，请按“继续”"),
        (ran("9", PARTS), PAUSE, "甲街道中心的计时已停止；要接着计时请按“继续”"),
        (ran("9", PARTS), c.NextSegment(E1, "talk"), "甲街道中心的计时已停止；要接着计时请按“继续”"),
        (ran("9"), c.ConfirmTime(E1, 9), "超时由计时算出，不能填写；用时不对请先更正"),
        (told(opened(), ("0", c.StartClock(E1))), c.ConfirmTime(E1, 0), "甲街道中心还在计时，请先停止计时"),
        (told(opened(LIMIT), ("0", c.StartClock(E1)), ("9", PAUSE)), c.ConfirmTime(E1),
         "甲街道中心还在计时，请先停止计时"),
        (ran("9"), c.WaiveOvertime(E1, "好"), "甲街道中心没有超时，无须免扣"),
        (ran("9"), c.CorrectClock(E1, -1, "错"), "用时须为 0～86400 秒的整数"),
        (ran("9"), c.CorrectClock(E1, 1, "错", "none"), "没有这个分段，请刷新页面后重试"),
        (ran("9"), c.GrantTime(E1, 0, "故障", "见证人"), "加时须为 1～86400 秒的整数；收回已加的 0 秒写负数"),
        (ran("9"), c.GrantTime(E1, -1, "故障", "张三"), "加时须为 1～86400 秒的整数；收回已加的 0 秒写负数"),
        (ran("9"), c.GrantTime(E1, 9, "故障", " "), "请填写见证人姓名"),
        (ran("9", None), c.GrantTime(E1, 9, "故障", "见证人"), "“现场汇报展示”没有时限，无须加时"),
        (ran("9", None), c.ConfirmTime(E1), "请填写超时秒数，没有超时写 0"),
        (ran("9", None), c.ConfirmTime(E1, -1), "超时须为 0～86400 秒的整数"),
    ],
)  # fmt: skip
def test_a_step_that_is_not_possible_says_why(state, command, why):
    assert refusal(state, command).detail == why


@pytest.mark.parametrize("command", [c.ResumeClock(E1), c.CorrectClock(E1, 5, "错"), c.ConfirmTime(E1, 31)])
def test_a_confirmed_time_stands_until_the_confirmation_is_taken_back(command):
    without_limit = isinstance(command, c.ConfirmTime)
    state = after(
        ran("331", None if without_limit else LIMIT), c.ConfirmTime(E1, 3 if without_limit else None)
    )

    assert refusal(state, command).detail == "甲街道中心的用时已确认，请先撤销确认"
    assert decide(after(state, c.UnconfirmTime(E1, "看错")), command, day.DIRECTOR, moment("999")) != ()


def test_nobody_is_timed_before_the_call_or_after_the_end():
    waiting, closed = day.ready(), after(day.marked(opened(overtime=())), c.CloseMarking(E1))

    assert (
        refusal(waiting, c.StartClock(E1)).detail
        == "甲街道中心现在是“待出场”，须在“已点名、未开评”或“评分中”时操作"
    )
    assert refusal(closed, c.StartClock(E1)).reason is Reason.NOT_NOW


def test_in_a_walk_round_the_start_opens_marking():
    started = e.ClockStarted(E1)

    assert decide(timed(LIMIT), c.StartClock(E1), day.DIRECTOR, moment("0")) == (started,)
    assert decide(walking(), c.StartClock(E1), day.DIRECTOR, moment("0")) == (e.MarkingOpened(E1), started)
    assert decide(after(walking(), c.OpenMarking(E1)), c.StartClock(E1), day.DIRECTOR, moment("0")) == (
        started,
    )


def test_a_correction_sets_the_seconds_and_what_runs_on_is_added():
    state = told(opened(LIMIT), ("0", c.StartClock(E1)), ("100", c.CorrectClock(E1, 10, "忘了停")))

    assert seconds(state, "100") == 10
    state = after(state, c.StopClock(E1), at=moment("125.5"))
    assert seconds(state) == 35
    assert clock(state).corrections[0].by_ms == -90_000


def test_a_correction_of_the_whole_moves_the_segment_that_counted_last():
    steps = ("0", c.StartClock(E1)), ("50", c.NextSegment(E1, "talk")), ("150", c.NextSegment(E1, "asked"))
    state = told(opened(PARTS), *steps, ("200", c.StopClock(E1)), ("201", c.CorrectClock(E1, 140, "忘了按")))

    assert by_segment_s(state.round("centre", "present"), clock(state), "") == {
        "intro": 50,
        "talk": 90,
        "asked": 50,
    }
    state = after(state, c.CorrectClock(E1, 30, "忘了按", "asked"), at=moment("202"))
    assert (seconds(state), used_ms(clock(state), "")) == (140, 170_000)


def test_a_time_taken_by_hand_is_entered_as_a_correction():
    state = told(opened(PARTS), ("9", c.CorrectClock(E1, 331, "手工计时")), ("10", c.ConfirmTime(E1)))

    assert (clock(state).state, seconds(state)) == (ClockState.STOPPED, 331)
    assert (clock(state).confirmed.over_s, clock(state).confirmed.points) == (31, Decimal("2.5"))


def test_after_a_time_taken_by_hand_the_clock_goes_on_in_the_first_segment():
    state = told(opened(PARTS), ("0", c.CorrectClock(E1, 30, "手工计时")), ("10", c.ResumeClock(E1)))

    assert clock(state).segment == "intro"
    assert seconds(state, "70") == 90


def test_a_segment_is_corrected_to_the_seconds_that_were_said_also_after_the_whole_was():
    state = told(
        opened(PARTS),
        *(("0", c.StartClock(E1)), ("60", c.NextSegment(E1, "talk")), ("300", c.StopClock(E1))),
        *(("301", c.CorrectClock(E1, 30, "看错表")), ("302", c.CorrectClock(E1, 100, "核对", "talk"))),
    )

    assert by_segment_s(state.round("centre", "present"), clock(state), "")["talk"] == 100


def test_the_same_correction_or_extra_time_is_not_entered_twice():
    running = told(opened(LIMIT), ("0", c.StartClock(E1)))
    corrected = c.CorrectClock(E1, 20, "忘了停")
    granted = c.GrantTime(E1, 30, "系统故障", "监督员一")

    assert decide(after(ran("9"), corrected), corrected, day.DIRECTOR, moment("99")) == ()
    again = refusal(after(running, corrected, at=moment("9")), corrected, at=moment("9.1"))
    assert (again.reason, again.detail[:8]) == (Reason.ALREADY, "已有同样的一笔更")
    assert refusal(after(running, granted), granted).reason is Reason.ALREADY


def test_extra_time_moves_the_limit_and_may_be_taken_back():
    state = after(ran("331"), c.GrantTime(E1, 30, "系统故障", "监督员一"))
    round = state.round("centre", "present")

    assert (limit_s(round, clock(state)), over_s(round, clock(state), "")) == (330, 1)
    back = after(state, c.GrantTime(E1, -30, "误记", "监督员一"))
    assert (limit_s(round, clock(back)), over_s(round, clock(back), "")) == (300, 31)
    assert [grant.witness for grant in clock(back).grants] == ["监督员一", "监督员一"]


@pytest.mark.parametrize(
    ("used", "over", "points"),
    [
        ("300", 0, "0"), ("300.999", 0, "0"), ("301", 1, "1"), ("330", 30, "1"),
        ("330.9", 30, "1"), ("331", 31, "2.5"), ("3599", 3299, "2.5"),
    ],
)  # fmt: skip
def test_overtime_costs_the_points_of_its_step_once_confirmed(used, over, points):
    before = ran(used)

    [confirmed] = decide(before, c.ConfirmTime(E1), day.DIRECTOR, moment("0"))
    state = day.marked(after(before, c.ConfirmTime(E1)))
    state = after(state, c.CloseMarking(E1))

    assert confirmed == e.TimeConfirmed(E1, int(used.split(".")[0]), over, Decimal(points))
    due = [(f"超时 {over} 秒", Decimal(points))] if over else []
    announced = state.performance(E1).announced
    assert [(each.reason, each.points) for each in announced.deductions] == due
    assert announced.score == f"{Decimal('91.17') - Decimal(points)}"


def test_without_a_limit_a_person_states_the_overtime():
    state = day.marked(after(opened(), c.ConfirmTime(E1, 31)))
    state = after(after(state, c.EnterDeduction(E1, "0.5", "缺项")), c.CloseMarking(E1))

    told = state.performance(E1).announced
    assert [each.reason for each in told.deductions] == ["缺项", "超时 31 秒"]
    assert (told.raw, told.score) == ("91.17", "88.17")
    assert "超时" in told.spoken


def test_waived_overtime_costs_nothing_and_keeps_its_reason():
    direct = after(ran("331"), c.WaiveOvertime(E1, "真实办件"))
    confirmed_first = after(after(ran("331"), c.ConfirmTime(E1)), c.WaiveOvertime(E1, "真实办件"))

    for state in (direct, confirmed_first):
        known = clock(state).confirmed
        assert (known.used_s, known.over_s, known.points, known.waived) == (331, 31, 0, "真实办件")
        closed = after(day.marked(state), c.CloseMarking(E1))
        assert closed.performance(E1).announced.deductions == ()
        assert decide(state, c.WaiveOvertime(E1, "又一次"), day.DIRECTOR, moment("0")) == ()
        assert refusal(state, c.ConfirmTime(E1)).reason is Reason.ALREADY


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (opened(LIMIT), "不能结束评分：用时还没有确认，请先确认用时，或免扣超时"),
        (opened(), "不能结束评分：用时还没有确认，请先确认用时，或免扣超时"),
        (ran("9"), "不能结束评分：用时还没有确认，请先确认用时，或免扣超时"),
        (told(opened(overtime=()), ("0", c.StartClock(E1))), "不能结束评分：还在计时，请先停止计时"),
        (told(opened(overtime=()), ("0", c.StartClock(E1)), ("9", PAUSE)),
         "不能结束评分：还在计时，请先停止计时"),
    ],
)  # fmt: skip
def test_no_score_is_confirmed_before_its_time_is_settled(state, why):
    assert refusal(day.marked(state), c.CloseMarking(E1)).detail == why


def test_a_clock_nobody_needs_holds_no_score_up():
    assert after(day.marked(opened(LIMIT, ())), c.CloseMarking(E1)).performance(E1).phase is Phase.CONFIRMED
    assert (
        after(day.marked(ran("331", overtime=())), c.CloseMarking(E1)).performance(E1).announced.score
        == "91.17"
    )


def test_stepping_back_keeps_the_clock_and_withdrawing_the_call_drops_it():
    state = after(day.marked(after(ran("331"), c.ConfirmTime(E1))), c.CloseMarking(E1))

    reopened = after(state, c.StepBack(E1, "核对"))
    called = after(reopened, c.StepBack(E1, "核对"))
    waiting = after(called, c.StepBack(E1, "核对"))

    assert clock(reopened) == clock(called) == clock(state)
    assert clock(waiting) is None
    assert clock(after(waiting, c.CallEntrant(E1))) is None


def test_who_leaves_before_being_judged_leaves_no_clock():
    state = told(timed(LIMIT), ("0", c.StartClock(E1)))

    assert clock(after(state, c.SetStatus("centre", "e1", "withdrawn", "来函"))) is None
