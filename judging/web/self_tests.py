"""What phones have measured of their way to us: in memory only, and never much of it.

Anybody in the hall may test a phone, so that what guests send is bounded: a few numbers each, from so many
phones in all and behind one address, so often.
"""

import time
from collections import OrderedDict
from collections.abc import Callable

from msgspec import Struct

from judging.core.sentence import sentence
from judging.doctor.phones import SelfTest
from judging.web.entrance.allowance import Allowance
from judging.web.entrance.limits import TooMany, duration

MOST = 600  # phones of a full hall
MOST_OF_ADDRESS = 150  # a second router may hide many phones behind one
AT_ONCE, PER_S = 30, 0.5  # results from one address
ADDRESSES = 4096


class CheckedPhone(Struct, frozen=True):
    """`label`: what kind of device, “WeChat · Android”; `at`: epoch ms."""

    label: str
    at: int
    address: str
    test: SelfTest


class SelfTests:
    """The last one of each phone, by the id that its page made up; the oldest go first."""

    def __init__(
        self, clock: Callable[[], float] = time.time, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._clock = clock
        self._monotonic = monotonic
        self._of: OrderedDict[str, CheckedPhone] = OrderedDict()
        self._rates: OrderedDict[str, Allowance] = OrderedDict()

    @property
    def phones(self) -> tuple[CheckedPhone, ...]:
        """The newest first."""
        return tuple(reversed(self._of.values()))

    def take(self, id: str, address: str, label: str, test: SelfTest) -> None:
        """Raises TooMany."""
        self._limit(address)
        self._of[id] = CheckedPhone(label, int(self._clock() * 1000), address, test)
        self._of.move_to_end(id)
        behind = [each for each, phone in self._of.items() if phone.address == address]
        if len(behind) > MOST_OF_ADDRESS:
            del self._of[behind[0]]
        if len(self._of) > MOST:
            self._of.popitem(last=False)

    def clear(self) -> None:
        self._of.clear()

    def _limit(self, address: str) -> None:
        now = self._monotonic()
        rate = self._rates.setdefault(address, Allowance(AT_ONCE, PER_S, now))
        self._rates.move_to_end(address)
        if len(self._rates) > ADDRESSES:
            self._rates.popitem(last=False)
        if not rate.take(1, now):
            wait_s = round(1 / PER_S)
            said = sentence("自测得太频繁，请 {wait}后再试。", wait=duration(wait_s))
            raise TooMany(wait_s, said)
