"""A reserve judge takes a seat: what was marked stays with who marked it, and nobody sits twice."""

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.hall.performance import SheetPhase
from judging.core.people.actor import acting
from judging.core.people.duty import Duty
from judging.core.people.taking_part import Judge
from judging.core.refused import Reason
from judging.core.setup.prepared import Sitting
from judging.core.state import PanelKey
from tests import day, panels_day
from tests.core import test_walking
from tests.day import after, judge, on, played, refusal, view

KEY = PanelKey("centre", "present")
RESERVES = (Judge("R1", 1, "候补评委一"), Judge("R2", 2, "候补评委二"))
R1 = acting(Duty.JUDGE, "R1")
SEATED = replace(day.SEAT, reserves=RESERVES)


def ready():
    return after(day.ready(), SEATED)


def steps_in(seat=3, reserve="R1", reason="突发不适"):
    return c.ReplaceJudge("centre", "present", seat, reserve, reason)


def marking(entrant="e1", state=None):
    return played(state or ready(), (c.CallEntrant(on(entrant)), c.OpenMarking(on(entrant))))


def revealed(state, entrant):
    for seated in state.panel(on(entrant)):
        if seated.id not in state.performance(on(entrant)).sheets:
            state = after(state, day.sheet(entrant, "50", "30"), acting(Duty.JUDGE, seated.id))
    return played(state, (c.CloseMarking(on(entrant)), c.RevealScore(on(entrant))))


def ids(state, entrant):
    return [judge.id for judge in state.panel(on(entrant))]


def names(state, entrant):
    return [mark.name for mark in state.performance(on(entrant)).announced.marks]


def test_before_anybody_has_come_the_reserve_has_the_seat_for_all():
    state = after(ready(), steps_in())

    assert ids(state, "e1") == ["J1", "J2", "R1", "J4", "J5"]
    assert state.panel(on("e1"))[2] == Judge("R1", 3, "候补评委一")
    assert state.panels[KEY].reserves == (Judge("J3", 1, "评委3"), RESERVES[1])


def test_of_who_is_done_the_marks_and_names_stay_with_who_gave_them():
    before = revealed(marking(), "e1")
    state = revealed(marking("e2", after(before, steps_in())), "e2")

    assert names(state, "e1")[2] == "评委3"
    assert names(state, "e2")[2] == "候补评委一"
    assert ids(state, "e1") == ["J1", "J2", "J3", "J4", "J5"]


def test_a_score_opened_again_still_has_its_own_judges():
    state = after(revealed(marking(), "e1"), steps_in())
    state = played(state, (c.StepBack(on("e1"), "核对"), c.StepBack(on("e1"), "核对")))
    again = played(state, (c.CloseMarking(on("e1")),))

    assert names(again, "e1")[2] == "评委3"


def test_in_the_middle_of_an_entrant_the_reserve_begins_with_an_empty_sheet():
    state = after(marking(), steps_in())

    task = view(state, "judge/R1").tasks[0]
    assert (task.open, task.sheet, task.marks) == (True, None, {})
    assert view(state, "judge/J3").tasks == ()
    assert refusal(state, day.sheet("e1", "50", "30"), judge(3)).reason is Reason.NOT_ON_PANEL
    assert names(revealed(state, "e1"), "e1")[2] == "候补评委一"


def test_a_sheet_that_is_in_counts_and_the_reserve_has_none_for_that_entrant():
    state = after(after(marking(), day.sheet("e1", "50", "30"), judge(3)), steps_in())

    assert ids(state, "e1") == ["J1", "J2", "J3", "J4", "J5"]
    assert refusal(state, day.sheet("e1", "50", "30"), R1).reason is Reason.NOT_ON_PANEL
    done = revealed(state, "e1")
    assert names(done, "e1")[2] == "评委3"
    assert ids(after(done, c.CallEntrant(on("e2"))), "e2")[2] == "R1"


def test_a_sheet_that_was_returned_is_given_by_the_reserve_anew():
    state = after(
        after(marking(), day.sheet("e1", "50", "30"), judge(3)), c.ReturnSheet(on("e1"), "J3", "核对")
    )

    assert ids(after(state, steps_in()), "e1")[2] == "R1"


def test_for_an_absent_judge_the_reserve_is_waited_for():
    excused = c.ExcuseJudge(on("e1"), "J3", SheetPhase.ABSENT, "未到")
    state = played(marking(), (excused, steps_in()))

    assert refusal(state, c.CloseMarking(on("e1"))).reason is Reason.INCOMPLETE
    assert names(revealed(state, "e1"), "e1")[2] == "候补评委一"


