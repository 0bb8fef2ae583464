"""Time codes (时间码): when what happened to whom in which hall, so that a video can be searched by entrant.

As a table of all steps, and of each hall as WebVTT: a cue from the call to the end of what was done there.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from msgspec import Struct

from judging.core import events as e
from judging.core.hall.performance import Performance, PerformanceId
from judging.core.moments import milliseconds
from judging.core.scoring.numbers import plain
from judging.core.state import State
from judging.core.timing.clock import Clock
from judging.core.timing.reckoning import counted_s, extra_s, limit_s
from judging.files import exports
from judging.store import Entry

COLUMNS = ("at", "local", "video", "hall", "window", "track", "round", "entrant", "name", "step", "detail")

CLOCK_COLUMNS = (
    *("track", "round", "entrant", "attempt", "used_s", "limit_s", "extra_s", "spans", "pauses"),
    *("corrections_ms", "over_s", "points", "waived", "case"),
)

# Event → the step as the table names it. Sheets are not among them: who sent one when is nobody's business.
STEPS: Mapping[type, str] = {
    e.EntrantCalled: "called",
    e.CallWithdrawn: "call_withdrawn",
    e.WindowTaken: "window_taken",
    e.WindowLeft: "window_left",
    e.MarkingOpened: "marking_opened",
    e.ClockStarted: "clock_started",
    e.SegmentBegun: "segment_begun",
    e.ClockPaused: "clock_paused",
    e.ClockResumed: "clock_resumed",
    e.ClockStopped: "clock_stopped",
    e.ClockCorrected: "clock_corrected",
    e.TimeGranted: "time_granted",
    e.TimeConfirmed: "time_confirmed",
    e.OvertimeWaived: "overtime_waived",
    e.TimeUnconfirmed: "time_unconfirmed",
    e.MarkingClosed: "marking_closed",
    e.RetakeGranted: "retake_granted",
    e.ScoreRevealed: "revealed",
}
# What a cue ends with, whichever comes first; a clock that stops ends what there is to see.
LAST = {"clock_stopped", "window_left", "marking_closed", "call_withdrawn", "retake_granted"}


class TimeCode(Struct, frozen=True):
    at: str  # UTC
    hall: str
    performance: PerformanceId
    step: str
    window: int = 0
    detail: str = ""  # seconds that were set, granted or confirmed; the segment that begins; or why


class Cue(Struct, frozen=True):
    """A performance in its hall's video, in ms from where that begins."""

    performance: PerformanceId
    window: int
    since: int
    until: int


def time_codes(log: Iterable[Entry]) -> Iterator[TimeCode]:
    """All steps, oldest first. A step is of the hall where the entrant was called."""
    halls: dict[PerformanceId, str] = {}
    windows: dict[PerformanceId, int] = {}
    for entry in log:
        event = entry.event
        if type(event) not in STEPS:
            continue
        id: PerformanceId = event.performance  # type: ignore[union-attr]
        if isinstance(event, e.EntrantCalled):
            halls[id] = event.hall
        if isinstance(event, e.EntrantCalled | e.WindowTaken):
            windows[id] = event.window
        yield TimeCode(
            entry.at, halls.get(id, ""), id, STEPS[type(event)], windows.get(id, 0), _detail(event)
        )


def _detail(event: e.Event) -> str:
    for name in ("used_s", "extra_s", "segment", "reason"):
        if (found := getattr(event, name, "")) != "":
            return str(found)
    return ""


def write_steps(state: State, codes: Iterable[TimeCode], first: Mapping[str, int]) -> str:
    """The table; `video` counts from where the hall's video begins, as `begins_of` has it."""
    rows = [
        (
            code.at,
            f"{datetime.fromisoformat(code.at).astimezone():%Y-%m-%d %H:%M:%S.%f}"[:-3],
            offset(milliseconds(code.at) - first[code.hall]),
            code.hall,
            str(code.window or ""),
            *(code.performance.track, code.performance.round, code.performance.entrant),
            state.entrant(code.performance).name,
            code.step,
            code.detail,
        )
        for code in codes
    ]
    return exports.text(COLUMNS, (), rows)


