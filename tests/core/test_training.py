"""见习评委: the same tasks, sheets of their own, and nothing that depends on them."""

import json

from msgspec.structs import replace

from judging.codec import encode_event
from judging.core import commands as c
from judging.core.decide import decide
from judging.core.events import TraineeSheetSubmitted
from judging.core.people.actor import acting
from judging.core.people.duty import Duty
from judging.core.people.taking_part import Judge
from judging.core.refused import Reason
from judging.core.setup.prepared import Sitting
from judging.second.logged import Logged, read
from judging.views import topic
from judging.views import view as viewed
from tests import day
from tests.day import after, on, played, refusal, view

T1 = acting(Duty.JUDGE, "T1")
SEATED = replace(day.SEAT, trainees=(Judge("T1", 1, "见习评委一"),))
OWN = day.sheet("e1", "12.5", "9.5")


def marking():
    return played(day.ready(), (SEATED, c.CallEntrant(on("e1")), c.OpenMarking(on("e1"))))


def test_a_trainee_has_the_task_of_the_panel_and_the_own_sheet_back():
    state = marking()
    before = view(state, "judge/T1")
    given = view(after(state, OWN, T1), "judge/T1")

    assert (before.sitting, before.seat, before.name) == (Sitting.TRAINEE, 1, "见习评委一")
    [task] = before.tasks
    assert (task.open, task.sheet) == (True, None)
    assert given.tasks[0].marks == {"content": "12.5", "manner": "9.5"}


def test_it_is_not_waited_for_and_counts_nowhere():
    alone = day.revealed(marking())
    beside = day.revealed(after(marking(), OWN, T1))

    assert alone.performance(on("e1")).announced == beside.performance(on("e1")).announced
    assert "T1" not in beside.performance(on("e1")).sheets


def test_before_all_sheets_are_in_nobody_is_told_anything_of_it():
    state = marking()
    given = after(state, OWN, T1)

    assert view(given, "console/main").stage == view(state, "console/main").stage
    for name in ("judge/J1", "emcee/main"):
        assert viewed(given, topic(name)) == viewed(state, topic(name))


def test_once_all_are_in_the_console_has_it_apart():
    stage = view(day.marked(after(marking(), OWN, T1)), "console/main").stage

    [sheet] = stage.trainees
    assert (sheet.name, sheet.total) == ("见习评委一", "22.0")
    assert [seat.judge for seat in stage.seats] == ["J1", "J2", "J3", "J4", "J5"]


def test_a_sheet_is_checked_like_any_and_stands():
    assert refusal(marking(), day.sheet("e1", "61", "9"), T1).reason is Reason.OUT_OF_RANGE
    assert refusal(after(marking(), OWN, T1), OWN, T1).reason is Reason.ALREADY
    assert refusal(day.revealed(marking()), OWN, T1).reason is Reason.NOT_NOW


def test_it_cannot_be_returned_excused_or_recused():
    state = after(marking(), OWN, T1)

    assert refusal(state, c.ReturnSheet(on("e1"), "T1", "核对")).reason is Reason.NOT_ON_PANEL
    assert refusal(state, c.Recuse(on("e1"), "亲属"), T1).reason is Reason.NOT_ON_PANEL


def test_what_it_was_stands_with_the_attempt_it_was_for():
    state = after(after(marking(), OWN, T1), c.GrantRetake(on("e1"), "停电", "见证人"))

    assert state.performance(on("e1")).trainee_sheets == {}
    [attempt] = state.performance(on("e1")).attempts
    assert attempt.played.trainee_sheets["T1"].marks == {"content": "12.5", "manner": "9.5"}


def test_the_second_engine_learns_nothing_of_it():
    [event] = decide(marking(), OWN, T1, day.AT)

    assert isinstance(event, TraineeSheetSubmitted)
    log = Logged()
    log.take(read(encode_event(event)))
    assert vars(log).keys() == vars(Logged()).keys()
    assert log.sheets == {}
    assert json.loads(encode_event(event))["kind"] == "TraineeSheetSubmitted"
