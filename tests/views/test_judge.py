"""What a judge walks with: a task for each who is at a window, and nothing of what colleagues gave."""

import re

from msgspec.structs import replace

from judging.codec import encode
from judging.core import commands as c
from judging.core.hall.hall import NamedHall
from judging.core.hall.performance import SheetPhase
from judging.core.scoring.rulebook import Manner
from judging.core.state import State
from tests import day
from tests.core.test_walking import ASSIGNED, TWO, at_windows, marked, ready
from tests.day import after, on, view
from tests.timed import TABLE, ran

NUMBER = re.compile(r'"(-?\d+(?:\.\d+)?)"')  # decimals travel as strings


def tasks(state, n=3):
    return view(state, f"judge/J{n}").tasks


def entrants(state, n=3):
    return [task.performance.entrant for task in tasks(state, n)]


def called(state, entrant, window, minute):
    """To a window, and open for marks."""
    at = f"2026-11-20T06:{minute:02}:00.000Z"
    return after(after(state, c.CallEntrant(on(entrant), window), at=at), c.OpenMarking(on(entrant)))


def test_who_walks_has_a_task_for_each_window_and_what_waits_longest_comes_first():
    state = called(called(called(ready(), "e2", 3, minute=5), "e1", 1, minute=7), "e3", 2, minute=6)

    found = tasks(state)

    assert [(task.window, task.entrant, task.since[14:16]) for task in found] == [
        (3, "乙镇中心", "05"),
        (2, "丙镇中心", "06"),
        (1, "甲街道中心", "07"),
    ]
    assert all(task.open and task.manner is Manner.WALK for task in found)


def test_called_in_the_same_moment_they_stand_as_their_windows_do():
    state = after(at_windows(ready(), "e1", "e2"), c.MoveToWindow(on("e1"), 2))

    assert [(task.window, task.performance.entrant) for task in tasks(state)] == [(1, "e2"), (2, "e1")]


def test_a_sheet_moves_no_task_and_a_closed_one_is_gone():
    state = at_windows(ready(), "e1", "e2")

    given = marked(state, "e1")
    closed = after(given, c.CloseMarking(on("e1")))

    assert entrants(given) == ["e1", "e2"]
    assert [task.sheet for task in tasks(given)] == [SheetPhase.SUBMITTED, None]
    assert entrants(closed) == ["e2"]


def test_a_score_that_is_told_brings_no_task_back():
    state = after(marked(at_windows(ready(), "e1", "e2"), "e1"), c.CloseMarking(on("e1")))

    assert entrants(after(state, c.RevealScore(on("e1")))) == ["e2"]


def test_who_was_sent_on_is_still_to_be_marked():
    state = after(at_windows(ready(), "e1", "e2"), c.SendOn(on("e1")))

    assert [(task.performance.entrant, task.window) for task in tasks(state)] == [("e1", 0), ("e2", 2)]


def test_who_is_not_mine_comes_last_and_says_so():
    state = at_windows(ready(), "e1", "e2")
    state = after(state, c.Recuse(on("e1"), "亲属"), day.judge(3))

    assert [(task.performance.entrant, task.sheet) for task in tasks(state)] == [
        ("e2", None),
        ("e1", SheetPhase.RECUSED),
    ]
    assert entrants(state, 4) == ["e1", "e2"]


def test_at_a_window_of_other_judges_there_is_nothing_to_mark():
    state = at_windows(after(ready(**TWO), ASSIGNED), "e1", "e2", "e3")

    assert [(task.window, task.elsewhere) for task in tasks(state, 4)] == [(2, False), (3, False), (1, True)]
    assert [(task.window, task.elsewhere) for task in tasks(state, 1)] == [(1, False), (2, True), (3, True)]


def test_who_changes_windows_comes_before_the_judges_there():
    state = at_windows(after(ready(**TWO), ASSIGNED), "e1")

    moved = after(state, c.MoveToWindow(on("e1"), 2))

    assert [task.elsewhere for n in (1, 3) for task in tasks(state, n)] == [False, True]
    assert [task.elsewhere for n in (1, 3) for task in tasks(moved, n)] == [True, False]


def test_nothing_that_a_colleague_gave_is_in_a_walking_judge_s_view():
    state = at_windows(ready(), "e1", "e2")
    state = after(state, day.sheet("e1", "41.5", "22.5"), day.judge(3))
    scale = set(NUMBER.findall(encode(view(at_windows(ready(), "e1", "e2"), "judge/J3")).decode()))

    for n in (1, 2, 4, 5):
        for entrant in ("e1", "e2"):
            state = after(state, day.sheet(entrant, f"5{n}.5", f"3{n}"), day.judge(n))

    text = encode(view(state, "judge/J3")).decode()
    assert set(NUMBER.findall(text)) - scale == {"41.5", "22.5"}


def test_before_a_stage_there_is_one_task():
    state = after(day.marked(day.marking()), c.CloseMarking(on("e1")))
    state = after(state, c.RevealScore(on("e1")))
    state = after(state, c.CallEntrant(on("e2")))

    assert [(task.performance.entrant, task.manner) for task in tasks(state)] == [("e2", Manner.STAGE)]


def test_who_sits_before_a_stage_in_the_morning_walks_in_the_afternoon():
    style = replace(day.PRESENT, id="style", name="现场风采展示")
    state = ready()
    [track] = state.rulebook.tracks
    rules = replace(state.rulebook, tracks=(replace(track, rounds=(*track.rounds, style)),))
    create = c.CreateCompetition(rules, {"centre": day.ENTRANTS})
    seat, order = replace(day.SEAT, round="style"), replace(day.ORDER, round="style")
    halls = c.SetHalls((NamedHall("main", "", 3),))
    state = day.played(State(), (create, halls, day.SEAT, day.ORDER, seat, order))
    first = replace(on("e3"), round="style")
    state = day.played(state, (c.CallEntrant(first), c.OpenMarking(first)))
    for n, (content, manner) in day.TOTALS.items():
        sheet = c.SubmitSheet(first, 1, {"content": content, "manner": manner})
        state = after(state, sheet, day.judge(n))
    staged = day.played(state, (c.CloseMarking(first), c.RevealScore(first)))

    walking = called(staged, "e1", 1, minute=50)

    assert [(task.round, task.performance.entrant) for task in tasks(staged)] == [("现场风采展示", "e3")]
    assert [(task.round, task.performance.entrant) for task in tasks(walking)] == [("现场汇报展示", "e1")]


def test_a_judge_sees_the_clock_and_not_what_its_overtime_costs():
    state = after(ran("341"), c.ConfirmTime(on("e1")))

    [task] = tasks(state)

    assert (task.clock.whole.used_ms, task.clock.confirmed.over_s) == (341_000, 41)
    assert state.performance(on("e1")).clock.confirmed.points == TABLE[1].points
    assert task.clock.confirmed.points == ""


def test_where_nothing_is_timed_there_is_no_clock():
    assert [task.clock for task in tasks(at_windows(ready(), "e1", "e2"))] == [None, None]
