"""Halls, panels and the assignment, set up against the real server."""

from collections import Counter

import pytest_asyncio
from httpx2 import AsyncClient
from playwright.async_api import Page, expect

from tests.browser.conftest import Device
from tests.browser.test_setup import opened, progress
from tests.serving import Server, command, done, logged_in
from tests.tracks import watched

SHOW = '[data-round="present"]'


@pytest_asyncio.fixture(loop_scope="package")
async def organiser(server: Server):
    """With a new competition whose round is judged by two panels, and nothing set up."""
    async with server.client() as organiser:
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions", json={"preset": "shequ-2024", "name": ""}))
        rules = done(await organiser.get("/setup/rules"))
        rules["tracks"][0]["rounds"][1] |= {"panels": ["A", "B"], "equalise": "coefficient"}
        done(await organiser.post("/setup/rules", json=rules))
        yield organiser


async def setup(server: Server, organiser: AsyncClient) -> tuple[dict, dict]:
    """The setup view, and in it the round of the two panels."""
    view = await watched(server, organiser, "setup")
    return view, next(each for each in view["tracks"][0]["rounds"] if each["round"] == "present")


async def seated(page: Page, panel: str, names: list[str]) -> None:
    part = page.locator(f'{SHOW} [data-panel="{panel}"]')
    await part.locator('[name="judges-size"]').fill(str(len(names)))
    await part.locator('[name="judges-size"]').press("Tab")
    for n, name in enumerate(names, 1):
        await part.locator(f'[name="seat-{n}"]').fill(name)
    await part.get_by_role("button", name="保存席位").click()
    await expect(part.locator(".save-bar")).to_have_count(0)
    await expect(page.get_by_text("席位已保存")).to_be_visible()


async def test_with_one_hall_the_page_does_not_speak_of_halls(
    server: Server, organiser: AsyncClient, laptop: Device
):
    page = await opened(server, organiser, laptop, "panel")
    await expect(page.get_by_role("button", name="在几个会场同时进行？")).to_be_visible()
    await expect(page.locator(".halls")).to_have_count(0)
    await expect(page.locator('[name="hall"]')).to_have_count(0)


async def test_halls_are_named_ordered_and_removed(server: Server, organiser: AsyncClient, laptop: Device):
    page = await opened(server, organiser, laptop, "panel")
    await page.get_by_role("button", name="在几个会场同时进行？").click()
    await page.locator('[data-hall="main"] input').fill("大礼堂")
    await page.get_by_role("button", name="增加会场").click()
    await page.get_by_role("button", name="3号会场 上移").click()
    await page.get_by_role("button", name="保存会场").click()
    await expect(page.get_by_text("会场已保存")).to_be_visible()

    view, _ = await setup(server, organiser)
    assert [hall["name"] for hall in view["halls"]] == ["大礼堂", "3号会场", "2号会场"]

    await page.get_by_role("button", name="删去 2号会场").click()
    await page.get_by_role("button", name="保存会场").click()
    await page.get_by_role("button", name="确定").click()
    await expect(page.locator(".halls li")).to_have_count(2)


async def test_two_panels_are_seated_in_two_halls_and_share_a_judge(
    server: Server, organiser: AsyncClient, laptop: Device
):
    halls = [{"id": "main", "name": "大礼堂"}, {"id": "h2", "name": "二号厅"}]
    await command(organiser, "SetHalls", halls=halls)
    page = await opened(server, organiser, laptop, "panel")
    await expect(page.locator("main .banner")).to_contain_text("受理中心组 · 现场汇报展示 B")

    await seated(page, "A", ["张一", "张二", "张三"])
    await expect(page.locator("#known-judges option")).to_have_count(3)
    assert await page.locator("#known-judges option").evaluate_all("all => all.map(o => o.value)") == [
        "张一",
        "张二",
        "张三",
    ]
    await seated(page, "B", ["李一", "李二", "张三"])
    hall = page.locator(f'{SHOW} [data-panel="B"] [name="hall"]')
    await hall.select_option("h2")
    await expect(hall).to_be_enabled()
    await expect(progress(page, "panel")).to_have_text("已齐")

    _, round = await setup(server, organiser)
    panels = {each["id"]: each for each in round["seating"]}
    assert (panels["A"]["hall"], panels["B"]["hall"]) == ("main", "h2")
    assert panels["A"]["judges"][2]["id"] == panels["B"]["judges"][2]["id"]
    assert len({judge["id"] for panel in panels.values() for judge in panel["judges"]}) == 5


