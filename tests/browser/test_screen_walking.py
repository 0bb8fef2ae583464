"""走场总览 and 本批得分 on the wall: who is at which window, and the scores that are told together."""

import pytest
from msgspec.structs import replace
from playwright.async_api import Page, expect

from judging.core.hall.air import Scene
from judging.core.hall.performance import Phase
from tests.browser.conftest import Hang
from tests.browser.scenes import (
    LONGEST,
    MINUTE,
    at_windows,
    centres,
    epoch_ms,
    halls,
    people,
    scores,
    timed,
    view,
    walk,
)


async def words(page: Page, selector: str) -> list[str]:
    """What can be read of each."""
    return [
        " ".join((await one.inner_text()).split())
        for one in await page.locator(selector).all()
        if await one.is_visible()
    ]


async def test_a_window_tells_who_is_there_how_long_and_how_many_sheets(hang: Hang):
    wall = await hang(walk(["选手01", "", "选手03"]))

    assert await words(wall.page, "header .piece") == ["走场总览", "一线"]
    assert await words(wall.page, ".windows li") == [
        "1 选手01 浦东新区 1 分钟",
        "2 空闲",
        "3 选手03 浦东新区 3 分钟",
    ]
    third = wall.page.locator(".windows li").nth(2)
    await expect(third.locator(".sheets i")).to_have_count(7)
    await expect(third.locator(".sheets i[data-in]")).to_have_count(3)


async def test_the_minutes_go_on_by_themselves(hang: Hang):
    wall = await hang(walk(["选手01"], since=epoch_ms()))
    await expect(wall.page.locator(".long")).to_have_text("刚到")

    await wall.run_to(MINUTE)

    await expect(wall.page.locator(".long")).to_have_text("1 分钟")


async def test_a_clock_at_a_window_runs_by_the_servers_time_and_turns_amber_and_red(hang: Hang):
    wall = await hang(view(Scene.WALK, windows=timed(0, 100, 539, 599)))

    await wall.run_to(2000)

    assert await words(wall.page, ".long") == ["09:58", "08:20", "00:59", "+00:01"]
    levels = await wall.page.locator(".long").evaluate_all("(all) => all.map((one) => one.dataset.level)")
    assert levels == ["calm", "calm", "warn", "over"]


async def test_tracks_are_named_at_each_window_once_there_are_several(hang: Hang):
    two = (*at_windows(["选手01"]), replace(at_windows(["", "选手02"])[1], track="后台/管理"))
    wall = await hang(view(Scene.WALK, windows=two))

    assert await words(wall.page, "header .piece") == ["走场总览"]
    assert await words(wall.page, ".windows .of") == ["浦东新区 一线 1 分钟", "浦东新区 后台/管理 2 分钟"]


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (3840, 1080)], ids=str)
async def test_twelve_windows_are_seen_at_once(hang: Hang, size: tuple[int, int]):
    wall = await hang(walk(people(12)), viewport={"width": size[0], "height": size[1]})

    assert len(await words(wall.page, ".windows li")) == 12


async def test_the_longest_names_are_never_cut_but_turn_pages(hang: Hang):
    wall = await hang(walk([LONGEST] * 12))
    first = await words(wall.page, ".windows .number")

    await wall.run_to(8020)

    numbers = first + await words(wall.page, ".windows .number")
    assert sorted(numbers, key=int) == [str(n) for n in range(1, 13)]


async def test_a_screen_pinned_to_the_windows_of_a_hall_without_any_stands_by(hang: Hang):
    wall = await hang(view(Scene.WALK))

    await expect(wall.page.locator(".standby")).to_be_visible()


async def test_scores_that_are_told_together_are_a_list_of_names(hang: Hang):
    wall = await hang(scores(["选手01", LONGEST]))

    assert await words(wall.page, "header .piece") == ["一线", "实操比武"]
    assert await words(wall.page, ".rows .row") == ["选手01 浦东新区 99.75", f"{LONGEST} 浦东新区 99.50"]
    await expect(wall.page.locator(".caption")).to_contain_text("最后得分")


async def test_scores_before_the_panels_are_on_a_par_are_called_original(hang: Hang):
    wall = await hang(scores(["选手01"], unequalised=True))

    await expect(wall.page.locator(".caption")).to_contain_text("现场原始得分")


async def test_a_long_list_of_scores_turns_its_page_once_it_has_been_read(hang: Hang):
    wall = await hang(scores(people(7)))
    await wall.run_to(24_900)
    await expect(wall.page.locator(".extent")).to_have_text("第 1–5 个，共 7 个")

    await wall.run(120)

    await expect(wall.page.locator(".extent")).to_have_text("第 6–7 个，共 7 个")
    await expect(wall.page.locator(".rows .row").nth(5)).to_be_in_viewport(ratio=1)
    await expect(wall.page.locator(".rows .row").first).not_to_be_in_viewport(ratio=1)


async def test_the_overview_tells_how_many_windows_of_a_hall_are_marked(hang: Hang):
    [busy] = (hall for hall in halls(6) if hall.windows)
    called = replace(busy, windows=3, phase=Phase.MARKING)
    wall = await hang(view(Scene.OVERVIEW, halls=(called,)))

    assert await words(wall.page, ".halls .name") == ["3 个窗口评分中"]


@pytest.mark.parametrize(
    "shown", [walk(people(12)), walk([LONGEST] * 4), scores(centres(7))], ids=["twelve", "longest", "scores"]
)
async def test_a_plate_over_another_picture_has_room_for_it(hang: Hang, shown):
    wall = await hang(shown, query="?overlay")

    await expect(wall.page.locator("main")).to_be_in_viewport(ratio=1)
    for part in await wall.page.locator(".windows li:not([hidden])").all():
        await expect(part).to_be_in_viewport(ratio=1)
