"""排名 on the wall: pages, the rows that moved, what is gold."""

import pytest
from playwright.async_api import Page, expect

from judging.core.hall.air import Scene
from tests.browser.conftest import Hang
from tests.browser.gallery import WALLS
from tests.browser.scenes import LONGEST, centres, ranking, view


async def test_a_long_ranking_pages_every_eight_seconds_and_begins_again(hang: Hang):
    wall = await hang(ranking(centres(18)))
    assert await page_of_places(wall.page) == [1, 2, 3, 4, 5]

    for places in (range(6, 11), range(11, 16), range(16, 19), range(1, 6)):
        await wall.run(8000)

        assert await page_of_places(wall.page) == list(places)
        await expect(wall.page.locator(".caption")).to_contain_text(f"{places[0]}–{places[-1]} 名")


async def test_a_screen_that_reloads_comes_back_to_the_present_page(hang: Hang):
    wall = await hang(ranking(centres(18)))
    await wall.run_to(9000)

    await wall.reload()

    assert await page_of_places(wall.page) == [6, 7, 8, 9, 10]


@pytest.mark.parametrize("size", [(1920, 1080), (1024, 768), (1080, 1920)], ids=str)
async def test_every_wall_shows_the_same_page_at_the_same_time(hang: Hang, size: tuple[int, int]):
    wall = await hang(ranking(centres(18)), viewport={"width": size[0], "height": size[1]})

    await wall.run_to(8020)

    assert await page_of_places(wall.page) == [6, 7, 8, 9, 10]


# Of every row, in hundredths of the smaller side: what is free between place, sign and name, to the rules.
ROOM = """(rows) => rows.map((row) => {
  const u = Math.min(innerWidth, innerHeight) / 100
  const box = (cell) => {
    const range = document.createRange()
    range.selectNodeContents(row.querySelector(cell))
    return range.getBoundingClientRect()
  }
  const sign = getComputedStyle(row, "::after")
  const left = row.getBoundingClientRect().left + parseFloat(sign.left)
  const cells = [...row.children].filter((cell) => cell.offsetHeight)
  const rule = row.clientHeight
  return {
    place: (left - box(".place").right) / u,
    name: (box(".entrant").left - left - parseFloat(sign.width)) / u,
    above: Math.min(...cells.map((cell) => cell.offsetTop)) / u,
    below: Math.min(...cells.map((cell) => rule - cell.offsetTop - cell.offsetHeight)) / u,
  }
})"""


@pytest.mark.parametrize("query", ["", "?theme=red"])
@pytest.mark.parametrize("size", WALLS, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_place_sign_and_name_stand_apart_and_clear_of_the_rules(
    hang: Hang, size: tuple[int, int], query: str
):
    before = range(24, 0, -1)
    viewport = {"width": size[0], "height": size[1]}
    wall = await hang(ranking([LONGEST, *centres(23)], before=before), query=query, viewport=viewport)

    rooms = await wall.page.locator(".rows .row[data-moved]").evaluate_all(ROOM)

    assert rooms
    assert [room for room in rooms if min(room["place"], room["name"]) < 0.3] == []
    assert [room for room in rooms if min(room["above"], room["below"]) < 0.4] == []


async def test_equals_share_a_place_and_only_the_first_is_gold(hang: Hang):
    wall = await hang(ranking(centres(4), (1, 2, 2, 4)))

    await expect(wall.page.locator(".rows .place")).to_have_text(["1", "2", "2", "4"])
    await expect(wall.page.locator(".caption")).to_contain_text("已公布 4 / 24")
    colours = await wall.page.locator(".rows .place, .rows .composite").evaluate_all(
        "(cells) => cells.map((cell) => getComputedStyle(cell).color)"
    )
    assert [colour == "rgb(255, 212, 121)" for colour in colours] == [True, True, *[False] * 6]


async def test_rounds_are_shown_where_names_leave_room(hang: Hang):
    short = await hang(ranking(["选手01", "选手02"]))
    long = await hang(ranking([LONGEST, *centres(2)]))

    await expect(short.page.locator(".rows .part")).to_have_text(["95.10", "91.05"] * 2)
    await expect(short.page.locator(".caption .part")).to_have_text(["日常服务能级", "现场汇报展示"])
    await expect(long.page.locator(".rows .part").first).to_be_hidden()


@pytest.mark.parametrize(
    ("before", "marked"),
    [
        pytest.param((1, 2, None, 3), [(2, "new")], id="a new row pushes the others down"),
        pytest.param((2, 1, 3, 4), [(0, "up")], id="two change places"),
        pytest.param((2, 3, 4, 1), [(3, "down")], id="the first falls to the end"),
        pytest.param((1, 2, 3, 4), [], id="nothing moved"),
        pytest.param((None, None, None, None), [], id="the first ranking"),
    ],
)
async def test_the_row_that_changed_its_order_is_marked_for_three_seconds(
    hang: Hang, before: tuple[int | None, ...], marked: list[tuple[int, str]]
):
    wall = await hang(ranking(centres(4), before=before))
    rows = await wall.page.locator(".rows .row").evaluate_all(
        "(rows) => rows.map((row) => row.dataset.moved)"
    )
    assert [(n, how) for n, how in enumerate(rows) if how] == marked
    await expect(wall.page.locator(".rows[data-marking]")).to_have_count(1)

    await wall.run_to(3020)

    await expect(wall.page.locator(".rows[data-marking]")).to_have_count(0)


# Which rows move now, and whether they come from below (1) or above (-1).
GLIDING = """(list) => list.getAnimations({ subtree: true }).flatMap(({ effect }) => {
  const from = effect.getKeyframes()[0].transform
  const row = [...list.children].indexOf(effect.target)
  return from && row >= 0 ? [[row, Math.sign(parseFloat(from.slice(11)))]] : []
})"""


async def test_rows_glide_from_where_they_stood(hang: Hang):
    wall = await hang(view(Scene.STANDBY))

    await wall.show(ranking(centres(4), before=(4, 1, 2, 3)))

    gliding = await wall.page.locator(".rows").evaluate(GLIDING)
    assert gliding == [[0, 1], [1, -1], [2, -1], [3, -1]]


async def test_with_reduced_motion_rows_stand_at_once(hang: Hang):
    wall = await hang(view(Scene.STANDBY), reduced_motion="reduce")

    await wall.show(ranking(centres(4), before=(4, 1, 2, 3)))

    await expect(wall.page.locator(".rows .row")).to_have_count(4)
    assert await wall.page.locator(".rows").evaluate(GLIDING) == []


async def page_of_places(page: Page) -> list[int]:
    """The places that are to be seen now."""
    await expect(page.locator(".rows .row").first).to_be_attached()
    shown = await page.locator(".rows .row").evaluate_all(
        """(rows) => {
          const frame = rows[0].closest(".window")
          const { top, bottom } = frame.getBoundingClientRect()
          const cut = parseFloat(getComputedStyle(frame).clipPath.split(" ")[2])
          const isSeen = (box) => box.top >= top - 1 && box.bottom <= bottom - cut + 1
          return rows.filter((row) => isSeen(row.getBoundingClientRect()))
            .map((row) => Number(row.querySelector(".place").textContent))
        }"""
    )
    return list(shown)
