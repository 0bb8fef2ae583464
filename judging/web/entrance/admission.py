"""Who is let in first when the hall is crowded: known devices at once, guests in turn. No sockets in here.

A connection is unidentified until a request on it has brought the cookie of a known device. Unidentified ones
are counted, per address and in all; the one that was silent longest makes room for the newest. A known device
may sit behind the same address as a whole hall: it is never counted.
"""

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from typing import Generic, NamedTuple, TypeVar

from .allowance import Allowance

Clock = Callable[[], float]
T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


class Rate(NamedTuple):
    """So many at once after a calm, and so many a second from then on."""

    at_once: float
    per_s: float


# A guest's request takes about 0.5 ms of the event loop: together they get an eighth of it. 300 phones that
# scan a code within a minute and load a page with eleven assets ask for 60 a second. If all 300 do so in the
# same moment, the last has its page after 14 s.
REQUESTS = Rate(at_once=16, per_s=250)
WAIT_S = 15.0  # for a turn; after that a guest is told to come again

# A browser opens up to six connections: 300 phones behind one address come with 1,800. 2,000 known clients
# may come back at once; each gives its place back as soon as it is identified.
CONNECTIONS = Rate(at_once=4096, per_s=400)
CONNECTIONS_OF_ADDRESS = Rate(at_once=2048, per_s=200)
OPEN_OF_ADDRESS = 2048
# Beyond those, whatever others do: two devices that open a page, a new judge's phone among a flood.
CONNECTIONS_OF_CALM = Rate(at_once=12, per_s=1)

MANY = 256
ADDRESSES = 4096  # remembered at most; a LAN has 254


class Address:
    """What one address may still come with."""

    __slots__ = ("calm", "own")

    def __init__(self, now: float) -> None:
        self.own = Allowance(*CONNECTIONS_OF_ADDRESS, now)  # of what all have
        self.calm = Allowance(*CONNECTIONS_OF_CALM, now)  # which nobody else can use up

    def is_rested(self, now: float) -> bool:
        """Whether it may do all again, as one that never came."""
        is_full = self.own.left(now) >= CONNECTIONS_OF_ADDRESS.at_once
        return is_full and self.calm.left(now) >= CONNECTIONS_OF_CALM.at_once


class Arrivals:
    """How many unidentified connections may come, in all and from each address."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._all = Allowance(*CONNECTIONS, clock())
        self._of: OrderedDict[str, Address] = OrderedDict()  # the address heard last is last

    def __len__(self) -> int:
        """Addresses remembered."""
        return len(self._of)

    def lets_in(self, address: str) -> bool:
        """Whether one more may come now; then it is counted."""
        now = self._clock()
        of = self._of.setdefault(address, Address(now))
        self._of.move_to_end(address)
        self._forget(now)
        if self._all.left(now) >= 1 and of.own.take(1, now):
            return self._all.take(1, now)
        return of.calm.take(1, now)

    @property
    def are_many(self) -> bool:
        """Whether so many have come of late that it is no longer a table of judges."""
        return CONNECTIONS.at_once - self._all.left(self._clock()) >= MANY

    def give_back(self, address: str) -> None:
        """One that was counted turned out to be of a known device."""
        self._all.give_back(1)
        if address in self._of:
            self._of[address].own.give_back(1)

    def _forget(self, now: float) -> None:
        """The address silent longest, once it may do all again; in need, before."""
        oldest = next(iter(self._of.values()))
        if len(self._of) > 1 and (oldest.is_rested(now) or len(self._of) > ADDRESSES):
            self._of.popitem(last=False)


class Unidentified(Generic[K]):
    """Connections of nobody knows whom, those heard last at the end."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._address: OrderedDict[K, str] = OrderedDict()
        self._of: dict[str, OrderedDict[K, None]] = {}

    def __len__(self) -> int:
        return len(self._address)

    def add(self, connection: K, address: str) -> K | None:
        """Counts *connection*. Who has to make room for it, the one silent longest, is counted no more."""
        self._address[connection] = address
        self._of.setdefault(address, OrderedDict())[connection] = None
        if len(self._of[address]) > OPEN_OF_ADDRESS:
            return self._removed(next(iter(self._of[address])))
        return self.remove_oldest() if len(self) > self._most else None

    def heard(self, connection: K) -> None:
        """It has asked for something: others are to make room before it."""
        if connection in self._address:
            self._address.move_to_end(connection)
            self._of[self._address[connection]].move_to_end(connection)

    def remove(self, connection: K) -> str | None:
        """The address of *connection* if it was counted; it is no more."""
        address = self._address.pop(connection, None)
        if address is not None:
            del self._of[address][connection]
            if not self._of[address]:
                del self._of[address]
        return address

    def remove_oldest(self) -> K | None:
        """Who was silent longest, counted no more; None if there is nobody."""
        oldest = next(iter(self._address), None)
        return None if oldest is None else self._removed(oldest)

    def _removed(self, connection: K) -> K:
        self.remove(connection)
        return connection


class Turn(NamedTuple, Generic[T]):
    """`is_late`: has waited so long that it is only to be told so."""

    guest: T
    is_late: bool


class Turns(Generic[T]):
    """Guests' requests that wait: each address has its turn, however many of it wait."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._allowance = Allowance(*REQUESTS, clock())
        self._waiting: OrderedDict[str, deque[tuple[float, T]]] = OrderedDict()

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def add(self, address: str, guest: T) -> None:
        self._waiting.setdefault(address, deque()).append((self._clock(), guest))

    def next(self) -> Turn[T] | None:
        """Whose turn it is; None if nobody waits, or all that guests may ask for now is used up."""
        now = self._clock()
        if not self._waiting:
            return None
        address, queue = next(iter(self._waiting.items()))
        since, guest = queue[0]
        is_late = now - since > WAIT_S
        # To tell somebody that he is late costs a tenth, and clears the way for the others.
        cost = 0.1 if is_late else 1.0
        if not self._allowance.take(cost, now):
            return None
        queue.popleft()
        del self._waiting[address]
        if queue:
            self._waiting[address] = queue
        return Turn(guest, is_late)

    def clear(self) -> list[T]:
        """All who waited; nobody does any more."""
        guests = [guest for queue in self._waiting.values() for _, guest in queue]
        self._waiting.clear()
        return guests

    def wait_s(self) -> float:
        """Until there may be a next turn."""
        return max(0.0, 1 - self._allowance.left(self._clock())) / REQUESTS.per_s
