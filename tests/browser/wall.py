"""A page fed with made-up views over a link of the test's own, on a clock that the test turns.

Only the network and the time are made up: page, styles and content security policy come from a real server.
"""

import asyncio
import json
import re
from datetime import UTC, datetime, timedelta

from playwright.async_api import Page, Route, WebSocketRoute

from judging.codec import encode_view

ONE_HALL = {"hall": "main", "halls": ["main"], "pages": []}  # the session of who leads there
NOW = datetime(2026, 11, 20, 6, 0, 0, tzinfo=UTC)


def ago(ms: int) -> str:
    """A moment before `NOW` as the log has it."""
    return (NOW - timedelta(milliseconds=ms)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Wall:
    """`page` watches `topic` and sees what `show` says; `run` lets the time go on.

    The page's own clock is an hour fast.
    """

    def __init__(self, page: Page, topic: str, *, has_clock: bool = True, session: object = ONE_HALL) -> None:
        self.page = page
        self.session = session
        self.topic = topic
        self.has_clock = has_clock
        self._elapsed = 0
        self._view: object = None
        self._link: WebSocketRoute | None = None
        self._beaten = asyncio.Event()
        self._beat_number = 0

    async def open(self, url: str) -> None:
        await self.page.clock.install(time=NOW + timedelta(hours=1))
        await self.page.clock.pause_at(NOW + timedelta(hours=1, seconds=1))
        await self.page.route_web_socket(re.compile("/live"), self._accept)
        await self.page.route("**/screen", registered)
        await self.page.route("**/session", lambda route: route.fulfill(json=self.session))
        await self.page.goto(url)
        await self._settled()

    async def reload(self) -> None:
        self._link = None
        self._beaten.clear()
        await self.page.reload()
        await self._settled()

    async def show(self, view: object) -> None:
        self._view = view
        if self._link:
            self._send_view(self._link)

    async def run(self, ms: int) -> None:
        self._elapsed += ms
        await self.page.clock.run_for(ms)

    @property
    def elapsed(self) -> int:
        """ms since `NOW`."""
        return self._elapsed

    async def run_to(self, ms: int) -> None:
        """To so many ms after `NOW`."""
        await self.run(ms - self._elapsed)

    def _accept(self, link: WebSocketRoute) -> None:
        self._link = link
        link.on_message(lambda beat: self._beat(link, int(beat.split()[1])))
        if self._view:
            self._send_view(link)

    def _beat(self, link: WebSocketRoute, number: int) -> None:
        if link is not self._link:  # the one before the reload
            return
        self._beat_number = number
        if self._beaten.is_set():
            self._send_view(link)  # a sign of life; the time cannot be told while `run` is turning it
        else:
            self._beaten.set()
            self.tell_time()

    async def _settled(self) -> None:
        """The page is linked, and had time to look at the clock again."""
        await self._beaten.wait()
        await self.run(40)

    def tell_time(self, late_ms: int = 0) -> None:
        """The answer to the last beat, which has been on its way for so long."""
        if self.has_clock and self._link:
            now = int(NOW.timestamp() * 1000) + self._elapsed - late_ms
            self._link.send(json.dumps({"topic": "clock", "view": {"now": now, "beat": self._beat_number}}))

    def _send_view(self, link: WebSocketRoute) -> None:
        link.send(encode_view(self.topic, 1, self._view).decode())


async def registered(route: Route) -> None:
    """The answer to POST /screen; the page itself comes from the server."""
    if route.request.method == "POST":
        await route.fulfill(json={"number": 2, "waits": False})
    else:
        await route.fallback()
