"""The seconds of a performance, counted again from the moments of the log's entries, and what they cost."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from .compare import Difference, shown
from .contest import Round
from .digits import millionths, shortest

Json = dict[str, Any]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Stopwatch:
    """What the entries about one performance's clock come to, taken in one after another."""

    round: Round
    segment: str = ""
    lit: int | None = None  # since when it runs, in milliseconds
    spent: dict[str, int] = field(default_factory=dict)  # milliseconds by segment
    moved: dict[str, int] = field(default_factory=dict)  # by corrections
    last: str | None = None  # the counting segment that ran last
    extra: int = 0
    over: int | None = None  # seconds, once confirmed
    waived: bool = False

    def take(self, event: Json) -> None:
        STEPS[event["kind"]](self, event)

    def start(self, event: Json) -> None:
        self.segment = event.get("segment", "")
        self._run(event)

    def turn(self, event: Json) -> None:
        was_running = self.lit is not None
        self.halt(event)
        self.segment = event["segment"]
        if was_running:
            self._run(event)

    def resume(self, event: Json) -> None:
        self.halt(event)
        self._run(event)

    def halt(self, event: Json) -> None:
        if self.lit is not None:
            passed = max(moment(event) - self.lit, 0)  # a server's clock may have been set back
            self.spent[self.segment] = self.spent.get(self.segment, 0) + passed
            self.lit = None

    def correct(self, event: Json) -> None:
        """What is corrected of the whole falls on the segment that counted last, or on the first."""
        was_running = self.lit is not None
        self.halt(event)
        if not self.segment and self.round.segments:
            self.segment = self.round.segments[0]  # taken by hand; whoever goes on begins with the first
        named = event.get("segment", "")
        target = named or (self.last if self.last is not None else self.round.counting[0])
        present = self.signed([named] if named else self.round.counting)
        self.moved[target] = self.moved.get(target, 0) + event["used_s"] * 1000 - present
        if was_running:
            self._run(event)

    def grant(self, event: Json) -> None:
        self.extra += event["extra_s"]

    def confirm(self, event: Json) -> None:
        self.over, self.waived = self.due_over(event), event["kind"] == "OvertimeWaived"

    def unconfirm(self, event: Json) -> None:
        self.over, self.waived = None, False

    def _run(self, event: Json) -> None:
        self.lit = moment(event)
        if self.segment in self.round.counting:
            self.last = self.segment

    def milliseconds(self, segments: Sequence[str]) -> int:
        return max(0, self.signed(segments))

    def signed(self, segments: Sequence[str]) -> int:
        """Below zero where more was taken away than was spent."""
        return sum(self.spent.get(each, 0) + self.moved.get(each, 0) for each in segments)

    def used(self) -> int:
        return self.milliseconds(self.round.counting) // 1000

    def due_over(self, event: Json) -> int:
        """Seconds over the limit; without one what a person stated."""
        if self.round.limit is None:
            return int(event["over_s"])
        return max(0, self.used() - self.round.limit - self.extra)

    def points(self) -> int:
        """In millionths; 0 as long as nothing is confirmed."""
        return 0 if self.over is None or self.waived else table_points(self.round, self.over)


STEPS: dict[str, Callable[[Stopwatch, Json], None]] = {
    "ClockStarted": Stopwatch.start,
    "ClockPaused": Stopwatch.halt,
    "ClockResumed": Stopwatch.resume,
    "ClockStopped": Stopwatch.halt,
    "SegmentBegun": Stopwatch.turn,
    "ClockCorrected": Stopwatch.correct,
    "TimeGranted": Stopwatch.grant,
    "TimeConfirmed": Stopwatch.confirm,
    "OvertimeWaived": Stopwatch.confirm,
    "TimeUnconfirmed": Stopwatch.unconfirm,
}


def table_points(round: Round, over: int) -> int:
    for after, upto, points in round.overtime:
        if over > after and (upto is None or over <= upto):
            return points
    return 0


def moment(event: Json) -> int:
    """When the entry was made, in milliseconds since 1970."""
    since = datetime.fromisoformat(event["at"].replace("Z", "+00:00")) - EPOCH
    return since.days * 86_400_000 + since.seconds * 1000 + since.microseconds // 1000


def unlike_time(watch: Stopwatch, event: Json) -> Iterator[Difference]:
    """Where the seconds and points that *event* confirms are not those of *watch*, which it comes after."""
    id = event["performance"]
    over = watch.due_over(event)
    due = {
        "used_s": watch.used(),
        "over_s": over,
        "segments": {each: watch.milliseconds([each]) // 1000 for each in watch.round.segments},
    }
    first = {key: event.get(key, {}) for key in due}
    if event["kind"] == "TimeConfirmed":
        due["points"] = shortest(table_points(watch.round, over))
        first["points"] = shortest(millionths(event["points"]))
    for key, value in due.items():
        if first[key] != value:
            yield Difference(id["track"], id["entrant"], id["round"], key, shown(first[key]), shown(value))
