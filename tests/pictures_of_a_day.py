"""The four pictures of the READMEs: a judge's phone, the console, the venue screen and a sheet of paper.

python -m tests.pictures_of_a_day FOLDER

Plays the day of the preset's first track on a server of its own: everybody and every mark is made up.
"""

import asyncio
import io
import random
import sys
import tempfile
from asyncio.subprocess import PIPE
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Page, async_playwright, expect

from judging.web.session import COOKIE, ORGANISER_COOKIE
from tests import needs
from tests.browser.conftest import HOST, LAPTOP, PHONE, SCREEN, at_venue
from tests.serving import Crew, Server, command, done, joined, publish, served

SHOWN = 5  # who is on stage in the pictures, from 0
COLOURS = 128  # a page has few; 200 KB are for a picture of a dozen
PAPER = ("pdftoppm", "-png", "-r", "120", "-singlefile", "-")
WIDTHS = {"phone": 780, "console": 1366, "screen": 1280, "paper": 1200}
BEATS_MS = 20_000  # a reveal of seven judges is over long before


async def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as data:
        async with async_playwright() as playwright, served(Path(data)) as server, joined(server) as crew:
            browser = await playwright.chromium.launch(
                executable_path=needs.chromium(),
                args=["--no-sandbox", "--no-proxy-server", f"--host-resolver-rules=MAP {HOST} 127.0.0.1"],
            )
            await Day(browser, server, crew, folder).play()
            await browser.close()


class Day:
    def __init__(self, browser: Browser, server: Server, crew: Crew, folder: Path) -> None:
        self.browser = browser
        self.server = server
        self.crew = crew
        self.folder = folder
        self.dice = random.Random("2024")  # the same pictures each time
        self.criteria: list[tuple[str, int]] = []

    async def play(self) -> None:
        rules = done(await self.crew.organiser.get("/setup/rules"))
        judged = next(each for each in rules["tracks"][0]["rounds"] if each["id"] == self.crew.round)
        self.criteria = [(each["id"], int(each["max"])) for each in judged["criteria"]]
        screen = await self.open("/screen", **SCREEN)
        number = int(await screen.locator(".number").inner_text())
        await command(self.crew.director, "AssignScreen", number=number, name="主屏")
        console = await self.open("/console", token="director", **LAPTOP)
        for n, entrant in enumerate(self.crew.entrants):
            await self.called(entrant)
            if n == SHOWN:
                await self.photographed(console, screen, entrant)
            else:
                await self.submitted(entrant, *self.crew.judges)
                await self.told(entrant)
            if n == SHOWN - 1:
                await publish(self.crew.director, self.crew.track)
        await self.locked()

    async def photographed(self, console: Page, screen: Page, entrant: str) -> None:
        """One on stage: a judge marks, the others have sent their sheets, and the score is told."""
        *others, last = self.crew.judges
        phones = [await self.open("/judge", token=judge, **PHONE) for judge in self.crew.judges]
        phone = phones[-1]
        await self.submitted(entrant, *others)
        await self.marked(phone)
        await self.take(phone, "phone")
        await expect(console.locator(".seat").filter(has_text="已提交")).to_have_count(len(others))
        await expect(console.locator(".seat").filter(has_text="离线")).to_have_count(0)
        await self.take(console, "console")
        await self.submitted(entrant, last)
        await self.closed(entrant)
        await command(self.crew.director, "RevealScore", performance=self.crew.performance(entrant))
        await expect(screen.locator("body")).to_contain_text("最后得分", timeout=BEATS_MS)
        await screen.wait_for_timeout(1500)  # the last beat comes in
        await self.take(screen, "screen")
        await command(
            self.crew.director, "AdvanceReveal", performance=self.crew.performance(entrant), whole=True
        )

    async def marked(self, phone: Page) -> None:
        """All criteria, by the number pad; nothing is sent."""
        await phone.locator(".criterion").first.click()
        for _, most in self.criteria:
            for key in str(most - 2):
                await phone.locator(f'.pad [data-key="{key}"]').click()
            await phone.locator(".pad .go").click()
        await expect(phone.get_by_role("button", name="检查并提交")).to_be_visible()
        await phone.evaluate("scrollTo(0, 0)")

    async def called(self, entrant: str) -> None:
        performance = self.crew.performance(entrant)
        await command(self.crew.director, "CallEntrant", performance=performance)
        await command(self.crew.director, "OpenMarking", performance=performance)

    async def submitted(self, entrant: str, *judges: str) -> None:
        for judge in judges:
            marks = {id: f"{most - self.dice.randrange(0, 9) / 2:.1f}" for id, most in self.criteria}
            sheet = {"performance": self.crew.performance(entrant), "revision": 1, "marks": marks}
            await command(self.crew.judges[judge], "SubmitSheet", **sheet)

    async def closed(self, entrant: str) -> None:
        await command(self.crew.director, "CloseMarking", performance=self.crew.performance(entrant))

    async def told(self, entrant: str) -> None:
        await self.closed(entrant)
        performance = self.crew.performance(entrant)
        await command(self.crew.director, "RevealScore", performance=performance)
        await command(self.crew.director, "AdvanceReveal", performance=performance, whole=True)

    async def locked(self) -> None:
        """The result sheet of the whole track, to be signed."""
        await publish(self.crew.director, self.crew.track)
        await command(self.crew.director, "LockTrack", track=self.crew.track)
        sheet = await self.crew.organiser.get(f"/print/results/{self.crew.track}?format=pdf")
        drawn = await asyncio.create_subprocess_exec(*PAPER, stdin=PIPE, stdout=PIPE)
        taken, _ = await drawn.communicate(sheet.content)
        self.keep(taken, "paper")

    async def open(self, path: str, *, token: str = "", **options: object) -> Page:
        context = await self.browser.new_context(locale="zh-CN", color_scheme="light", **options)
        if token:
            cookie = {"value": self.crew.tokens[token], "domain": HOST, "path": "/"}
            await context.add_cookies([{"name": name, **cookie} for name in (COOKIE, ORGANISER_COOKIE)])
        page = await context.new_page()
        await page.goto(at_venue(f"{self.server.url}{self.server.at}{path}"))
        return page

    async def take(self, page: Page, name: str) -> None:
        await page.evaluate("document.fonts.ready")
        self.keep(await page.screenshot(animations="disabled"), name)

    def keep(self, taken: bytes, name: str) -> None:
        picture = Image.open(io.BytesIO(taken)).convert("RGB")
        width = min(WIDTHS[name], picture.width)
        size = (width, round(picture.height * width / picture.width))
        small = picture.resize(size, Image.Resampling.LANCZOS)
        kept = small.quantize(COLOURS, dither=Image.Dither.NONE)
        kept.save(self.folder / f"{name}.png", optimize=True)


if __name__ == "__main__":
    wanted = Path(sys.argv[1])
    wanted.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(wanted))
