"""A thousand guests who ask as fast as they are answered, while a judge submits."""

import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from statistics import median

from . import Row, hall
from .crowd import Crowd, connect, post
from .machine import pin, workplace
from .servers import python, started

GUESTS = 1000
ROUNDS = 6
SUBMISSIONS = 10  # per round, in quiet and again among the guests
SETTLE_S = 0.3
WARM_UP_S = 3.0  # by then nothing is left of what guests may ask for at once
LOOK = b'{"secret":"nobody-has-ever-been-given-this-one"}'


def asking(method: str, path: str, body: bytes = b"") -> bytes:
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


KINDS = {
    "ask /session": asking("GET", "/session"),
    "ask /join/look": asking("POST", "/join/look", LOOK),
    "open pages": asking("GET", "/join"),
    "connect and leave": b"",
}


def measure() -> Iterable[Row]:
    pin(1)
    with workplace() as folder:
        prepared = hall.prepared(folder / "data")
        with started(*python("ours", prepared.folder)) as ours, closing(Judge(ours.port, prepared)) as judge:
            for kind in KINDS:
                with Guests(ours.port, kind) as guests:
                    quiet, pressed = map(median, in_turns(judge, guests))
                yield Row(
                    f"submit → acknowledged p50, {GUESTS} guests {kind} ÷ quiet",
                    f"{pressed * 1e3:.2f} ms",
                    f"{quiet * 1e3:.2f} ms",
                    f"{pressed / quiet:.2f}",
                    "≤ 2 ×",
                )


def in_turns(judge: "Judge", guests: "Guests") -> tuple[list[float], list[float]]:
    """Seconds of the judge's submissions while the guests hold still, and while they do not."""
    quiet, pressed = [], []
    for _ in range(ROUNDS):
        guests.hold_still()
        quiet += judge.waits()
        guests.go_on()
        pressed += judge.waits()
    return quiet, pressed


class Judge:
    """Submits and is sent back, again and again, as in a hall: from a standstill."""

    def __init__(self, port: int, prepared: hall.Hall) -> None:
        self._port, self._hall = port, prepared
        self._nobody = Crowd(port)
        self._phone, self._console = connect(port), connect(port)
        self._revision = 0

    def waits(self) -> Iterator[float]:
        """Seconds until each of some submissions is acknowledged."""
        for _ in range(SUBMISSIONS):
            self._revision += 1
            time.sleep(0.03)
            yield self._ask(self._phone, self._hall.judges[0], hall.submit(self._revision))
            self._ask(self._console, self._hall.organiser, hall.send_back(0))

    def _ask(self, client: socket.socket, cookie: str, body: bytes) -> float:
        request = (client, post(self._port, f"{self._hall.at}/commands", cookie, body))
        return self._nobody.time(lambda: None, [request]).answers[0]

    def close(self) -> None:
        for left in (self._nobody, self._phone, self._console):
            left.close()


class Guests:
    """In a process that gives way a little to the one that measures, since they share a core."""

    def __init__(self, port: int, kind: str) -> None:
        self._command = [sys.executable, "-m", __name__, str(port), kind, str(GUESTS)]

    def __enter__(self) -> "Guests":
        self._process = subprocess.Popen(self._command, preexec_fn=lambda: os.nice(2))
        time.sleep(WARM_UP_S)
        return self

    def hold_still(self) -> None:
        self._process.send_signal(signal.SIGSTOP)
        time.sleep(SETTLE_S)

    def go_on(self) -> None:
        assert self._process.poll() is None
        self._process.send_signal(signal.SIGCONT)
        time.sleep(SETTLE_S)

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()


def crowd_in(port: int, request: bytes, count: int) -> None:
    """Ask on *count* connections, again on each as soon as it is answered, and anew where it is closed."""
    poll, guests = select.epoll(), {}

    def come() -> None:
        guest = socket.socket()
        guest.setblocking(False)
        guest.connect_ex(("127.0.0.1", port))
        guests[guest.fileno()] = guest
        poll.register(guest, select.EPOLLOUT)

    def leave(fd: int) -> None:
        poll.unregister(fd)
        guests.pop(fd).close()
        come()

    for _ in range(count):
        come()
    while True:
        for fd, event in poll.poll():
            try:
                if event & select.EPOLLOUT and not request:
                    leave(fd)
                elif event & select.EPOLLOUT:
                    guests[fd].sendall(request)
                    poll.modify(fd, select.EPOLLIN)
                elif guests[fd].recv(1 << 16):
                    guests[fd].sendall(request)
                else:
                    leave(fd)
            except OSError:
                leave(fd)


if __name__ == "__main__":
    crowd_in(int(sys.argv[1]), KINDS[sys.argv[2]], int(sys.argv[3]))
