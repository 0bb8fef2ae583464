"""What guessing costs: each wrong try makes the next one from the same address wait longer."""

import ipaddress
import math
import time
from collections.abc import Callable

from starlette.requests import HTTPConnection

from judging.core.refused import Reason, Refused
from judging.core.sentence import Sentence, sentence

FREE = 3  # wrong tries that cost nothing: people mistype
FIRST_WAIT_S = 2.0  # after one more; each further one doubles it
LONGEST_WAIT_S = 3600.0
IN_MINUTES_FROM_S = 120  # nobody counts 3600 seconds
FORGIVEN_AFTER_S = 8 * 3600.0  # of silence: a day in the hall
MOST_ADDRESSES = 20_000  # remembered; those that tried least recently are forgotten first


def source_of(connection: HTTPConnection) -> str:
    """Whom requests are counted against: the IPv4 address, or the IPv6 network that one device has."""
    host = connection.client.host if connection.client else ""
    try:
        ip = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if ip.version == 4 or ip.ipv4_mapped:
        return str(ip if ip.version == 4 else ip.ipv4_mapped)
    return str(ipaddress.ip_network((ip, 64), strict=False))


class TooMany(Refused):
    def __init__(self, wait_s: float, said: Sentence | None = None) -> None:
        """`wait_s` is made whole seconds; *said* is to speak of its own wait."""
        self.wait_s = max(1, math.ceil(wait_s))
        super().__init__(
            Reason.TOO_MANY,
            said
            or sentence(
                "登录码输错太多次，请 {wait}后再试；扫评委证上的二维码不受影响。",
                wait=duration(self.wait_s),
            ),
        )


def duration(wait_s: int) -> Sentence:
    """A wait in the words for it; it is over by then."""
    if wait_s < IN_MINUTES_FROM_S:
        return sentence("{n} 秒", n=wait_s)
    return sentence("{n} 分钟", n=math.ceil(wait_s / 60))


class WrongTries:
    """Of each address, in memory only: a restart forgives. No address costs another one anything."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._of: dict[
            str, tuple[int, float]
        ] = {}  # address → how many, and when the last; longest ago first

    def check(self, address: str) -> None:
        """Raises TooMany while *address* has to wait."""
        count, last = self._of.get(address, (0, 0.0))
        left = last + wait_after(count) - self._monotonic()
        if left > 0:
            raise TooMany(left)

    def count(self, address: str) -> None:
        """One more wrong try of *address*."""
        now = self._monotonic()
        count, last = self._of.pop(address, (0, now))
        if len(self._of) >= MOST_ADDRESSES:
            del self._of[next(iter(self._of))]
        self._of[address] = (1 if now - last >= FORGIVEN_AFTER_S else count + 1, now)

    def forgive(self, address: str) -> None:
        """It has shown what was right."""
        self._of.pop(address, None)


def wait_after(wrong: int) -> float:
    """Seconds from the last of so many wrong tries to the next one allowed."""
    if wrong <= FREE:
        return 0.0 if wrong < FREE else FIRST_WAIT_S
    return min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(wrong - FREE, 32))