async def test_entrants_are_assigned_by_lot_and_changed_by_hand_with_a_witness(
    server: Server, organiser: AsyncClient, laptop: Device
):
    page = await opened(server, organiser, laptop, "assignment")
    await expect(page.locator(SHOW)).to_contain_text("未分组（24 个）")
    await expect(progress(page, "assignment")).to_have_text("未齐")

    await page.get_by_label("抽签种子").fill("见证人说的一串字")
    await page.get_by_role("button", name="抽签", exact=True).click()
    await expect(page.locator(SHOW)).to_contain_text("评委组 A（12 个）")
    await expect(page.locator(SHOW)).to_contain_text("种子 见证人说的一串字")
    await expect(progress(page, "assignment")).to_have_text("已齐")
    await expect(page.locator(".counts tbody tr").last).to_contain_text("合计")

    first = page.locator('[data-panel="A"] li').first
    entrant = await first.get_attribute("data-entrant")
    await first.locator("select").select_option("B")
    await expect(page.locator(SHOW)).to_contain_text("评委组 B（13 个）")
    await page.get_by_label("见证人", exact=True).fill("监督员王")
    await page.get_by_role("button", name="保存分组").click()
    await expect(page.get_by_text("分组已保存")).to_be_visible()

    _, round = await setup(server, organiser)
    assert (round["assigned"][entrant], round["assigned_witness"]) == ("B", "监督员王")
    assert Counter(round["assigned"].values()) == {"A": 11, "B": 13}


async def test_who_has_been_called_stays_with_the_panel(
    server: Server, organiser: AsyncClient, laptop: Device
):
    judges = [{"id": f"J{n}", "seat": n, "name": f"评委{n}"} for n in range(1, 4)]
    at = {"track": "centre", "round": "present"}
    for panel in "AB":
        await command(organiser, "SeatPanel", **at, judges=judges, panel=panel)
    await command(organiser, "DrawAssignment", **at, seed="一")
    await command(organiser, "DrawOrder", **at, seed="二")
    _, round = await setup(server, organiser)
    first = round["order"][0]
    await command(organiser, "CallEntrant", performance={**at, "entrant": first})

    page = await opened(server, organiser, laptop, "assignment")

    await expect(page.locator(f'[data-entrant="{first}"]')).to_contain_text("已出场，不再改组")
    await expect(page.locator(f'[data-entrant="{first}"] select')).to_have_count(0)
    await expect(page.get_by_label("抽签种子")).to_have_count(0)
    await page.goto(f"{page.url.partition('#')[0]}#order")
    await expect(page.locator(SHOW)).to_contain_text("评委组 B")


USUAL = {"trim": {"high": 0, "low": 0}, "reduce": "mean", "places": 2, "minimum": 1}
GROUPS = [
    {"id": "expert", "name": "专家", "weight": "70", **USUAL},
    {"id": "public", "name": "大众", "weight": "30", **USUAL},
]


async def test_each_seat_is_given_its_group_and_its_judge_told(
    server: Server, organiser: AsyncClient, laptop: Device, phone: Device
):
    rules = done(await organiser.get("/setup/rules"))
    rules["tracks"][0]["rounds"][1] |= {"panels": [], "equalise": "none", "groups": GROUPS}
    done(await organiser.post("/setup/rules", json=rules))
    page = await opened(server, organiser, laptop, "panel")
    part = page.locator(f"{SHOW} [data-panel]")
    await part.locator('[name="judges-size"]').fill("3")
    await part.locator('[name="judges-size"]').press("Tab")
    for n in (1, 2, 3):
        await part.locator(f'[name="seat-{n}"]').fill(f"评委{n}")
    for n in (1, 2):
        await part.locator(f'[name="seat-group-{n}"]').select_option(label="专家")

    await part.get_by_role("button", name="保存席位").click()
    await expect(page.get_by_text("请给评委3选一个分组：专家、大众")).to_be_visible()
    await part.locator('[name="seat-group-3"]').select_option(label="大众")
    await part.get_by_role("button", name="保存席位").click()
    await expect(page.get_by_text("席位已保存")).to_be_visible()

    await expect(part.locator(".save-bar")).to_have_count(0)
    _, round = await setup(server, organiser)
    [panel] = round["seating"]
    assert [judge["group"] for judge in panel["judges"]] == ["expert", "expert", "public"]

    cards = done(await organiser.post("/passes/all", json={}))
    link = next(card["link"] for card in cards if card["judge"] == panel["judges"][2]["id"])
    judge = await phone(link)
    await judge.locator("button.primary").click()
    await expect(judge.locator("header .me")).to_have_text("3 号席 大众 评委3")
