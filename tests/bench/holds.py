"""How long the server's event loop is held in a full house, whatever somebody prints, verifies or uploads.

While it is held, nobody is answered. A step is timed twice: what it computes itself, and how long it takes by
the clock, which is what others feel: it waits for the interpreter and the processor, too.
"""

import http.client
import json
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack, closing
from statistics import median

from tests.browsing import address

from . import Row, full, hall
from .crowd import Crowd
from .machine import pin, workplace
from .servers import Server, python, started

VIEWERS = 3000
CONSOLES = 3
AT_ONCE = 300
PULSE_S = 0.1
QUIET_S = 3.0
MOST_MS = 5.0
STAGE = {"track": full.LIVE.track, "round": full.LIVE.round, "entrant": full.LIVE.entrant}
MARKS = {"content": "35.5", "manner": "52"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Client:
    """Somebody who asks in the competition *at*, and waits for the answer."""

    def __init__(self, port: int, at: str, cookie: str) -> None:
        self._at = at
        self._headers = {"Cookie": cookie, "Sec-Fetch-Site": "same-origin"}
        self._port = port

    def ask(self, path: str, body: bytes | None = None, kind: str = "application/json") -> bytes:
        with closing(http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)) as connection:
            headers = self._headers | ({"Content-Type": kind} if body is not None else {})
            asked = address(path, self._at)
            connection.request("GET" if body is None else "POST", asked, body, headers)
            answer = connection.getresponse()
            text = answer.read()
        assert answer.status == 200, (path, answer.status, text[:300])
        return text


def measure() -> Iterable[Row]:
    pin(1)
    with workplace() as folder, ExitStack() as stack:
        prepared = full.prepared(folder / "data")
        ours = stack.enter_context(started(*python("watched", prepared.folder)))
        crowd = stack.enter_context(closing(Audience(ours.port, prepared)))
        organiser = Client(ours.port, prepared.at, prepared.organiser)
        stack.enter_context(Pulse(ours.port, prepared))
        time.sleep(QUIET_S)
        publish: list[float] = []
        for name, act in acts(organiser).items():
            found = held(ours, act)
            crowd.check()
            publish += found["publish_ms"]
            yield row(f"longest hold, {crowd.size} watch, {name}", found["computing"], "≤ 5 ms")
            yield row("  the same by the clock", found["clock"])
    yield Row("publish, median", f"{median(publish):.2f} ms", "", "", "≤ 2 ms")


def row(name: str, steps: dict[str, float], goal: str = "") -> Row:
    what = max(steps, key=steps.__getitem__)
    return Row(name, f"{steps[what]:.1f} ms", what if steps[what] > MOST_MS else "", "", goal)


def held(ours: Server, act: Callable[[], object]) -> dict:
    """What the server says of its steps while *act* goes on."""
    ours.held()
    act()
    time.sleep(0.3)
    return ours.held()


def acts(organiser: Client) -> dict[str, Callable[[], object]]:
    place = f"track={full.TRACKS[0]}&round={full.IMPORTED.id}"

    def print_all() -> None:
        organiser.ask("/print/choices")
        for track in full.TRACKS:
            organiser.ask(f"/print/all/{track}")
            organiser.ask(f"/print/all/{track}?format=xlsx")

    def verify() -> None:
        for tail in "ABC":
            organiser.ask("/verify", json.dumps({"code": f"3000-AAAAA-AAAA{tail}"}).encode())

    def upload() -> None:
        workbook = organiser.ask(f"/setup/components.xlsx?{place}")
        for _ in range(3):
            organiser.ask(f"/setup/components?{place}", *form(workbook))

    def revoke() -> None:
        organiser.ask("/commands", hall.ask("RevokePass", id=full.JUDGES[-1].id, reason="遗失"))

    return {
        "and nothing else": lambda: time.sleep(QUIET_S),
        "somebody prints everything": print_all,
        "somebody verifies": verify,
        "somebody uploads a workbook": upload,
        "a pass is revoked": revoke,
        "the start page is opened": lambda: organiser.ask("/competitions"),
    }


def form(workbook: bytes) -> tuple[bytes, str]:
    head = (
        b'--frontier\r\nContent-Disposition: form-data; name="file"; filename="scores.xlsx"\r\n'
        b"Content-Type: " + XLSX.encode() + b"\r\n\r\n"
    )
    return head + workbook + b"\r\n--frontier--\r\n", "multipart/form-data; boundary=frontier"


class Audience:
    """Everybody who watches, each with the topics that the page of that role asks for."""

    def __init__(self, port: int, prepared: full.Hall) -> None:
        seats = [
            (prepared.organiser, CONSOLES),
            (prepared.director, 1),
            *((j, 1) for j in prepared.judges[:-1]),
        ]
        self._crowds: list[Crowd] = []
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._take)
        self._thread.start()  # whoever has come answers pings while the others come
        for cookie, count in seats:
            self._crowds.append(Crowd(port, live(port, prepared.at, cookie), cookie, count))
        screen = f"{prepared.at}/live?topic=screen/1"
        for left in range(VIEWERS, 0, -AT_ONCE):
            self._crowds.append(Crowd(port, screen, prepared.screen, min(AT_ONCE, left)))
        self.size = sum(count for _, count in seats) + VIEWERS

    def _take(self) -> None:
        while not self._ended.is_set():
            for crowd in list(self._crowds):
                crowd.settle(0)
            time.sleep(0.002)

    def check(self) -> None:
        assert self._thread.is_alive(), "somebody who watched was sent away"

    def close(self) -> None:
        self._ended.set()
        self._thread.join()
        for crowd in self._crowds:
            crowd.close()


def live(port: int, at: str, cookie: str) -> str:
    topics = json.loads(Client(port, at, cookie).ask("/session"))["topics"]
    return f"{at}/live?" + "&".join(f"topic={topic}" for topic in topics)


class Pulse:
    """A judge who submits and whose sheet is sent back, again and again."""

    def __init__(self, port: int, prepared: full.Hall) -> None:
        self._judge, self._director = (
            Client(port, prepared.at, cookie) for cookie in (prepared.judges[0], prepared.director)
        )
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *error: object) -> None:
        self._ended.set()
        self._thread.join()

    def _beat(self) -> None:
        revision = 0
        back = {"performance": STAGE, "judge": full.JUDGES[0].id, "reason": "漏评"}
        while not self._ended.wait(PULSE_S):
            revision += 1
            sheet = hall.ask("SubmitSheet", performance=STAGE, revision=revision, marks=MARKS)
            self._judge.ask("/commands", sheet)
            self._director.ask("/commands", hall.ask("ReturnSheet", **back))
