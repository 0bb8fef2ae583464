"""走场: several entrants at numbered windows at once, marked as they come, revealed as the director wants."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.hall.air import Scene
from judging.core.hall.hall import NamedHall
from judging.core.hall.performance import PerformanceId, Phase, SheetPhase
from judging.core.refused import Reason
from judging.core.scoring.rulebook import Manner
from judging.core.scoring.time_limits import Time
from judging.core.state import State
from tests import day
from tests.day import on, refusal, view

TOTALS = {n: ("50", str(Decimal(30) + n)) for n in range(1, 6)}


def ready(windows=3, **changes):
    """Three entrants, five judges, so many windows; nobody has been called."""
    rules = replace(
        day.RULES,
        tracks=(
            replace(day.CENTRE, rounds=(day.DAILY, replace(day.PRESENT, manner=Manner.WALK, **changes))),
        ),
    )
    halls = c.SetHalls((NamedHall("main", "", windows),))
    create = c.CreateCompetition(rules, {"centre": day.ENTRANTS})
    return day.played(State(), (create, day.SEAT, day.COMPONENTS, day.ORDER, halls))


def at_windows(state, *entrants):
    """These are called to window 1, 2, … and may be marked."""
    for window, entrant in enumerate(entrants, 1):
        state = day.played(state, (c.CallEntrant(on(entrant), window), c.OpenMarking(on(entrant))))
    return state


def marked(state, entrant, *judges, base=50):
    for n in judges or range(1, 6):
        state = day.after(state, day.sheet(entrant, str(base), str(30 + n)), day.judge(n))
    return state


def confirmed(state, *entrants):
    for n, entrant in enumerate(entrants):
        state = day.after(marked(state, entrant, base=50 - n), c.CloseMarking(on(entrant)))
    return state


def test_several_are_under_way_at_once_and_the_overview_is_on_air():
    state = at_windows(ready(), "e1", "e2", "e3")

    [hall] = state.halls.values()
    assert hall.on == (on("e1"), on("e2"), on("e3"))
    assert hall.scene is Scene.WALK
    assert [state.performance(on(e)).window for e in ("e1", "e2", "e3")] == [1, 2, 3]


def test_sheets_arrive_in_any_order_and_each_is_closed_by_itself():
    state = at_windows(ready(), "e1", "e2")
    state = marked(marked(state, "e2"), "e1", 1, 2)

    state = day.after(state, c.CloseMarking(on("e2")))

    assert state.performance(on("e2")).phase is Phase.CONFIRMED
    assert state.halls["main"].on == (on("e1"),)
    assert refusal(state, c.CloseMarking(on("e1"))).reason is Reason.INCOMPLETE


@pytest.mark.parametrize("window", [0, 4, -1])
def test_a_window_must_be_there(window):
    assert "1～3 号" in refusal(ready(), c.CallEntrant(on("e1"), window)).detail


def test_a_window_takes_one_and_names_who_is_there():
    state = at_windows(ready(), "e1")

    assert "1号窗口是甲街道中心" in refusal(state, c.CallEntrant(on("e2"), 1)).detail


def test_without_windows_nobody_is_called_and_the_console_says_where_to_give_them():
    state = ready(windows=0)

    assert "窗口数" in refusal(state, c.CallEntrant(on("e1"), 1)).detail
    assert any("窗口数" in str(each) for each in view(state, "console/main").rounds[0].lacks)


def test_who_is_sent_on_leaves_the_window_to_the_next_and_still_gets_sheets():
    state = day.after(at_windows(ready(windows=1), "e1"), c.SendOn(on("e1")))

    state = day.after(state, c.CallEntrant(on("e2"), 1))
    state = day.after(marked(state, "e1"), c.CloseMarking(on("e1")))

    assert state.performance(on("e1")).phase is Phase.CONFIRMED
    assert state.performance(on("e2")).window == 1


def test_two_change_windows():
    state = day.after(at_windows(ready(), "e1", "e2"), c.MoveToWindow(on("e1"), 2))

    assert [state.performance(on(e)).window for e in ("e1", "e2")] == [2, 1]


def test_a_confirmed_score_waits_while_others_are_called():
    state = confirmed(at_windows(ready(windows=2), "e1", "e2"), "e1")

    state = day.after(state, c.CallEntrant(on("e3"), 1))

    assert [id.entrant for id in state.halls["main"].on] == ["e2", "e3"]


def test_a_reveal_goes_on_air_while_the_others_work_on():
    state = confirmed(at_windows(ready(), "e1", "e2"), "e1")

    state = day.after(state, c.RevealScore(on("e1")))

    hall = state.halls["main"]
    assert (hall.on_stage, hall.scene, hall.on) == (on("e1"), Scene.REVEAL, (on("e2"),))
    state = day.after(state, c.CallEntrant(on("e3"), 3))
    assert state.halls["main"].scene is Scene.REVEAL


def test_a_revealed_score_stays_on_stage_while_others_are_called():
    state = day.after(confirmed(at_windows(ready(), "e1"), "e1"), c.RevealScore(on("e1")))

    state = day.played(state, (c.CallEntrant(on("e2"), 1), c.OpenMarking(on("e2"))))

    assert state.halls["main"].on_stage == on("e1")


def test_who_was_called_first_stays_first_whenever_marking_opens():
    state = day.played(ready(), (c.CallEntrant(on("e1"), 1), c.CallEntrant(on("e2"), 2)))

    state = day.after(state, c.OpenMarking(on("e1")))

    assert state.halls["main"].on == (on("e1"), on("e2"))


def test_a_reveal_that_is_taken_back_leaves_the_overview():
    state = day.after(confirmed(at_windows(ready(), "e1", "e2"), "e1"), c.RevealScore(on("e1")))

    state = day.after(state, c.StepBack(on("e1"), "核对"))

    assert state.halls["main"].scene is Scene.WALK
    assert state.halls["main"].on_stage is None


def screened(state):
    return day.after(state, c.AdmitScreen(1, "device", "主屏"))


def test_scores_are_told_together_in_a_list():
    state = screened(confirmed(at_windows(ready(), "e1", "e2"), "e1", "e2"))
    assert view(state, "screen/1").scores is None

    state = day.after(state, c.RevealTogether((on("e1"), on("e2"))))

    shown = view(state, "screen/1")
    assert shown.scene is Scene.SCORES
    assert [(row.name, row.score) for row in shown.scores.rows] == [
        ("甲街道中心", "83.00"),
        ("乙镇中心", "82.00"),
    ]
    assert "八十三点零零分" in view(state, "emcee/main").lines[0].text


def test_only_the_scores_that_were_previewed_are_told_together():
    state = confirmed(at_windows(ready(), "e1", "e2"), "e1", "e2")
    both = (on("e1"), on("e2"))

    assert refusal(state, c.RevealTogether(both, "main", ("83.00", "82.50"))).reason is Reason.STALE
    state = day.after(state, c.RevealTogether(both, "main", ("83.00", "82.00")))
    assert state.halls["main"].batch.performances == both


def test_one_that_is_not_confirmed_keeps_the_whole_list():
    state = confirmed(at_windows(ready(), "e1", "e2"), "e1")

    assert "2、3、4、5号" in refusal(marked(state, "e2", 1), c.RevealTogether((on("e1"), on("e2")))).detail


def test_a_score_that_is_taken_back_leaves_the_list():
    state = screened(confirmed(at_windows(ready(), "e1", "e2"), "e1", "e2"))
    state = day.after(state, c.RevealTogether((on("e1"), on("e2"))))

    state = day.after(state, c.StepBack(on("e1"), "核对"))

    assert [row.name for row in view(state, "screen/1").scores.rows] == ["乙镇中心"]
    state = day.after(state, c.StepBack(on("e2"), "核对"))
    assert state.halls["main"].scene is Scene.STANDBY


def test_who_is_disqualified_leaves_the_list_and_an_empty_one_is_on_no_screen():
    state = screened(confirmed(at_windows(ready(), "e1", "e2"), "e1", "e2"))
    state = day.after(state, c.RevealTogether((on("e1"), on("e2"))))

    state = day.after(state, c.SetStatus("centre", "e1", "disqualified", "核实"))

    assert [row.name for row in view(state, "screen/1").scores.rows] == ["乙镇中心"]
    state = day.after(state, c.SetStatus("centre", "e2", "disqualified", "核实"))
    assert state.halls["main"].scene is Scene.STANDBY
    assert view(state, "emcee/main").scores is None


def test_the_emcee_reads_a_list_as_long_as_the_screens_show_it():
    state = confirmed(at_windows(ready(), "e1", "e2"), "e1", "e2")

    state = day.after(state, c.RevealTogether((on("e1"), on("e2"))))

    shown = view(state, "emcee/main")
    each_ms = shown.scores.page_ms // shown.scores.page_rows
    assert [line.at - shown.scores.since for line in shown.lines] == [0, each_ms]


def test_the_emcee_is_told_how_many_are_at_windows_and_not_who_was_sent_on():
    state = day.after(at_windows(ready(), "e1", "e2"), c.SendOn(on("e1")))

    assert "一位选手" in view(state, "emcee/main").lines[0].text
    state = day.after(state, c.SendOn(on("e2")))
    assert "告一段落" in view(state, "emcee/main").lines[0].text


def test_the_overview_tells_who_is_where_and_no_value():
    state = screened(marked(at_windows(ready(), "e1", "e2"), "e1", 1, 2, 3))

    shown = view(state, "screen/1").windows

    assert [(each.window, each.entrant, each.done, each.of) for each in shown] == [
        (1, "甲街道中心", 3, 5),
        (2, "乙镇中心", 0, 5),
        (3, "", 0, 0),
    ]


def test_the_time_at_a_window_is_told_without_what_it_costs():
    state = screened(at_windows(ready(time=Time(60)), "e1", "e2"))
    started = day.after(state, c.StartClock(on("e1")), at="2026-11-20T06:10:00.000Z")

    stopped = day.after(started, c.StopClock(on("e1")), at="2026-11-20T06:12:00.000Z")

    clocks = [each.clock for each in view(stopped, "screen/1").windows]
    assert clocks[0].whole.used_ms == 120_000
    assert clocks[0].proposed is None
    assert clocks[2] is None


def test_the_console_closes_what_is_complete_and_calls_the_next_before_anything_is_told():
    state = marked(at_windows(ready(windows=2), "e1", "e2"), "e1")
    close = view(state, "console/main").next
    state = day.after(state, c.CloseMarking(on("e1")))
    call = view(state, "console/main").next

    assert (close.id, close.data["performance"]["entrant"]) == ("close", "e1")
    assert (call.id, call.data["window"]) == ("call", 1)


def test_a_reveal_taken_back_after_the_panel_moved_is_repeated_where_it_was():
    halls = c.SetHalls((NamedHall("main", "一号厅", 3), NamedHall("B", "二号厅", 3)))
    state = confirmed(at_windows(day.after(ready(), halls), "e1"), "e1")
    state = day.played(
        state,
        (
            c.RevealTogether((on("e1"),)),
            c.MovePanel("centre", "present", "B"),
            c.StepBack(on("e1"), "核对"),
        ),
    )

    step = view(state, "console/main").next

    assert (step.id, step.blocked) == ("reveal", None)
    assert view(state, "console/B").next.id == "call"


# Two of the panel at each window.

TWO = {"window_judges": 2, "minimum": 2}
ASSIGNED = c.AssignWindows("centre", "present", (("J1", "J2"), ("J3", "J4"), ("J4", "J5")))


def test_only_the_judges_of_the_window_mark():
    state = at_windows(day.after(ready(**TWO), ASSIGNED), "e1", "e2")

    state = marked(marked(state, "e1", 1, 2), "e2", 3, 4)

    assert refusal(state, day.sheet("e1", "50", "30"), day.judge(3)).reason is Reason.NOT_ON_PANEL
    state = day.after(state, c.CloseMarking(on("e1")))
    assert state.performance(on("e1")).announced.score == "81.50"


def test_before_every_window_has_its_judges_nobody_is_called():
    assert "分评委" in refusal(ready(**TWO), c.CallEntrant(on("e1"), 1)).detail


@pytest.mark.parametrize("windows", [(("J1",),), (("J1", "J2", "J3"),), (("J1", "J9"),)])
def test_each_window_gets_as_many_of_the_panel_as_the_rules_say(windows):
    refusal(ready(**TWO), c.AssignWindows("centre", "present", windows))


def test_who_has_been_marked_is_called_again_to_the_same_judges():
    state = marked(at_windows(day.after(ready(**TWO), ASSIGNED), "e1"), "e1", 1)
    state = day.played(state, (c.StepBack(on("e1"), "核对"), c.StepBack(on("e1"), "核对")))

    assert "别的评委" in refusal(state, c.CallEntrant(on("e1"), 2)).detail
    again = day.after(state, c.CallEntrant(on("e1"), 1))
    assert [judge.id for judge in again.panel(on("e1"))] == ["J1", "J2"]


def test_the_judges_of_a_window_stay_while_somebody_is_called_there():
    state = day.after(day.after(ready(**TWO), ASSIGNED), c.CallEntrant(on("e1"), 1))
    others = tuple(replace(judge, id=f"J{judge.seat + 1}") for judge in day.SEAT.judges)

    assert "不能换走" in refusal(state, c.SeatPanel("centre", "present", others)).detail


def test_who_has_been_marked_does_not_change_judges():
    state = at_windows(day.after(ready(**TWO), ASSIGNED), "e1")
    moved = day.after(state, c.MoveToWindow(on("e1"), 2))

    assert [judge.id for judge in moved.panel(on("e1"))] == ["J3", "J4"]
    assert "别的评委" in refusal(marked(state, "e1", 1), c.MoveToWindow(on("e1"), 2)).detail


def test_nobody_comes_to_a_window_that_has_no_judges_yet():
    state = at_windows(day.after(ready(**TWO), ASSIGNED), "e1")
    more = day.after(state, c.SetHalls((NamedHall("main", "", 4),)))

    assert "分评委" in refusal(more, c.MoveToWindow(on("e1"), 4)).detail
    assert day.after(more, c.MoveToWindow(on("e1"), 3)).performance(on("e1")).bench == ("J4", "J5")


def test_a_panel_of_other_judges_is_given_its_windows_before_anybody_moves():
    state = day.after(day.after(ready(**TWO), ASSIGNED), c.CallEntrant(on("e1"), 1))
    one_more = (*day.JUDGES, replace(day.JUDGES[0], id="J6", seat=6, name="评委6"))
    state = day.after(state, c.SeatPanel("centre", "present", one_more))

    assert "分评委" in refusal(state, c.MoveToWindow(on("e1"), 2)).detail
    assert [judge.id for judge in state.panel(on("e1"))] == ["J1", "J2"]


def test_as_many_judges_as_the_rules_say_now_are_at_every_window():
    state = day.after(ready(**TWO), ASSIGNED)
    [track] = state.rulebook.tracks
    rounds = (day.DAILY, replace(track.rounds[1], window_judges=3))
    state = day.after(state, c.SetRules(replace(state.rulebook, tracks=(replace(track, rounds=rounds),))))

    assert "分评委" in refusal(state, c.CallEntrant(on("e1"), 1)).detail


def test_who_nobody_at_the_window_may_judge_comes_before_others():
    state = at_windows(day.after(ready(**TWO), ASSIGNED), "e1")
    for judge in ("J1", "J2"):
        state = day.after(state, c.ExcuseJudge(on("e1"), judge, SheetPhase.RECUSED, "亲属"))

    moved = day.after(state, c.MoveToWindow(on("e1"), 2))

    assert [judge.id for judge in moved.panel(on("e1"))] == ["J3", "J4"]


# One hall, a walk-round in the morning and a stage in the afternoon.


def stage_then_windows():
    """The first of a track is confirmed on stage; another track walks in the same hall."""
    present = replace(day.PRESENT, manner=Manner.WALK)
    other = replace(day.CENTRE, id="other", name="走场组", rounds=(present,), ties=("share",))
    rules = replace(day.RULES, tracks=(day.CENTRE, other))
    commands = (
        c.CreateCompetition(rules, {"centre": day.ENTRANTS, "other": day.ENTRANTS}),
        c.SetHalls((NamedHall("main", "", 3),)),
        *(day.SEAT, day.COMPONENTS, day.ORDER),
        c.SeatPanel("other", "present", day.JUDGES),
        c.EnterOrder("other", "present", ("e1", "e2", "e3"), "见证人"),
        *(c.CallEntrant(on("e1")), c.OpenMarking(on("e1"))),
    )
    return day.after(day.marked(day.played(State(), commands)), c.CloseMarking(on("e1")))


def test_a_score_on_stage_is_told_before_the_hall_turns_to_its_windows():
    state = stage_then_windows()

    refused = refusal(state, c.CallEntrant(PerformanceId("other", "present", "e1"), 1))

    assert "甲街道中心尚未亮分" in refused.detail
    assert view(state, "console/main").next.id == "reveal"


def test_the_stage_goes_on_before_anybody_is_called_to_a_window():
    state = day.after(stage_then_windows(), c.RevealScore(on("e1")))

    step = view(state, "console/main").next

    assert (step.id, step.data["performance"]["track"]) == ("call", "centre")


def test_windows_stay_while_somebody_is_there():
    state = at_windows(ready(), "e1", "e2")

    assert "2号窗口" in refusal(state, c.SetHalls((NamedHall("main", "", 1),))).detail
