"""The tail file beside a log: what its end was when it was last acknowledged.

The chain shows a changed or a missing entry, but not that the last ones are gone: a log whose write-ahead
file lost its end to one flipped bit, or that was replaced by an older copy, is a good log and shorter. So
`<file>-tail` remembers two ends: `held`, which is in the log for certain, and `attempted`, which a batch was
going to reach. With h and a for them, the log beside it

    lacks h                the log lost what was acknowledged: it is not opened, see `EndLost`
    has h, lacks a         the last batch was never acknowledged, or only in the moment of a power cut: told
    has h and a, h before  the last batch is in, but perhaps nobody was answered: told
    has h = a              whole; entries beyond a were written by a version without a tail file

`attempted` is made durable while SQLite makes the batch durable, side by side, and an acknowledgement waits
for both: two disk writes take hardly longer than one that way, and one after the other twice as long. `held`
follows before the acknowledgement, but is left to the operating system until the next batch or calm moment:
it is exact after the end of a process, and after a power cut at most one batch old, which is told.

Three records take turns, each in a block of its own. A write never touches the newest record known to be on
the disk, so that a torn one leaves another. A record is a line of text: SHA-256 of the rest, then JSON.
"""

import asyncio
import os
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from . import StorageFailed
from .chain import ORIGIN
from .failures import refused_by_disk
from .folder import settle

SLOTS = 3
BLOCK = 4096  # no disk tears more than the block it writes
RECORD = 512
NO_FILE = -1
CHECK = 64  # hex digits of SHA-256

if sys.platform == "darwin":
    import fcntl

    def _sync(handle: int) -> None:
        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)  # through the drive's own cache too

else:
    _sync = getattr(os, "fdatasync", os.fsync)  # Windows has only the latter


class End(Struct, frozen=True):
    """The last entry of a log, or of a part of it."""

    position: int
    hash: str
    at: str  # UTC; "" where there is no entry


BLANK = End(0, ORIGIN, "")


class Record(Struct, frozen=True):
    number: int  # the highest is the newest
    held: End
    attempted: End


def beside(file: Path) -> Path:
    """Where the tail file of the log in *file* is."""
    return file.with_name(file.name + "-tail")


def recorded(file: Path) -> Record | None:
    """The newest record about the log in *file*, if there is one. Raises ValueError if none can be read."""
    return said_in(beside(file))


def said_in(path: Path) -> Record | None:
    """As `recorded`, of the tail file *path*, whatever log it was of."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    slots = (content[n * BLOCK :][:RECORD] for n in range(SLOTS))
    found = [record for slot in slots if (record := _parsed(slot))]
    if not found and content.strip(b"\0"):
        raise ValueError(path.name)
    return max(found, key=lambda record: record.number, default=None)


def _parsed(slot: bytes) -> Record | None:
    check, rest = slot[:CHECK], slot[CHECK:]
    if len(slot) < RECORD or sha256(rest).hexdigest().encode() != check:
        return None
    return msgspec.json.decode(rest, type=Record)


def _written(record: Record) -> bytes:
    rest = b" " + msgspec.json.encode(record).ljust(RECORD - CHECK - 2) + b"\n"
    return sha256(rest).hexdigest().encode() + rest


class TailFile:
    """The tail file of an open log, written to with each batch. For one writer at a time."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._end = BLANK
        self._number = 0
        self._handle = NO_FILE
        self._is_sound = False  # False: what was written last may not be on the disk
        self._thread = ThreadPoolExecutor(1, "tail file")

    async def begin(self, end: End) -> None:
        """It speaks of a log that ends with *end* now. A disk that refuses is asked again by `ready`."""
        self._end = end
        with suppress(StorageFailed):
            await self.ready()

    async def ready(self) -> None:
        """Raises StorageFailed where nothing can be remembered; then nothing should be written either."""
        if self._is_sound:
            return
        try:
            await self._in_thread(self._renew)
        except OSError as error:
            raise refused_by_disk(error, self._log.parent) from error

    def attempt(self, end: End) -> "Future[None]":
        """Begins to remember that the log is to reach *end*; done when that is durable.

        Never fails, since the log may have reached *end* all the same; the next batch waits for `ready`.
        Belongs to no event loop: mostly it is done before the log is, and waking the loop twice costs more.
        """
        return self._thread.submit(self._attempt, end)

    def hold(self, end: End) -> None:
        """The log ends with *end*: in the file from now on, durable with the next batch or `settle`."""
        self._end = end
        if self._is_sound:
            try:
                self._put(end)
            except OSError:
                self._is_sound = False

    async def settle(self) -> None:
        """Makes durable what is held."""
        await self._in_thread(self._settle)

    async def close(self) -> None:
        if self._is_sound:
            await self.settle()
        self._is_sound = False
        self._thread.shutdown()
        self._close()

    def _in_thread(self, work: Callable[..., None], *values: object) -> "asyncio.Future[None]":
        return asyncio.get_running_loop().run_in_executor(self._thread, work, *values)

    def _renew(self) -> None:
        """What a disk did not take once may be lost without another error: opened and written anew."""
        self._close()
        path = beside(self._log)
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        with suppress(ValueError):
            if known := recorded(self._log):
                self._number = max(self._number, known.number)
        size = os.fstat(self._handle).st_size
        _write(self._handle, bytes(max(0, SLOTS * BLOCK - size)), size)
        self._put(self._end)
        os.fsync(self._handle)
        settle(path.parent)
        self._is_sound = True

    def _attempt(self, end: End) -> None:
        if self._is_sound:
            try:
                self._put(end)
                _sync(self._handle)
            except OSError:
                self._is_sound = False

    def _settle(self) -> None:
        if self._is_sound:
            try:
                _sync(self._handle)
            except OSError:
                self._is_sound = False

    def _close(self) -> None:
        handle, self._handle = self._handle, NO_FILE
        if handle != NO_FILE:
            os.close(handle)

    def _put(self, attempted: End) -> None:
        self._number += 1
        record = Record(self._number, self._end, attempted)
        _write(self._handle, _written(record), record.number % SLOTS * BLOCK)


def _write(handle: int, content: bytes, offset: int) -> None:
    os.lseek(handle, offset, os.SEEK_SET)
    if os.write(handle, content) != len(content):
        raise OSError("written in part")
