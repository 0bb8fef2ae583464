"""Which devices go first: those that hold a pass, organise, or are a screen of the hall."""

import re
from itertools import islice

from judging.core.state import State

from .session import hash_of
from .venue import Venue

# Under any of the names of session.py: what a token is good for is decided there.
TOKEN = re.compile(rb"(?:^|;) *judging(?:_screen)?(?:_rehearsal)?=([A-Za-z0-9_-]{32,64})(?![^;])")
TOKENS = 4  # of one request that are looked at: a hash each


class Known:
    """Whether a Cookie header brings the token of such a device. It costs a microsecond, whoever wrote it."""

    def __init__(self, venue: Venue) -> None:
        self._venue = venue
        self._state: State | None = None
        self._devices: frozenset[str] = frozenset()

    def __call__(self, cookies: bytes) -> bool:
        return any(
            self._is_known(hash_of(found[1].decode())) for found in islice(TOKEN.finditer(cookies), TOKENS)
        )

    def _is_known(self, device: str) -> bool:
        desk = self._venue.desk
        if desk is not None and self._state is not desk.state:
            self._state, self._devices = desk.state, devices_of(desk.state)
        return device in self._venue.organisers or (desk is not None and device in self._devices)


def devices_of(state: State) -> frozenset[str]:
    """Hashes of all who hold a pass, and of the screens that the console has named."""
    holders = (held.device for held in state.passes.values() if held.device is not None)
    return frozenset((*holders, *(screen.device for screen in state.screens.values() if screen.name)))