def begins_of(codes: Iterable[TimeCode], begins: Mapping[str, str]) -> dict[str, int]:
    """Hall → where its video begins, in ms since 1970: as told (UTC), or else at the hall's first step."""
    first = {hall: milliseconds(at) for hall, at in begins.items()}
    for code in codes:
        first.setdefault(code.hall, milliseconds(code.at))
    return first


def cues(codes: Iterable[TimeCode], hall: str, first: int) -> Iterator[Cue]:
    """Of one hall: from the clock's start, or the call where nothing is timed, to the end of what is seen."""
    open_since: dict[PerformanceId, TimeCode] = {}
    for code in codes:
        if code.hall != hall:
            continue
        id = code.performance
        goes_on = code.step == "clock_resumed" and id not in open_since  # it was stopped too early
        if code.step in ("called", "clock_started") or goes_on:
            open_since[id] = code
        elif code.step in LAST and id in open_since:
            began = open_since.pop(id)
            since, until = (max(0, milliseconds(at) - first) for at in (began.at, code.at))
            if until > since:
                yield Cue(id, began.window, since, until)


def write_clocks(state: State) -> str:
    """Every clock: what it came to, its spans, so that anybody can count again, and what it cost.

    Also of attempts that do not count; they are counted from 1.
    """
    rows = []
    for id, found in _played(state):
        if found.clock is None:
            continue
        clock, round = found.clock, state.round(id.track, id.round)
        confirmed, limit = clock.confirmed, limit_s(round, clock)
        rows.append(
            (
                *(id.track, id.round, id.entrant, str(found.attempt + 1)),
                str(counted_s(round, clock, _ended(clock))),
                "" if limit is None else str(limit),
                str(extra_s(clock) or ""),
                " ".join(f"{each.segment}|{each.since}|{each.until}" for each in clock.spans),
                " ".join(f"{each.reason}|{each.since}|{each.until}" for each in clock.pauses),
                " ".join(f"{each.segment}|{each.by_ms}" for each in clock.corrections),
                str(confirmed.over_s) if confirmed else "",
                plain(confirmed.points) if confirmed else "",
                confirmed.waived if confirmed else "",
                found.case,
            )
        )
    return exports.text(CLOCK_COLUMNS, (), rows)


def _played(state: State) -> Iterator[tuple[PerformanceId, Performance]]:
    for id, found in state.performances.items():
        yield from ((id, each.played) for each in found.attempts)
        yield id, found


def _ended(clock: Clock) -> str:
    """Of a clock that runs on nothing is counted of the span that runs."""
    return clock.spans[-1].until or clock.spans[-1].since if clock.spans else ""


def write_cues(state: State, found: Iterable[Cue]) -> str:
    """WebVTT: players show the entrant's name while it is on, and list the cues as chapters."""
    lines = ["WEBVTT", ""]
    for number, cue in enumerate(sorted(found, key=lambda cue: (cue.since, cue.window)), 1):
        entrant, id = state.entrant(cue.performance), cue.performance
        window = f"{cue.window}号窗口 " if cue.window else ""
        about = f"{state.track(id.track).name} {state.round(id.track, id.round).name}"
        named = f"{window}{state.named(id)}{f'（{entrant.district}）' if entrant.district else ''} {about}"
        lines += [str(number), f"{offset(cue.since)} --> {offset(cue.until)}", _escaped(named), ""]
    return "\n".join(lines)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def offset(ms: int) -> str:
    """ "01:02:03.456"; "-00:00:05.000" before the beginning."""
    sign, ms = ("-", -ms) if ms < 0 else ("", ms)
    seconds, thousandth = divmod(ms, 1000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{sign}{hour:02}:{minute:02}:{second:02}.{thousandth:03}"
