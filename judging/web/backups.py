"""A copy to the second folder once opened and after every confirmed performance; nobody waits for it."""

import asyncio
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from judging.backup import Copy, copy_into
from judging.core.sentence import Sentence, sentence
from judging.desk import Desk, utc_text
from judging.store import StorageFailed, Unreadable

from .backup_disk import BackupDisk
from .venue import Venue, utc_now

LOOK_S = 2.0  # for a competition without a copy, a stick that was pulled, or is back
LOOKS_AFTER_RETURN = 1
LOOKS_AFTER_FAILURE = 15  # what failed although the stick is there may fail again


class BackupView(Struct, frozen=True):
    """The last good copy, for the consoles. `trouble` says why there can be none now, or what it found."""

    folder: str
    position: int = 0  # 0: none since it was opened
    at: str = ""  # UTC, when it had been opened and verified
    is_own: bool = False  # on a disk of this computer, and lost with it
    trouble: Sentence | None = None


class Backups:
    """Copies the open competition, one copy at a time; what changes meanwhile makes one more afterwards."""

    def __init__(self, venue: Venue, folder: Path) -> None:
        self._venue = venue
        self._disk = BackupDisk(folder, venue.folder)
        self._due = False
        self._copying: asyncio.Task[None] | None = None
        self._desk: Desk | None = None  # of the competition of `_view`
        self._copy: Copy | None = None
        self._view = BackupView(str(folder))
        self._failed = False
        self._looks_to_retry = 0
        self._kept: Sentence | None = None  # said with each copy until the program ends

    def due(self) -> None:
        """Something was confirmed."""
        self._due = True
        if self._copying is None or self._copying.done():
            self._copying = asyncio.create_task(self._work())

    async def stop(self) -> None:
        if self._copying is not None:
            await self._copying

    async def keep_looking(self) -> None:
        """Copies what was opened, tells of a stick that was pulled, and copies again once it is back."""
        while True:
            await asyncio.sleep(LOOK_S)
            if self._venue.file is not None and (self._copying is None or self._copying.done()):
                await self._look()

    async def _look(self) -> None:
        self._of_the_open_one()
        try:
            is_there = await asyncio.to_thread(self._is_there)
        except StorageFailed as failed:
            self._fail(failed, LOOKS_AFTER_RETURN)
            return
        self._looks_to_retry -= 1
        if (self._failed and self._looks_to_retry <= 0) or not (self._failed or is_there):
            self.due()

    def _is_there(self) -> bool:
        """Whether there is a copy, where it was laid. Raises StorageFailed if its disk is gone."""
        self._disk.check()
        with suppress(OSError):
            return self._copy is not None and self._copy.path.exists()
        return False

    async def _work(self) -> None:
        while self._due and self._venue.file is not None:
            self._due = False
            self._of_the_open_one()
            try:
                await asyncio.to_thread(self._disk.prepare)
            except StorageFailed as failed:
                self._fail(failed, LOOKS_AFTER_RETURN)
                continue
            try:
                self._copy = await asyncio.to_thread(copy_into, self._venue.file, self._disk.folder)
                await asyncio.to_thread(self._disk.check)
            except (StorageFailed, Unreadable) as failed:
                self._fail(failed, LOOKS_AFTER_FAILURE)
            else:
                self._succeed(self._copy)

    def _succeed(self, copy: Copy) -> None:
        self._failed = False
        if copy.kept:
            self._kept = sentence(
                "原来的备份 {file} 有本机没有的记录，没有覆盖，已改名为 {kept}：请组织者核对。",
                file=copy.path.name,
                kept=copy.kept.name,
            )
        self._tell(
            BackupView(
                folder=str(self._disk.folder),
                position=copy.position,
                at=utc_text(utc_now()),
                is_own=self._disk.is_own,
                trouble=self._kept,
            )
        )

    def _fail(self, failed: StorageFailed | Unreadable, looks_to_retry: int) -> None:
        self._failed, self._looks_to_retry = True, looks_to_retry
        self._tell(replace(self._view, trouble=failed.sentence))

    def _of_the_open_one(self) -> None:
        """What was opened since has no copy yet, which its console is told."""
        if self._desk is not self._venue.desk:
            self._desk, self._copy, self._failed = self._venue.desk, None, False
            self._tell(BackupView(str(self._disk.folder)))

    def _tell(self, view: BackupView) -> None:
        self._view = view
        if self._desk is not None:  # not `venue.desk`: another one may have been opened during the copy
            self._desk.hub.tell("backup", view)
