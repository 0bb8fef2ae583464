"""Hostile guests as a process of its own: `python -m tests.hostile.attack.guests KIND PORT COUNT ADDRESSES`.

One epoll loop that gives way to everybody else, on the core that the server does not have. It prints `ready`
once each guest has tried its first connection, goes on until the end of its standard input, and then prints
what became of them as JSON.
"""

import contextlib
import errno
import heapq
import json
import os
import select
import socket
import struct
import sys
import time
from collections import Counter
from itertools import cycle

from tests.bench.machine import pin

from .kinds import KINDS, Kind, Then, upgrade

LOWER = 5  # of a process's niceness: what judges and server have less
DRIP_EVERY_S = 0.1
MANY = 249  # addresses, from 127.0.0.2 on
VARIANTS = 997  # of what is made up
AT_A_TIME = 64  # connections that are begun before anything else has a turn
GONE = struct.pack("ii", 1, 0)  # a reset instead of a farewell: nothing stays behind on this machine


class Guest:
    """One connection at a time; `stage` names the request that is under way."""

    __slots__ = ("at", "n", "open", "rest", "stage", "watched")

    def __init__(self, n: int) -> None:
        self.n = n
        self.open: socket.socket | None = None
        self.stage = ""
        self.rest = b""  # still to be sent
        self.at = 0  # how many bytes have dripped
        self.watched = 0  # what epoll is to tell of it


