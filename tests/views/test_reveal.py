"""What screens and the emcee are told of a reveal, beat by beat, and of seats that do not count."""

import json

import msgspec

from judging.core import commands as c
from judging.core.hall.air import Pace
from judging.core.hall.performance import SheetPhase
from judging.core.state import State
from tests import day
from tests.day import after, judge, on, sheet, view


def told(state: State, topic: str = "screen/1") -> dict:
    return json.loads(msgspec.json.encode(view(state, topic)))


def with_screen(state: State) -> State:
    return after(state, c.AdmitScreen(1, "device", "主屏"))


def step_by_step() -> State:
    """e1 with a deduction is revealed, by the director's key."""
    state = after(with_screen(day.marking()), c.SetPace(Pace.STEPS))
    state = after(day.marked(state), c.EnterDeduction(on("e1"), "0.5", "超时四十五秒"))
    return day.played(state, (c.CloseMarking(on("e1")), c.RevealScore(on("e1"))))


def test_step_by_step_the_screen_is_told_one_beat_more_with_each_key():
    state, steps = step_by_step(), []
    for _ in range(10):
        reveal = told(state)["reveal"]
        known = [kind for kind in ("raw", "deductions", "score") if reveal[kind]]
        known += ["marks"] * any(mark["total"] for mark in reveal["marks"])
        known += ["extremes"] * any(mark["dropped"] for mark in reveal["marks"])
        if not steps or steps[-1] != sorted(known):
            steps.append(sorted(known))
        state = after(state, c.AdvanceReveal(on("e1")))

    assert steps == [
        ["marks"],
        ["extremes", "marks"],
        ["extremes", "marks", "raw"],
        ["deductions", "extremes", "marks", "raw"],
        ["deductions", "extremes", "marks", "raw", "score"],
    ]


def test_a_timed_reveal_is_sent_whole_with_its_timetable():
    reveal = told(day.revealed(with_screen(day.marking())))["reveal"]

    assert [beat["kind"] for beat in reveal["beats"]] == ["marks", "extremes", "mean", "final"]
    assert (reveal["raw"], reveal["score"]) == ("91.17", "91.17")


def test_a_recused_or_absent_judge_is_shown_so_from_the_start_and_not_counted():
    state = after(with_screen(day.marking()), c.Recuse(on("e1"), "亲属"), judge(3))
    state = after(state, c.ExcuseJudge(on("e1"), "J5", SheetPhase.ABSENT, "急病"))
    for n in (1, 2, 4):
        state = after(state, sheet("e1", "50", "30"), judge(n))

    assert told(state)["seats"] == ["done", "done", "recused", "done", "absent"]
    assert told(state, "emcee/main")["lines"][0]["text"] == "全部评委已经提交评分，请看大屏幕。"


def test_a_returned_sheet_is_waited_for_again():
    state = after(day.marked(with_screen(day.marking())), c.ReturnSheet(on("e1"), "J2", "笔误"))

    assert told(state)["seats"] == ["done", "waiting", "done", "done", "done"]
