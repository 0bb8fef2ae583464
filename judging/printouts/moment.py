"""The competition as the log had it at one position: what a sheet is printed from and checked against."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import takewhile
from pathlib import Path

from msgspec import Struct

from judging.core.hall.hall import StoryEntry
from judging.core.hall.performance import PerformanceId
from judging.core.honours.computed import tracks_of_award
from judging.core.state import State
from judging.store import Entry
from judging.store.replaying import next_state
from judging.store.sqlite import entries

from .sheet import SheetPlace


class Moment(Struct, frozen=True):
    state: State
    history: tuple[StoryEntry, ...]  # every event so far, oldest first
    position: int  # of the last entry; 0: nothing happened yet
    tail: str  # its hash, 64 hex digits
    at: str  # UTC, when it happened

    def of(self, id: PerformanceId) -> Iterator[StoryEntry]:
        """What happened to one performance."""
        return (line for line in self.history if getattr(line.event, "performance", None) == id)

    def not_before(self, at: datetime) -> datetime:
        """*at*, unless the clock of a rehearsal was ahead of it: no paper is printed before what it tells."""
        return max(at, datetime.fromisoformat(self.at)) if self.at else at

    def locked_at(self, place: SheetPlace) -> str:
        """When its track, or the last one of its pool or of all, was locked (UTC); "" while one is not."""
        tracks: Iterable[str] = (place.track,)
        if place.pool:
            tracks = tracks_of_award(self.state, place.pool) or self.state.entrants
        elif not place.track:
            tracks = [track.id for track in self.state.rulebook.tracks]
        moments = [self.state.locked_at.get(track, "") for track in tracks]
        return max(moments) if all(moments) else ""


def moment(log: Iterable[Entry], upto: int | None = None) -> Moment:
    """The competition after all entries of its log, or after those up to position *upto*."""
    state, position, tail, at = State(), 0, "", ""
    history = []
    for entry in takewhile(lambda entry: upto is None or entry.position <= upto, log):
        state = next_state(state, entry)
        history.append(StoryEntry(entry.at, entry.by, entry.event))
        position, tail, at = entry.position, entry.hash, entry.at
    return Moment(state, tuple(history), position, tail, at)


def read(path: Path) -> Moment:
    """The competition in the file *path* as it stands, its chain verified. Raises Unreadable."""
    return moment(entries(path))
