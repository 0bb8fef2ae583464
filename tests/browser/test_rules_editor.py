"""The form of the rules says all that their file can say, and loses nothing of it."""

import pytest_asyncio
from httpx2 import AsyncClient
from playwright.async_api import Page, expect

from judging import presets
from judging.files import rulesfile
from judging.files.amending import amended
from judging.files.writing import as_table
from tests.browser.conftest import Device
from tests.browser.form_filling import Filling
from tests.files.everything import EVERYTHING
from tests.serving import Server, done, logged_in

LEAST = """\
schema = 1

[competition]
id = "least"

[[tracks]]
id = "t"

  [[tracks.rounds]]
  id = "r"
  kind = "imported"
  weight = "100"
"""
# Types something else into each field in sight, and then what stood there.
TOUCH = """() => {
  let touched = 0
  const tell = (field) => {
    for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }))
  }
  const fields = document.querySelectorAll(".rules input[name], .rules textarea[name]")
  for (const { name } of [...fields]) {
    const find = () => document.querySelector(`.rules [name="${CSS.escape(name)}"]:is(input, textarea)`)
    const field = find()
    if (field.disabled || field.type === "checkbox") continue
    const stood = field.value
    field.value = "7x"
    tell(field)
    const again = find()
    again.value = stood
    tell(again)
    touched++
  }
  return touched
}"""


@pytest_asyncio.fixture(loop_scope="package")
async def organiser(server: Server):
    """With a new competition open in which nothing has been set up yet."""
    async with server.client() as organiser:
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions", json={"preset": "shequ-2024", "name": ""}))
        yield organiser


async def under(organiser: AsyncClient, text: str) -> None:
    """The competition has the rules of this text, and nobody takes part in it."""
    for track in done(await organiser.get("/setup/rules"))["tracks"]:
        done(
            await organiser.post(
                "/setup/entrants", json={"track": track["id"], "entrants": [], "reserves": []}
            )
        )
    answer = await organiser.post(
        "/setup/rules.toml", params={"import": "1"}, files={"file": ("规则.toml", text.encode())}
    )
    assert done(answer)["problems"] == []


async def opened(server: Server, organiser: AsyncClient, laptop: Device) -> Page:
    page = await laptop(f"{server.url}/setup#rules", token=organiser.cookies["judging_organiser"])
    await page.get_by_role("button", name="专家").click()
    return page


async def saved(page: Page) -> None:
    async with page.expect_response("**/setup/rules") as answer:
        await page.get_by_role("button", name="保存规则").click()
    assert (await answer.value).status == 200
    await expect(page.locator(".save-bar")).to_have_count(0)


async def file_of(organiser: AsyncClient) -> str:
    return (await organiser.get("/setup/rules.toml")).text


async def test_every_setting_there_is_set_in_the_form_is_the_file_s(
    server: Server, organiser: AsyncClient, laptop: Device
):
    await under(organiser, LEAST)
    page = await opened(server, organiser, laptop)
    wanted = rulesfile.read(EVERYTHING, "rules.toml")

    await Filling(page).fill(as_table(wanted))
    await expect(page.locator(".rules .error")).to_have_count(0)
    await saved(page)

    text = await file_of(organiser)
    assert done(await organiser.get("/setup/rules")) == as_table(wanted)
    assert rulesfile.read(text, "rules.toml") == wanted
    assert text == amended(LEAST, wanted)


async def test_what_is_touched_in_the_form_and_put_back_leaves_the_file_as_it_was(
    server: Server, organiser: AsyncClient, laptop: Device
):
    texts = [EVERYTHING, *(presets.load(name).text for name in presets.names())]
    for text in texts:
        await under(organiser, text)
        page = await opened(server, organiser, laptop)
        name = page.locator('[name="competition.name"]')
        stood = await name.input_value()

        assert await page.evaluate(TOUCH) > 20
        await expect(page.locator(".save-bar")).to_have_count(0)
        await name.fill("另一个名称")
        await saved(page)
        assert "另一个名称" in await file_of(organiser)
        await name.fill(stood)
        await saved(page)

        assert await file_of(organiser) == text
        await page.context.close()


async def test_a_beginner_sees_little_and_a_change_is_taken_back_kept_and_found_again(
    server: Server, organiser: AsyncClient, laptop: Device
):
    rules = done(await organiser.get("/setup/rules"))
    done(await organiser.post("/setup/rules", json={**rules, "proposals": []}))  # or these are seen, too
    page = await laptop(f"{server.url}/setup#rules", token=organiser.cookies["judging_organiser"])
    daily, present = page.locator('[data-round="daily"]'), page.locator('[data-round="present"]')
    await expect(daily.locator("[name]")).to_have_count(3)
    await expect(page.locator('[name="pools[0].slots"]')).to_have_count(0)
    weight = daily.locator('[name$=".weight"]')

    await weight.fill("60")
    criteria = present.locator("tbody tr[data-row]")
    stood = await criteria.count()
    await criteria.last.get_by_role("button", name="删去").click()
    await expect(criteria).to_have_count(stood - 1)
    await page.get_by_role("button", name="撤销").click()
    await expect(criteria).to_have_count(stood)
    await weight.press("Control+z")
    await expect(weight).to_have_value("70")
    await expect(page.locator(".save-bar")).to_have_count(0)
    await weight.press("Control+Shift+z")
    await expect(weight).to_have_value("60")

    await expect(daily.locator(".warning")).to_contain_text(
        "合计 90"
    )  # the server has the draft: so has the device
    await page.reload()
    await expect(page.locator(".rules > .banner")).to_contain_text("没有保存的修改已经恢复")
    await expect(weight).to_have_value("60")
    await saved(page)
    await page.get_by_text("保存过的版本").click()
    await expect(page.locator(".versions li").first).to_contain_text("日常服务能级 · 分值占比：70 → 60")
    await page.get_by_role("button", name="恢复到").last.click()
    await expect(weight).to_have_value("70")
    await expect(page.locator(".save-bar")).to_be_visible()
    assert done(await organiser.get("/setup/rules"))["tracks"][0]["rounds"][0]["weight"] == "60"


async def test_tie_steps_are_put_in_order_by_dragging_and_by_keys(
    server: Server, organiser: AsyncClient, laptop: Device
):
    page = await opened(server, organiser, laptop)
    steps = page.locator(".chain li")
    first, second = "现场汇报展示的得分", "现场汇报展示不去高低分的平均"
    await expect(steps.nth(1)).to_contain_text("高的在前")
    handle = steps.nth(0).locator(".handle")

    await handle.scroll_into_view_if_needed()
    await handle.hover()
    await page.mouse.down()
    below = await steps.nth(1).bounding_box()
    assert below
    await page.mouse.move(below["x"] + 20, below["y"] + below["height"] / 2, steps=3)
    await page.mouse.up()
    await expect(steps.nth(0)).to_contain_text(second)
    await expect(steps.nth(1)).to_contain_text(first)
    await steps.nth(1).locator(".handle").press("ArrowUp")

    await expect(steps.nth(0)).to_contain_text(first)
    await expect(steps.nth(0).locator(".handle")).to_be_focused()
    await expect(page.locator(".save-bar")).to_have_count(0)
