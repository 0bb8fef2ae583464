"""A revealed score as far as its beats have been let on: what a screen or the emcee may be sent of it."""

from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from judging.core.hall.beats import Beat, of_stage
from judging.core.hall.hall import Hall
from judging.core.hall.performance import Announced, GroupMark, SeatMark
from judging.core.publication.equalising import is_equalised
from judging.core.scoring.day import Deduction
from judging.core.scoring.numbers import parse
from judging.core.scoring.rulebook import Absent, Of, Round
from judging.core.state import State


class Reveal(Struct, frozen=True):
    """What the beats tell; empty where their beat has still to be let on (逐步).

    `beats` count ms from `since`, in ms since 1970: whoever comes late joins at the present one.
    """

    since: int
    beats: tuple[Beat, ...]
    marks: tuple[SeatMark, ...]  # in seat order
    # How the marks became `raw`: "mean", "sum", "median", "criteria", each by itself, or "groups", weighted.
    method: str
    raw: str = ""
    deductions: tuple[Deduction, ...] = ()
    score: str = ""
    filled: bool = False  # who gave no marks counts with the mean of the others
    floored: bool = False  # what is left was below the lowest possible score
    unequalised: bool = False  # 现场原始得分: not final, as panels are made comparable later
    groups: tuple[GroupMark, ...] = ()


def revealed(state: State, hall: Hall) -> Reveal | None:
    """The score on stage, if it has been revealed."""
    found = of_stage(state, hall)
    if found is None or hall.on_stage is None:
        return None
    (playback, table), id = found, hall.on_stage
    told, round = state.performance(id).announced, state.round(id.track, id.round)
    assert told is not None  # or there would be no timetable
    beats = table.beats[: playback.beats]
    let = {beat.kind for beat in beats}
    return Reveal(
        since=playback.since,
        beats=beats,
        marks=tuple(_told(mark, let) for mark in told.marks),
        method=_method(round),
        filled=round.absent is Absent.FILL and any(mark.state != "in" for mark in told.marks),
        raw=told.raw if "mean" in let else "",
        groups=told.groups if "groups" in let else (),
        deductions=told.deductions if "deduction" in let else (),
        score=told.score if "final" in let else "",
        floored="final" in let and _is_floored(round, told),
        unequalised=is_equalised(round),
    )


def _method(round: Round) -> str:
    if round.groups:
        return "groups"
    return str(round.reduce) if round.of is Of.TOTAL else "criteria"


def _is_floored(round: Round, told: Announced) -> bool:
    left = parse(told.raw) - sum((off.points for off in told.deductions), Decimal(0))
    return round.floor is not None and left < round.floor


def _told(mark: SeatMark, let: set[str]) -> SeatMark:
    return replace(
        mark,
        total=mark.total if "marks" in let else None,
        dropped=mark.dropped if "extremes" in let else "",
    )
