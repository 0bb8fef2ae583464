"""A copy to the second folder once opened and after every confirmed performance; nobody waits for it."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from judging.backup import Copy, copy_into
from judging.core.sentence import Sentence, Value, sentence
from judging.desk import utc_text
from judging.hub import Hub
from judging.store import StorageFailed, Unreadable
from judging.worker import Unfinished, Worker

from .backup_disk import BackupDisk

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
    """Copies one open competition, one copy at a time; what changes meanwhile makes one more afterwards."""

    def __init__(self, file: Path, hub: Hub, disk: BackupDisk, worker: Worker) -> None:
        """*worker* is shared by all who copy to *disk*, but by nothing else: a stick may take its time."""
        self._file = file
        self._hub = hub
        self._disk = disk
        self._worker = worker
        self._due = False
        self._copying: asyncio.Task[None] | None = None
        self._copy: Copy | None = None
        self._failed = False
        self._looks_to_retry = 0
        self._kept: Sentence | None = None  # said with each copy until the competition is closed
        self._tell(BackupView(str(disk.folder)))

    @property
    def view(self) -> BackupView:
        """As it was told last."""
        return self._view

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
            if self._copying is None or self._copying.done():
                await self._look()

    async def _look(self) -> None:
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
        while self._due:
            self._due = False
            async with self._disk.turn:
                await self._copy_now()

    async def _copy_now(self) -> None:
        try:
            await asyncio.to_thread(self._disk.prepare)
        except StorageFailed as failed:
            self._fail(failed, LOOKS_AFTER_RETURN)
            return
        try:
            self._copy = await self._worker.run(copy_into, self._file, self._disk.folder)
            await asyncio.to_thread(self._disk.check)
        except (StorageFailed, Unreadable) as failed:
            self._fail(failed, LOOKS_AFTER_FAILURE)
        except (Unfinished, OSError):
            self._fail(unfinished(self._disk.folder), LOOKS_AFTER_FAILURE)
        else:
            self._succeed(self._copy)

    def _succeed(self, copy: Copy) -> None:
        self._failed = False
        if copy.kept:
            self._kept = kept_aside(copy.path.name, copy.kept.name)
        self._tell(
            BackupView(
                folder=str(self._disk.folder),
                position=copy.position,
                at=utc_text(datetime.now(UTC)),
                is_own=self._disk.is_own,
                trouble=self._kept,
            )
        )

    def _fail(self, failed: StorageFailed | Unreadable, looks_to_retry: int) -> None:
        self._failed, self._looks_to_retry = True, looks_to_retry
        self._tell(replace(self._view, trouble=failed.sentence))

    def _tell(self, view: BackupView) -> None:
        self._view = view
        self._hub.tell("backup", view)


def kept_aside(file: Value, kept: Value) -> Sentence:
    """That the former copy *file* is called *kept* now; or several."""
    return sentence(
        "原来的备份 {file} 有本机没有的记录，没有覆盖，已改名为 {kept}：请组织者核对。", file=file, kept=kept
    )


def unfinished(folder: Path) -> StorageFailed:
    """What it means to people that copying to *folder* was given up."""
    return StorageFailed(
        "备份没有完成：复制到 {folder} 用时太久，或内存不够。会自动再试；请检查 U 盘，或换一个插在同一位置。",
        folder=str(folder),
    )
