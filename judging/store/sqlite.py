"""The log in one SQLite file: append-only, chained, one server at a time."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import aiosqlite

from judging.codec import encode
from judging.core.sentence import Sentence

from . import Draft, Entry, StorageFailed, Unreadable
from .chain import START, Linked, Tail, linked, verified
from .ends import check, holds, record
from .failures import meant, refused_by_disk
from .folder import sync
from .inplace import OpenFiles, Stamp, stamp_of
from .lock import Lock
from .log import PositionTaken
from .private import make_private
from .reading import Blank, part_of, reading
from .schema import APPEND, IDENTITY, SCHEMA, SETTINGS, TRIAL, check_format, reserve
from .tailfile import BLANK, End, Record, TailFile

READ = "SELECT position, at, by, command, kind, data, hash FROM log WHERE position > ? ORDER BY position"
END = "SELECT position, hash FROM log ORDER BY position DESC LIMIT 1"
TEXTS = "SELECT at, data FROM log ORDER BY position"

CALM_S = 1.0  # so often a submit may wait for what brings the writes before it into the file
BUSY_TIMEOUT_S = 2.0  # backups and checkers read beside us and are gone sooner


class SqliteLog:
    """A competition's log, open for writing. Always close it: its thread would keep the program alive.

    On a full or write-protected disk it is open for reading, and `trouble` says why nothing can be written;
    `append` and `recover` try again. Whatever else keeps it from being written is told there, too.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.trouble: Sentence | None = None
        self.notice: Sentence | None = None  # what people should know of how it ended last time
        self._lock: Lock | None = None
        self._db: aiosqlite.Connection | None = None  # None: open for reading
        self._end = BLANK
        self._tail_file = TailFile(path)
        self._turn = asyncio.Lock()  # who opens it for writing
        self._writer = asyncio.Lock()
        self._files = OpenFiles(())
        self._stamp: Stamp | None = None  # of the file when it was last known to hold what we wrote
        self._is_overwritten = False  # by somebody else: what we wrote is in it no longer
        self._is_uncertain = False  # whether the last batch is in the table
        self._gathering: asyncio.Task[None] | None = None
        self._followers: list[Callable[[int], None]] = []

    @classmethod
    async def open(cls, path: Path) -> "SqliteLog":
        """The log in *path*, created if there is none. No other server can write it until it is closed.

        Raises Unreadable for a file that is not ours to open, EndLost where entries are gone that were
        acknowledged (then no file was touched), StorageFailed where the disk refuses a new one.
        """
        log = cls(path)
        is_new = not await asyncio.to_thread(path.exists)
        try:
            _, log.notice = await asyncio.to_thread(vouched, path)
            await log._begin_writing()
        except StorageFailed as failed:
            if is_new:
                raise
            log.trouble = failed.sentence
        return log

    async def _begin_writing(self) -> aiosqlite.Connection:
        """Raises Unreadable, or StorageFailed; then it is open for reading, as before."""
        lock = await asyncio.to_thread(Lock, self.path)
        try:
            await asyncio.to_thread(make_private, self.path)
            db = await aiosqlite.connect(self.path, timeout=BUSY_TIMEOUT_S, isolation_level=None)
        except OSError as error:
            lock.release()
            raise refused_by_disk(error, self.path.parent) from error
        except BaseException as error:
            lock.release()
            raise meant(error, self.path) from error
        try:
            await self._prepare(db)
        except BaseException as error:
            await db.close()
            lock.release()
            raise meant(error, self.path) from error
        self._lock, self._db = lock, db
        self._files = OpenFiles((self.path, part_of(self.path, "-wal")))
        self._stamp = stamp_of(self.path)
        return db

    async def _prepare(self, db: aiosqlite.Connection) -> None:
        db.text_factory = bytes  # what is hashed and decoded needs no detour through str
        ((tables, application, version),) = await db.execute_fetchall(IDENTITY)
        if tables:
            check_format(self.path, application, version)
        for setting in SETTINGS:
            await db.execute_fetchall(setting)
        if not tables:
            await db.executescript(SCHEMA)
        await db.execute_fetchall(TRIAL)
        await asyncio.to_thread(reserve, part_of(self.path, "-wal"))

    @property
    def tail(self) -> Tail:
        """Position and hash of the last entry: what a printed sheet carries to prove which log it is from."""
        return self._end.position, self._end.hash

    async def read(self, after: Tail = START) -> list[Entry]:
        """Every entry behind *after*, each verified against the one before; all, before the first `append`.

        Raises StorageFailed, or Unreadable, naming the first position that cannot be trusted.
        """
        async with self._writer:
            rows = await self._rows(READ, after[0])
            entries = await asyncio.to_thread(list, verified(after, rows))  # of a long day that takes a while
            if entries:
                self._end = _end_of(entries)
            if after == START:
                await self._tail_file.begin(self._end)
            if self._is_uncertain:
                self._tail_file.hold(self._end)
                self._is_uncertain = False
        return entries

    async def append(self, drafts: Sequence[Draft], after: Tail) -> list[Entry]:
        """Write all of *drafts* durably behind *after*, or none; the entries as the table now holds them.

        Raises PositionTaken where *after* is not the last entry, or perhaps not: read what is new, then;
        StorageFailed if the disk does not take them.
        """
        async with self._writer:
            if after != self.tail or self._is_uncertain:
                raise PositionTaken
            entries = await self._append(linked(after, drafts))
        if self._gathering is None or self._gathering.done():
            self._gathering = asyncio.create_task(self._gather())
        return entries

    async def _append(self, rows: list[Linked]) -> list[Entry]:
        position, at, *_, hash = rows[-1]
        try:
            stored = await self._written(End(position, hash, at), APPEND, encode(rows).decode())
            entries = list(verified(self.tail, sorted(stored)))  # RETURNING promises no order
            self._end = _end_of(entries)
            self._tail_file.hold(self._end)
            self._tell(position)
        except StorageFailed:
            if self._is_uncertain:
                self._tell(position)
            raise
        return entries

    def follow(self, hear: Callable[[int], None]) -> None:
        """Call *hear* with the position that the log reaches, or perhaps does: what `read` finds is true."""
        self._followers.append(hear)

    def _tell(self, position: int) -> None:
        for hear in self._followers:
            hear(position)

    async def _gather(self) -> None:
        """Brings what was written into the one file, so that a copy of it alone, made by hand, holds it.

        SQLite would do so after a thousand pages, in the middle of a commit; a day has fewer.
        """
        gathered = BLANK
        while gathered != self._end:
            await asyncio.sleep(CALM_S)
            end = self._end
            if await self._checkpoint():
                gathered = end
            await self._tail_file.settle()

    async def _checkpoint(self) -> bool:
        """Whether the file holds all there is; else the -wal does: a reader or the disk may be in the way."""
        if self._db is None or not await self._is_in_place():
            return False
        try:
            ((_, written, moved),) = await self._db.execute_fetchall("PRAGMA wal_checkpoint(PASSIVE)")
        except sqlite3.Error:
            return False
        return bool(written == moved) and await self._is_in_place()

    async def recover(self) -> None:
        """Ends `trouble` if the disk takes a write again, or finds it. Writes nothing that is ever read."""
        if self.trouble or not await self._is_in_place():
            async with self._writer:
                with suppress(StorageFailed):
                    await self._written(self._end, TRIAL)

    async def texts(self) -> list[tuple[str, bytes]]:
        """Every event as it is stored, with its moment, for whoever trusts nobody else's reading.

        Raises StorageFailed.
        """
        return [(at.decode(), data) for at, data in await self._rows(TEXTS)]

    @property
    def is_adrift(self) -> bool:
        """Whether what is held open has lost its name or its file's content: then only `copy_to` keeps it."""
        return self._is_overwritten or not self._files.are_in_place()

    async def copy_to(self, fresh: Path) -> None:
        """Writes all there is into *fresh*, which does not exist. Raises StorageFailed."""
        async with self._writer:
            try:
                db = self._db or await self._begin_again()
                await db.execute_fetchall("VACUUM INTO ?", (str(fresh),))
                await asyncio.to_thread(sync, fresh)
            except sqlite3.Error as error:
                raise meant(error, self.path) from error
            except OSError as error:
                raise refused_by_disk(error, fresh.parent) from error

    async def close(self) -> None:
        if self._gathering is not None:
            self._gathering.cancel()
            await asyncio.wait([self._gathering])
        async with self._turn:
            await self._stop_writing()
            await self._tail_file.close()

    async def _rows(self, query: str, *values: int) -> Iterable[Any]:
        if self._db is None:
            return await asyncio.to_thread(_rows, self.path, query, *values)
        try:
            return await self._db.execute_fetchall(query, values)
        except sqlite3.Error as error:
            raise meant(error, self.path) from error

    async def _written(self, end: End, statement: str, *values: str) -> Iterable[Any]:
        """What *statement* returns, which writes, and after which the log reaches *end*.

        Raises StorageFailed; then `trouble` is what it says.
        """
        try:
            db = self._db or await self._begin_again()
            await self._check_in_place()
            await self._tail_file.ready()
            remembered = self._tail_file.attempt(end)
            try:
                rows = await db.execute_fetchall(statement, values)
            finally:
                if not remembered.done():
                    await asyncio.wrap_future(remembered)
            self._check_written()
        except (sqlite3.Error, StorageFailed) as error:
            failure = meant(error, self.path)
            if isinstance(failure, Unreadable):  # damaged under our hands: views go on, nothing is saved
                failure = StorageFailed("暂不能保存：{why}", why=failure.sentence)
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_IOERR_FSYNC:
                self._is_uncertain = True
            elif not self._is_uncertain:
                self._tail_file.hold(self._end)
            if isinstance(failure, StorageFailed):
                self.trouble = failure.sentence
            raise failure from error
        self.trouble = None
        return rows

    async def _is_in_place(self) -> bool:
        """Whether the files have their names, and nobody has copied another one over the log.

        The last is asked of the log itself where its file was written to and not by us, as far as we know.
        """
        if not self._files.are_in_place():
            return False
        stamp = stamp_of(self.path)
        if self._db is not None and (self._is_overwritten or stamp != self._stamp):
            self._is_overwritten = not await asyncio.to_thread(self._passes, self._end)
            if not self._is_overwritten:
                self._stamp = stamp
        return not self._is_overwritten

    def _passes(self, known: End) -> bool:
        try:
            with reading(self.path) as db:
                return holds(db, known)
        except Unreadable:
            return False

    async def _check_in_place(self) -> None:
        if not await self._is_in_place():
            raise StorageFailed(
                "赛事文件 {file} 被移走、删除或替换了，这一步没有保存："
                "请不要关闭程序，把它放回原处；找不到的，组织者可在首页另存一份。",
                file=self.path.name,
            )

    def _check_written(self) -> None:
        """The files were in place before; if they are not now, nobody knows which ones were written to."""
        if not self._files.are_in_place():
            self._is_uncertain = True
            raise StorageFailed(
                "赛事文件 {file} 刚被移走或替换，不确定这一步是否已保存："
                "请不要关闭程序，把它放回原处；找不到的，组织者可在首页另存一份。",
                file=self.path.name,
            )

    async def _begin_again(self) -> aiosqlite.Connection:
        """What was read is still all there is, or it is not written to. Raises StorageFailed."""
        async with self._turn:
            if self._db is not None:
                return self._db
            try:
                db = await self._begin_writing()
            except Unreadable as unreadable:
                raise StorageFailed("暂不能保存：{why}", why=unreadable.sentence) from unreadable
            if await _end(db) != self.tail:
                await self._stop_writing()
                raise StorageFailed(
                    "{file} 在不能写入期间被别的程序改动过，这一步没有保存：请重新启动程序。",
                    file=self.path.name,
                )
            return db

    async def _stop_writing(self) -> None:
        if self._db is not None:
            await self._db.close()
        if self._lock is not None:
            self._lock.release()
        self._db = self._lock = None


