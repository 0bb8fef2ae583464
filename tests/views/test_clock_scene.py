"""计时 on the screens: whose clock everybody may see, and which screen sounds."""

import pytest

from judging.codec import encode
from judging.core import commands as c
from judging.core.hall.air import Scene
from judging.core.refused import Reason
from judging.core.scoring.time_limits import Time
from judging.core.timing.clock import ClockState
from tests import day, halls
from tests.day import after, played, refusal, view
from tests.timed import E1, TABLE, opened, told

LIMIT = Time(300, (60, 30))


def screen(number: int, **changes) -> c.AdmitScreen:
    return c.AdmitScreen(number, f"device{number}", f"{number}号屏", **changes)


@pytest.fixture
def running():
    """The clock of who is on stage runs, before a screen that shows it."""
    return played(told(opened(LIMIT), ("0", c.StartClock(E1))), (screen(1), c.ShowScene(Scene.CLOCK)))


def test_the_screen_is_told_whose_clock_runs_since_when_and_how_long_it_may(running):
    shown = view(running, "screen/1")

    [clock] = shown.clocks
    assert (shown.scene, shown.stage.entrant) == (Scene.CLOCK, "甲街道中心")
    assert (clock.window, clock.entrant, clock.face.state) == (0, "甲街道中心", ClockState.RUNNING)
    assert clock.face.whole.limit_ms == 300_000
    assert clock.face.whole.warn_ms == (60_000, 30_000)


def test_it_is_not_told_what_the_time_costs(running):
    state = told(running, ("333", c.StopClock(E1)))
    before = encode(view(state, "screen/1"))
    state = told(state, ("340", c.ConfirmTime(E1)))

    [clock] = view(state, "screen/1").clocks
    assert state.performance(E1).clock.confirmed.points == TABLE[1].points
    assert (clock.face.confirmed.over_s, clock.face.confirmed.points, clock.face.proposed) == (33, "", None)
    assert b"2.5" not in before


def test_nothing_is_shown_of_who_is_not_timed():
    state = played(day.ready(), (screen(1), c.CallEntrant(day.on("e1"))))

    assert refusal(state, c.ShowScene(Scene.CLOCK)).reason is Reason.NOT_NOW
    assert view(after(state, c.AssignScreen(1, "主屏", Scene.CLOCK)), "screen/1").clocks == ()


def test_a_hall_where_nothing_is_timed_is_offered_no_clock(running):
    def offered(state) -> set[str]:
        return {button.id for button in view(state, "console/main").scenes}

    assert "clock" in offered(running)
    assert "clock" not in offered(day.marking())


def test_another_scene_tells_no_clocks_but_to_the_one_that_sounds(running):
    state = played(running, (screen(2, sound=True), c.ShowScene(Scene.PROGRESS)))

    assert view(state, "screen/1").clocks == ()
    assert len(view(state, "screen/2").clocks) == 1


def test_a_hall_has_one_source_of_sound_and_another_hall_its_own():
    state = played(
        halls.ready(),
        [c.AssignScreen(n, f"{n}号屏", hall=hall, sound=True) for n, hall in ((1, "A"), (3, "C"))],
    )
    state = after(state, c.AssignScreen(2, "借来的", hall="A", sound=True))

    assert [state.screens[n].sound for n in (1, 2, 3)] == [False, True, True]
    assert [tile.sound for tile in view(state, "console/A").screens] == [False, True]


def test_the_source_may_be_taken_back_and_leaves_the_sound_behind_in_no_other_hall():
    state = after(halls.ready(), c.AssignScreen(1, "主屏", hall="A", sound=True))

    assert not after(state, c.AssignScreen(1, "主屏", hall="A")).screens[1].sound
    assert not after(state, c.AssignScreen(1, "主屏", hall="B")).screens[1].sound
