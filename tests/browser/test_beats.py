"""A reveal led from the console: what a nervous director's space bar does, pace, and showing it again."""

import re
from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Page, expect

from tests.browser.conftest import Device
from tests.browser.test_console import SCORE, marking, opened, press_next, row, submit
from tests.serving import Crew, Server, command, posted

BEATS = ["评委分", "最高最低", "平均分", "最后得分"]


@pytest_asyncio.fixture(loop_scope="package")
async def console(server: Server, crew: Crew, laptop: Device) -> AsyncIterator[Page]:
    """The first entrant's score is confirmed; the next step is to reveal it."""
    page = await opened(server, crew, laptop)
    await marking(page)
    await submit(crew, *range(1, 8))
    await press_next(page, "结束评分")
    await expect(page.locator("button.next")).to_contain_text("亮分")
    yield page


async def reveal(page: Page) -> None:
    await press_next(page, "亮分")
    await expect(page.locator(".beats")).to_be_visible()


def beat(page: Page, state: str):
    return page.locator(f'.beats [data-state="{state}"]')


async def test_spaces_pressed_in_haste_complete_the_reveal_and_call_nobody(console: Page, crew: Crew):
    await press_next(console, "亮分")
    await console.keyboard.press("Space")  # at once: meant as the same press
    await expect(beat(console, "current")).to_contain_text("评委分")

    for key in ("评委分一次亮完", "亮最高最低", "亮平均分", "平均分一次亮完", "亮最后得分", "亮分结束"):
        await expect(console.locator(".next-label")).to_have_text(key)
        await expect(console.locator("button.next")).to_be_enabled()
        await expect(row(console, 2)).to_contain_text("待出场")
        await console.wait_for_timeout(400)  # the shortest time between two presses that are meant
        await console.keyboard.press("Space")
        await console.keyboard.press("Space")

    await expect(console.locator("button.next")).to_contain_text("点名：第2号")
    await expect(row(console, 1)).to_contain_text(SCORE)
    await expect(row(console, 2)).to_contain_text("待出场")


async def test_the_console_shows_which_beat_runs_and_how_far_it_is(console: Page):
    await reveal(console)

    await expect(console.locator(".beats li")).to_contain_text(BEATS)
    await expect(beat(console, "current")).to_have_text(re.compile("评委分 [1-7]/7"))
    await expect(beat(console, "current")).to_have_text("最高最低")
    await expect(beat(console, "told")).to_have_text(["评委分"])
    await expect(beat(console, "current")).to_have_text(re.compile("平均分 [1-3]/3"))


async def test_nothing_can_be_called_or_ranked_while_the_beats_run(console: Page, crew: Crew):
    await reveal(console)

    for step in ("call", "standings"):
        await expect(console.locator(f'.step[data-step="{step}"] button')).to_be_disabled()
        await expect(console.locator(f'.step[data-step="{step}"]')).to_contain_text("亮分还在进行")
    answer = await posted(crew.director, "CallEntrant", performance=crew.performance(crew.entrants[1]))
    assert answer.status_code == 409
    assert "正在亮分，播完后再操作" in answer.text
    await expect(console.locator('.step[data-step="back"] button')).to_be_enabled()


async def test_when_the_last_beat_is_over_the_next_entrant_may_be_called(console: Page, crew: Crew):
    await reveal(console)
    await console.get_by_role("button", name="直接亮完").click()

    await press_next(console, "点名：第2号")

    await expect(row(console, 2)).to_contain_text("已点名")


# Draws the console again and again; each time the clock passes the last beat one look later than before.
LEAPING_CLOCK = """async () => {
  const { redraw } = await import("/static/console/page.js")
  const [date, now] = [Date.now, performance.now.bind(performance)]
  for (let calm = 1; calm < 100; calm++) {
    let looks = 0
    const leap = () => (looks > calm ? 60_000 : 0)
    Date.now = () => (looks++, date() + leap())
    performance.now = () => now() + leap()
    redraw()
  }
  Date.now = date
  delete performance.now
}"""


async def test_a_reveal_that_ends_while_the_console_is_drawn_breaks_nothing(console: Page):
    await reveal(console)

    await console.evaluate(LEAPING_CLOCK)

    await expect(beat(console, "current")).to_be_visible()


async def test_a_reveal_shown_again_leaves_no_trace_on_paper(console: Page, server: Server, crew: Crew):
    sheet = f"/print/score/{crew.track}/{crew.round}/{crew.entrants[0]}"
    await reveal(console)
    await console.get_by_role("button", name="直接亮完").click()
    before = (await crew.director.get(sheet)).text

    await console.get_by_role("button", name="重播亮分").click()

    await expect(beat(console, "current")).to_contain_text("评委分")
    await expect(console.locator(".phase")).to_have_text("已亮分")
    after = (await crew.director.get(sheet)).text
    assert without_proof(after) == without_proof(before)
    assert SCORE in after
    assert "重播" not in after


def without_proof(sheet: str) -> list[str]:
    """The lines of a printed sheet but those that tell when, and at which entry, it was printed."""
    proof = re.compile("打印|校验|链尾|<path")
    return [line for line in sheet.splitlines() if not proof.search(line)]


async def test_step_by_step_the_reveal_goes_on_at_the_directors_key(console: Page):
    await console.get_by_role("button", name="逐步").click()
    await expect(console.get_by_role("button", name="逐步")).to_have_attribute("aria-pressed", "true")
    await reveal(console)

    await expect(console.locator(".next-label")).to_have_text("亮最高最低")  # after all marks: it waits
    await console.wait_for_timeout(1500)
    await expect(beat(console, "told")).to_have_count(0)
    await console.keyboard.press("Space")

    await expect(beat(console, "told")).to_have_text(["评委分"])
    await expect(console.locator(".next-label")).to_have_text("亮平均分")


async def test_two_consoles_at_once_advance_a_reveal_once(
    console: Page, server: Server, crew: Crew, laptop: Device
):
    await reveal(console)
    await expect(beat(console, "current")).to_contain_text("评委分")
    press = {"performance": crew.performance(crew.entrants[0])}

    await command(crew.director, "AdvanceReveal", **press)
    await command(crew.organiser, "AdvanceReveal", **press)

    await expect(beat(console, "current")).to_contain_text("评委分 7/7")
