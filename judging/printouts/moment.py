"""The competition as the log had it at one position: what a sheet is printed from and checked against."""

from collections.abc import Iterable, Iterator
from itertools import takewhile
from pathlib import Path

from msgspec import Struct

from judging.core.apply import apply
from judging.core.performance import PerformanceId
from judging.core.state import Line, State
from judging.store import Entry
from judging.store.sqlite import entries


class Moment(Struct, frozen=True):
    state: State
    history: tuple[Line, ...]  # every event so far, oldest first
    position: int  # of the last entry; 0: nothing happened yet
    tail: str  # its hash, 64 hex digits
    at: str  # UTC, when it happened

    def of(self, id: PerformanceId) -> Iterator[Line]:
        """What happened to one performance."""
        return (line for line in self.history if getattr(line.event, "performance", None) == id)

    def locked_at(self, track: str) -> str:
        """When the track was locked (UTC); "" while it is not."""
        return self.state.locked_at.get(track, "")


def moment(log: Iterable[Entry], upto: int | None = None) -> Moment:
    """The competition after all entries of its log, or after those up to position *upto*."""
    state, position, tail, at = State(), 0, "", ""
    history = []
    for entry in takewhile(lambda entry: upto is None or entry.position <= upto, log):
        state = apply(state, entry.event, entry.at, entry.by)
        history.append(Line(entry.at, entry.by, entry.event))
        position, tail, at = entry.position, entry.hash, entry.at
    return Moment(state, tuple(history), position, tail, at)


def read(path: Path) -> Moment:
    """The competition in the file *path* as it stands, its chain verified. Raises Unreadable."""
    return moment(entries(path))
