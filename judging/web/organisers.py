"""Who may organise on this machine: one link printed at each start, and the devices that have used one."""

import asyncio
import hmac
import secrets
from pathlib import Path

import msgspec

from judging.core.refused import Reason, Refused
from judging.store.atomically import replace

FILE = "organiser.json"


class Kept(msgspec.Struct, forbid_unknown_fields=True):
    devices: list[str] = []


def kept(path: Path) -> Kept:
    """Nobody, where there is no such file or it was spoilt: the link printed at each start lets in again."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Kept)
    except (FileNotFoundError, ValueError):
        return Kept()


class Organisers:
    """Hashes of the organisers' devices, kept in `organiser.json` in the data folder; `in` asks for one."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._kept = kept(self._path)
        self._invitation: str | None = secrets.token_urlsafe(24)
        self._turn = asyncio.Lock()  # the file is written beside the event loop

    def __contains__(self, device: str) -> bool:
        return device in self._kept.devices

    @property
    def link(self) -> str:
        """The path of the one-time link, as long as nobody has used it."""
        assert self._invitation is not None
        return f"/organiser/{self._invitation}"

    def invite(self) -> str:
        """The path of a new one-time link, for another device of the organiser's; an unused one is void."""
        self._invitation = secrets.token_urlsafe(24)
        return self.link

    async def admit(self, secret: str, device: str) -> None:
        """Makes *device* an organiser's and the link void. Raises Refused if it is void already."""
        async with self._turn:
            if not self._invitation or not hmac.compare_digest(secret.encode(), self._invitation.encode()):
                raise Refused(
                    Reason.PASS_VOID, "这个组织者链接已用过或已失效，请重新启动程序，用新的链接登录。"
                )
            await self._write([*self._kept.devices, device])
            self._invitation = None

    async def dismiss(self, device: str) -> None:
        async with self._turn:
            await self._write([known for known in self._kept.devices if known != device])

    async def _write(self, devices: list[str]) -> None:
        await asyncio.to_thread(replace, self._path, msgspec.json.encode(Kept(devices)))
        self._kept.devices = devices
