"""The clock of a performance as pages draw it: what has run, and since when it runs on.

The page adds what has passed since then by the server's time, and tells nothing of a mark or a score.
"""

from msgspec import Struct
from msgspec.structs import replace

from judging.core.hall.hall import Hall
from judging.core.hall.performance import PerformanceId
from judging.core.moments import milliseconds
from judging.core.scoring.numbers import shortest
from judging.core.scoring.rulebook import Round
from judging.core.scoring.score import overtime_points
from judging.core.scoring.time_limits import Segment
from judging.core.sentence import Sentence
from judging.core.state import State
from judging.core.timing.clock import READY, Clock, ClockState
from judging.core.timing.reckoning import (
    SECOND_MS,
    counted_ms,
    counted_s,
    counting,
    first_segment,
    limit_s,
    over_s,
    segments_of,
    used_ms,
)
from judging.core.timing.showing import clocked, is_timed
from judging.core.words import PAUSES

from .stage import stage_as


class Dial(Struct, frozen=True):
    """One time that runs: `used_ms` at `since`, and on from there; `since` None: it stands."""

    used_ms: int
    since: int | None = None  # ms since 1970, by the server
    limit_ms: int | None = None
    warn_ms: tuple[int, ...] = ()  # left, the earliest warning first


class ConfirmedTime(Struct, frozen=True):
    used_s: int
    over_s: int
    points: str = ""  # what is taken off; "" for whoever is not told
    waived: str = ""  # why nothing is; as above


class ClockFace(Struct, frozen=True):
    state: ClockState
    whole: Dial  # what counts towards the limit, which has the extra time in it
    segment: str = ""  # the present one's id; "" in a round without segments
    part: Dial | None = None  # the present segment by itself
    segments: tuple[Segment, ...] = ()
    extra_s: int = 0
    pause: Sentence | None = None  # why it is paused
    confirmed: ConfirmedTime | None = None
    proposed: ConfirmedTime | None = None  # what confirming the time of a clock that stands would fix


class PublicClock(Struct, frozen=True):
    """One that is on, as everybody may know it."""

    window: int  # 0 on a stage
    track: str
    entrant: str
    district: str
    face: ClockFace


def public_clocks(state: State, hall: Hall) -> tuple[PublicClock, ...]:
    return tuple(_public(state, id) for id in clocked(state, hall))


def is_alone(clocks: tuple[PublicClock, ...]) -> bool:
    """On a stage, not at a window."""
    return [clock.window for clock in clocks] == [0]


def _public(state: State, id: PerformanceId) -> PublicClock:
    stage, face = stage_as(state, id), public_face(state, id)
    assert face is not None  # it is timed
    return PublicClock(state.performance(id).window, stage.track, stage.entrant, stage.district, face)


def clock_face(state: State, id: PerformanceId) -> ClockFace | None:
    """None where nothing is timed: by no rule, and nobody has started a clock."""
    round, known = state.round(id.track, id.round), state.performance(id).clock
    if not is_timed(state, id):
        return None
    clock, segments = known or READY, segments_of(round)
    segment = clock.segment or first_segment(round)
    return ClockFace(
        state=clock.state,
        whole=_whole(round, clock),
        segment=segment,
        part=next((_part(clock, each) for each in segments if each.id == segment), None),
        segments=segments,
        extra_s=sum(grant.extra_s for grant in clock.grants),
        pause=PAUSES[clock.pauses[-1].reason] if clock.state is ClockState.PAUSED else None,
        confirmed=_confirmed(clock),
        proposed=_proposed(round, clock),
    )


def public_face(state: State, id: PerformanceId) -> ClockFace | None:
    """Without what the time costs, and why it does not."""
    face = clock_face(state, id)
    if face is None:
        return None
    known = replace(face.confirmed, points="", waived="") if face.confirmed else None
    return replace(face, confirmed=known, proposed=None)


def _whole(round: Round, clock: Clock) -> Dial:
    since, limit = _since(clock), limit_s(round, clock)
    return Dial(
        used_ms=counted_ms(round, clock, since),
        since=milliseconds(since) if since and clock.segment in counting(round) else None,
        limit_ms=None if limit is None else limit * SECOND_MS,
        warn_ms=tuple(left_s * SECOND_MS for left_s in round.time.warn_s) if round.time else (),
    )


def _part(clock: Clock, segment: Segment) -> Dial:
    since = _since(clock)
    return Dial(
        used_ms=used_ms(clock, since, {segment.id}),
        since=milliseconds(since) if since else None,
        limit_ms=None if segment.limit_s is None else segment.limit_s * SECOND_MS,
        warn_ms=tuple(left_s * SECOND_MS for left_s in segment.warn_s),
    )


def _proposed(round: Round, clock: Clock) -> ConfirmedTime | None:
    """None without a limit: then a person states by how much it was exceeded."""
    if round.time is None or clock.state is not ClockState.STOPPED or clock.confirmed:
        return None
    over = over_s(round, clock, "")
    return ConfirmedTime(counted_s(round, clock, ""), over, shortest(overtime_points(round, over)))


def _since(clock: Clock) -> str:
    """When the span began that runs; "" where none does."""
    return next((each.since for each in clock.spans if not each.until), "")


def _confirmed(clock: Clock) -> ConfirmedTime | None:
    known = clock.confirmed
    if known is None:
        return None
    return ConfirmedTime(known.used_s, known.over_s, shortest(known.points), known.waived)
