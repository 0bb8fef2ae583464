"""The competition that is open on this machine, and the folder where all of them lie."""

import asyncio
import secrets
import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import msgspec

from judging.backup import KEPT
from judging.core.commands import CreateCompetition
from judging.core.people import Actor, Entrant
from judging.core.refused import Reason, Refused
from judging.core.rulebook import Rulebook
from judging.core.sentence import Sentence, sentence
from judging.core.state import State
from judging.desk import Desk
from judging.store import StorageFailed, Unreadable
from judging.store.atomically import replace
from judging.store.lock import Occupied
from judging.store.peek import peek
from judging.store.private import restrict
from judging.store.sqlite import SqliteLog

from .codes import LoginCodes
from .competition_files import SUFFIX, complete, file_name, in_making, is_taken, ours, remove, unfinished
from .organisers import Organisers
from .presence import Presence
from .versions import Conflict, conflict, disagreement, keep_backup, use
from .waiting import WaitingScreens

REHEARSAL = "-演练"  # in a file's name
LAST = "last.json"
KEY_BYTES = 32
TICK_S = 0.5
RECOVER_S = 2.0

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


class Listed(msgspec.Struct, frozen=True):
    """A competition file as the start page lists it. `trouble`: why it cannot be opened."""

    file: str
    name: str
    rehearsal: bool
    modified: str  # UTC, of the last entry
    positions: int
    trouble: Sentence | None = None


class Last(msgspec.Struct, forbid_unknown_fields=True):
    file: str | None = None


