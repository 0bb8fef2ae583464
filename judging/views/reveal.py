"""A revealed score as far as its beats have been let on: what a screen or the emcee may be sent of it."""

from msgspec import Struct
from msgspec.structs import replace

from judging.core.beats import Beat, of_stage
from judging.core.performance import SeatMark
from judging.core.results import Deduction
from judging.core.rulebook import Of
from judging.core.state import State


class Reveal(Struct, frozen=True):
    """What the beats tell; empty where their beat has still to be let on (逐步).

    `beats` count ms from `since`, in ms since 1970: whoever comes late joins at the present one.
    """

    since: int
    beats: tuple[Beat, ...]
    marks: tuple[SeatMark, ...]  # in seat order
    method: str  # how the marks became `raw`: "mean", "sum", "median", or "criteria", each reduced by itself
    raw: str = ""
    deductions: tuple[Deduction, ...] = ()
    score: str = ""


def revealed(state: State) -> Reveal | None:
    """The score on stage, if it has been revealed."""
    found = of_stage(state)
    if found is None or state.on_stage is None:
        return None
    (playback, table), id = found, state.on_stage
    told, round = state.performance(id).announced, state.round(id.track, id.round)
    assert told is not None  # or there would be no timetable
    beats = table.beats[: playback.beats]
    let = {beat.kind for beat in beats}
    return Reveal(
        since=playback.since,
        beats=beats,
        marks=tuple(_told(mark, let) for mark in told.marks),
        method=str(round.reduce) if round.of is Of.TOTAL else "criteria",
        raw=told.raw if "mean" in let else "",
        deductions=told.deductions if "deduction" in let else (),
        score=told.score if "final" in let else "",
    )


def _told(mark: SeatMark, let: set[str]) -> SeatMark:
    return replace(
        mark,
        total=mark.total if "marks" in let else None,
        dropped=mark.dropped if "extremes" in let else "",
    )
