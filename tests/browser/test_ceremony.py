"""Clicker and programme of the director, emcee and screen of a ceremony; the core decides each press."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from msgspec.structs import replace
from playwright.async_api import Page, Route, expect

from judging.codec import decode_command
from judging.core import commands as c
from judging.core.ceremony.programme import AwardPart, Programme, StepKind
from judging.core.hall.air import Scene
from judging.core.refused import Refused
from judging.core.state import State
from judging.views import topic, view
from tests.browser.conftest import LAPTOP, TABLET, Device, Hang
from tests.browser.honoured import ceremony, honoured
from tests.browser.scenes import centres
from tests.browser.scenes import view as shown_as
from tests.browser.wall import ONE_HALL, Wall
from tests.browsing import NOWHERE
from tests.ceremony_day import PROGRAMME, begun, decided_state, to_honoured
from tests.day import after
from tests.honours_day import ORGANISED
from tests.serving import Server

SESSION = {**ONE_HALL, "topics": ["ceremony/main"], "role": "director"}


class Led:
    """A page of the ceremony, whose commands change the state it shows."""

    def __init__(self, wall: Wall, state: State, name: str) -> None:
        self.wall, self.state, self.name = wall, state, name
        self.asked: list[c.Command] = []
        self.answers = asyncio.Event()
        self.answers.set()

    @property
    def page(self) -> Page:
        return self.wall.page

    @property
    def step(self) -> int:
        return self.state.ceremonies["main"].step

    async def show(self, state: State) -> None:
        self.state = state
        await self.wall.show(view(state, topic(self.name)))

    async def press(self, key: str) -> None:
        """Once what was pressed before has its answer."""
        await expect(self.page.locator(".clicker")).to_have_attribute("aria-busy", "false")
        await self.page.keyboard.press(key)

    async def answer(self, route: Route) -> None:
        _, command = decode_command(route.request.post_data_buffer or b"")
        self.asked.append(command)
        await self.answers.wait()
        try:
            state = after(self.state, command)
        except Refused as refused:
            said = {"template": refused.sentence.template, "values": dict(refused.sentence.values)}
            await route.fulfill(status=409, json={"reason": refused.reason, "detail": said})
        else:
            await self.show(state)
            await route.fulfill(json={"position": 0, "at": "2026-11-20T06:00:00.000Z"})


Lead = Callable[..., Awaitable[Led]]


@pytest.fixture
def lead(empty: Server, device: Device) -> Lead:
    """Opens a page that shows what a topic tells: `await lead(state, "emcee/main", "/emcee")`."""

    async def led(
        state: State, name: str = "ceremony/main", path: str = "/ceremony", **options: object
    ) -> Led:
        page = await device(f"{empty.url}/static/tokens.css", **(LAPTOP | options))
        shown = Led(Wall(page, name, session=SESSION), state, name)
        await page.route("**/commands", shown.answer)
        await shown.show(state)
        await shown.wall.open(page.url.replace("/static/tokens.css", f"{NOWHERE}{path}"))
        return shown

    return led


async def test_a_clicker_goes_on_and_back_and_a_press_too_many_skips_nobody(lead: Lead):
    led = await lead(begun())
    current, following = led.page.locator(".picture").nth(0), led.page.locator(".picture").nth(1)
    await expect(current).to_contain_text("颁奖典礼")
    await expect(following).to_contain_text("三等奖")

    led.answers.clear()
    for _ in range(3):  # before the first has its answer
        await led.page.keyboard.press("PageDown")
    led.answers.set()
    await expect(current).to_contain_text("三等奖")

    assert (led.step, len(led.asked)) == (1, 1)
    await led.press(" ")
    await expect(current).to_contain_text("受奖centre13号")
    await led.press("PageUp")
    await expect(following).to_contain_text("受奖centre13号")
    assert led.step == 1


async def test_b_blackens_the_screens_and_nobody_is_presented_until_they_are_back(lead: Lead):
    led = await lead(to_honoured(begun()))

    await led.press("b")
    await expect(led.page.get_by_role("heading", name="大屏现在是“黑屏”")).to_be_visible()
    await led.press("PageDown")

    await expect(led.page.get_by_role("alert")).to_contain_text("请先恢复")
    assert led.state.halls["main"].scene is Scene.BLACK
    await led.press("b")
    await expect(led.page.get_by_role("heading", name="大屏现在", exact=True)).to_be_visible()


async def test_a_programme_is_written_saved_and_begun(lead: Lead):
    led = await lead(decided_state())
    level = led.page.locator("[data-award=collective] .levels li").first
    await expect(led.page.get_by_role("button", name="开始颁奖")).to_be_disabled()

    await led.page.get_by_role("button", name="个人奖提前").click()
    await level.locator("select").select_option("6")
    await level.locator("[name=presenters]").fill("领导一，领导二")
    await led.page.get_by_role("button", name="保存程序").click()
    await led.page.get_by_role("button", name="开始颁奖").click()
    await expect(led.page.locator(".clicker")).to_be_visible()

    first, second = led.state.ceremonies["main"].programme.awards
    assert (first.award, second.award) == ("individual", "collective")
    assert (second.levels[0].together, second.levels[0].presenters) == (6, ("领导一", "领导二"))


async def test_a_programme_whose_award_left_the_rules_is_saved_without_it(lead: Lead):
    state = decided_state()
    with_it = replace(state, rules=replace(state.rulebook, specials=(ORGANISED,)))
    planned = after(with_it, c.SetCeremony(Programme((AwardPart("organised"), *PROGRAMME.awards))))
    led = await lead(replace(planned, rules=state.rulebook))
    await expect(led.page.get_by_text("请先保存")).to_be_visible()

    await led.page.get_by_role("button", name="保存程序").click()

    await expect(led.page.get_by_role("button", name="开始颁奖")).to_be_enabled()
    assert led.state.ceremonies["main"].programme.awards == PROGRAMME.awards


async def test_the_emcee_reads_names_by_their_readings_and_sees_whom_the_next_picture_names(lead: Lead):
    led = await lead(begun(), "emcee/main", "/emcee", **TABLET)
    await expect(led.page.locator(".say")).to_contain_text("颁奖仪式，现在开始。")

    await led.show(to_honoured(begun(), 2))

    await expect(led.page.locator(".say")).to_contain_text("荣获三等奖的是：")
    await expect(led.page.locator(".honours li").first).to_contain_text("yin-centre-07")
    await expect(led.page.locator(".say")).to_contain_text("有请领导二颁奖。")
    await expect(led.page.locator(".next")).to_contain_text("三等奖 全体")


async def test_the_ceremony_has_its_own_theme_and_long_lists_turn_their_pages(hang: Hang):
    wall = await hang(shown_as(Scene.STANDBY))
    await expect(wall.page.locator(":root[data-theme=blue]")).to_have_count(1)

    await wall.show(ceremony(StepKind.ROLL, honoured(centres(20), unit="")))
    await expect(wall.page.locator(":root[data-theme=red]")).to_have_count(1)
    await expect(wall.page.locator(".person")).to_have_count(8)

    await wall.run(20_000)

    await expect(wall.page.locator(".person")).to_have_count(4)
