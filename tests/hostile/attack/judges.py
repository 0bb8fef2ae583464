"""The judges who go on submitting meanwhile, at a normal pace, each with a page that stays connected.

The last one of the panel does not: guests may have got hold of that phone.
"""

import json
import socket
import time
from contextlib import suppress
from typing import NamedTuple

from judging.core.events import SheetReturned, SheetSubmitted
from judging.store import Entry
from tests.bench import hall
from tests.bench.crowd import Crowd, connect, post

PATIENCE_S = 10.0  # a phone asks again then
GIVE_UP_S = 40.0
PACE_S = 0.05  # between two steps in the hall
ROOM_FOR_ANSWER = 65536


class Waits(NamedTuple):
    """Seconds until each sheet was acknowledged: over a connection that was open, and over one of its own."""

    kept: list[float]
    fresh: list[float]

    @property
    def all(self) -> list[float]:
        return self.kept + self.fresh


SUBMITTING = len(hall.JUDGES) - 1


class StandsStill(Exception):
    """The server answers the hall no more."""


class Judges:
    """Six judges and the console, who gives each sheet back so that it can be submitted again."""

    def __init__(self, port: int, prepared: hall.Hall) -> None:
        self._port = port
        self._hall = prepared
        self._kept: dict[str, socket.socket] = {}
        self._revisions = [0] * SUBMITTING
        self._turns = 0
        self.submitted: list[tuple[str, int, int]] = []  # judge, revision, position; acknowledged all
        self.late = 0  # requests that took longer than anybody's patience
        self.put_out = 0  # pages of theirs that the server hung up on
        topics = [
            (f"judge/{judge.id}", cookie) for judge, cookie in zip(hall.JUDGES, prepared.judges, strict=True)
        ]
        topics += [("console/main", prepared.organiser), ("screen/1", prepared.screen)]
        self._pages = [
            Crowd(port, f"{prepared.at}/live?topic={topic}", cookie, 1) for topic, cookie in topics
        ]

    def submit_for(self, seconds: float) -> Waits:
        """Goes on for so long, in turns over a kept connection and a fresh one; once over each at least."""
        waits = Waits([], [])
        until = time.monotonic() + seconds
        while time.monotonic() < until or not (waits.kept and waits.fresh):
            round, n = divmod(self._turns, SUBMITTING)
            is_fresh = (round + n) % 2 == 1
            took = self._one(n, is_fresh)
            self._turns += 1
            (waits.fresh if is_fresh else waits.kept).append(took)
            self._hear()
            time.sleep(PACE_S)
        return waits

    def _one(self, n: int, is_fresh: bool) -> float:
        revision = self._revisions[n] + 1
        cookie = self._hall.judges[n]
        begin = time.perf_counter()
        receipt = self._asked(cookie, hall.submit(revision), is_fresh)
        took = time.perf_counter() - begin
        self._revisions[n] = revision
        self.submitted.append((hall.JUDGES[n].id, revision, receipt["position"]))
        self._asked(self._hall.organiser, hall.send_back(n), is_fresh=False)
        return took

    def _asked(self, cookie: str, body: bytes, is_fresh: bool) -> dict:
        """The receipt, asked for again over a new connection wherever one broke. Raises StandsStill."""
        request = post(self._port, f"{self._hall.at}/commands", cookie, body)
        begin = time.monotonic()
        while time.monotonic() < begin + GIVE_UP_S:
            client = None if is_fresh else self._kept.pop(cookie, None)
            with suppress(OSError):
                client = client or connect(self._port)
                client.settimeout(PATIENCE_S)
                client.sendall(request)
                status, content = answer(client)
                if status == 200:
                    self._keep(cookie, client, is_fresh)
                    self.late += time.monotonic() > begin + PATIENCE_S
                    return json.loads(content)
                assert status >= 500 or status == 429, content  # worth asking again, as a page does
            if client:
                client.close()
            time.sleep(0.02)
        raise StandsStill

    def _keep(self, cookie: str, client: socket.socket, is_fresh: bool) -> None:
        if is_fresh:
            client.close()
        else:
            self._kept[cookie] = client

    def _hear(self) -> None:
        for page in self._pages.copy():
            try:
                page.settle(0)
            except (AssertionError, OSError):
                self._pages.remove(page)
                page.close()
                self.put_out += 1

    def hang_up(self) -> None:
        """Closes the connections that were kept for the next sheet; the pages stay."""
        while self._kept:
            self._kept.popitem()[1].close()

    def close(self) -> None:
        for page in self._pages:
            page.close()
        self.hang_up()

    def lost(self, log: list[Entry]) -> int:
        """How many acknowledged sheets are not in *log* where they were said to be."""
        stored = {entry.position: entry.event for entry in log}
        return sum(
            not is_sheet(stored.get(position), judge, revision)
            for judge, revision, position in self.submitted
        )


def is_sheet(event: object, judge: str, revision: int) -> bool:
    return isinstance(event, SheetSubmitted) and (event.judge, event.revision) == (judge, revision)


def by_others(log: list[Entry]) -> int:
    """How many entries of *log* are neither a sheet nor its return."""
    return sum(not isinstance(entry.event, (SheetSubmitted, SheetReturned)) for entry in log)


def answer(client: socket.socket) -> tuple[int, bytes]:
    """Status and body of the next answer. Raises OSError where there is none."""
    text = b""
    while b"\r\n\r\n" not in text:
        text += more(client)
    head, _, body = text.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0] or 0)
    while len(body) < length:
        body += more(client)
    return int(head[9:12]), body


def more(client: socket.socket) -> bytes:
    data = client.recv(ROOM_FOR_ANSWER)
    if not data:
        raise ConnectionResetError
    return data
