"""A log in memory, gone with the program: for what nobody needs tomorrow."""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from judging.codec import encode
from judging.core.sentence import Sentence

from . import Draft, Entry
from .chain import START, Tail, as_read, linked, verified
from .failures import meant, refused_by_disk
from .folder import sync
from .log import PositionTaken
from .private import make_private
from .schema import APPEND, SCHEMA


class MemoryLog:
    def __init__(self, entries: Sequence[Entry] = ()) -> None:
        self.trouble: Sentence | None = None
        self.notice: Sentence | None = None
        self._entries = list(entries)
        self._followers: list[Callable[[int], None]] = []

    @property
    def tail(self) -> Tail:
        return (self._entries[-1].position, self._entries[-1].hash) if self._entries else START

    @property
    def is_adrift(self) -> bool:
        return False

    async def read(self, after: Tail = START) -> list[Entry]:
        position, _ = after
        return self._entries[position:]

    async def append(self, drafts: Sequence[Draft], after: Tail) -> list[Entry]:
        await asyncio.sleep(0)  # others have their turn, as where a disk is waited for
        if after != self.tail:
            raise PositionTaken
        entries = list(verified(after, as_read(linked(after, drafts))))
        self._entries += entries
        for hear in self._followers:
            hear(entries[-1].position)
        return entries

    def follow(self, hear: Callable[[int], None]) -> None:
        self._followers.append(hear)

    async def texts(self) -> list[tuple[str, bytes]]:
        return [(entry.at, entry.data) for entry in self._entries]

    async def recover(self) -> None:
        pass

    async def copy_to(self, fresh: Path) -> None:
        await asyncio.to_thread(_write, list(self._entries), fresh)

    async def close(self) -> None:
        pass


def _write(entries: list[Entry], fresh: Path) -> None:
    """Raises StorageFailed."""
    drafts = [
        Draft(each.at, each.by, each.command, type(each.event).__name__, each.data.decode())
        for each in entries
    ]
    try:
        make_private(fresh)
        with closing(sqlite3.connect(fresh, isolation_level=None)) as db:
            db.executescript(SCHEMA)
            db.execute(APPEND, (encode(linked(START, drafts)).decode(),))
        sync(fresh)
    except sqlite3.Error as error:
        raise meant(error, fresh) from error
    except OSError as error:
        raise refused_by_disk(error, fresh.parent) from error
