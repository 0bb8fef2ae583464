"""What a rehearsal found, as the JSON of `--report`."""

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from .device import Counts, Message
from .robots import Submission


class Latency(Struct, frozen=True):
    """Milliseconds, over all sheets."""

    p50: float
    p99: float
    max: float


class Report(Struct, frozen=True):
    preset: str
    judges: int
    entrants: int
    seed: int
    pace: str
    seconds: float  # from the first call to the last ranking on all screens
    commands: int
    acknowledgements: int
    retries: int
    sheets: int
    submit_to_acknowledged_ms: Latency | None
    submit_to_last_screen_ms: Latency | None  # None without screens
    standings: list[object]  # rows as the venue screens showed them in the end
    url: str
    file: str  # the competition file


def latency(spans_s: Sequence[float]) -> Latency | None:
    """None where there was nothing to measure."""
    if not spans_s:
        return None
    ordered = sorted(spans_s)
    at = (ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)], ordered[-1])
    return Latency(*(span * 1000 for span in at))


def until_last_screen(submissions: Sequence[Submission], screens: Sequence[Sequence[Message]]) -> list[float]:
    """Seconds from each submission to when the slowest screen had a view that includes it.

    A screen may skip views; the next one it gets counts.
    """
    found = list[float]()
    if not screens:
        return found
    for heard in screens:
        positions = [message.position for message in heard]
        assert positions == sorted(positions), "a screen went back in time"
    for submission in submissions:
        arrivals = []
        for heard in screens:
            n = bisect_left(heard, submission.position, key=lambda message: message.position)
            arrivals.append(heard[n].at if n < len(heard) else submission.acknowledged)
        found.append(max(arrivals) - submission.sent)
    return found


def counted(counts: Counts) -> dict[str, int]:
    return {
        "commands": counts.commands,
        "acknowledgements": counts.acknowledgements,
        "retries": counts.retries,
    }
