"""One competition that is open: its desk, and what the server keeps beside the log, in memory."""

import asyncio
from collections.abc import Coroutine
from functools import partial
from pathlib import Path

from judging.core.state import State
from judging.desk import Desk
from judging.views.readiness import Beside, readiness
from judging.worker import Worker

from .backup_disk import BackupDisk
from .backups import Backups
from .presence import Presence
from .waiting import WaitingScreens

ID_DIGITS = 6  # of the hash of the log's first entry: the same after a restart, on another machine, in a copy
ADDRESSES = "/c/"  # each competition's begin with this and its id
TICK_S = 0.5
RECOVER_S = 2.0


class OpenCompetition:
    """Its `id` stands in all its addresses. `key`: what the secrets of its passes are derived from."""

    def __init__(self, id: str, file: Path, desk: Desk, key: bytes, disk: BackupDisk, copier: Worker) -> None:
        self.id = id
        self.file = file
        self.desk = desk
        self.key = key
        self.backups = Backups(file, desk.hub, disk, copier)
        self.waiting = WaitingScreens()
        self.signing = asyncio.Lock()  # whoever signs has a turn
        self.presence = Presence(
            partial(desk.hub.tell, "presence"), exists=lambda topic: takes_part(desk.state, topic)
        )
        self.presence.retell()  # its hub has not been told yet
        self._checked: tuple[State | None, Beside] = None, Beside()
        self._kept: list[asyncio.Task[None]] = []

    @property
    def state(self) -> State:
        return self.desk.state

    def at(self, path: str) -> str:
        """The address of its *path* on this server."""
        return f"{ADDRESSES}{self.id}{path}"

    def keep(self) -> None:
        """From now on looks after itself, until it is closed."""
        keeping: tuple[Coroutine[None, None, None], ...] = (
            self._keep_ticking(),
            self._keep_recovering(),
            self.backups.keep_looking(),
        )
        self._kept = [asyncio.create_task(each) for each in keeping]

    async def close(self) -> None:
        """Sends its viewers away and finishes what waits to be written."""
        for task in self._kept:
            task.cancel()
        try:
            await self.backups.stop()
        finally:
            await self.desk.close()

    def tick(self) -> None:
        """Tells of guests no oftener than this, however many come and go."""
        self.presence.tick()
        self.desk.hub.tell("waiting", self.waiting.view())
        self._check()

    def _check(self) -> None:
        """Tells what is not ready, where anything that it rests on has changed."""
        beside = Beside(
            judges=self.presence.there("judge"),
            screens=len(self.waiting.view().screens),
            has_copy=self.backups.view.position > 0,
            copies_apart=not self.backups.view.is_own,
            copy_trouble=self.backups.view.trouble,
        )
        of, with_ = self._checked
        if of is not self.state or with_ != beside:
            self._checked = self.state, beside
            self.desk.hub.tell("readiness", readiness(self.state, beside))

    async def _keep_ticking(self) -> None:
        """Notices who has fallen silent or come to /screen."""
        while True:
            await asyncio.sleep(TICK_S)
            self.tick()

    async def _keep_recovering(self) -> None:
        """Notices that a disk takes something again, whether or not anybody tries a step."""
        while True:
            await asyncio.sleep(RECOVER_S)
            await self.desk.recover()


def takes_part(state: State, topic: str) -> bool:
    """Whether there is (still) such a seat or screen."""
    kind, _, id = topic.partition("/")
    if kind == "screen":
        return any(str(number) == id for number in state.screens)
    return state.sitting(id) is not None
