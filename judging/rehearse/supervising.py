"""监督员: the robot that looks at what waits for a signature, and signs it."""

from collections.abc import Callable
from contextlib import aclosing
from typing import Any

from judging.core.scoring.oversight import Act

from .device import Device, Rejected
from .staff import PIN

FLAG = "flag-1"
CHANGED = ("stale", "unknown", "already")  # while it was looked at


class Supervisor:
    def __init__(self, device: Device, tell_of: Callable[[str, str], None]) -> None:
        """*tell_of*: has somebody answer a flag about a track."""
        self._device = device
        self._tell_of = tell_of
        self._flagged = False
        self._seen: set[tuple[str, ...]] = set()  # act, subject and digest

    async def run(self) -> None:
        async with aclosing(self._device.watch("countersigning", "flags")) as messages:
            async for message in messages:
                if message.topic == "flags":
                    await self._settle(message.view["flags"])
                else:
                    await self._look(message.view["waiting"])

    async def _look(self, waiting: Any) -> None:
        """Before the first ranking is shown, there is something to ask about it."""
        for thing in waiting:
            if thing["act"] == Act.PUBLISH and not self._flagged:
                self._flagged = True
                track = thing["subject"]
                await self._device.command("RaiseFlag", id=FLAG, note="请复看录像", track=track)
                self._tell_of(track, FLAG)
            await self._sign(thing)

    async def _settle(self, flags: Any) -> None:
        for flag in flags:
            if flag["state"] == "answered":
                await self._device.command("SettleFlag", id=flag["id"])

    async def _sign(self, thing: Any) -> None:
        signed = {name: thing[name] for name in ("act", "subject", "digest")}
        if (key := tuple(signed.values())) in self._seen:
            return
        self._seen.add(key)
        try:
            await self._device.command("Countersign", **signed, pin=PIN)
        except Rejected as rejected:
            if rejected.reason not in CHANGED:
                raise
