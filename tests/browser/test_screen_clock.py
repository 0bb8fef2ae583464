"""计时 on the venue screen, and the tones of the one that is the source of sound."""

from msgspec.structs import replace
from playwright.async_api import Page, expect

from judging.core.hall.air import Scene
from judging.core.timing.clock import ClockState
from judging.views.clocks import ClockFace
from tests.browser.conftest import Device, Hang
from tests.browser.scenes import people, stage, view
from tests.browser.test_screen_scenes import style
from tests.browser.timed import at_windows, dial, introducing, on_stage, paused, running
from tests.browser.wall import Wall
from tests.serving import Crew, Server

OFFER = "点一下打开声音"
# A browser that keeps the sound back until somebody clicks, which the one of the tests does not.
KEEPS_BACK = """
globalThis.tones = []
const { start } = OscillatorNode.prototype
OscillatorNode.prototype.start = function (at) {
  tones.push(Math.round(this.frequency.value))
  start.call(this, at)
}
globalThis.AudioContext = class extends AudioContext {
  #clicked = false
  get state() { return this.#clicked ? "running" : "suspended" }
  resume() {
    this.#clicked = true
    this.onstatechange()
    return super.resume()
  }
}
"""
WARNING, END = 880, 587


async def time(wall: Wall) -> str:
    return await wall.page.locator(".time").inner_text()


async def to(wall: Wall, ms: int) -> None:
    """Just after so many ms since `NOW`: a timer of a page is a ms late."""
    await wall.run_to(ms + 5)


async def test_what_is_left_counts_down_on_the_server_s_second_of_that_clock(hang: Hang):
    wall = await hang(on_stage(running(85.4), "选手01"))
    await wall.run_to(595)
    before = await time(wall)

    await to(wall, 600)

    assert (before, await time(wall)) == ("06:35", "06:34")
    await expect(wall.page.locator("main")).to_contain_text("选手01")
    await expect(wall.page.locator("header")).to_contain_text("出场序号 7 / 24")


async def test_green_turns_to_amber_and_to_red_and_overtime_counts_up(hang: Hang):
    shown = []
    for used_s in (359, 479, 480):
        wall = await hang(on_stage(running(used_s)))
        for second in (500, 1500):
            await wall.run_to(second)
            level = await wall.page.locator("main li").get_attribute("data-level")
            shown.append((await time(wall), level))

    assert shown == [
        ("02:01", "calm"), ("02:00", "warn"), ("00:01", "warn"), ("00:00", "over"), ("00:00", "over"),
        ("+00:01", "over"),
    ]  # fmt: skip


async def test_the_three_levels_look_different(hang: Hang):
    wall = await hang(at_windows(people(3)))
    await wall.show(
        replace(wall_view := at_windows(people(3)), clocks=tuple(
            replace(each, face=running(used_s))
            for each, used_s in zip(wall_view.clocks, (0, 400, 490), strict=True)
        ))
    )  # fmt: skip
    await expect(wall.page.locator("[data-level=over]")).to_have_count(1)

    looks = {
        await style(wall.page, f"[data-level={level}] .time", "backgroundColor")
        for level in ("calm", "warn", "over")
    }

    assert len(looks) == 3


async def test_a_pause_is_calm_and_says_why(hang: Hang):
    wall = await hang(on_stage(paused(490)))
    before = await time(wall)

    await wall.run(5000)

    assert (before, await time(wall)) == ("+00:10", "+00:10")
    await expect(wall.page.locator(".what")).to_have_text("暂停真实办件")
    assert await style(wall.page, ".time", "backgroundColor") == "rgba(255, 255, 255, 0.08)"


async def test_a_segment_is_named_with_a_limit_of_its_own(hang: Hang):
    wall = await hang(on_stage(introducing(49)))
    await expect(wall.page.locator(".what")).to_have_text("自我介绍 00:11")

    await wall.run_to(1500)

    await expect(wall.page.locator(".what b")).to_have_attribute("data-level", "warn")
    assert await time(wall) == "07:10"


async def test_twelve_windows_stand_side_by_side(hang: Hang):
    wall = await hang(at_windows(people(12)))

    await expect(wall.page.locator(".clocks li:visible")).to_have_count(12)
    await expect(wall.page.locator(".clocks li").nth(11)).to_contain_text("12")
    await expect(wall.page.locator(".clocks li").nth(11)).to_contain_text("选手12")


