"""A copy to the second folder after every confirmed performance, without anybody waiting for it."""

import asyncio
from pathlib import Path

from msgspec import Struct

from judging.backup import back_up
from judging.core.sentence import Sentence, sentence
from judging.store import StorageFailed, Unreadable

from .venue import Venue


class BackupView(Struct, frozen=True):
    """The last copy, for the consoles. `trouble` says what to do where it failed, or what it found."""

    folder: str
    position: int  # of the last good copy; 0: none since the server started
    trouble: Sentence | None = None


class Backups:
    """Copies the open competition, one copy at a time; what changes meanwhile makes one more afterwards."""

    def __init__(self, venue: Venue, folder: Path) -> None:
        self._venue = venue
        self._folder = folder
        self._due = False
        self._copying: asyncio.Task[None] | None = None
        self._view = BackupView(str(folder), 0)
        self._kept: Sentence | None = None  # said with each copy until the program ends

    def due(self) -> None:
        """Something was confirmed."""
        self._due = True
        if self._copying is None or self._copying.done():
            self._copying = asyncio.create_task(self._copy())

    async def stop(self) -> None:
        if self._copying is not None:
            await self._copying

    async def _copy(self) -> None:
        while self._due and self._venue.file is not None:
            self._due = False
            try:
                copy = await asyncio.to_thread(back_up, self._venue.file, self._folder)
                if copy.kept:
                    self._kept = sentence(
                        "原来的备份 {file} 有本机没有的记录，没有覆盖，已改名为 {kept}：请组织者核对。",
                        file=copy.path.name,
                        kept=copy.kept.name,
                    )
                self._view = BackupView(str(self._folder), copy.position, self._kept)
            except (StorageFailed, Unreadable) as failed:
                self._view = BackupView(str(self._folder), self._view.position, failed.sentence)
            if self._venue.desk is not None:
                self._venue.desk.hub.tell("backup", self._view)
