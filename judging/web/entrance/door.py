"""The way in: takes connections in small steps, and lets guests' requests begin in their turn.

A thousand guests must not be felt by a judge: what is not known to be a judge's costs as little as possible
before it is known, and is spread over time. admission.py says who and how many, admitting.py asks us.
"""

import asyncio
import re
import socket
from asyncio import TimerHandle
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from .admission import Arrivals, Turns, Unidentified

AT_ONCE = 16  # connections taken before everybody else is served again: each costs 0.1 ms
REST = 2  # while more come than may: so many times as long as they took, everybody else has the loop
SHOW_S = 0.05  # beyond the rate a connection has so long to show by its first bytes whose it is
LOOK_EVERY_S = 0.01
MOST_SHOWING = 512
PEEKED_BYTES = 8 * 1024  # a page's head has one; what comes at first over Wi-Fi has fourteen
COOKIE = re.compile(rb"\r\ncookie: *([^\r\n]+)", re.IGNORECASE)
WITHOUT_FILES_S = 0.05
TURNS_AT_ONCE = 32

IS_KNOWN = "is_known"  # the ASGI lifespan state under which the application says who is known
IsKnown = Callable[[bytes], bool]
Protocol = Callable[[], asyncio.Protocol]


def nobody(cookies: bytes) -> bool:
    return False


def is_endless(connection: socket.socket) -> bool:
    """Whether the head of a request has begun that is longer than any page's."""
    try:
        head = connection.recv(PEEKED_BYTES, socket.MSG_PEEK)
    except OSError:
        return False  # it has said nothing, or is gone
    return len(head) == PEEKED_BYTES and b"\r\n\r\n" not in head


class Guest(NamedTuple):
    """A request that waits for its turn."""

    transport: asyncio.Transport
    begin: Callable[[], None]
    refuse: Callable[[], None]


class Door:
    """`is_known` tells known devices by their Cookie header. At most *most* connections are open at once."""

    def __init__(self, most: int) -> None:
        self.is_known: IsKnown = nobody
        self._most = most
        self._open = 0
        self._arrivals = Arrivals()
        self._unidentified: Unidentified[asyncio.Transport] = Unidentified(most // 2)
        self._turns: Turns[Guest] = Turns()
        self._next_turn: TimerHandle | None = None
        self._showing: dict[socket.socket, tuple[float, Protocol]] = {}  # until when
        self._next_look: TimerHandle | None = None
        self._tasks: set[asyncio.Task[Any]] = set()

    # Connections

    def open(self, listening: Iterable[socket.socket], protocol: Protocol) -> None:
        """Take connections from now on, until `close`."""
        for each in listening:
            each.setblocking(False)
            self._own(self._accept(each, protocol))

    async def close(self) -> None:
        """Nobody comes in any more, and no guest's request begins."""
        for guest in self._turns.clear():
            guest.transport.abort()
        if self._next_look is not None:
            self._next_look.cancel()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for connection in list(self._showing):
            self._dismiss(connection)

    def _own(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _accept(self, listening: socket.socket, protocol: Protocol) -> None:
        loop = asyncio.get_running_loop()
        while True:
            came, pause_s, is_flood = [], 0.0, False
            try:
                came.append(await loop.sock_accept(listening))
                while len(came) < AT_ONCE:
                    came.append(listening.accept())
            except (BlockingIOError, ConnectionError):
                pass  # those were all, or the next has left already
            except OSError:  # no descriptor left, or no memory
                self._make_room()
                pause_s = WITHOUT_FILES_S
            begun = loop.time()
            for connection, address in came:
                is_flood |= not self._meet(connection, address[0], protocol)
            await asyncio.sleep(REST * (loop.time() - begun) if is_flood else pause_s)

    def _meet(self, connection: socket.socket, address: str, protocol: Protocol) -> bool:
        """Whether it came in time; else it has a moment to show whose it is."""
        connection.setblocking(False)
        if self._arrivals.lets_in(address):
            if self._arrivals.are_many and is_endless(connection):
                connection.close()  # to say so would cost ten times as much
            else:
                self._let_in(connection, protocol)
            return True
        loop = asyncio.get_running_loop()
        self._showing[connection] = loop.time() + SHOW_S, protocol
        if not self._look(connection) and len(self._showing) > min(MOST_SHOWING, self._most // 4):
            self._dismiss(next(iter(self._showing)))
        if self._next_look is None and self._showing:
            self._next_look = loop.call_later(LOOK_EVERY_S, self._look_again)
        return False

    def _look_again(self) -> None:
        loop = asyncio.get_running_loop()
        while self._showing:
            connection, (due, _) = next(iter(self._showing.items()))
            if due > loop.time():
                break
            if not self._look(connection):
                self._dismiss(connection)
        self._next_look = loop.call_later(LOOK_EVERY_S, self._look_again) if self._showing else None

    def _look(self, connection: socket.socket) -> bool:
        """Whether it is clear by now if *connection* may come in."""
        try:
            head = connection.recv(PEEKED_BYTES, socket.MSG_PEEK)
        except BlockingIOError:
            return False
        except OSError:
            head = b""
        if any(self.is_known(found[1]) for found in COOKIE.finditer(head)):
            self._let_in(connection, self._showing.pop(connection)[1])
        elif head and b"\r\n\r\n" not in head:
            return False  # perhaps the cookie is yet to come
        else:
            self._dismiss(connection)
        return True

    def _dismiss(self, connection: socket.socket) -> None:
        del self._showing[connection]
        connection.close()

    def _let_in(self, connection: socket.socket, protocol: Protocol) -> None:
        if self._open >= self._most and not self._make_room():
            connection.close()
        else:
            self._own(asyncio.get_running_loop().connect_accepted_socket(protocol, connection))

    def _make_room(self) -> bool:
        """Whether somebody unknown had to go."""
        oldest = self._unidentified.remove_oldest()
        if oldest is not None:
            oldest.abort()
        return oldest is not None

    def arrived(self, transport: asyncio.Transport, address: str) -> None:
        self._open += 1
        oldest = self._unidentified.add(transport, address)
        if oldest is not None:
            oldest.abort()

    def left(self, transport: asyncio.Transport) -> None:
        self._open -= 1
        self._unidentified.remove(transport)

    # Requests

    def knows(self, transport: asyncio.Transport, headers: list[tuple[bytes, bytes]]) -> bool:
        """Whether the request is of a known device; then its connection is counted no more."""
        if any(name == b"cookie" and self.is_known(value) for name, value in headers):
            address = self._unidentified.remove(transport)
            if address is not None:
                self._arrivals.give_back(address)
            return True
        self._unidentified.heard(transport)
        return False

    def wait(self, address: str, guest: Guest) -> None:
        """Begins or refuses the guest's request when it is its turn, which may be now."""
        self._turns.add(address, guest)
        if self._next_turn is None:
            self._go_on()

    def _go_on(self) -> None:
        self._next_turn = None
        for _ in range(TURNS_AT_ONCE):
            turn = self._turns.next()
            if turn is None:
                break
            if turn.is_late:
                turn.guest.refuse()
            elif not turn.guest.transport.is_closing():
                turn.guest.begin()
        if self._turns:
            wait_s = self._turns.wait_s()
            self._next_turn = asyncio.get_running_loop().call_later(wait_s, self._go_on)
