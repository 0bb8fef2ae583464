"""What confirmed times give to the indicators that ask for them."""

from collections.abc import Iterable

from .contest import Track
from .digits import UNIT
from .given import Key
from .timing import Stopwatch

Timed = tuple[str, str, Stopwatch, str]  # round, entrant, the clock whose time is confirmed, case or ""


def seconds_of(track: Track, timed: Iterable[Timed]) -> dict[Key, int | str]:
    """Seconds in millionths; "none" where the case is of another type, nothing where there is none yet."""
    found: dict[Key, int | str] = {}
    for round_id, entrant, watch, case in timed:
        type = track.round(round_id).types.get(case)
        for round in track.rounds:
            asks = round.measure
            if asks is None or asks.round != round_id or (asks.type and type is None):
                continue
            spent = watch.milliseconds([asks.segment]) // 1000 if asks.segment else watch.used()
            found[round.id, entrant] = "none" if asks.type not in ("", type) else spent * UNIT
    return found
