"""Two thousand guests open the visitors' page and send it, each once, while a judge submits."""

import asyncio
import json
import os
import re
import secrets
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import closing
from decimal import Decimal
from itertools import islice
from pathlib import Path
from statistics import median

from msgspec.structs import replace

from judging.core import commands as c
from judging.core.balloting.secrets import hash_of_slip, secret_of_slip
from judging.core.scoring.evaluators import Who
from judging.core.scoring.rulebook import Criterion, Kind, Round, Sheets
from judging.web.registry import Registry

from . import Row, hall
from .guests import SETTLE_S, Judge, in_turns
from .machine import pin, workplace
from .servers import python, started

GUESTS = 2000
BATCH = 500
PATIENCE_S = 60.0
NONCE = re.compile(rb'name="id" value="([0-9a-f]{32})"')
VISIT = Round(
    id="visit",
    name="群众评价",
    kind=Kind.JUDGED,
    weight=Decimal(0),
    sheets=Sheets.EACH,
    who=Who.VISITOR,
    criteria=(Criterion("kind", "态度", Decimal(1), Decimal(5), Decimal(1)),),
)


def measure() -> Iterable[Row]:
    pin(1)
    with workplace() as folder:
        [track] = hall.RULES.tracks
        rules = replace(hall.RULES, tracks=(replace(track, rounds=(*track.rounds, VISIT)),))
        prepared = hall.prepared(folder / "data", rules, first=(c.OpenEvaluation("track", "visit"),))
        slips = folder / "slips.json"
        slips.write_text(json.dumps(asyncio.run(issued(prepared))))
        with started(*python("ours", prepared.folder)) as ours, closing(Judge(ours.port, prepared)) as judge:
            with Visitors(ours.port, slips) as visitors:
                quiet, pressed = map(median, in_turns(judge, visitors))
            took_s, refused = visitors.ended()
    yield Row(
        f"submit → acknowledged p50, {GUESTS} guests open and send the visitors' page ÷ quiet",
        f"{pressed * 1e3:.2f} ms",
        f"{quiet * 1e3:.2f} ms",
        f"{pressed / quiet:.2f}",
        "≤ 2 ×",
    )
    yield Row("  the same guests, until the last has been thanked", f"{took_s:.1f} s", "", "", "")
    assert refused == 0, f"{refused} guests were not thanked"


async def issued(prepared: hall.Hall) -> list[tuple[str, str]]:
    """The address on each slip, and the field of its page."""
    registry = Registry(prepared.folder)
    await registry.start()
    made = registry.only
    assert made
    found: list[tuple[str, str]] = []
    for n in range(0, GUESTS, BATCH):
        batch, entrant = secrets.token_hex(8), hall.PEOPLE[n // BATCH].id
        printed = [secret_of_slip(made.key, batch, each) for each in range(min(BATCH, GUESTS - n))]
        hashes = tuple(map(hash_of_slip, printed))
        command = c.IssueSlips(batch, "track", "visit", "", hashes, entrant=entrant)
        await made.desk.submit(secrets.token_hex(16), command, hall.ORGANISER)
        found += [(made.at(f"/visit/{secret}"), f"kind/{entrant}") for secret in printed]
    await registry.close()
    return found


class Visitors:
    """In a process that gives way a little to the one that measures, since they share a core."""

    def __init__(self, port: int, slips: Path) -> None:
        self._command = [sys.executable, "-m", __name__, str(port), str(slips)]

    def __enter__(self) -> "Visitors":
        self._process = subprocess.Popen(self._command, stdout=subprocess.PIPE, preexec_fn=lambda: os.nice(2))
        return self

    def hold_still(self) -> None:
        self._process.send_signal(signal.SIGSTOP)
        time.sleep(SETTLE_S)

    def go_on(self) -> None:
        assert self._process.poll() is None, "all guests were through before the judge was"
        self._process.send_signal(signal.SIGCONT)
        time.sleep(SETTLE_S)

    def __exit__(self, *_: object) -> None:
        self._told, _ = self._process.communicate(timeout=PATIENCE_S)

    def ended(self) -> tuple[float, int]:
        """Seconds until the last was thanked, and how many were not."""
        took_s, refused = self._told.split()
        return float(took_s), int(refused)


class Visitor:
    """Opens the page, sends it, and has been thanked: a state for each."""

    def __init__(self, address: str, field: str) -> None:
        self._address, self._field = address, field
        self._heard = b""
        self.sent = False  # the form
        self.thanked = False

    def says(self) -> bytes:
        if not self.sent:
            return f"GET {self._address} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
        body = f"{self._field.replace('/', '%2F')}=5&id={self._nonce}"
        head = f"POST {self._address} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n"
        return f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\n{body}".encode()

    def hears(self, data: bytes) -> bool:
        """Whether an answer is whole."""
        self._heard += data
        head, _, body = self._heard.partition(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
        if length is None or len(body) < int(length[1]):
            return False
        self.thanked = self.sent and head.startswith(b"HTTP/1.1 200")
        if found := NONCE.search(body):
            self._nonce, self.sent = found[1].decode(), True
        self._heard = b""
        return True


def crowd_in(port: int, slips: list[tuple[str, str]], at_once: int = 500) -> tuple[float, int]:
    """All come one after the other, *at_once* on connections of their own. Who is shut out comes again."""
    poll, here, waiting = select.epoll(), dict[int, tuple[socket.socket, Visitor]](), iter(slips)
    begin, refused = time.monotonic(), 0

    def come(visitor: Visitor) -> None:
        guest = socket.socket()
        guest.setblocking(False)
        guest.connect_ex(("127.0.0.1", port))
        here[guest.fileno()] = guest, visitor
        poll.register(guest, select.EPOLLOUT)

    def leave(fd: int) -> Visitor:
        poll.unregister(fd)
        guest, visitor = here.pop(fd)
        guest.close()
        return visitor

    for address, field in islice(waiting, at_once):
        come(Visitor(address, field))
    while here:
        for fd, event in poll.poll():
            guest, visitor = here[fd]
            try:
                if event & select.EPOLLOUT:
                    guest.sendall(visitor.says())
                    poll.modify(fd, select.EPOLLIN)
                elif not (data := guest.recv(1 << 16)):
                    come(leave(fd))
                elif visitor.hears(data):
                    if not visitor.sent or visitor.thanked:
                        refused += not visitor.thanked
                        leave(fd)
                        for address, field in islice(waiting, 1):
                            come(Visitor(address, field))
                    else:
                        poll.modify(fd, select.EPOLLOUT)
            except OSError:
                come(leave(fd))
    return time.monotonic() - begin, refused


if __name__ == "__main__":
    print(*crowd_in(int(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text())))
