"""A real Chromium on a made-up plain-http host, and a fresh device of each kind.

localhost would count as a secure context and hide what is missing at a venue. All tests here share one event
loop, because the browser lives in the loop that started it.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright

from judging.views.screen import ScreenView
from judging.web.session import COOKIE, ORGANISER_COOKIE
from tests import needs
from tests.browser.wall import Wall
from tests.browsing import NOWHERE
from tests.serving import Crew, Server, joined, served

HOST = "venue.test"
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
TABLET = {"viewport": {"width": 1024, "height": 768}, "has_touch": True}
LAPTOP = {"viewport": {"width": 1366, "height": 768}}
SCREEN = {"viewport": {"width": 1920, "height": 1080}}

Device = Callable[..., Awaitable[Page]]
Hang = Callable[..., Awaitable[Wall]]
in_one_loop = pytest.mark.asyncio(loop_scope="package")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if pytest_asyncio.is_async_test(item):
                item.add_marker(in_one_loop, append=False)


def at_venue(url: str) -> str:
    """The same address as a device in the hall sees it: by the made-up host name."""
    return urlsplit(url)._replace(netloc=f"{HOST}:{urlsplit(url).port}").geturl()


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=needs.chromium(),
            args=[
                "--no-sandbox",
                "--no-proxy-server",
                "--disable-gpu",
                f"--host-resolver-rules=MAP {HOST} 127.0.0.1",
            ],
        )
        async with browser:
            yield browser


@pytest_asyncio.fixture(loop_scope="package")
async def device(chromium: Browser) -> AsyncIterator[Device]:
    """Opens a page on a device of its own: `await device(url, **PHONE)`; more context options may follow.

    With `token` it is logged in as who joined by that token, or organises by it. Afterwards it is closed, and
    the test fails if one of its pages threw or met the content security policy.
    """
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Trusted" in message.text:
            complaints.append(message.text)

    async with AsyncExitStack() as devices:

        async def open_page(url: str, *, token: str = "", **options: object) -> Page:
            context = await devices.enter_async_context(await chromium.new_context(locale="zh-CN", **options))
            context.on("weberror", lambda problem: complaints.append(str(problem.error)))
            context.on("console", hear)
            if token:
                cookie = {"value": token, "domain": HOST, "path": "/"}
                await context.add_cookies([{"name": name, **cookie} for name in (COOKIE, ORGANISER_COOKIE)])
            page = await context.new_page()
            await page.goto(at_venue(url))
            return page

        yield open_page
    assert complaints == []


@pytest.fixture
def phone(device: Device) -> Device:
    return lambda url, **options: device(url, **PHONE | options)


@pytest.fixture
def tablet(device: Device) -> Device:
    return lambda url, **options: device(url, **TABLET | options)


@pytest.fixture
def laptop(device: Device) -> Device:
    return lambda url, **options: device(url, **LAPTOP | options)


@pytest.fixture
def venue_screen(device: Device) -> Device:
    return lambda url, **options: device(url, **SCREEN | options)


@pytest_asyncio.fixture(scope="module", loop_scope="package")
async def empty(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    """Serves the pages of screen and emcee; their views come from the tests."""
    async with served(tmp_path_factory.mktemp("empty")) as server:
        yield server


@pytest.fixture
def hang(empty: Server, venue_screen: Device) -> Hang:
    """Opens a screen that shows a view: `await hang(view, query="?overlay", viewport=…)`."""

    async def hung(shown: ScreenView, *, query: str = "", has_clock: bool = True, **options: object) -> Wall:
        page = await venue_screen(f"{empty.url}/static/tokens.css", **options)
        wall = Wall(page, "screen/2", has_clock=has_clock)
        await wall.show(shown)
        await wall.open(page.url.replace("/static/tokens.css", f"{NOWHERE}/screen{query}"))
        return wall

    return hung


@pytest_asyncio.fixture(loop_scope="package")
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    async with served(tmp_path) as server:
        yield server


@pytest_asyncio.fixture(loop_scope="package")
async def crew(server: Server) -> AsyncIterator[Crew]:
    """Everything is set up and everybody logged in; nobody has been called."""
    async with joined(server) as crew:
        yield crew
