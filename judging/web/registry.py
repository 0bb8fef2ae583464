"""The competitions of this server: the folder where all lie, and which of them are open."""

import asyncio
import secrets
import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec import structs

from judging.backup import KEPT
from judging.core.commands import Command, CreateCompetition
from judging.core.people.actor import Actor
from judging.core.people.taking_part import Entrant
from judging.core.refused import Reason, Refused
from judging.core.scoring.rulebook import Rulebook
from judging.core.sentence import Sentence, sentence
from judging.desk import Desk
from judging.store import StorageFailed, Unreadable
from judging.store.atomically import replace
from judging.store.ends import start
from judging.store.lock import Occupied
from judging.store.reading import reading
from judging.store.sqlite import SqliteLog
from judging.worker import Worker

from .backup_disk import BackupDisk
from .codes import LoginCodes
from .competition import ID_DIGITS, OpenCompetition
from .competition_files import (
    Listed,
    complete,
    free,
    in_making,
    key_of,
    listed,
    make_private,
    new_name,
    remove,
    there,
    tidy,
)
from .organisers import Organisers
from .season_backups import SeasonBackups
from .versions import Conflict, conflict, disagreement, keep_backup, use

LAST = "last.json"
RECOVER_S = 2.0

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


class Last(msgspec.Struct):
    """What was open when the program ended. `file`: the only one, as an earlier version wrote it."""

    files: tuple[str, ...] = ()
    file: str | None = None


