"""A device in English, a competition whose own names are Latin, and what Chinese a page shows."""

import io
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from urllib.parse import urlsplit

import openpyxl
from playwright.async_api import Page, expect

from tests.browser.conftest import at_venue
from tests.serving import Crew, Server, command, done, filled, logged_in, secret_of

RULES = {
    "schema": 1,
    "competition": {"id": "spring", "name": "Spring Review", "organiser": "City Council"},
    "tracks": [
        {
            "id": "centre",
            "name": "Teams",
            "ties": ["manual"],
            "rounds": [
                {"id": "quiz", "name": "Quiz", "kind": "imported", "weight": "70"},
                {
                    "id": "show",
                    "name": "Show",
                    "kind": "judged",
                    "weight": "30",
                    "trim": {"high": 1, "low": 1, "from": 4},
                    "minimum": 2,
                    "criteria": [
                        {"id": "content", "name": "Content", "min": "0", "max": "60", "step": "0.5"},
                        {"id": "manner", "name": "Manner", "min": "0", "max": "40", "step": "0.5"},
                    ],
                },
            ],
        }
    ],
}
ENTRANTS = [
    {"id": "e1", "name": "Alder Centre", "district": "East"},
    {"id": "e2", "name": "Birch Centre", "district": "West"},
    {"id": "e3", "name": "Cedar Centre", "district": "South"},
]
JUDGES = [{"id": f"J{n}", "seat": n, "name": name} for n, name in enumerate(("Ann", "Ben", "Cat", "Dan"), 1)]

# Texts, what stands for a control, and what styles write; not what is marked as Chinese.
CHINESE = r"""() => {
  const chinese = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/
  const NAMES = ["title", "aria-label", "placeholder", "alt"]
  const found = [document.title]
  for (const element of document.querySelectorAll("*")) {
    if (element.closest("script, style, noscript, title, [lang|=zh]")) continue
    for (const name of NAMES) found.push(element.getAttribute(name) ?? "")
    if ("value" in element) found.push(String(element.value))
    for (const part of ["::before", "::after"]) found.push(getComputedStyle(element, part).content)
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) found.push(node.data.trim())
  }
  return found.filter((text) => chinese.test(text))
}"""


def in_english(url: str) -> dict[str, object]:
    """Options of a device that was switched to English before it opens *url*."""
    parts = urlsplit(at_venue(url))
    kept = [{"name": "judging.language", "value": "en"}]
    origin = {"origin": f"{parts.scheme}://{parts.netloc}", "localStorage": kept}
    return {"storage_state": {"cookies": [], "origins": [origin]}}


async def is_english(page: Page, *, of_paper: bool = False) -> None:
    """Fails with every Chinese text on the page that is not marked as Chinese.

    With *of_paper* the title is the paper's, which is Chinese.
    """
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    found = await page.evaluate(CHINESE)
    expected = [await page.title()] if of_paper else []
    assert found == expected, f"{page.url}: {found}"


@asynccontextmanager
async def latin(server: Server) -> AsyncIterator[Crew]:
    """Three entrants and four judges with Latin names; everything is set up, nobody has been called."""
    async with AsyncExitStack() as devices:
        organiser = await devices.enter_async_context(server.client())
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions", json={"preset": "shequ-2024", "name": "Spring Review"}))
        done(await organiser.post("/setup/entrants", json={"track": "centre", "entrants": ENTRANTS}))
        done(await organiser.post("/setup/rules", json=RULES))
        query = {"track": "centre", "round": "quiz"}
        template = await organiser.get("/setup/components.xlsx", params=query)
        upload = {"file": ("scores.xlsx", filled(template.content, fall=0))}
        done(await organiser.post("/setup/components", params={**query, "import": "1"}, files=upload))
        at = {"track": "centre", "round": "show"}
        await command(organiser, "SeatPanel", **at, judges=JUDGES)
        await command(organiser, "EnterOrder", **at, order=["e1", "e2", "e3"], witness="Witness")
        crew, tokens = {}, {}
        for card in done(await organiser.post("/passes/all")):
            name = card["judge"] or card["role"]
            crew[name] = await devices.enter_async_context(server.client())
            joined = done(await crew[name].post("/join", json={"secret": secret_of(card["link"])}))
            tokens[name] = joined["token"]
        tokens["organiser"] = organiser.cookies["judging_organiser"]
        director, emcee = crew.pop("director"), crew.pop("emcee")
        yield Crew("centre", "show", organiser, director, emcee, crew, ("e1", "e2", "e3"), {}, tokens)


async def mark(crew: Crew, *judges: str, entrant: str = "e1", revision: int = 1) -> None:
    """The sheets of *judges*, all alike, so that whoever is marked has the same score."""
    for judge in judges:
        await command(
            crew.judges[judge],
            "SubmitSheet",
            performance=crew.performance(entrant),
            revision=revision,
            marks={"content": "55", "manner": "36.5"},
        )


async def reveal(crew: Crew, entrant: str) -> None:
    """Takes *entrant* from the call to the last beat of the reveal."""
    performance = {"performance": crew.performance(entrant)}
    await command(crew.director, "CallEntrant", **performance)
    await command(crew.director, "OpenMarking", **performance)
    await mark(crew, "J1", "J2", "J3", "J4", entrant=entrant)
    await command(crew.director, "CloseMarking", **performance)
    await command(crew.director, "RevealScore", **performance)
    await command(crew.director, "AdvanceReveal", **performance, whole=True)


def wrong_workbook(template: bytes) -> bytes:
    """A template filled in with all that people get wrong."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    sheet = book["成绩"]
    wrong = {"D2": "90", "B2": "Elder Centre", "D3": 400, "A4": "e9", "D4": 80, "A5": "e1"}
    for cell, value in wrong.items():
        sheet[cell].value = value
    sheet.merge_cells("D6:D7")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
