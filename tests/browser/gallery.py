"""Pictures of every scene on every wall, and one contact sheet per wall, to be looked at.

python -m tests.browser.gallery FOLDER [WIDTHxHEIGHT …]
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from msgspec.structs import replace
from playwright.async_api import Browser, async_playwright

from judging.views.clocks import ClockFace
from judging.views.screen import ScreenView
from tests import needs
from tests.browser import honoured, timed
from tests.browser.scenes import gallery as scenes_of_all
from tests.browser.wall import Wall
from tests.browsing import NOWHERE
from tests.serving import Server, served

WALLS = ((1920, 1080), (3840, 2160), (1024, 768), (1080, 1920), (3840, 1080))
SHEET_PX = 1800  # wide
STYLE = (
    "body{display:grid;grid-template-columns:repeat(3,1fr);gap:8px;margin:8px}figure{margin:0}img{width:100%}"
)


async def main(folder: Path, walls: list[tuple[int, int]]) -> None:
    async with async_playwright() as playwright, served(Path(tempfile.mkdtemp())) as server:
        browser = await playwright.chromium.launch(
            executable_path=needs.chromium(), args=["--no-sandbox", "--no-proxy-server"]
        )
        for wall in walls:
            await photograph(browser, server, wall, folder)
            await contact_sheet(browser, folder, wall)
        await browser.close()


async def photograph(browser: Browser, server: Server, wall: tuple[int, int], folder: Path) -> None:
    width, height = wall
    context = await browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    page = await context.new_page()
    hung = Wall(page, "screen/2")
    scenes = gallery()
    await hung.show(scenes["standby"])
    await hung.open(f"{server.url}{NOWHERE}/screen")
    for name, shown in scenes.items():
        await hung.show(begun(shown, hung.elapsed))
        await page.locator(f":root[data-scene={shown.scene}]").wait_for(state="attached")
        await hung.run(20)
        await page.screenshot(path=folder / f"{width}x{height}-{name}.png", animations="disabled")
    await context.close()


def gallery() -> dict[str, ScreenView]:
    """What is looked at on every wall."""
    return scenes_of_all() | timed.gallery() | honoured.gallery()


def begun(shown: ScreenView, ms: int) -> ScreenView:
    """The same, were it now so many ms earlier: the time goes on from picture to picture."""
    if shown.reveal is None:
        return replace(shown, clocks=tuple(replace(each, face=later(each.face, ms)) for each in shown.clocks))
    return replace(shown, reveal=replace(shown.reveal, since=shown.reveal.since + ms))


def later(face: ClockFace, ms: int) -> ClockFace:
    whole, part = (
        each if each is None or each.since is None else replace(each, since=each.since + ms)
        for each in (face.whole, face.part)
    )
    assert whole is not None
    return replace(face, whole=whole, part=part)


async def contact_sheet(browser: Browser, folder: Path, wall: tuple[int, int]) -> None:
    size = f"{wall[0]}x{wall[1]}"
    figures = "".join(
        f'<figure><img src="{size}-{name}.png"><figcaption>{name}</figcaption></figure>' for name in gallery()
    )
    sheet = folder / f"sheet-{size}.html"
    sheet.write_text(f"<!doctype html><style>{STYLE}</style>{figures}", "utf-8")
    page = await browser.new_page(viewport={"width": SHEET_PX, "height": 800})
    await page.goto(sheet.as_uri())
    await page.screenshot(path=sheet.with_suffix(".png"), full_page=True)
    await page.close()


if __name__ == "__main__":
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    chosen = [tuple(int(side) for side in size.split("x")) for size in sys.argv[2:]]
    asyncio.run(main(out, [(width, height) for width, height in chosen] or list(WALLS)))
