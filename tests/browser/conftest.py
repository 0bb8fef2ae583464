"""A real Chromium on a made-up plain-http host, and a fresh device of each kind.

localhost would count as a secure context and hide what is missing at a venue. The tests here are not async:
Playwright's plain interface keeps a loop running in the thread.
"""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests import needs

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

Device = Callable[..., Page]


def at_venue(url: str) -> str:
    """The same address as a device in the hall sees it: by the made-up host name."""
    return urlsplit(url)._replace(netloc=f"{HOST}:{urlsplit(url).port}").geturl()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=needs.chromium(),
            args=["--no-sandbox", "--no-proxy-server", f"--host-resolver-rules=MAP {HOST} 127.0.0.1"],
        )
        yield browser
        browser.close()


@pytest.fixture
def device(chromium: Browser) -> Iterator[Device]:
    """Opens a page on a device of its own: `device(url, **PHONE)`; more context options may follow.

    Closes it afterwards, and fails the test if a page threw or met the content security policy.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Trusted" in message.text:
            complaints.append(message.text)

    def open_page(url: str, **options: object) -> Page:
        context = chromium.new_context(locale="zh-CN", **options)
        contexts.append(context)
        context.on("weberror", lambda problem: complaints.append(str(problem.error)))
        context.on("console", hear)
        page = context.new_page()
        page.goto(at_venue(url))
        return page

    yield open_page
    for context in contexts:
        context.close()
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