async def test_a_pause_moves_nothing(hang: Hang):
    face = ClockFace(ClockState.RUNNING, dial(0))
    calm = at_windows(people(8))
    calm = replace(calm, clocks=tuple(replace(each, face=face) for each in calm.clocks))
    wall = await hang(calm)
    boxes = [await each.bounding_box() for each in await wall.page.locator(".time").all()]

    await wall.show(at_windows(people(8)))
    await expect(wall.page.locator("[data-state=paused]")).to_have_count(2)

    assert [await each.bounding_box() for each in await wall.page.locator(".time").all()] == boxes


async def test_the_clock_is_shown_over_another_picture_too(hang: Hang):
    wall = await hang(on_stage(running(492)), query="?overlay")

    await expect(wall.page.locator(".time")).to_be_in_viewport(ratio=1)
    assert (await wall.page.locator(".time").bounding_box())["height"] > 150
    assert await style(wall.page, "body", "backgroundColor") == "rgba(0, 0, 0, 0)"


async def test_a_hall_where_nobody_is_timed_stands_by(hang: Hang):
    wall = await hang(view(Scene.CLOCK))

    await expect(wall.page.locator(".standby")).to_be_visible()


# Sound


async def heard(page: Page) -> list[int]:
    return await page.evaluate("tones")


async def keeping_back(wall: Wall) -> Wall:
    await wall.page.add_init_script(KEEPS_BACK)
    await wall.reload()
    return wall


async def sounding(wall: Wall) -> None:
    """Somebody has clicked."""
    await keeping_back(wall)
    await wall.page.get_by_text(OFFER).click()
    await expect(wall.page.get_by_text(OFFER)).to_have_count(0)


async def test_only_the_source_of_sound_asks_for_a_click(hang: Hang):
    source = await keeping_back(await hang(on_stage(running(85), sound=True)))
    other = await keeping_back(await hang(on_stage(running(85))))

    await expect(source.page.get_by_text(OFFER)).to_be_visible()
    await expect(other.page.get_by_text(OFFER)).to_have_count(0)


async def test_a_tone_at_each_warning_and_another_at_the_end(hang: Hang):
    wall = await hang(on_stage(running(359), sound=True))
    await sounding(wall)

    await to(wall, 1000)
    first = await heard(wall.page)
    await to(wall, 91_000)
    second = await heard(wall.page)
    await to(wall, 125_000)

    assert (first, second) == ([WARNING], [WARNING, WARNING])
    assert await heard(wall.page) == [WARNING, WARNING, END]


async def test_what_came_before_the_click_is_not_heard_after_it(hang: Hang):
    wall = await keeping_back(await hang(on_stage(running(359), sound=True)))
    await to(wall, 1000)

    await wall.page.get_by_text(OFFER).click()
    await expect(wall.page.get_by_text(OFFER)).to_have_count(0)

    assert await heard(wall.page) == []


async def test_a_screen_that_was_taken_away_is_silent(hang: Hang):
    wall = await hang(on_stage(running(359), sound=True))
    await sounding(wall)

    await wall.show(replace(on_stage(running(359)), name="", clocks=()))
    await to(wall, 1000)

    assert await heard(wall.page) == []


async def test_it_sounds_whatever_scene_is_on(hang: Hang):
    shown = on_stage(running(359), sound=True)
    wall = await hang(replace(shown, scene=Scene.ENTRANCE, stage=stage()))
    await sounding(wall)

    await to(wall, 1000)

    assert await heard(wall.page) == [WARNING]


async def test_whoever_comes_on_late_in_the_day_hears_nothing_of_before(hang: Hang):
    wall = await hang(on_stage(running(20), sound=True))
    await sounding(wall)

    await wall.show(on_stage(running(400), "选手02", sound=True))
    await wall.show(on_stage(paused(300), "选手02", sound=True))
    await wall.run(3000)

    assert await heard(wall.page) == []


async def test_the_console_names_one_screen_of_the_hall_as_the_source(
    server: Server, crew: Crew, laptop: Device
):
    for n in (1, 2):
        async with server.client() as screen:
            await screen.post("/screen")
            await crew.director.post(
                "/commands",
                json={"id": f"{n:08x}", "command": {"kind": "AssignScreen", "number": n, "name": f"{n}号屏"}},
            )
    console = await laptop(f"{server.url}/console", token=crew.tokens["director"])

    for n in (1, 2):
        tile = console.locator(f'[data-screen="{n}"]')
        await tile.locator(".screen-head").click()
        await tile.get_by_label("声源").check()
        await tile.get_by_role("button", name="启用").click()
        await expect(tile.locator(".screen-head")).to_contain_text("声源")

    await expect(console.locator('[data-screen="1"] .screen-head')).not_to_contain_text("声源")