class Venue:
    """One folder and at most one open competition. `trouble` says why the last one did not open at start."""

    def __init__(self, folder: Path, clock: Clock = utc_now, *, is_rehearsal: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        tidy(folder)
        self.folder = folder
        self.organisers = Organisers(folder)
        self.desk: Desk | None = None
        self.file: Path | None = None
        self.key = b""  # of the open competition: what the secrets of its passes are derived from
        self.trouble: Sentence | None = None
        self.backup_folder = folder / "backup"
        self._unopened: dict[str, Sentence] = {}  # what could not be opened, and why
        self.presence = Presence(lambda seen: None)  # nobody can watch while nothing is open
        self.waiting = WaitingScreens()
        self.codes = LoginCodes()
        self.is_rehearsal = is_rehearsal  # and so is every competition made here
        self._waits_for_disk = False  # to open what was open
        self._clock = clock
        self._turn = asyncio.Lock()

    @property
    def open_desk(self) -> Desk:
        """Raises Refused while no competition is open."""
        if self.desk is None:
            raise Refused(Reason.NOT_CREATED, "现在没有打开的赛事，请组织者在首页新建或打开一个。")
        return self.desk

    async def resume(self) -> None:
        """Opens what was open when the program ended, so that phones and screens come back by themselves."""
        self._waits_for_disk = False
        try:
            if file := self._last():
                await self.open(file)
        except Refused as refused:
            self.trouble = refused.sentence
        except StorageFailed as failed:
            self.trouble, self._waits_for_disk = failed.sentence, True
        except OSError as error:
            self.trouble = sentence(
                "打不开 {file}：请检查它是不是文件、能不能读写，再在下面重新打开赛事。",
                file=str(error.filename),
            )

    def _last(self) -> str | None:
        """The name of the file that was open; None if there was none. Raises OSError, or Refused."""
        try:
            return msgspec.json.decode((self.folder / LAST).read_bytes(), type=Last).file
        except FileNotFoundError:
            return None
        except ValueError as error:
            raise Refused(Reason.UNKNOWN, "{file} 读不懂，请在下面重新打开赛事。", file=LAST) from error

    async def create(
        self,
        rules: Rulebook,
        entrants: Mapping[str, tuple[Entrant, ...]],
        by: Actor,
        *,
        rehearsal: bool = False,
    ) -> None:
        """A new file with a new competition in it, opened. Raises Refused; then there is no new file."""
        rehearsal = rehearsal or self.is_rehearsal
        async with self._turn:
            path = self._unused(rules.name, rehearsal)
            making = in_making(path)
            try:
                async with self._opened(making) as desk:
                    command = CreateCompetition(rules, entrants, rehearsal)
                    await desk.submit(secrets.token_hex(16), command, by)
                    await desk.close()
                await asyncio.to_thread(complete, path)
                async with self._opened(path) as desk:
                    await self._take(path, desk)
            except BaseException:
                await asyncio.to_thread(remove, making)
                await asyncio.to_thread(remove, path)
                raise

    async def open(self, file: str) -> None:
        """Opens the competition of that file name. Raises Refused; then the present one stays open."""
        async with self._turn:
            path = self.folder / file
            files = await asyncio.to_thread(self._files)
            gone = await asyncio.to_thread(self._gone)
            if path != self.file:
                if path in (*files, *gone) and (
                    said := await asyncio.to_thread(disagreement, path, self.backup_folder)
                ):
                    raise Refused(Reason.UNKNOWN, "打不开“{file}”：{why}", file=file, why=said)
                if path not in files:
                    raise Refused(Reason.UNKNOWN, "数据文件夹里没有“{file}”，请刷新页面。", file=file)
                async with self._opened(path) as desk:
                    if desk.state.rules is None:
                        raise Refused(Reason.UNKNOWN, "“{file}”里没有赛事，请新建一个。", file=file)
                    await self._take(path, desk)

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
            self._unopened.pop(file, None)
        await self.open(file)

    async def save_adrift(self) -> None:
        """Goes on in a new file where that of the open one is gone. Raises Refused or StorageFailed."""
        async with self._turn:
            desk, file = self.open_desk, self.file
            if file is None or not desk.log.is_adrift:
                raise Refused(Reason.ALREADY, "赛事文件在原处，不需要另存，请刷新页面。")
            path = self._free(file.stem)
            making = in_making(path)
            try:
                await desk.log.save_as(making)
                await asyncio.to_thread(complete, path)
                await asyncio.to_thread(replace, path.with_suffix(".key"), self.key)
                async with self._opened(path) as saved:
                    if saved.log.tail != desk.log.tail:
                        raise Refused(Reason.STALE, "赛事文件刚刚又有了变化，请再试一次。")
                    await self._take(path, saved)
            except BaseException:
                await asyncio.to_thread(remove, making)
                await asyncio.to_thread(remove, path)
                raise

    def _chosen(self, path: Path, copy: str) -> Path | None:
        """Raises Refused."""
        conflicts = {found.file: found for found in self.conflicts()}
        if path == self.file or path.name not in conflicts:
            raise Refused(Reason.ALREADY, "“{file}”不需要选择，请刷新页面。", file=path.name)
        for version in conflicts[path.name].versions:
            if version.copy == copy and not version.trouble:
                return Path(version.path) if copy else None
        raise Refused(Reason.UNKNOWN, "没有可用的“{copy}”，请刷新页面。", copy=copy or path.name)

    def conflicts(self) -> tuple[Conflict, ...]:
        """The files that wait for the organiser to choose. Blocks: reads the copies."""
        files = (path for path in self._files() if path != self.file and KEPT not in path.stem)
        found = (
            conflict(path, self.backup_folder, self._unopened.get(path.name))
            for path in (*files, *self._gone())
        )
        return tuple(each for each in found if each)

    async def close(self) -> None:
        async with self._turn:
            if self.desk is not None:
                await self.desk.close()
            self.desk, self.file, self.key = None, None, b""

    async def keep_ticking(self) -> None:
        """Notices who has fallen silent or come to /screen, whichever competition is open."""
        while True:
            await asyncio.sleep(TICK_S)
            self.tick()

    def tick(self) -> None:
        """Tells of guests no oftener than this, however many come and go."""
        self.presence.tick()
        if self.desk is not None:
            self.desk.hub.tell("waiting", self.waiting.view())

    async def keep_recovering(self) -> None:
        """Notices that a disk takes something again, whether or not anybody tries a step."""
        while True:
            await asyncio.sleep(RECOVER_S)
            await self._recover()

    async def _recover(self) -> None:
        if self.desk is None and self._waits_for_disk:
            await self.resume()
        async with self._turn:
            if self.desk is not None:
                await self.desk.recover()

    def competitions(self) -> tuple[Listed, ...]:
        """All files of the folder, those written to last first."""
        return tuple(sorted(map(listed, self._files()), key=lambda found: found.modified, reverse=True))

    def _files(self) -> list[Path]:
        return [path for path in self.folder.iterdir() if path.suffix == SUFFIX]

    def _gone(self) -> list[Path]:
        """What was open last and is no longer there: its backup may be."""
        with suppress(Refused, OSError):
            if file := self._last():
                path = self.folder / file
                return [] if path == self.file or path.exists() else [path]
        return []

    @asynccontextmanager
    async def _opened(self, path: Path) -> AsyncIterator[Desk]:
        """A desk on the file, closed again if the block fails. Raises Refused."""
        try:
            desk = await Desk.open(await SqliteLog.open(path), self._clock)
        except Unreadable as unreadable:
            if not isinstance(unreadable, Occupied):
                self._unopened[path.name] = unreadable.sentence
            raise Refused(
                Reason.UNKNOWN, "打不开“{file}”：{why}", file=path.name, why=unreadable.sentence
            ) from unreadable
        except (KeyError, ValueError) as error:  # chained well, but never decided by our rules
            self._unopened[path.name] = sentence("{file} 的记录前后矛盾。", file=path.name)
            raise Refused(
                Reason.UNKNOWN, "打不开“{file}”：记录前后矛盾，请改用备份。", file=path.name
            ) from error
        self._unopened.pop(path.name, None)
        try:
            yield desk
        except BaseException:
            await desk.close()
            raise

    async def _take(self, path: Path, desk: Desk) -> None:
        """Makes *desk* the open one. Raises StorageFailed; then the one before still is."""
        key = await asyncio.to_thread(key_of, path)
        await asyncio.to_thread(self._remember, path.name)
        before = self.desk
        self.desk, self.file, self.key, self.trouble = desk, path, key, None
        self.presence = Presence(
            partial(desk.hub.tell, "presence"), exists=lambda topic: takes_part(desk.state, topic)
        )
        self.waiting = WaitingScreens()
        if before is not None:
            await before.close()

    def _remember(self, file: str) -> None:
        """What is remembered already is not written: a full disk would refuse it. Raises StorageFailed."""
        with suppress(Refused, OSError):
            if self._last() == file:
                return
        replace(self.folder / LAST, msgspec.json.encode(Last(file)))

    def _unused(self, name: str, rehearsal: bool) -> Path:
        return self._free(f"{file_name(name)}-{self._clock():%Y-%m-%d}{REHEARSAL if rehearsal else ''}")

    def _free(self, stem: str) -> Path:
        number = 1
        while is_taken(path := self.folder / f"{stem}{f'-{number}' if number > 1 else ''}{SUFFIX}"):
            number += 1
        return path


def takes_part(state: State, topic: str) -> bool:
    """Whether there is (still) such a seat or screen."""
    kind, _, id = topic.partition("/")
    if kind == "screen":
        return any(str(number) == id for number in state.screens)
    return any(judge.id == id for panel in state.panels.values() for judge in panel)


def tidy(folder: Path) -> None:
    """Removes what a kill left unfinished, and takes from others what they could read."""
    for path in unfinished(folder):
        with suppress(OSError):  # a disk that lets us only read
            path.unlink()
    for path in ours(folder):
        restrict(path)


def key_of(path: Path) -> bytes:
    """The secret beside the competition file, made where there is none. Who has it can make every card."""
    beside = path.with_suffix(".key")
    if not beside.exists():
        replace(beside, secrets.token_bytes(KEY_BYTES))
    return beside.read_bytes()


def listed(path: Path) -> Listed:
    try:
        seen = peek(path)
    except Unreadable as unreadable:
        return Listed(path.name, path.stem, False, "", 0, unreadable.sentence)
    return Listed(path.name, seen.name, seen.rehearsal, seen.at, seen.positions)
