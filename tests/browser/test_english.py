"""On a device in English every page is English whole; Chinese are only names and official paper."""

import shutil
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import FilePayload, Page, expect

from tests.browser.conftest import LAPTOP, PHONE, SCREEN, TABLET, Device
from tests.browser.english import JUDGES, RULES, in_english, is_english, latin, mark, reveal, wrong_workbook
from tests.browsing import address
from tests.serving import Crew, Server, command, done, posted, publish


@pytest_asyncio.fixture(loop_scope="package")
async def crew(server: Server) -> AsyncIterator[Crew]:
    async with latin(server) as crew:
        yield crew


async def opened(device: Device, server: Server, crew: Crew, path: str, who: str) -> Page:
    """*path* on an English device that is logged in as *who*; "" for nobody."""
    token = crew.tokens.get(who, "")
    size = {"director": LAPTOP, "organiser": LAPTOP, "emcee": TABLET}.get(who, PHONE)
    return await device(server.url + address(path, server.at), token=token, **in_english(server.url), **size)


# The organiser


async def test_the_start_page_with_a_file_that_cannot_be_opened(server: Server, crew: Crew, device: Device):
    (server.folder / "broken.sqlite").write_bytes(b"no competition")
    page = await opened(device, server, crew, "/", "organiser")
    await expect(page.get_by_text("broken.sqlite is no competition file")).to_be_visible()
    await is_english(page)

    await page.get_by_label("Name").fill("Autumn Review")
    await page.get_by_role("button", name="Create and open").click()
    await expect(page.get_by_role("banner")).to_contain_text("Autumn Review")
    # The plan's phases have Chinese names.
    rules = {**RULES, "competition": {"id": "autumn", "name": "Autumn Review", "organiser": "City Council"}}
    done(await crew.organiser.post("/setup/rules", json=rules))
    await page.get_by_role("link", name="Start", exact=True).click()
    await expect(page.get_by_role("heading", name="Autumn Review")).to_be_visible()
    await is_english(page)


@pytest.mark.parametrize("section", ["rules", "entrants", "components", "panel", "order", "passes", "papers"])
async def test_each_section_of_the_setup(section: str, server: Server, crew: Crew, device: Device):
    page = await opened(device, server, crew, f"/setup#{section}", "organiser")
    await expect(page.locator("main h1")).to_be_visible()
    if section == "rules":
        await expect(page.locator(".example").last).to_contain_text("1 highest and 1 lowest dropped")
        await is_english(page)
        await page.get_by_role("button", name="Expert").click()
    await is_english(page)


async def test_rules_that_cannot_be_saved(server: Server, crew: Crew, device: Device):
    page = await opened(device, server, crew, "/setup#rules", "organiser")
    round = page.locator('[data-round="show"]')
    await round.get_by_label("Weight").fill("a lot")
    await round.get_by_label("Highest", exact=True).first.fill("")
    await page.get_by_role("button", name="Save the rules").click()

    await expect(page.locator(".problems li").first).to_be_visible()
    await is_english(page)


async def test_a_workbook_that_is_wrong_in_every_way(server: Server, crew: Crew, device: Device):
    page = await opened(device, server, crew, "/setup#components", "organiser")
    query = {"track": crew.track, "round": "quiz"}
    template = (await crew.organiser.get("/setup/components.xlsx", params=query)).content
    await page.locator("input[type=file]").first.set_input_files(
        file("scores.xlsx", wrong_workbook(template))
    )
    await expect(page.locator(".faults tbody tr").nth(4)).to_be_visible()
    await is_english(page)
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    await page.locator("input[type=file]").first.set_input_files(file("none.xlsx", b"PK" + bytes(100)))
    await expect(page.get_by_role("alert").last).to_contain_text("cannot be opened")
    await is_english(page)


def file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


# The console


async def console(server: Server, crew: Crew, device: Device) -> Page:
    page = await opened(device, server, crew, "/console", "director")
    await expect(page.locator(".row")).to_have_count(3)
    return page


async def on_screen_and_off(page: Page) -> None:
    """The console as it is, then with each row of the running order unfolded."""
    await is_english(page)
    for n in range(3):
        await page.locator(".row-more").nth(n).click()
        await expect(page.locator(".row-choices")).to_be_visible()
        await is_english(page)
    await page.locator(".row-more").nth(2).click()


