"""Copies of all seasons to the second folder, after each change of one; nobody waits for them."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from judging.backup import SeasonsCopy, copy_seasons_into, unread
from judging.core.sentence import Sentence
from judging.desk import utc_text
from judging.store import StorageFailed, Unreadable
from judging.store.season_copies import Marks, marks
from judging.store.season_folder import RULES, SEASONS
from judging.worker import Unfinished, Worker

from .backup_disk import BackupDisk
from .backups import LOOK_S, LOOKS_AFTER_FAILURE, LOOKS_AFTER_RETURN, kept_aside, unfinished


class SeasonsBackupView(Struct, frozen=True):
    """The last good copy of all seasons. `trouble` says why there can be none now, or what it found."""

    folder: str
    at: str = ""  # UTC; "": none since the server was started
    is_own: bool = False  # on a disk of this computer, and lost with it
    trouble: Sentence | None = None


class SeasonBackups:
    """Looks at the seasons of one server, and copies what has changed since the last look.

    It asks the disk instead of being told: whoever changes a season has nothing to remember.
    """

    def __init__(self, data: Path, disk: BackupDisk, worker: Worker) -> None:
        """*worker* is shared by all who copy to *disk*, but by nothing else."""
        self._data = data
        self._disk = disk
        self._worker = worker
        self._turn = asyncio.Lock()
        self._looking: asyncio.Task[None] | None = None
        self._tried: Marks = {}  # what lay there when it was copied last, well or not
        self._seasons: tuple[str, ...] = ()  # copied then
        self._failed = False
        self._looks_to_retry = 0
        self._kept: dict[str, str] = {}  # said with each copy until the server ends; by its new name
        self.view = SeasonsBackupView(str(disk.folder / SEASONS))

    def keep(self) -> None:
        """From now on looks by itself, until `stop`."""
        self._looking = asyncio.create_task(self._keep_looking())

    async def stop(self) -> None:
        """What was changed last is copied, too."""
        if self._looking is not None:
            self._looking.cancel()
            await self.look()

    async def _keep_looking(self) -> None:
        while True:
            await asyncio.sleep(LOOK_S)
            await asyncio.shield(self.look())

    async def look(self) -> None:
        """Copies the seasons if one has changed, the stick is back, or copying failed a while ago."""
        async with self._turn:
            try:
                found = await asyncio.to_thread(marks, self._data)
            except OSError as error:
                self._fail(unread(self._data / SEASONS, error), LOOKS_AFTER_RETURN)
                return
            if not found:
                return
            try:
                is_there = await asyncio.to_thread(self._is_there)
            except StorageFailed as failed:
                self._fail(failed, LOOKS_AFTER_RETURN)
                return
            self._looks_to_retry -= 1
            may_retry = self._failed and self._looks_to_retry <= 0
            if found != self._tried or may_retry or not (self._failed or is_there):
                self._tried = found
                async with self._disk.turn:
                    await self._copy()

    def _is_there(self) -> bool:
        """Whether there are the copies, where they were laid. Raises StorageFailed if their disk is gone."""
        self._disk.check()
        copies = (self._disk.folder / SEASONS / id / RULES for id in self._seasons)
        try:
            return all(copy.exists() for copy in copies)
        except OSError:
            return False

    async def _copy(self) -> None:
        try:
            await asyncio.to_thread(self._disk.prepare)
        except StorageFailed as failed:
            self._fail(failed, LOOKS_AFTER_RETURN)
            return
        try:
            copy = await self._worker.run(copy_seasons_into, self._data, self._disk.folder)
            await asyncio.to_thread(self._disk.check)
        except StorageFailed as failed:
            self._fail(failed, LOOKS_AFTER_FAILURE)
        except (Unfinished, OSError):
            self._fail(unfinished(self._disk.folder), LOOKS_AFTER_FAILURE)
        else:
            self._take(copy)

    def _take(self, copy: SeasonsCopy) -> None:
        self._kept |= {kept: f"{SEASONS}/{id}" for id, kept in copy.kept}
        if copy.trouble:
            self._fail(copy.trouble, LOOKS_AFTER_FAILURE)
            return
        self._failed, self._seasons = False, copy.seasons
        kept = kept_aside(tuple(self._kept.values()), tuple(self._kept)) if self._kept else None
        at = utc_text(datetime.now(UTC))
        self.view = replace(self.view, at=at, is_own=self._disk.is_own, trouble=kept)

    def _fail(self, failed: StorageFailed | Unreadable, looks_to_retry: int) -> None:
        self._failed, self._looks_to_retry = True, looks_to_retry
        self.view = replace(self.view, trouble=failed.sentence)
