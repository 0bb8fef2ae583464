"""候补 and 见习 on the pages: named in setup, taken over in the console, told on the phones."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from httpx2 import AsyncClient
from playwright.async_api import Page, expect

from tests.browser.conftest import Device
from tests.browser.test_console import CRITERIA, give_reason, submit
from tests.browser.test_setup import opened
from tests.serving import Crew, Server, command, done, secret_of
from tests.tracks import watched

LOOK = os.environ.get("SEATS_LOOK")


async def look(page: Page, name: str) -> None:
    if LOOK:
        await page.screenshot(path=f"{LOOK}/{name}.png", full_page=True)


@asynccontextmanager
async def joined(server: Server, crew: Crew, judge: str) -> AsyncIterator[tuple[AsyncClient, str]]:
    """Another device that is logged in, and its token."""
    issued = done(await crew.organiser.post("/passes", json={"role": "judge", "judge": judge}))
    async with server.client() as client:
        yield client, done(await client.post("/join", json={"secret": secret_of(issued["link"])}))["token"]


async def named(server: Server, crew: Crew) -> None:
    """A reserve and a trainee beside the seven judges."""
    track, round = crew.performance(crew.entrants[0])["track"], crew.performance(crew.entrants[0])["round"]
    view = await watched(server, crew.organiser, "setup")
    [panel] = next(each for each in view["tracks"][0]["rounds"] if each["round"] == round)["seating"]
    people = {
        "reserves": [{"id": "R1", "seat": 1, "name": "候补评委一"}],
        "trainees": [{"id": "T1", "seat": 1, "name": "见习评委一"}],
    }
    await command(crew.organiser, "SeatPanel", track=track, round=round, judges=panel["judges"], **people)


async def test_a_reserve_takes_the_seat_in_the_middle_of_an_entrant(
    server: Server, crew: Crew, phone: Device, laptop: Device
):
    await named(server, crew)
    first = crew.performance(crew.entrants[0])
    await command(crew.director, "CallEntrant", performance=first)
    await command(crew.director, "OpenMarking", performance=first)
    left = await phone(f"{server.url}/judge", token=crew.tokens["J3"])
    async with joined(server, crew, "R1") as (_, token):
        reserve = await phone(f"{server.url}/judge", token=token)
    console = await laptop(f"{server.url}/console", token=crew.tokens["director"])
    await expect(reserve.get_by_text("您是候补评委")).to_be_visible()
    await look(reserve, "reserve-waiting")

    await console.locator('.seat[data-seat="3"]').click()
    await console.locator(".seat-details").get_by_role("button", name="候补接替").click()
    await look(console, "console-replace")
    await console.locator(".dialog").get_by_text("候补评委一").click()
    await give_reason(console, "突发不适")

    await expect(console.locator('.seat[data-seat="3"]')).to_contain_text("候补评委一")
    await expect(console.locator('.seat[data-seat="3"]')).to_contain_text("接替评委3")
    await expect(left.get_by_text("您的席位已由候补评委一接替")).to_be_visible()
    await expect(left.get_by_text("突发不适")).to_be_visible()
    await expect(reserve.locator(".criterion")).to_have_count(5)
    await expect(reserve.locator(".me")).to_have_text("3 号席 候补评委一")
    await look(console, "console-replaced")
    await look(left, "left")
    await look(reserve, "reserve-marking")


async def test_a_trainee_marks_and_the_console_sees_it_apart_once_all_are_in(
    server: Server, crew: Crew, phone: Device, laptop: Device
):
    await named(server, crew)
    first = crew.performance(crew.entrants[0])
    await command(crew.director, "CallEntrant", performance=first)
    await command(crew.director, "OpenMarking", performance=first)
    console = await laptop(f"{server.url}/console", token=crew.tokens["director"])
    async with joined(server, crew, "T1") as (trainee, token):
        page = await phone(f"{server.url}/judge", token=token)
        await expect(page.get_by_text("您是见习评委")).to_be_visible()
        await expect(page.get_by_role("button", name="回避")).to_have_count(0)
        await look(page, "trainee")
        marks = dict(zip(CRITERIA, ("11", "12", "13", "7", "7"), strict=True))
        await command(trainee, "SubmitSheet", performance=first, revision=1, marks=marks)
    await expect(console.locator(".trainees")).to_have_count(0)

    await submit(crew, *range(1, 8))

    await expect(console.locator(".trainees")).to_contain_text("见习评委一")
    await expect(console.locator(".trainees")).to_contain_text("50")
    await look(console, "console-trainee")


async def test_reserves_trainees_and_a_draw_are_set_up(server: Server, crew: Crew, laptop: Device):
    await named(server, crew)
    page = await opened(server, crew.organiser, laptop, "panel")
    part = page.locator('[data-round="present"]')
    await expect(part.locator('[name="reserve-1"]')).to_have_value("候补评委一")
    await part.locator('[name="reserves-size"]').fill("2")
    await part.locator('[name="reserves-size"]').press("Tab")
    await part.locator('[name="reserve-2"]').fill("候补评委二")
    await part.get_by_role("button", name="保存席位").click()
    await expect(page.get_by_text("席位已保存")).to_be_visible()
    await look(page, "setup-reserves")
    panel = await seating(server, crew)
    assert [(each["id"], each["name"]) for each in panel["reserves"]] == [
        ("R1", "候补评委一"),
        (panel["reserves"][1]["id"], "候补评委二"),
    ]
    assert panel["trainees"] == [{"id": "T1", "seat": 1, "name": "见习评委一", "group": ""}]

    await part.get_by_text("从评委库抽签产生").click()
    pool = [*(f"人选{n}，外单位，外省" for n in range(1, 9)), "本区人选，某单位，黄浦区"]
    await part.locator('[name="pool"]').fill("\n".join(pool))
    await part.get_by_role("button", name="抽签", exact=True).click()
    await expect(page.get_by_text("评委已抽签产生")).to_be_visible()
    await expect(part.get_by_text("已避开：本区人选（黄浦区）")).to_be_visible()
    await look(page, "setup-drawn")
    drawn = await seating(server, crew)
    assert {each["name"] for each in drawn["judges"]} < {f"人选{n}" for n in range(1, 9)}


async def seating(server: Server, crew: Crew) -> dict:
    view = await watched(server, crew.organiser, "setup")
    [panel] = next(each for each in view["tracks"][0]["rounds"] if each["round"] == "present")["seating"]
    return panel