async def test_the_console_through_a_whole_performance(server: Server, crew: Crew, device: Device):
    page = await console(server, crew, device)
    first = {"performance": crew.performance("e1")}
    await on_screen_and_off(page)

    await command(crew.director, "CallEntrant", **first)
    await expect(page.locator(".seat")).to_have_count(4)
    await on_screen_and_off(page)

    await command(crew.director, "OpenMarking", **first)
    await mark(crew, "J1", "J2")
    await command(crew.judges["J3"], "Recuse", **first, reason="a cousin")
    await command(crew.director, "EnterDeduction", **first, points="0.5", reason="20 s over time")
    await expect(page.get_by_text("20 s over time").first).to_be_visible()
    await page.locator(".seat").first.click()
    await page.get_by_label("Points").fill("a lot")
    await page.locator(".deduct").get_by_label("Reason").fill("none")
    await page.get_by_role("button", name="Deduct", exact=True).click()
    await expect(page.get_by_text("is no plain number")).to_be_visible()
    await on_screen_and_off(page)

    await mark(crew, "J4")
    await expect(page.locator(".trace")).to_contain_text("Deductions")
    await on_screen_and_off(page)

    await command(crew.director, "CloseMarking", **first)
    await expect(page.locator(".phase")).to_have_text("Confirmed")
    name = await page.locator(".entrant h1").inner_text()
    await expect(page.locator('[data-step="call"] small')).to_contain_text(f"{name} is not revealed yet")
    await on_screen_and_off(page)

    await command(crew.director, "RevealScore", **first)
    await expect(page.locator(".phase")).to_have_text("Revealed")
    await is_english(page)
    await command(crew.director, "AdvanceReveal", **first, whole=True)
    await on_screen_and_off(page)

    await command(crew.director, "StepBack", **first, reason="wrong name")
    await expect(page.locator(".story")).to_contain_text("wrong name")
    await on_screen_and_off(page)


async def test_the_console_s_requests_screens_and_messages(server: Server, crew: Crew, device: Device):
    card = done(await crew.organiser.post("/passes", json={"role": "emcee"}))
    secret = {"secret": card["link"].rpartition("/")[2]}
    for _ in range(2):
        async with server.client() as phone:
            done(await phone.post("/join", json=secret))
    async with server.client() as wall:
        done(await wall.post("/screen"))
    await command(crew.judges["J1"], "RaiseHand")
    page = await console(server, crew, device)
    await expect(page.get_by_text("asks to log in with another phone")).to_be_visible()
    await expect(page.get_by_role("button", name="Answer")).to_be_visible()
    await is_english(page)

    await expect(page.locator(".backup")).to_be_visible()
    shutil.rmtree(server.folder / "backup")
    (server.folder / "backup").write_text("a file where the folder should be")
    await reveal(crew, "e1")
    await expect(page.get_by_role("alert").get_by_text("No backup to")).to_be_visible()
    await is_english(page)

    await command(crew.director, "CloseLogin")
    await expect(page.get_by_role("button", name="Open login")).to_be_visible()
    await is_english(page)


async def test_the_console_before_a_tie_and_the_lock(server: Server, crew: Crew, device: Device):
    page = await console(server, crew, device)
    await command(crew.director, "SetStatus", track="centre", entrant="e3", status="withdrawn", reason="ill")
    for entrant in ("e1", "e2"):
        await reveal(crew, entrant)
    await expect(page.locator(".tie")).to_be_visible()
    await on_screen_and_off(page)

    refused = (await posted(crew.director, "LockTrack", track="centre")).json()
    assert refused["reason"] == "incomplete"
    await page.locator('[data-step="standings"] button').click()
    await is_english(page)


# The judge


async def judge(server: Server, crew: Crew, device: Device) -> Page:
    return await opened(device, server, crew, "/judge", "J1")


