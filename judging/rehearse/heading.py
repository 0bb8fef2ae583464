"""评委组长: the robot that confirms each score, and looks again where the marks lie far apart."""

from contextlib import aclosing
from typing import Any

from .device import Device, Rejected

CHANGED = ("stale", "not_now", "already", "incomplete", "locked")  # while it was looked at


class HeadJudge:
    def __init__(self, device: Device, hall: str) -> None:
        self._device = device
        self._topic = f"head/{hall}"
        self.confirmed = 0
        self.reviewed = 0

    async def run(self) -> None:
        async with aclosing(self._device.watch(self._topic)) as messages:
            async for message in messages:
                for task in message.view["tasks"]:
                    self.reviewed += await self._presses(task["spread"], {"reason": "已复看录像，各评委维持"})
                    self.confirmed += await self._presses(task["confirm"], {})

    async def _presses(self, button: Any, why: dict[str, str]) -> bool:
        if button is None or button["blocked"]:
            return False
        try:
            await self._device.command(button["kind"], **{**button["data"], **why})
        except Rejected as rejected:
            if rejected.reason not in CHANGED:
                raise
            return False
        return True