class Registry:
    """One folder, and the open competitions by id: whatever becomes of one touches no other.

    `unopened`: what was open when the program ended and did not open again, and why.
    """

    def __init__(
        self,
        folder: Path,
        clock: Clock = utc_now,
        *,
        is_rehearsal: bool = False,
        backup_folder: Path | None = None,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        tidy(folder)
        self.folder = folder
        self.backup_folder = backup_folder or folder / "backup"
        self.is_rehearsal = is_rehearsal  # and so is every competition made here
        self.organisers = Organisers(folder)
        self.codes = LoginCodes()
        self.open: dict[str, OpenCompetition] = {}
        self.trouble: Sentence | None = None  # why nobody knows what was open
        self.unopened: dict[str, Sentence] = {}
        self._failed: dict[str, Sentence] = {}  # file → why it could not be opened when that was tried last
        self._await_disk: set[str] = set()  # of the unopened
        self._untried: list[str] = []  # what was open when the program ended, until it is open or unopened
        with suppress(OSError):  # a stick that is not there
            make_private(self.backup_folder)
        self._disk = BackupDisk(self.backup_folder, folder)
        self._copier = Worker()  # to that disk
        self.season_backups = SeasonBackups(folder, self._disk, self._copier)
        self._clock = clock
        self._turn = asyncio.Lock()
        self._recovering: asyncio.Task[None] | None = None

    # All together

    async def start(self) -> None:
        """Opens what was open, and from now on looks after what is open, until `close`."""
        self._recovering = asyncio.create_task(self._keep_recovering())
        self.season_backups.keep()
        await self.resume()

    async def resume(self) -> None:
        """Opens what was open when the program ended, so that phones and screens come back by themselves."""
        try:
            files = await asyncio.to_thread(self._last)
        except Refused as refused:
            self.trouble = refused.sentence
        except OSError as error:
            self.trouble = unreadable(error)
        else:
            self._untried = [*files]  # still wanted, should the program end before it has come to them
            for file in files:
                await self._reopen(file)
                self._untried.remove(file)

    async def _reopen(self, file: str) -> None:
        self._await_disk.discard(file)
        try:
            await self.open_file(file)
        except Refused as refused:
            self.unopened[file] = refused.sentence
        except StorageFailed as failed:
            self.unopened[file] = failed.sentence
            self._await_disk.add(file)
        except OSError as error:
            self.unopened[file] = unreadable(error)

    async def _keep_recovering(self) -> None:
        """Notices that a disk takes something again, whether or not anybody asks for it."""
        while True:
            await asyncio.sleep(RECOVER_S)
            for file in list(self._await_disk):
                await self._reopen(file)

    async def close(self) -> None:
        """Closes all; the next start opens them again."""
        if self._recovering is not None:
            self._recovering.cancel()
        async with self._turn:
            closing = [each.close() for each in self.open.values()]
            failures = [f for f in await asyncio.gather(*closing, return_exceptions=True) if f]
            self.open.clear()
        await self.season_backups.stop()
        await self._copier.stop()
        if failures:
            raise failures[0]

    @property
    def only(self) -> OpenCompetition | None:
        """The one that is open, if there is just one: what short addresses mean."""
        return next(iter(self.open.values())) if len(self.open) == 1 else None

    # One of them

    async def create(
        self,
        rules: Rulebook,
        entrants: Mapping[str, tuple[Entrant, ...]],
        by: Actor,
        *,
        rehearsal: bool = False,
    ) -> OpenCompetition:
        """As `found`, of rules and a roster alone."""
        return await self.found(CreateCompetition(rules, entrants, rehearsal), by)

    async def found(self, create: CreateCompetition, by: Actor, *prepared: Command) -> OpenCompetition:
        """A new file with a new competition in it, which was *prepared* so, opened.

        Raises Refused; then there is no new file.
        """
        create = structs.replace(create, rehearsal=create.rehearsal or self.is_rehearsal)
        async with self._turn:
            path = free(self.folder, new_name(create.rules.name, self._clock(), rehearsal=create.rehearsal))
            making = in_making(path)
            try:
                async with self._desk_on(making) as desk:
                    for command in (create, *prepared):
                        await desk.submit(secrets.token_hex(16), command, by)
                    await desk.close()
                await asyncio.to_thread(complete, path)
                async with self._desk_on(path) as desk:
                    return await self._take(path, desk)
            except BaseException:
                await asyncio.to_thread(remove, making)
                await asyncio.to_thread(remove, path)
                raise

    async def open_file(self, file: str) -> None:
        """Opens the competition of that file name, if it is not. Raises Refused or StorageFailed."""
        async with self._turn:
            path = self.folder / file
            if path in self._open_files():
                return
            await self._check(path)
            async with self._desk_on(path) as desk:
                if desk.state.rules is None:
                    raise Refused(Reason.UNKNOWN, "“{file}”里没有赛事，请新建一个。", file=file)
                await self._take(path, desk)

    async def _check(self, path: Path) -> None:
        """Raises Refused where there is nothing to open, or the organiser has to choose first."""
        files = await asyncio.to_thread(there, self.folder)
        gone = await asyncio.to_thread(self._gone)
        if path in (*files, *gone) and (
            said := await asyncio.to_thread(disagreement, path, self.backup_folder)
        ):
            raise Refused(Reason.UNKNOWN, "打不开“{file}”：{why}", file=path.name, why=said)
        if path not in files:
            raise Refused(Reason.UNKNOWN, "数据文件夹里没有“{file}”，请刷新页面。", file=path.name)

    async def close_file(self, file: str) -> None:
        """Closes the competition of that file name, or gives up what did not open again.

        Its viewers alone are sent away. Raises Refused, or StorageFailed; then it is still open.
        """
        async with self._turn:
            found = next((each for each in self.open.values() if each.file.name == file), None)
            if found is None and file not in self.unopened:
                raise Refused(Reason.ALREADY, "“{file}”没有打开，请刷新页面。", file=file)
            await asyncio.to_thread(self._remember, [name for name in self._wanted() if name != file])
            self.unopened.pop(file, None)
            self._await_disk.discard(file)
            if found is not None:
                del self.open[found.id]
                await found.close()

    async def use(self, file: str, copy: str) -> None:
        """Opens the competition of that file name as its backup *copy* has it, or as it is ("").

        What is not used stays under another name. Raises Refused or StorageFailed.
        """
        async with self._turn:
            path = self.folder / file
            chosen = await asyncio.to_thread(self._chosen, path, copy)
            try:
                await asyncio.to_thread(use, path, chosen)
                if not copy:
                    await asyncio.to_thread(keep_backup, path, self.backup_folder)
            except Unreadable as unreadable:
                raise Refused(Reason.NOT_NOW, unreadable.sentence) from unreadable
            except (OSError, sqlite3.Error) as error:
                raise StorageFailed(
                    "没有换成（{error}）：请检查磁盘是否可写、有空间，然后再试。", error=str(error)
                ) from error
            self._failed.pop(file, None)
        await self.open_file(file)

    async def save_adrift(self, id: str) -> None:
        """Goes on in a new file where that of an open one is gone. Raises Refused or StorageFailed."""
        async with self._turn:
            adrift = self.open.get(id)
            if adrift is None or not adrift.desk.log.is_adrift:
                raise Refused(Reason.ALREADY, "赛事文件在原处，不需要另存，请刷新页面。")
            path = free(self.folder, adrift.file.stem)
            making = in_making(path)
            try:
                await adrift.desk.log.copy_to(making)
                await asyncio.to_thread(complete, path)
                await asyncio.to_thread(replace, path.with_suffix(".key"), adrift.key)
                async with self._desk_on(path) as saved:
                    if saved.tail != adrift.desk.tail:
                        raise Refused(Reason.STALE, "赛事文件刚刚又有了变化，请再试一次。")
                    await self._take(path, saved, instead_of=adrift)
            except BaseException:
                await asyncio.to_thread(remove, making)
                await asyncio.to_thread(remove, path)
                raise
            await adrift.close()  # last: whatever becomes of it, what was saved stays

    # The folder

    def competitions(self) -> tuple[Listed, ...]:
        """All files of the folder, those written to last first. Blocks."""
        return tuple(sorted(map(listed, there(self.folder)), key=lambda found: found.modified, reverse=True))

    def conflicts(self) -> tuple[Conflict, ...]:
        """The files that wait for the organiser to choose. Blocks: reads the copies."""
        opened = self._open_files()
        files = (path for path in there(self.folder) if path not in opened and KEPT not in path.stem)
        found = (
            conflict(path, self.backup_folder, self._failed.get(path.name))
            for path in (*files, *self._gone())
        )
        return tuple(each for each in found if each)

    def _chosen(self, path: Path, copy: str) -> Path | None:
        """Raises Refused."""
        conflicts = {found.file: found for found in self.conflicts()}
        if path.name not in conflicts:
            raise Refused(Reason.ALREADY, "“{file}”不需要选择，请刷新页面。", file=path.name)
        for version in conflicts[path.name].versions:
            if version.copy == copy and not version.trouble:
                return Path(version.path) if copy else None
        raise Refused(Reason.UNKNOWN, "没有可用的“{copy}”，请刷新页面。", copy=copy or path.name)

    def _open_files(self) -> set[Path]:
        return {each.file for each in list(self.open.values())}  # also asked for beside the event loop

    def _gone(self) -> list[Path]:
        """What was open last and is no longer there: its backup may be."""
        with suppress(Refused, OSError):
            opened = self._open_files()
            paths = [self.folder / file for file in self._last()]
            return [path for path in paths if path not in opened and not path.exists()]
        return []

    def _last(self) -> tuple[str, ...]:
        """The names of the files that were open. Raises OSError, or Refused."""
        try:
            last = msgspec.json.decode((self.folder / LAST).read_bytes(), type=Last)
        except FileNotFoundError:
            return ()
        except ValueError as error:
            raise Refused(Reason.UNKNOWN, "{file} 读不懂，请在下面重新打开赛事。", file=LAST) from error
        return (last.file,) if last.file else last.files

    def _wanted(self) -> list[str]:
        """What the next start is to open, in the order it was opened."""
        opened = (each.file.name for each in self.open.values())
        return list(dict.fromkeys((*opened, *self.unopened, *self._untried)))

    def _remember(self, files: list[str]) -> None:
        """What is remembered already is not written: a full disk would refuse it. Raises StorageFailed."""
        with suppress(Refused, OSError):
            if sorted(self._last()) == sorted(files):
                return
        replace(self.folder / LAST, msgspec.json.encode(Last(tuple(files))))

    # Opening

    @asynccontextmanager
    async def _desk_on(self, path: Path) -> AsyncIterator[Desk]:
        """A desk on the file, closed again if the block fails. Raises Refused."""
        try:
            desk = await Desk.open(await SqliteLog.open(path), self._clock)
        except Unreadable as unreadable:
            if not isinstance(unreadable, Occupied):
                self._failed[path.name] = unreadable.sentence
            raise Refused(
                Reason.UNKNOWN, "打不开“{file}”：{why}", file=path.name, why=unreadable.sentence
            ) from unreadable
        self._failed.pop(path.name, None)
        try:
            yield desk
        except BaseException:
            await desk.close()
            raise

    async def _take(
        self, path: Path, desk: Desk, *, instead_of: OpenCompetition | None = None
    ) -> OpenCompetition:
        """*desk* is open from now on, and *instead_of* for the caller to close.

        Raises Refused or StorageFailed; then all is as before.
        """
        id = await asyncio.to_thread(id_of, path)
        same = self.open.get(id)
        if same is not instead_of and same is not None:
            raise Refused(
                Reason.ALREADY,
                "“{file}”和已打开的“{other}”是同一个赛事的两份，不能同时打开：请先关闭“{other}”。",
                file=path.name,
                other=same.file.name,
            )
        key = await asyncio.to_thread(key_of, path)
        before = instead_of.file.name if instead_of else ""
        wanted = [name for name in self._wanted() if name not in (before, path.name)]
        await asyncio.to_thread(self._remember, [*wanted, path.name])
        opened = self.open[id] = OpenCompetition(id, path, desk, key, self._disk, self._copier)
        self.unopened.pop(path.name, None)
        self.trouble = None
        if self._recovering is not None:
            opened.keep()
        return opened


def id_of(path: Path) -> str:
    """Of the competition in that file: no two competitions have the same, and all its copies do."""
    with reading(path) as db:
        return start(db)[:ID_DIGITS]


def unreadable(error: OSError) -> Sentence:
    return sentence(
        "打不开 {file}：请检查它是不是文件、能不能读写，再在下面重新打开赛事。", file=str(error.filename)
    )
