"""亮分 in beats, as sums are done: marks, extremes, mean, deduction, and only then 最后得分."""

from itertools import accumulate

from msgspec import Struct

from judging.core.moments import milliseconds
from judging.core.refused import Reason, Refused
from judging.core.state import State

from .air import Pace, Playback
from .hall import Hall
from .performance import Announced, Phase

# Of 标准. A panel of seven with a deduction takes 11 s, in 快 6 s.
OPENING_MS = 800  # the tiles are there, nothing is told yet

SEAT_MS = 350

HOLD_MS = 1200  # a hall reads what was told before the next is told

GROUP_MS = 1200  # two numbers are not read at once

DIGIT_MS = 600

APPLAUSE_MS = 2100  # 最后得分 stands this long before anything may take its place

QUICK = (6, 11)  # of 标准

DOUBLE_MS = 400  # a second press within it was meant as one


class Beat(Struct, frozen=True):
    """One step of the sum: "marks", "extremes", "groups", "mean", "deduction" or "final".

    `at` has the moments at which its seats, groups or digits are told, in ms from the timetable's beginning.
    """

    kind: str
    at: tuple[int, ...]


class Timetable(Struct, frozen=True):
    beats: tuple[Beat, ...]
    ends: int  # ms


def timetable(told: Announced, pace: Pace) -> Timetable:
    """When what is told of a score. With 逐步 a beat lasts as long; the next waits for the key."""
    seats = [SEAT_MS for mark in told.marks if mark.state == "in"]
    parts = [("marks", OPENING_MS, seats)] if seats else []
    if any(mark.dropped for mark in told.marks):
        parts.append(("extremes", HOLD_MS, [0]))
    if told.groups:
        parts.append(("groups", HOLD_MS, [GROUP_MS for _ in told.groups]))
    parts.append(("mean", HOLD_MS, [DIGIT_MS for _ in beginnings(told.raw)]))
    if told.deductions:
        parts.append(("deduction", HOLD_MS, [0]))
    parts.append(("final", HOLD_MS, [0]))
    beats, now = [], 0
    for kind, wait, steps in parts:
        at = tuple(accumulate(steps[1:], initial=now + wait))
        beats.append(Beat(kind, tuple(_paced(ms, pace) for ms in at)))
        now = at[-1]
    return Timetable(tuple(beats), _paced(now + APPLAUSE_MS, pace))


def _paced(ms: int, pace: Pace) -> int:
    return ms * QUICK[0] // QUICK[1] if pace is Pace.QUICK else ms


def beginnings(number: str) -> tuple[str, ...]:
    """ "91.05" is told as "91.", "91.0", "91.05": never a text that could be read as another number."""
    whole, point, places = number.partition(".")
    return tuple(whole + point + places[:n] for n in range(len(places) + 1))


def elapsed(playback: Playback, at: str) -> int:
    """How far into its timetable, in ms. A clock that was set back cannot take it to before its beginning."""
    return max(milliseconds(at) - playback.since, 0)


def of_stage(state: State, hall: Hall) -> tuple[Playback, Timetable] | None:
    """The reveal of who is on stage in *hall*, playing or over; None where it was taken back."""
    playback = hall.playback
    if playback is None or playback.performance != hall.on_stage:
        return None
    performance = state.performance(playback.performance)
    if performance.phase is not Phase.REVEALED or performance.announced is None:
        return None
    return playback, timetable(performance.announced, playback.pace)


def runs(state: State, hall: Hall, at: str) -> bool:
    """Whether a reveal is on its way through its beats, also behind a black screen."""
    found = of_stage(state, hall)
    if found is None:
        return False
    playback, table = found
    waits = playback.beats is not None and playback.beats < len(table.beats)
    return waits or elapsed(playback, at) < table.ends


def uncut(state: State, hall: Hall, at: str) -> None:
    """Raises Refused while a reveal runs in *hall*: the score is seen before anything else."""
    if hall.on_stage and runs(state, hall, at):
        raise Refused(Reason.NOT_NOW, "{name}正在亮分，播完后再操作", name=state.named(hall.on_stage))


class Press(Struct, frozen=True):
    """Where the director's key takes a reveal: to `to_ms` of its timetable, with `beats` let on."""

    to_ms: int
    beats: int | None


def pressed(playback: Playback, table: Timetable, at: str) -> Press:
    """A press completes the beat that runs; where none runs, the next goes on."""
    now, beats = elapsed(playback, at), table.beats
    begun = [n for n, beat in enumerate(beats) if beat.at[0] <= now]
    current = max(begun, default=0) if playback.beats is None else playback.beats - 1
    if now < beats[current].at[-1]:
        return Press(beats[current].at[-1], playback.beats)
    if current + 1 == len(beats):
        return Press(table.ends, playback.beats)
    return Press(beats[current + 1].at[0], playback.beats and playback.beats + 1)
