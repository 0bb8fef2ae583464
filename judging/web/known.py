"""Which devices go first: those that hold a pass, organise, or are a screen of the hall."""

import re
import time
from collections.abc import Mapping
from itertools import islice

from judging.core.people import Role
from judging.core.state import State

from .allowance import Allowance
from .session import hash_of
from .venue import Venue

# Under any of the names of session.py: what a token is good for is decided there.
TOKEN = re.compile(rb"(?:^|;) *judging(?:_screen)?(?:_rehearsal)?=([A-Za-z0-9_-]{32,64})(?![^;])")
TOKENS = 4  # of one request that are looked at: a hash each

# A page with its assets is 20 requests, a judge's sheet one. Beyond this a phone waits among the guests: it
# may be in wrong hands. Consoles are trusted, and screens belong to the hall.
AT_ONCE, PER_S = 100, 10
TRUSTED = (Role.ORGANISER, Role.DIRECTOR)


class Known:
    """Whether a Cookie header brings the token of such a device. It costs a microsecond, whoever wrote it."""

    def __init__(self, venue: Venue) -> None:
        self._venue = venue
        self._state: State | None = None
        self._devices: dict[str, Allowance | None] = {}  # None: without a limit

    def __call__(self, cookies: bytes) -> bool:
        return any(
            self._is_known(hash_of(found[1].decode())) for found in islice(TOKEN.finditer(cookies), TOKENS)
        )

    def _is_known(self, device: str) -> bool:
        if device in self._venue.organisers:
            return True
        desk = self._venue.desk
        if desk is None:
            return False
        if self._state is not desk.state:
            self._state, self._devices = desk.state, devices_of(desk.state, self._devices)
        if device not in self._devices:
            return False
        allowance = self._devices[device]
        return allowance is None or allowance.take(1, time.monotonic())


def devices_of(state: State, before: Mapping[str, Allowance | None]) -> dict[str, Allowance | None]:
    """By hash: all who hold a pass, and the screens that the console has named; *before* it was otherwise."""
    devices: dict[str, Allowance | None] = {s.device: None for s in state.screens.values() if s.name}
    for held in state.passes.values():
        if held.device is not None:
            limited = before.get(held.device) or Allowance(AT_ONCE, PER_S, time.monotonic())
            devices[held.device] = None if held.role in TRUSTED else limited
    return devices