async def _end(db: aiosqlite.Connection) -> Tail:
    for position, hash in await db.execute_fetchall(END):
        return position, hash.decode()
    return START


def _end_of(entries: Sequence[Entry]) -> End:
    return End(entries[-1].position, entries[-1].hash, entries[-1].at)


def vouched(path: Path) -> tuple[Record | None, Sentence | None]:
    """What the tail file says of the log in *path*, which has it; what people should know of its end.

    Raises EndLost, or Unreadable.
    """
    known, notice = record(path)
    if known is None:
        return None, notice
    try:
        with reading(path) as db:
            return known, check(path, db, known)
    except Blank:
        return known, check(path, None, known)


def entries(path: Path, after: Tail = START) -> list[Entry]:
    """Every entry behind *after*, verified, without changing the file *path*: a server may be writing to it.

    Raises Unreadable, naming the first position that cannot be trusted, or *after* where it is not in there.
    """
    with reading(path) as db:
        if not holds(db, End(*after, at="")):
            raise Unreadable(
                after[0], "第 {n} 条记录与校验值不符：赛事文件被改动过，请改用备份。", n=after[0]
            )
        rows = db.execute(READ, (after[0],)).fetchall()
    return list(verified(after, rows))


def _rows(path: Path, query: str, *values: int) -> list[Any]:
    """Raises Unreadable."""
    with reading(path) as db:
        return db.execute(query, values).fetchall()