async def test_the_judge_s_phone_through_a_whole_performance(server: Server, crew: Crew, device: Device):
    page = await judge(server, crew, device)
    first = {"performance": crew.performance("e1")}
    await expect(page.get_by_text("Please wait")).to_be_visible()
    await is_english(page)

    await command(crew.director, "CallEntrant", **first)
    await command(crew.director, "OpenMarking", **first)
    await page.locator(".criterion").first.click()
    await is_english(page)
    for text in ("55", "36.5"):
        for key in text:
            await page.locator(f'.pad [data-key="{key}"]').click()
        await page.locator(".pad .go").click()
    await page.get_by_role("button", name="Check and submit").click()
    await expect(page.locator(".foot .spoken")).to_have_text("ninety-one point five")
    await is_english(page)
    await page.get_by_role("button", name="Submit", exact=True).click()
    await expect(page.get_by_text("Saved by the server")).to_be_visible()
    await is_english(page)

    at = {**first, "judge": "J1"}
    await command(crew.director, "ReturnSheet", **at, reason="look again")
    await expect(page.get_by_text("look again")).to_be_visible()
    await is_english(page)
    await command(crew.director, "ExcuseJudge", **at, phase="absent", reason="called away")
    await expect(page.get_by_text("called away")).to_be_visible()
    await is_english(page)
    await command(crew.director, "RestoreJudge", **at)
    await expect(page.get_by_text("You may mark after all")).to_be_visible()
    await is_english(page)


async def test_a_sheet_that_comes_too_late_is_refused_in_english(server: Server, crew: Crew, device: Device):
    first = {"performance": crew.performance("e1")}
    await command(crew.director, "CallEntrant", **first)
    await command(crew.director, "OpenMarking", **first)
    await mark(crew, "J2", "J3", "J4")
    page = await judge(server, crew, device)
    await page.locator(".criterion").first.click()
    for text in ("55", "36.5"):
        for key in text:
            await page.locator(f'.pad [data-key="{key}"]').click()
        await page.locator(".pad .go").click()
    await page.get_by_role("button", name="Check and submit").click()
    await page.context.set_offline(True)
    await page.get_by_role("button", name="Submit", exact=True).click()
    await is_english(page)
    await command(crew.director, "ExcuseJudge", **first, judge="J1", phase="absent", reason="no answer")
    await command(crew.director, "CloseMarking", **first)

    await page.context.set_offline(False)

    await expect(page.get_by_text("raise your hand and tell the director now").first).to_be_visible()
    await is_english(page)


async def test_a_phone_that_is_not_signed_in(server: Server, crew: Crew, device: Device):
    page = await opened(device, server, crew, "/judge", "")
    await expect(page.get_by_text("This phone is not signed in")).to_be_visible()
    await is_english(page)

    page = await opened(device, server, crew, "/judge", "emcee")
    await expect(page.get_by_text("not signed in as a judge")).to_be_visible()
    await is_english(page)


# Logging in


async def test_logging_in_and_being_refused(server: Server, crew: Crew, device: Device):
    card = done(await crew.organiser.post("/passes", json={"role": "judge", "judge": "J2"}))
    page = await opened(device, server, crew, "/join", "")
    await expect(page.locator(".keypad")).to_be_visible()
    await is_english(page)
    for digit in "00000000":
        await page.locator(".keypad").get_by_text(digit, exact=True).click()
    await page.locator(".keypad .enter").click()
    await expect(page.get_by_role("alert")).to_contain_text("This login code is wrong or void")
    await is_english(page)

    path = "/" + card["link"].split("/", 3)[3]
    page = await opened(device, server, crew, path, "")
    await expect(page.locator(".holder")).to_contain_text(JUDGES[1]["name"])
    await is_english(page)
    await command(crew.director, "CloseLogin")
    await page.get_by_role("button", name="Take this seat").click()
    await expect(page.get_by_role("alert")).to_contain_text("Login is closed")
    await is_english(page)


async def test_waiting_for_consent(server: Server, crew: Crew, device: Device):
    card = done(await crew.organiser.post("/passes", json={"role": "judge", "judge": "J2"}))
    async with server.client() as phone:
        done(await phone.post("/join", json={"secret": card["link"].rpartition("/")[2]}))
    page = await opened(device, server, crew, "/" + card["link"].split("/", 3)[3], "")
    await page.get_by_role("button", name="Take this seat").click()

    await expect(page.get_by_text("Waiting for consent")).to_be_visible()
    await is_english(page)


