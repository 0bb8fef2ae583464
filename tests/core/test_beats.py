"""亮分 in beats: the timetable, the director's key, and what waits until the hall has seen the score."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core import events as e
from judging.core.hall.air import Pace, Scene
from judging.core.hall.beats import beginnings, runs, timetable
from judging.core.hall.performance import Announced, SeatMark
from judging.core.moments import milliseconds
from judging.core.refused import Reason
from judging.core.scoring.day import Deduction
from judging.core.state import State
from tests import day
from tests.day import after, on, played, refusal

ENTRANT = on("e1")
KEY = c.AdvanceReveal(ENTRANT)
TOTALS = ("91.00", "95.00", "90.50", "88.00", "91.50", "92.00", "90.25")
DROPPED = {"95.00": "high", "88.00": "low"}
SEVEN = Announced(
    score="90.55",
    raw="91.05",
    deductions=(Deduction(Decimal("0.5"), "超时"),),
    count=7,
    marks=tuple(
        SeatMark(n, f"J{n}", f"评委{n}", "in", total, DROPPED.get(total, ""))
        for n, total in enumerate(TOTALS, 1)
    ),
    trace=(),
    spoken="",
)


def at(ms: int) -> str:
    """So long after the reveal at 06:03:22."""
    return f"2026-11-20T06:03:{22 + ms // 1000:02}.{ms % 1000:03}Z"


def revealed(pace: Pace = Pace.STANDARD) -> State:
    """e1 at `at(0)`: five marks 0.8–2.2 s, extremes 3.4, mean 4.6–5.8, final 7.0, ends 9.1 s."""
    state = after(day.marked(day.marking()), c.SetPace(pace))
    state = after(state, c.CloseMarking(ENTRANT))
    return after(state, c.RevealScore(ENTRANT), at=at(0))


def position(state: State, ms: int) -> int:
    assert state.first_hall.playback is not None
    return milliseconds(at(ms)) - state.first_hall.playback.since


def beats_of(announced: Announced, pace: Pace = Pace.STANDARD) -> list[tuple[str, tuple[int, ...]]]:
    return [(beat.kind, beat.at) for beat in timetable(announced, pace).beats]


def test_a_panel_of_seven_with_a_deduction_takes_eleven_seconds():
    assert beats_of(SEVEN) == [
        ("marks", (800, 1150, 1500, 1850, 2200, 2550, 2900)),
        ("extremes", (4100,)),
        ("mean", (5300, 5900, 6500)),
        ("deduction", (7700,)),
        ("final", (8900,)),
    ]
    assert timetable(SEVEN, Pace.STANDARD).ends == 11_000
    assert timetable(SEVEN, Pace.QUICK).ends == 6_000


def test_what_there_is_nothing_to_tell_of_has_no_beat():
    marks = tuple(replace(mark, dropped="") for mark in SEVEN.marks)
    recused = (replace(marks[0], state="recused", total=None), *marks[1:3])

    assert beats_of(replace(SEVEN, marks=recused, deductions=())) == [
        ("marks", (800, 1150)),
        ("mean", (2350, 2950, 3550)),
        ("final", (4750,)),
    ]


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("91.05", ("91.", "91.0", "91.05")),
        ("100.00", ("100.", "100.0", "100.00")),
        ("91", ("91",)),
        ("-0.5", ("-0.", "-0.5")),
    ],
)
def test_no_beginning_of_a_score_could_be_read_as_another_number(number: str, told: tuple[str, ...]):
    assert beginnings(number) == told


@pytest.mark.parametrize("next_step", [c.CallEntrant(on("e2")), day.publish()])
def test_nothing_takes_the_place_of_a_reveal_before_its_end(next_step: c.Command):
    state = revealed()
    refused = refusal(state, next_step, at=at(9099))

    assert refused.reason is Reason.NOT_NOW
    assert refused.detail == "甲街道中心正在亮分，播完后再操作"
    assert after(state, next_step, at=at(9100)).first_hall.scene is not Scene.REVEAL


def test_who_presses_a_moment_after_another_console_is_told_that_it_is_done():
    found = refusal(revealed(), c.RevealScore(on("e1")), day.DIRECTOR, at(500))

    assert found.reason is Reason.ALREADY


def test_a_held_back_score_waits_for_the_reveal_that_plays():
    round = replace(day.PRESENT, hold_first=2)
    rules = replace(day.RULES, tracks=(replace(day.CENTRE, rounds=(day.DAILY, round)),))
    state = played(
        State(), (c.CreateCompetition(rules, {"centre": day.ENTRANTS}), day.SEAT, day.COMPONENTS, day.ORDER)
    )
    for entrant in ("e1", "e2"):
        state = played(state, (c.CallEntrant(on(entrant)), c.OpenMarking(on(entrant))))
        state = after(day.marked(state, entrant), c.CloseMarking(on(entrant)))
    state = after(state, c.RevealScore(ENTRANT), at=at(0))

    assert refusal(state, c.RevealScore(on("e2")), at=at(3000)).reason is Reason.NOT_NOW


def test_a_reveal_can_be_taken_back_or_blacked_out_at_any_beat():
    state = revealed()

    assert after(state, c.StepBack(ENTRANT, "念错了"), at=at(1000)).first_hall.scene is Scene.PROGRESS
    assert after(state, c.ShowScene(Scene.BLACK), at=at(1000)).first_hall.scene is Scene.BLACK


@pytest.mark.parametrize("scene", [Scene.STANDBY, Scene.ENTRANCE])
def test_a_stray_scene_key_cuts_no_reveal(scene):
    assert "正在亮分" in refusal(revealed(), c.ShowScene(scene), at=at(1000)).detail
    assert after(revealed(), c.ShowScene(scene), at=at(30_000)).first_hall.scene is scene


def test_black_in_the_middle_of_a_reveal_lets_nobody_be_called_before_its_end():
    black = after(revealed(), c.ShowScene(Scene.BLACK), at=at(1000))

    assert "正在亮分" in refusal(black, c.CallEntrant(on("e2")), at=at(1500)).detail
    assert "切回" in refusal(black, KEY, at=at(1500)).detail
    whole = after(black, c.AdvanceReveal(ENTRANT, whole=True), at=at(2000))
    assert after(whole, c.CallEntrant(on("e2")), at=at(2500)).first_hall.on_stage == on("e2")


def test_the_key_completes_the_beat_that_runs_then_goes_on_with_the_next():
    state = revealed()
    reached = []

    for ms in (1000, 1500, 2000, 2500, 3000):
        state = after(state, KEY, at=at(ms))
        reached.append(position(state, ms))

    # all five marks; the extremes; the mean's first digit; the whole mean; 最后得分
    assert reached == [2200, 3400, 4600, 5800, 7000]
    state = after(state, KEY, at=at(3500))
    assert not runs(state, state.first_hall, at(3500))
    assert after(state, c.CallEntrant(on("e2")), at=at(3500)).first_hall.on_stage == on("e2")


def test_a_second_press_within_400_ms_does_nothing():
    state = revealed()
    pressed = after(state, KEY, at=at(400))

    assert after(state, KEY, at=at(399)) == state
    assert pressed != state
    assert after(pressed, KEY, at=at(799)) == pressed
    assert after(pressed, KEY, at=at(800)) != pressed


def test_a_press_after_the_last_beat_does_nothing():
    state = revealed()

    assert after(state, KEY, at=at(9100)) == state


def test_one_command_goes_straight_to_the_end_even_at_once():
    state = after(revealed(Pace.STEPS), c.AdvanceReveal(ENTRANT, whole=True), at=at(100))

    assert not runs(state, state.first_hall, at(100))


def test_step_by_step_each_beat_waits_for_the_key():
    state = revealed(Pace.STEPS)
    let = [state.first_hall.playback and state.first_hall.playback.beats]
    for ms in (8000, 16_000, 16_500, 24_000):
        assert refusal(state, c.CallEntrant(on("e2")), at=at(ms)).reason is Reason.NOT_NOW
        state = after(state, KEY, at=at(ms))
        let.append(state.first_hall.playback and state.first_hall.playback.beats)

    # the extremes; the mean begins; the mean whole; 最后得分, which may be applauded
    assert let == [1, 2, 3, 3, 4]
    assert position(state, 24_000) == 7000
    assert runs(state, state.first_hall, at(26_000))
    assert not runs(state, state.first_hall, at(26_100))


def test_the_pace_holds_from_the_next_reveal_on():
    state = after(revealed(Pace.QUICK), c.SetPace(Pace.STEPS), at=at(100))

    assert not runs(state, state.first_hall, at(5000))
    again = after(state, c.ReplayReveal(ENTRANT), at=at(6000))
    assert runs(again, again.first_hall, at(20_000))


def test_a_reveal_shown_again_changes_nothing_but_the_picture():
    state = revealed()
    again = after(state, c.ReplayReveal(ENTRANT), at=at(20_000))

    assert runs(again, again.first_hall, at(29_000))
    assert again.performances == state.performances
    assert refusal(again, c.ReplayReveal(ENTRANT), at=at(21_000)).reason is Reason.NOT_NOW


def test_only_the_reveal_on_stage_can_be_shown_again():
    state = after(revealed(), c.CallEntrant(on("e2")))

    assert refusal(state, c.ReplayReveal(ENTRANT)).detail == "只能重播台上最近一次亮分"
    assert refusal(day.marked(day.marking()), c.ReplayReveal(ENTRANT)).reason is Reason.NOT_NOW


def test_a_clock_that_was_set_back_leaves_the_key_to_go_on():
    state = revealed()
    earlier = "2026-11-20T05:00:00.000Z"

    state = after(state, KEY, at=earlier)

    assert isinstance(state.first_hall.story[-1].event, e.RevealAdvanced)
    assert state.first_hall.story[-1].event.to_ms == 2200