class Guests:
    def __init__(self, kind: Kind, port: int, count: int, many: bool) -> None:
        self._kind = kind
        self._port = port
        self._many = many
        self._poll = select.epoll()
        self._guests = [Guest(n) for n in range(count)]
        self._by_fd: dict[int, Guest] = {}
        self._due = [(0.0, n) for n in range(count)]  # when to connect (again); a heap
        self._dripping = 0.0
        self._openings = cycle([kind.opening(port) for _ in range(VARIANTS)])
        self.counts: Counter[str] = Counter()
        self._answers: Counter[bytes] = Counter()  # by status

    def run(self) -> None:
        self._poll.register(0, select.EPOLLIN)
        is_told = False
        while True:
            if not is_told and self.counts["tried"] >= len(self._guests):
                is_told = True
                print("ready", flush=True)
            self._connect()
            now = time.monotonic()
            if self._kind.then is Then.DRIP and now >= self._dripping:
                self._dripping = now + DRIP_EVERY_S
                for guest in self._by_fd.copy().values():
                    self._drip(guest)
            for fd, event in self._poll.poll(self._nap_s(), 512):
                if fd == 0:
                    return
                self._turn(self._by_fd[fd], event)

    def _nap_s(self) -> float:
        nap = max(0, self._due[0][0] - time.monotonic()) if self._due else 1.0
        return min(nap, DRIP_EVERY_S) if self._kind.then is Then.DRIP else nap

    def close(self) -> None:
        self.counts["open at the end"] = len(self._by_fd)
        self.counts.update({status.decode(errors="replace"): n for status, n in self._answers.items()})
        for guest in self._by_fd.values():
            assert guest.open
            guest.open.close()

    def _connect(self) -> None:
        now = time.monotonic()
        for _ in range(AT_A_TIME):
            if not self._due or self._due[0][0] > now:
                return
            n = heapq.heappop(self._due)[1]
            guest = self._guests[n]
            guest.open = client = socket.socket()
            client.setblocking(False)
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, GONE)
            self.counts["tried"] += 1
            if self._many:
                client.setsockopt(socket.SOL_IP, 24, 1)  # IP_BIND_ADDRESS_NO_PORT: one port for many
                client.bind((f"127.0.0.{2 + n % MANY}", 0))
            error = client.connect_ex(("127.0.0.1", self._port))
            guest.stage, guest.rest = "connecting", b""
            self._by_fd[client.fileno()] = guest
            guest.watched = select.EPOLLOUT | select.EPOLLIN
            self._poll.register(client, guest.watched)
            if error not in (0, errno.EINPROGRESS):
                self._part(guest, "refused")

    def _turn(self, guest: Guest, event: int) -> None:
        try:
            if guest.stage == "connecting":
                if event & (select.EPOLLERR | select.EPOLLHUP):
                    self._part(guest, "refused")
                    return
                self._begin(guest)
            elif event & select.EPOLLIN and guest.stage != "deaf":
                assert guest.open
                data = guest.open.recv(1 << 16)
                self.counts["received bytes"] += len(data)
                if not data:
                    self._part(guest, "put out")
                    return
                self._heard(guest, data)
            elif event & (select.EPOLLERR | select.EPOLLHUP):
                self._part(guest, "put out")
                return
            if guest.open and event & select.EPOLLOUT:
                self._send(guest)
        except BlockingIOError:
            pass
        except OSError:
            self._part(guest, "put out")

    def _begin(self, guest: Guest) -> None:
        """Connected: the opening, behind a handshake where the kind wants a socket: all watch the results."""
        self.counts["connected"] += 1
        if self._kind.then is Then.LEAVE:
            self._open(guest)
            self._part(guest, "left")
        elif self._kind.socket:
            self._say(guest, "handshake", upgrade("/live?topic=results")(self._port))
        else:
            self._open(guest)

    def _open(self, guest: Guest) -> None:
        guest.at = 0
        stage = "deaf" if self._kind.then is Then.DEAF else "opened"
        self._say(guest, stage, next(self._openings))

    def _heard(self, guest: Guest, data: bytes) -> None:
        if data.startswith(b"HTTP/1.1 "):
            self._answers[data[9:12]] += 1
        if guest.stage == "handshake":
            self._in_socket(guest)
        elif guest.stage == "opened" and self._kind.then is Then.ASK:
            self._open(guest)

    def _in_socket(self, guest: Guest) -> None:
        self.counts["sockets"] += 1
        if self._kind.then is Then.DEAF:
            self._say(guest, "deaf", b"")
        else:
            self._say(guest, "opened", self._kind.first + self._kind.more)

    def _say(self, guest: Guest, stage: str, text: bytes) -> None:
        guest.stage, guest.rest = stage, text
        self._send(guest)

    def _send(self, guest: Guest) -> None:
        assert guest.open
        if not guest.rest and guest.stage == "opened" and self._kind.then is Then.FLOOD:
            guest.rest = self._kind.more
        if guest.rest:
            with contextlib.suppress(BlockingIOError):
                sent = guest.open.send(guest.rest)
                self.counts["sent bytes"] += sent
                guest.rest = guest.rest[sent:]
        wants = bool(guest.rest) or (guest.stage == "opened" and self._kind.then is Then.FLOOD)
        hears = 0 if guest.stage == "deaf" else select.EPOLLIN
        watched = hears | (select.EPOLLOUT if wants else 0)
        if watched != guest.watched:
            guest.watched = watched
            self._poll.modify(guest.open, watched)

    def _drip(self, guest: Guest) -> None:
        if guest.stage != "opened" or guest.rest or not guest.open:
            return
        try:
            byte = self._kind.more[guest.at : guest.at + 1]
            self.counts["sent bytes"] += guest.open.send(byte)
            guest.at += 1
        except BlockingIOError:
            pass
        except OSError:
            self._part(guest, "put out")

    def _part(self, guest: Guest, how: str) -> None:
        """The connection is over; the guest will be back."""
        assert guest.open
        self.counts[how] += 1
        del self._by_fd[guest.open.fileno()]
        guest.open.close()
        guest.open = None
        heapq.heappush(self._due, (time.monotonic() + self._kind.pause_s, guest.n))


def humble() -> None:
    """Gives way to the judges and to the server, on whichever core."""
    if hasattr(os, "SCHED_BATCH"):
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
    os.nice(LOWER)


def allow_files() -> None:
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def main(name: str, port: str, count: str, addresses: str) -> None:
    pin(1)
    humble()
    allow_files()
    kind = KINDS[name]
    guests = Guests(kind, int(port), int(count) * kind.times, addresses == "many")
    guests.run()
    guests.close()
    print(json.dumps(guests.counts), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