def test_once_all_marks_can_be_seen_nobody_comes_to_add_to_them():
    excused = c.ExcuseJudge(on("e1"), "J3", SheetPhase.ABSENT, "未到")
    state = after(marking(), excused)
    for n in (1, 2, 4, 5):
        state = after(state, day.sheet("e1", "50", "30"), judge(n))
    state = after(state, steps_in())

    assert ids(state, "e1")[2] == "J3"
    assert ids(after(state, c.StepBack(on("e1"), "补评")), "e1")[2] == "J3"
    assert refusal(state, day.sheet("e1", "50", "30"), R1).reason is Reason.NOT_ON_PANEL


def test_who_was_replaced_comes_back_the_same_way():
    state = revealed(marking("e1", after(ready(), steps_in())), "e1")
    state = revealed(marking("e2", after(state, steps_in(reserve="J3", reason="已返回"))), "e2")

    assert names(state, "e1")[2] == "候补评委一"
    assert names(state, "e2")[2] == "评委3"
    assert state.panels[KEY].reserves == RESERVES


def test_who_gave_a_sheet_from_one_seat_does_not_take_another_before_the_same_entrant():
    state = after(after(marking(), day.sheet("e1", "50", "30"), judge(3)), steps_in(3))
    state = after(state, steps_in(5, "J3"))

    assert ids(state, "e1") == ["J1", "J2", "J3", "J4", "J5"]
    assert ids(revealed(state, "e1"), "e2") == ["J1", "J2", "R1", "J4", "J3"]


def test_a_step_that_was_pressed_twice_happens_once():
    state = after(ready(), steps_in())

    assert after(state, steps_in()) == state


def test_what_was_set_aside_for_a_retake_keeps_its_judges_and_the_retake_has_those_of_today():
    state = after(revealed(marking(), "e1"), c.StepBack(on("e1"), "停电"))
    state = played(state, (c.GrantRetake(on("e1"), "停电", "见证人"), steps_in()))
    [attempt] = state.performance(on("e1")).attempts

    assert [judge.id for judge in attempt.played.seated] == ["J1", "J2", "J3", "J4", "J5"]
    assert ids(state, "e1")[2] == "R1"
    state = after(state, c.CountAttempt(on("e1"), 0, "仲裁", "见证人"))
    assert ids(state, "e1")[2] == "J3"


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (steps_in(seat=9), Reason.UNKNOWN),
        (steps_in(reserve="J4"), Reason.UNKNOWN),
        (steps_in(reserve="nobody"), Reason.UNKNOWN),
        (steps_in(reason=" "), Reason.MALFORMED),
        (c.ReplaceJudge("centre", "present", 3, "R1", "病", "A"), Reason.UNKNOWN),
        (c.ReplaceJudge("centre", "daily", 3, "R1", "病"), Reason.UNKNOWN),
    ],
)
def test_what_makes_no_sense_is_refused(command, reason):
    assert refusal(ready(), command).reason is reason


def test_without_reserves_it_is_said_where_to_add_one():
    assert "评委与席位" in refusal(day.ready(), steps_in()).detail


def test_a_locked_track_is_left_as_it_is():
    state = ready()
    for entrant in ("e1", "e2", "e3"):
        state = revealed(marking(entrant, state), entrant)
    state = played(state, (day.publish(), c.LockTrack("centre")))

    assert refusal(state, steps_in()).reason is Reason.LOCKED


def test_a_reserve_who_judges_in_another_hall_cannot_come():
    beside = replace(panels_day.seat("B", ("J4", "J5")), reserves=(Judge("J1", 1, "评委1"),))
    state = panels_day.opened(after(panels_day.ready(), beside), "p1", "p6")

    refused = refusal(state, c.ReplaceJudge("people", "show", 1, "J1", "病", "B"))
    assert refused.reason is Reason.STAGE_TAKEN
    assert "正在" in refused.detail


def test_a_judge_of_two_panels_leaves_the_one_that_is_named():
    with_reserve = replace(panels_day.seat("A", panels_day.A), reserves=(Judge("R1", 1, "候补"),))
    state = after(panels_day.ready(), with_reserve)
    state = after(state, c.ReplaceJudge("people", "show", 3, "R1", "病", "A"))

    assert [each.id for each in state.panels[PanelKey("people", "show", "B")].judges] == ["J4", "J5", "J3"]
    assert state.sitting("J3") is Sitting.SEAT


