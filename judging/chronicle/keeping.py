"""The lines of the logs that somebody reads now, kept between two questions: only what is new is read again.

Of the process beside the server, which goes with all of it once nobody has asked for a while.
"""

from collections.abc import Iterator
from pathlib import Path

from judging.core.events import UNTOLD
from judging.core.hall.hall import StoryEntry
from judging.core.state import State
from judging.store import Entry, Unreadable
from judging.store.chain import START, Tail
from judging.store.replaying import next_state
from judging.store.sqlite import entries

from .log_lines import LogLine, log_line

MOST_KEPT = 2  # logs: those of a day of 20,000 entries are some 30 MB


class Chronicle:
    """All lines of one log as far as it was read, oldest first, and the state they add up to."""

    def __init__(self) -> None:
        self.state = State()
        self.lines: list[LogLine] = []
        self.tail: Tail = START

    def take(self, log: list[Entry]) -> None:
        """Raises Unreadable."""
        for entry in log:
            after = next_state(self.state, entry)
            line = StoryEntry(entry.at, entry.by, entry.event)
            if not isinstance(entry.event, UNTOLD):
                self.lines.append(log_line(self.state, after, entry.position, line))
            self.state, self.tail = after, (entry.position, entry.hash)

    def newest_first(self) -> Iterator[LogLine]:
        return reversed(self.lines)


_kept: dict[Path, Chronicle] = {}


def chronicle(file: Path) -> Chronicle:
    """Of the log in *file* as it stands, its chain verified. Raises Unreadable."""
    known = _kept.pop(file, None) or Chronicle()
    try:
        known.take(entries(file, known.tail))
    except Unreadable:  # another log has its name now, or it cannot be read at all
        known = Chronicle()
        known.take(entries(file))
    _kept[file] = known
    while len(_kept) > MOST_KEPT:
        del _kept[next(iter(_kept))]
    return known
