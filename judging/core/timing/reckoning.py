"""The seconds of a clock: used, counted towards the limit, over it. Of moments of the log alone.

Parts of a second are dropped only in the end. A server's clock that was set back makes a span empty, never
negative.
"""

from collections.abc import Collection, Iterable, Mapping

from judging.core.moments import milliseconds
from judging.core.scoring.rulebook import Round
from judging.core.scoring.time_limits import Segment

from .clock import Clock, Span

SECOND_MS = 1000


def segments_of(round: Round) -> tuple[Segment, ...]:
    return round.time.segments if round.time else ()


def first_segment(round: Round) -> str:
    """Where a clock begins; "" in a round without segments."""
    return next((each.id for each in segments_of(round)), "")


def counting(round: Round) -> frozenset[str]:
    """The segments that count towards the limit of the whole; "" is the whole of a round without any."""
    return frozenset(each.id for each in segments_of(round) if each.counts) or frozenset({""})


def used_ms(clock: Clock, at: str, of: Collection[str] | None = None) -> int:
    """How long the clock ran until *at*, as corrected; only in the segments *of*, if they are named."""
    return max(0, signed_ms(clock, at, of))


def signed_ms(clock: Clock, at: str, of: Collection[str] | None = None) -> int:
    """The same; below zero where more was taken from a segment than it had."""
    spans = (each for each in clock.spans if of is None or each.segment in of)
    corrections = (each.by_ms for each in clock.corrections if of is None or each.segment in of)
    return _lasted_ms(spans, at) + sum(corrections)


def _lasted_ms(spans: Iterable[Span], at: str) -> int:
    return sum(max(0, milliseconds(each.until or at) - milliseconds(each.since)) for each in spans)


def counted_ms(round: Round, clock: Clock, at: str) -> int:
    """What of it counts towards the limit of the whole."""
    return used_ms(clock, at, counting(round))


def counted_s(round: Round, clock: Clock, at: str) -> int:
    return counted_ms(round, clock, at) // SECOND_MS


def by_segment_s(round: Round, clock: Clock, at: str) -> Mapping[str, int]:
    return {each.id: used_ms(clock, at, {each.id}) // SECOND_MS for each in segments_of(round)}


def extra_s(clock: Clock) -> int:
    return sum(grant.extra_s for grant in clock.grants)


def limit_s(round: Round, clock: Clock) -> int | None:
    """The limit of the whole, with what was granted; None where the rules set none."""
    return round.time.limit_s + extra_s(clock) if round.time else None


def over_s(round: Round, clock: Clock, at: str) -> int:
    """The seconds over the limit; 0 within it, and where there is none."""
    limit = limit_s(round, clock)
    return 0 if limit is None else max(0, counted_s(round, clock, at) - limit)