def test_in_the_middle_of_a_day_reserves_can_be_named_and_seats_cannot_be_changed():
    state = revealed(marking("e1", day.ready()), "e1")

    assert after(state, SEATED).panels[KEY].reserves == RESERVES
    swapped = (Judge("J2", 1, "评委2"), Judge("J1", 2, "评委1"), *day.JUDGES[2:])
    assert refusal(state, replace(SEATED, judges=swapped)).reason is Reason.BEGUN
    assert refusal(state, replace(SEATED, judges=day.JUDGES[:4])).reason is Reason.BEGUN


def test_who_has_judged_stays_on_the_list():
    state = after(revealed(marking(), "e1"), steps_in())
    judges = state.panels[KEY].judges

    gone = c.SeatPanel("centre", "present", judges, reserves=(replace(RESERVES[1], seat=1),))
    assert refusal(state, gone).reason is Reason.BEGUN
    kept = c.SeatPanel("centre", "present", judges, reserves=(Judge("J3", 1, "评委3"),))
    assert after(state, kept).panels[KEY].changes == state.panels[KEY].changes


def test_one_person_is_not_on_the_panel_twice():
    twice = replace(day.SEAT, reserves=(Judge("J3", 1, "评委3"),))

    assert refusal(day.ready(), twice).reason is Reason.MALFORMED


def test_seats_made_anew_before_anybody_judged_hold_for_all():
    state = after(played(ready(), (c.CallEntrant(on("e1")), steps_in())), day.SEAT)

    assert ids(state, "e1") == ["J1", "J2", "J3", "J4", "J5"]
    assert state.panels[KEY].changes == ()


def test_the_phone_of_who_left_says_by_whom_and_why():
    left = view(after(marking(), steps_in()), "judge/J3")

    assert (left.relieved.by, left.relieved.reason) == ("候补评委一", "突发不适")
    assert left.sitting is Sitting.RESERVE
    assert view(after(marking(), steps_in()), "judge/R1").relieved is None


def test_it_is_on_record_from_which_entrant_on():
    under_way = after(marking(), steps_in()).panels[KEY].changes
    between = after(revealed(marking(), "e1"), steps_in()).panels[KEY].changes

    assert [change.since for change in (*under_way, *between)] == ["e1", "e2"]
    assert (between[0].left.name, between[0].by.name) == ("评委3", "候补评委一")
    assert between[0].reason == "突发不适"


def test_who_has_been_called_and_not_marked_comes_before_the_reserve():
    state = after(played(ready(), (c.CallEntrant(on("e1")),)), steps_in())

    assert ids(state, "e1")[2] == "R1"


def at_windows():
    """e1 before J1 and J2 at window 1, e2 before J3 and J4 at window 2; R1 waits for a seat."""
    state = played(test_walking.ready(**test_walking.TWO), (SEATED, test_walking.ASSIGNED))
    return test_walking.at_windows(state, "e1", "e2")


def test_at_a_window_the_reserve_judges_where_the_judge_did():
    state = after(at_windows(), steps_in())

    assert (ids(state, "e1"), ids(state, "e2")) == (["J1", "J2"], ["R1", "J4"])
    assert state.panels[KEY].windows == (("J1", "J2"), ("R1", "J4"), ("J4", "J5"))
    tasks = view(state, "judge/R1").tasks
    assert [(task.entrant, task.elsewhere) for task in tasks] == [("乙镇中心", False), ("甲街道中心", True)]


def test_a_sheet_given_at_a_window_stays_and_who_comes_next_has_the_reserve():
    state = after(after(at_windows(), day.sheet("e2", "50", "30"), judge(3)), steps_in())
    assert ids(state, "e2") == ["J3", "J4"]

    state = after(after(state, day.sheet("e2", "50", "30"), judge(4)), c.CloseMarking(on("e2")))
    assert ids(after(state, c.CallEntrant(on("e3"), 2)), "e3") == ["R1", "J4"]


def test_who_was_marked_at_a_window_can_come_back_to_it_after_the_judge_was_replaced():
    state = after(after(at_windows(), day.sheet("e2", "50", "30"), judge(3)), steps_in())
    state = played(state, (c.StepBack(on("e2"), "叫错"), c.StepBack(on("e2"), "叫错")))

    state = after(state, c.CallEntrant(on("e2"), 2))
    assert ids(state, "e2") == ["J3", "J4"]


def test_who_was_excused_at_one_window_and_moves_comes_before_the_reserve_of_the_other():
    state = after(at_windows(), c.ExcuseJudge(on("e1"), "J1", SheetPhase.RECUSED, "亲属"))
    state = after(state, steps_in())

    assert ids(after(state, c.MoveToWindow(on("e1"), 2)), "e1") == ["R1", "J4"]