async def test_the_organiser_s_link_that_was_used(server: Server, crew: Crew, device: Device):
    page = await opened(device, server, crew, "/" + server.link.split("/", 3)[3], "")
    await page.get_by_role("button").last.click()

    await expect(page.get_by_role("alert")).to_contain_text("has been used")
    await is_english(page)


# Emcee, paper, failures


async def test_only_what_the_emcee_says_aloud_is_chinese(server: Server, crew: Crew, device: Device):
    page = await opened(device, server, crew, "/emcee", "emcee")
    first = {"performance": crew.performance("e1")}

    async def at(cue: str) -> None:
        await expect(page.locator(f'main[data-cue="{cue}"]')).to_be_visible()
        await is_english(page)

    await at("standby")
    await command(crew.director, "CallEntrant", **first)
    await at("introduce")
    await command(crew.director, "OpenMarking", **first)
    await at("performing")
    await mark(crew, "J1", "J2", "J3", "J4")
    await at("complete")
    await command(crew.director, "CloseMarking", **first)
    await command(crew.director, "RevealScore", **first)
    await at("announce")
    await command(crew.director, "AdvanceReveal", **first, whole=True)
    await is_english(page)


async def test_checking_paper(server: Server, crew: Crew, device: Device):
    page = await opened(device, server, crew, "/verify", "")
    await expect(page.get_by_role("textbox")).to_be_visible()
    await is_english(page)
    for code in ("nothing", "7-ABCDE-FGHJK"):
        await page.get_by_role("textbox").fill(code)
        await page.get_by_role("button", name="Check", exact=True).click()
        await expect(page.locator("[role=alert], .answer")).to_be_visible()
        await is_english(page)


@pytest.mark.parametrize("path", ["/nowhere", "/print/nothing/here"])
async def test_an_address_that_does_not_exist(path: str, server: Server, crew: Crew, device: Device):
    page = await opened(device, server, crew, path, "organiser")

    await expect(page.get_by_text("There is no such address")).to_be_visible()
    await expect(page.get_by_role("link")).to_have_text("Start page")
    await is_english(page)


async def test_what_can_be_printed_is_listed_in_english_and_the_paper_is_chinese(
    server: Server, crew: Crew, device: Device
):
    page = await opened(device, server, crew, "/print/results/centre", "organiser")
    await expect(page.get_by_text("Nothing to print")).to_be_visible()
    await is_english(page)

    await reveal(crew, "e1")
    page = await opened(device, server, crew, "/print", "organiser")
    await expect(page.get_by_role("link", name="Alder Centre").first).to_be_visible()
    await is_english(page)

    page = await opened(device, server, crew, "/print/score/centre/show/e1", "organiser")
    await expect(page.get_by_role("button", name="Print")).to_be_visible()
    await is_english(page, of_paper=True)
    await expect(page.locator("article")).to_contain_text("最后得分")


async def test_a_screen_of_an_english_computer(server: Server, crew: Crew, device: Device):
    page = await device(f"{server.url}/screen", **in_english(server.url), **SCREEN)
    first = {"performance": crew.performance("e1")}
    await expect(page.locator("html")).to_have_attribute("data-scene", "blank")
    await is_english(page)
    await command(crew.director, "AssignScreen", number=1, name="Wall", pinned=None)

    async def shows(scene: str) -> None:
        await expect(page.locator("html")).to_have_attribute("data-scene", scene)
        await is_english(page)

    await shows("standby")
    await command(crew.director, "CallEntrant", **first)
    await shows("entrance")
    await command(crew.director, "OpenMarking", **first)
    await command(crew.judges["J3"], "Recuse", **first, reason="a cousin")
    await shows("progress")
    await mark(crew, "J1", "J2", "J4")
    await command(crew.director, "EnterDeduction", **first, points="0.5", reason="20 s over time")
    await command(crew.director, "CloseMarking", **first)
    await command(crew.director, "RevealScore", **first)
    await command(crew.director, "AdvanceReveal", **first, whole=True)
    await shows("reveal")
    await publish(crew.director, "centre")
    await shows("ranking")
