"""Who may organise on this machine: one link printed at each start, and the devices that have used one."""

import asyncio
import hmac
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from judging.core.refused import Reason, Refused
from judging.store import StorageFailed
from judging.store.atomically import replace as write

FILE = "organiser.json"
ID_DIGITS = 16  # of the hash, by which a page names a device


class Organiser(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A device that has used a link. Of one from an earlier version only `device` is known."""

    device: str  # SHA-256 of its token
    label: str = ""  # “Chrome · Windows”
    is_local: bool = False  # it came from this machine itself
    admitted: str = ""  # UTC, to the minute
    seen: str = ""  # UTC, to the hour: enough to tell which one lies forgotten in a drawer

    @property
    def id(self) -> str:
        return self.device[:ID_DIGITS]


class OrganiserFile(msgspec.Struct, forbid_unknown_fields=True):
    """`devices`: earlier versions wrote bare hashes."""

    devices: list[Organiser | str] = []


def kept(path: Path) -> list[Organiser]:
    """Nobody, where there is no such file or it was spoilt: the link printed at each start lets in again."""
    try:
        found = msgspec.json.decode(path.read_bytes(), type=OrganiserFile)
    except (FileNotFoundError, ValueError):
        return []
    return [Organiser(each) if isinstance(each, str) else each for each in found.devices]


def utc_now() -> datetime:
    return datetime.now(UTC)


class Organisers:
    """Their devices, kept by their hashes in `organiser.json` in the data folder; `in` asks for one."""

    def __init__(self, folder: Path, clock: Callable[[], datetime] = utc_now) -> None:
        self._path = folder / FILE
        self._clock = clock
        self._of = {found.device: found for found in kept(self._path)}
        self._invitation: str | None = secrets.token_urlsafe(24)
        self._turn = asyncio.Lock()  # the file is written beside the event loop

    def __contains__(self, device: str) -> bool:
        return device in self._of

    @property
    def devices(self) -> tuple[Organiser, ...]:
        """In the order they came."""
        return tuple(self._of.values())

    @property
    def link(self) -> str:
        """The path of the one-time link, as long as nobody has used it."""
        assert self._invitation is not None
        return f"/organiser/{self._invitation}"

    def invite(self) -> str:
        """The path of a new one-time link, for another device of the organiser's; an unused one is void."""
        self._invitation = secrets.token_urlsafe(24)
        return self.link

    async def admit(self, secret: str, device: str, label: str = "", *, is_local: bool = False) -> None:
        """Makes *device* an organiser's and the link void. Raises Refused if it is void already."""
        async with self._turn:
            if not self._invitation or not hmac.compare_digest(secret.encode(), self._invitation.encode()):
                raise Refused(
                    Reason.PASS_VOID, "这个组织者链接已用过或已失效，请重新启动程序，用新的链接登录。"
                )
            now = self._clock()
            admitted = Organiser(device, label, is_local, f"{now:%Y-%m-%dT%H:%MZ}", hour(now))
            await self._write([*self._of.values(), admitted])
            self._invitation = None

    async def dismiss(self, device: str) -> None:
        async with self._turn:
            await self._write([known for known in self._of.values() if known.device != device])

    async def remove(self, id: str) -> str:
        """Puts a device out, and voids the unused link that it may have asked for; its whole hash.

        Raises Refused.
        """
        found = next((known for known in self._of.values() if known.id == id), None)
        if found is None:
            raise Refused(Reason.UNKNOWN, "没有这台设备，可能已经移除，请刷新页面。")
        await self.dismiss(found.device)
        self._invitation = None
        return found.device

    async def notice(self, device: str, label: str) -> None:
        """*device* is here now. Written once an hour at most."""
        if not self._is_news(device, label):
            return
        async with self._turn:
            if self._is_news(device, label):
                self._of[device] = replace(self._of[device], seen=hour(self._clock()), label=label)
                with suppress(StorageFailed):  # keeps nobody out: it is written with the next change
                    await self._write(list(self._of.values()))

    def _is_news(self, device: str, label: str) -> bool:
        known = self._of.get(device)
        return known is not None and (known.seen, known.label) != (hour(self._clock()), label)

    async def _write(self, devices: list[Organiser]) -> None:
        """Raises StorageFailed; then nothing has changed."""
        await asyncio.to_thread(write, self._path, msgspec.json.encode(OrganiserFile([*devices])))
        self._of = {known.device: known for known in devices}


def hour(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:00Z}"
