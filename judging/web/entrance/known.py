"""Which devices go first: those that hold a pass, organise, or are a screen of the hall."""

import re
import time
from collections.abc import Mapping
from itertools import islice
from weakref import WeakKeyDictionary

from judging import access
from judging.core.people.duty import Duty
from judging.core.state import State
from judging.web.competition import OpenCompetition
from judging.web.registry import Registry
from judging.web.session import hash_of

from .allowance import Allowance

# Under any of the names of session.py: what a token is good for is decided there.
TOKEN = re.compile(rb"(?:^|;) *judging(?:_organiser|_screen)?(?:_rehearsal)?=([A-Za-z0-9_-]{32,64})(?![^;])")
TOKENS = 4  # of one request that are looked at: a hash each

# A page with its assets is 20 requests, a judge's sheet one. Beyond this a phone waits among the guests: it
# may be in wrong hands. Consoles are trusted, and screens belong to the hall.
AT_ONCE, PER_S = 100, 10
TRUSTED = (Duty.ORGANISER, Duty.DIRECTOR)


class Devices:
    """Those of one open competition, by hash; None stands for one without a limit."""

    def __init__(self) -> None:
        self._state: State | None = None
        self._of: dict[str, Allowance | None] = {}

    def know(self, state: State, device: str) -> bool:
        """Whether *device* is one of them in *state*, and has not used up what it may ask for."""
        if self._state is not state:
            self._state, self._of = state, devices_of(state, self._of)
        if device not in self._of:
            return False
        allowance = self._of[device]
        return allowance is None or allowance.take(1, time.monotonic())


class KnownDevices:
    """Whether a Cookie header brings the token of such a device. It costs microseconds, whoever wrote it.

    The door does not know yet which competition is meant: a device of any that is open goes first.
    """

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._devices = WeakKeyDictionary[
            OpenCompetition, Devices
        ]()  # of those that are closed, none is kept

    def __call__(self, cookies: bytes) -> bool:
        return any(
            self._is_known(hash_of(found[1].decode())) for found in islice(TOKEN.finditer(cookies), TOKENS)
        )

    def _is_known(self, device: str) -> bool:
        if device in self._registry.organisers:
            return True
        return any(self._of(each).know(each.state, device) for each in self._registry.open.values())

    def _of(self, competition: OpenCompetition) -> Devices:
        devices = self._devices.get(competition)
        if devices is None:
            devices = self._devices[competition] = Devices()
        return devices


def devices_of(state: State, before: Mapping[str, Allowance | None]) -> dict[str, Allowance | None]:
    """By hash: all who hold a pass, and the screens that the console has named; *before* it was otherwise."""
    devices: dict[str, Allowance | None] = {s.device: None for s in state.screens.values() if s.name}
    held = {each.device for each in state.passes.values()}
    for device, actor in access.actors(state).items():
        if device in held:
            limited = before.get(device) or Allowance(AT_ONCE, PER_S, time.monotonic())
            devices[device] = None if actor.has(*TRUSTED) else limited
    return devices
