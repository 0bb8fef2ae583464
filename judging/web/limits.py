"""How often wrong codes may be tried: six digits are only as good as the patience of whoever guesses."""

import ipaddress
import math
import time
from collections import Counter, deque

from starlette.requests import HTTPConnection

from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence

WINDOW_S = 60
PER_ADDRESS = 5
OVERALL = 30  # one guest with many addresses


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
    def __init__(self, wait_s: int) -> None:
        super().__init__(
            Reason.TOO_MANY,
            sentence("登录码输错太多次，请 {wait_s} 秒后再试；扫评委证上的二维码不受影响。", wait_s=wait_s),
        )
        self.wait_s = wait_s


class WrongCodes:
    """The wrong codes of the last minute, in memory only: a restart forgives."""

    def __init__(self) -> None:
        self._tries: deque[tuple[float, str]] = deque()  # when (monotonic seconds), address; oldest first
        self._of: Counter[str] = Counter()

    def check(self, address: str) -> None:
        """Raises TooMany while *address*, or everybody together, has used up the minute's tries."""
        now = time.monotonic()
        while self._tries and self._tries[0][0] <= now - WINDOW_S:
            self._forget(self._tries.popleft()[1])
        if self._of[address] >= PER_ADDRESS:
            oldest = next(at for at, who in self._tries if who == address)
        elif len(self._tries) >= OVERALL:
            oldest = self._tries[0][0]
        else:
            return
        raise TooMany(math.ceil(oldest + WINDOW_S - now))

    def count(self, address: str) -> None:
        self._tries.append((time.monotonic(), address))
        self._of[address] += 1

    def _forget(self, address: str) -> None:
        self._of[address] -= 1
        if not self._of[address]:
            del self._of[address]
