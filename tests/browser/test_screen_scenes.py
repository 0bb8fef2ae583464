"""The scenes of the venue screen but reveal and ranking, from made-up views."""

import pytest
from playwright.async_api import Page, expect

from judging.core.hall.air import Scene
from judging.views.stage import Seat
from tests.browser.conftest import Hang
from tests.browser.scenes import (
    COMPETITION,
    LONGEST,
    OVER,
    centres,
    ranking,
    reveal,
    seat_marks,
    stage,
    view,
)

DONE, WAITING, RECUSED, ABSENT = Seat.DONE, Seat.WAITING, Seat.RECUSED, Seat.ABSENT


async def words(page: Page, selector: str = "main") -> str:
    """All that stands there to be read."""
    return " ".join((await page.locator(selector).inner_text()).split())


async def style(page: Page, selector: str, name: str) -> str:
    found = await page.locator(selector).evaluate("(element, name) => getComputedStyle(element)[name]", name)
    return str(found)


async def test_standby_shows_what_it_is_and_who_holds_it(hang: Hang):
    wall = await hang(view(Scene.STANDBY))

    assert "".join((await words(wall.page, "body")).split()) == f"{COMPETITION}上海市民政局"


async def test_entrance_shows_name_district_and_place_in_the_order(hang: Hang):
    wall = await hang(view(Scene.ENTRANCE, stage=stage()))

    assert "".join((await words(wall.page)).split()) == f"出场序号7/24杨浦区{LONGEST}"


async def test_the_header_says_in_few_words_what_is_on_and_keeps_the_full_title_for_standby(hang: Hang):
    wall = await hang(reveal())

    assert await words(wall.page, "header") == "受理中心组 现场汇报展示 杨浦区 出场序号 7 / 24"
    await expect(wall.page.locator("body")).not_to_contain_text("立功竞赛")


async def test_progress_fills_seats_at_their_places_without_a_value(hang: Hang):
    wall = await hang(view(Scene.PROGRESS, stage=stage(), seats=(WAITING, WAITING, DONE)))
    await expect(wall.page.locator(".seat .label")).to_have_text(["1号", "2号", "3号"])
    place = await wall.page.locator(".seat").first.bounding_box()

    await wall.show(view(Scene.PROGRESS, stage=stage(), seats=(DONE, WAITING, DONE)))

    await expect(wall.page.locator(".seat[data-state=done] .label")).to_have_text(["1号", "3号"])
    await expect(wall.page.locator(".tally")).to_have_text("2 / 3")
    assert await wall.page.locator(".seat").first.bounding_box() == place


async def test_a_recused_judge_is_an_outline_from_the_start_and_not_counted(hang: Hang):
    seats = (DONE, DONE, RECUSED, DONE, DONE, DONE, DONE)
    wall = await hang(view(Scene.PROGRESS, stage=stage(), seats=seats))
    recused = wall.page.locator(".seat[data-state=recused]")

    await expect(recused).to_have_text("3号 回避")
    await expect(recused.locator(".tick")).to_have_count(0)
    assert await style(wall.page, ".seat[data-state=recused]", "backgroundColor") == "rgba(0, 0, 0, 0)"
    await expect(wall.page.locator(".tally")).to_have_text("6 / 6")
    await expect(wall.page.locator(".caption")).to_have_text("评委评分完毕")


async def test_an_absent_judge_is_waited_for_by_nobody(hang: Hang):
    wall = await hang(view(Scene.PROGRESS, stage=stage(), seats=(DONE, ABSENT, WAITING)))

    await expect(wall.page.locator(".seat[data-state=absent]")).to_have_text("2号 缺席")
    await expect(wall.page.locator(".tally")).to_have_text("1 / 2")


async def test_tiles_stay_where_they_are_from_progress_to_reveal(hang: Hang):
    wall = await hang(view(Scene.PROGRESS, stage=stage(), seats=(DONE,) * 7))
    tiles = [await seat.bounding_box() for seat in await wall.page.locator(".seat").all()]

    await wall.show(reveal())

    await expect(wall.page.locator(".seat[data-state=in]")).to_have_count(7)
    assert [await seat.bounding_box() for seat in await wall.page.locator(".seat").all()] == tiles


async def test_black_shows_nothing(hang: Hang):
    wall = await hang(view(Scene.BLACK))

    assert await words(wall.page, "body") == ""
    assert await style(wall.page, "body", "backgroundColor") == "rgb(0, 0, 0)"


async def test_a_screen_pinned_to_a_scene_with_nothing_to_show_stands_by(hang: Hang):
    wall = await hang(view(Scene.RANKING))
    await expect(wall.page.locator(".standby")).to_be_visible()

    await wall.show(view(Scene.REVEAL))

    await expect(wall.page.locator(".standby")).to_be_visible()


@pytest.mark.parametrize("scene", [Scene.STANDBY, Scene.ENTRANCE])
async def test_a_rehearsal_is_said_once_in_the_header_and_never_over_the_picture(hang: Hang, scene: Scene):
    wall = await hang(view(scene, stage=stage() if scene is Scene.ENTRANCE else None, rehearsal=True))

    await expect(wall.page.locator("header .rehearsal")).to_have_text("演练")
    assert (await words(wall.page, "body")).count("演练") == 1
    assert (
        await wall.page.locator("body").evaluate("(body) => getComputedStyle(body, '::after').content")
        == "none"
    )


async def test_the_red_theme_and_the_transparent_variant(hang: Hang):
    red = await hang(view(Scene.STANDBY), query="?theme=red")
    over = await hang(view(Scene.ENTRANCE, stage=stage()), query="?overlay")

    assert await style(red.page, "body", "backgroundColor") == "rgb(126, 15, 22)"
    assert await style(over.page, "body", "backgroundColor") == "rgba(0, 0, 0, 0)"
    assert await style(over.page, "body", "backgroundImage") == "none"
    await expect(over.page.locator("header .title")).to_be_hidden()
    await expect(over.page.locator("main")).to_contain_text("新江湾城街道")


async def test_a_wall_is_flat_because_a_gradient_bands_on_leds(hang: Hang):
    wall = await hang(ranking(["选手01"]))

    assert await style(wall.page, "body", "backgroundImage") == "none"


@pytest.mark.parametrize(
    ("name", "pieces"),
    [
        ("潍坊新村街道社区事务受理服务中心", ["潍坊新村街道", "社区事务受理服务中心"]),
        ("北蔡镇社区事务受理服务中心", ["北蔡镇", "社区事务受理服务中心"]),
        ("嘉定镇街道社区事务受理服务中心", ["嘉定镇街道", "社区事务受理服务中心"]),
        ("浦东新区区级综合窗口", ["浦东新区区级综合窗口"]),
    ],
)
async def test_names_break_where_one_would_pause(hang: Hang, name: str, pieces: list[str]):
    wall = await hang(view(Scene.ENTRANCE, stage=stage(name)))

    await expect(wall.page.locator(".name .piece")).to_have_text(pieces)


async def test_a_plate_over_another_picture_shows_all_it_has_to_say(hang: Hang):
    marks = seat_marks([f"{88 + n / 2:.2f}" for n in range(15)], high=15, low=1)
    wall = await hang(reveal(OVER, marks=marks), query="?overlay")

    for part in (".name", ".seat >> nth=-1", ".verdicts", ".score"):
        await expect(wall.page.locator(part)).to_be_in_viewport(ratio=1)
    await wall.show(ranking(centres(18), at_ms_ago=OVER))

    await expect(wall.page.locator(".caption")).to_be_in_viewport(ratio=1)
    await expect(wall.page.locator("main")).to_be_in_viewport(ratio=1)
