"""The venue screen: made-up views on a clock the test turns, then a real day with a server that dies."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from judging.core.performance import SeatMark
from judging.core.results import Deduction
from judging.core.show import Scene
from judging.views.screen import Ranking, RankingRow, Reveal, ScreenView, Stage
from tests.browser.conftest import Device
from tests.browser.wall import Wall, ago
from tests.serving import Server, command, joined, served

COMPETITION = "2024年度“一网通办”专项立功竞赛（社区事务受理赛区）"
LONGEST = "新江湾城街道社区事务受理服务中心"
FORTY = "上海市浦东新区潍坊新村街道社区事务受理服务中心（一网通办综合窗口志愿服务先锋队）"
SIZES = [(1920, 1080), (3840, 2160), (1024, 768), (2560, 720)]
TOTALS = ("91.00", "95.00", "90.50", "88.00", "91.50", "92.00", "90.25")
LAST_BEAT_MS = 60_000  # long after it

# What must be true of every text on the wall, at any size; the answer is a list of complaints.
MISFITS = """() => {
  const u = Math.min(innerWidth / 100, innerHeight * 0.0178), found = []
  const inside = (box, frame, slack) =>
    box.left > frame.left - slack && box.right < frame.right + slack &&
    box.top > frame.top - slack && box.bottom < frame.bottom + slack
  const [width, height] = [innerWidth, innerHeight]
  const safe = { left: width * 0.05, right: width * 0.95, top: height * 0.05, bottom: height * 0.95 }
  const root = document.documentElement
  if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) found.push("a scrollbar")
  for (const element of document.querySelectorAll("body *")) {
    if (element.matches(".name, .entrant, .piece") && element.scrollWidth > element.clientWidth)
      found.push(`cut off: ${element.textContent}`)
    const window = element.closest(".rows") && element.closest(".window")
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const size = parseFloat(getComputedStyle(element).fontSize)
      for (const line of range.getClientRects()) {
        const middle = (line.top + line.bottom) / 2 // a font brings leading beyond its glyphs
        const half = size * 0.42
        const box = { left: line.left, right: line.right, top: middle - half, bottom: middle + half }
        const cut = window && parseFloat(getComputedStyle(window).clipPath.split(" ")[2])
        if (window && middle > window.getBoundingClientRect().bottom - cut) continue // another page
        if (!inside(box, safe, 2)) found.push(`outside the safe area: ${node.data}`)
        const tile = element.closest(".tile")
        if (tile && !inside(box, tile.getBoundingClientRect(), 2)) found.push(`beyond its tile: ${node.data}`)
      }
      if (size < innerHeight * 0.033 - 0.01) found.push(`too small: ${node.data}`)
      if (element.closest(".name, .entrant") && size < 4 * u - 0.01) found.push(`a small name: ${node.data}`)
    }
  }
  return found
}"""


def view(scene: Scene, **more: object) -> ScreenView:
    return ScreenView(
        2,
        "主屏",
        competition=COMPETITION,
        organiser="上海市民政局",
        scene=scene,
        **more,
    )


def stage(entrant: str = LONGEST) -> Stage:
    return Stage("受理中心组", "现场汇报展示", entrant, "杨浦区", 7, 24)


def seat_marks(totals: Sequence[str], *, high: int = 0, low: int = 0) -> tuple[SeatMark, ...]:
    """`high` and `low` are the seats of the dropped extremes."""
    dropped = {high: "high", low: "low"}
    return tuple(
        SeatMark(n, f"J{n}", f"评委{n}", "in", total, dropped.get(n, "")) for n, total in enumerate(totals, 1)
    )


SEVEN = seat_marks(TOTALS, high=2, low=4)


def reveal(at_ms_ago: int = 0, **changes: Any) -> ScreenView:
    told = Reveal("91.05", "91.05", (), SEVEN, ago(at_ms_ago))
    return view(Scene.REVEAL, stage=stage(), reveal=msgspec.structs.replace(told, **changes))


def ranking(
    names: Sequence[str],
    places: Sequence[int | None] = (),
    before: Sequence[int | None] = (),
    at_ms_ago: int = 0,
) -> ScreenView:
    rows = tuple(
        RankingRow(place, name, "黄浦区", ("95.10", "91.05"), f"{97 - n / 4:.2f}", was)
        for n, (name, place, was) in enumerate(
            zip(names, places or range(1, len(names) + 1), before or [None] * len(names), strict=True)
        )
    )
    return view(
        Scene.RANKING,
        ranking=Ranking("受理中心组", ("日常服务能级", "现场汇报展示"), rows, 24, ago(at_ms_ago)),
    )


def centres(count: int) -> list[str]:
    return [f"{'甲乙丙丁戊己庚辛壬癸'[n % 10]}{n}路街道社区事务受理服务中心" for n in range(count)]


Hang = Callable[..., Awaitable[Wall]]


@pytest_asyncio.fixture(scope="module", loop_scope="package")
async def empty(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    """Serves the pages; the views come from the tests."""
    async with served(tmp_path_factory.mktemp("screen")) as server:
        yield server


@pytest.fixture
def hang(empty: Server, venue_screen: Device) -> Hang:
    """Opens a screen that shows a view: `await hang(view, query="?overlay", viewport=…)`."""

    async def hung(shown: ScreenView, *, query: str = "", has_clock: bool = True, **options: object) -> Wall:
        page = await venue_screen(f"{empty.url}/static/tokens.css", **options)
        wall = Wall(page, "screen/2", has_clock=has_clock)
        await wall.show(shown)
        await wall.open(page.url.replace("/static/tokens.css", f"/screen{query}"))
        return wall

    return hung


async def words(page: Page, selector: str = "main") -> str:
    """All that stands there to be read."""
    return " ".join((await page.locator(selector).inner_text()).split())


# Scenes


async def test_standby_shows_what_it_is_and_who_holds_it(hang: Hang):
    wall = await hang(view(Scene.STANDBY))

    assert await words(wall.page, "body") == f"{COMPETITION} 上海市民政局"


async def test_entrance_shows_name_district_and_place_in_the_order(hang: Hang):
    wall = await hang(view(Scene.ENTRANCE, stage=stage()))

    assert await words(wall.page) == f"出场序号 7 / 24 杨浦区 {LONGEST}"
    assert await words(wall.page, "header") == f"{COMPETITION} 受理中心组 现场汇报展示 上海市民政局"


async def test_progress_fills_seats_at_their_places_without_a_value(hang: Hang):
    wall = await hang(view(Scene.PROGRESS, stage=stage(), seats=(False, False, True)))
    await expect(wall.page.locator(".seat")).to_have_text(["1号", "2号", "3号"])
    place = await wall.page.locator(".seat").first.bounding_box()

    await wall.show(view(Scene.PROGRESS, stage=stage(), seats=(True, False, True)))

    await expect(wall.page.locator(".seat[data-done]")).to_have_text(["1号", "3号"])
    await expect(wall.page.locator(".tally")).to_have_text("2 / 3")
    assert await wall.page.locator(".seat").first.bounding_box() == place


async def test_tiles_stay_where_they_are_from_progress_to_reveal(hang: Hang):
    wall = await hang(view(Scene.PROGRESS, stage=stage(), seats=(True,) * 7))
    tiles = [await seat.bounding_box() for seat in await wall.page.locator(".seat").all()]

    await wall.show(reveal())

    await expect(wall.page.locator(".seat[data-mark]")).to_have_count(7)
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


async def test_a_rehearsal_is_watermarked(hang: Hang):
    wall = await hang(view(Scene.STANDBY, rehearsal=True))

    assert "svg" in await style(wall.page, "body", "backgroundImage", "::after")


async def test_the_red_theme_and_the_transparent_variant(hang: Hang):
    red = await hang(view(Scene.STANDBY), query="?theme=red")
    over = await hang(view(Scene.ENTRANCE, stage=stage()), query="?overlay")

    assert "rgb(110, 10, 16)" in await style(red.page, "body", "backgroundImage")
    assert await style(over.page, "body", "backgroundColor") == "rgba(0, 0, 0, 0)"
    assert await style(over.page, "body", "backgroundImage") == "none"
    await expect(over.page.locator("header")).to_be_hidden()
    await expect(over.page.locator("main")).to_contain_text("新江湾城街道")


async def style(page: Page, selector: str, name: str, pseudo: str = "") -> str:
    found = await page.locator(selector).evaluate(
        "(element, [name, pseudo]) => getComputedStyle(element, pseudo)[name]", [name, pseudo]
    )
    return str(found)


# The reveal, beat by beat: seven marks from 500 ms on every 140 ms, then 500 ms a beat.


async def test_marks_turn_over_in_seat_order(hang: Hang):
    wall = await hang(reveal())
    assert await told(wall.page) == ([""] * 7, False, False, "")

    for n in range(7):
        await wall.run_to(500 + 140 * n + 20)

        assert (await told(wall.page))[0] == [*TOTALS[: n + 1], *[""] * (6 - n)]


async def test_extremes_are_struck_then_the_rest_draws_together_then_the_score_comes(hang: Hang):
    wall = await hang(reveal())

    await wall.run_to(1800)
    assert await told(wall.page) == (list(TOTALS), False, False, "")
    await wall.run_to(1880)
    assert await told(wall.page) == (list(TOTALS), True, False, "")
    await expect(wall.page.locator(".verdict:not(:empty)")).to_have_text(["最高", "最低"])
    await expect(wall.page.locator(".seat[data-dropped]")).to_contain_text(["95.00", "88.00"])
    await wall.run_to(2380)
    assert await told(wall.page) == (list(TOTALS), True, True, "")
    for ms, shown in ((2860, "91."), (3360, "91.0"), (3860, "91.05")):
        await wall.run_to(ms)
        assert (await told(wall.page))[3] == shown


async def test_the_drawn_together_stand_in_seat_order_between_the_extremes(hang: Hang):
    wall = await hang(reveal(LAST_BEAT_MS))

    lefts = await wall.page.locator(".seat").evaluate_all(
        "(seats) => seats.map((seat) => seat.getBoundingClientRect().x)"
    )

    labels = await wall.page.locator(".back .label").all_text_contents()
    assert [label for _, label in sorted(zip(lefts, labels, strict=True))] == [
        "2号",
        "1号",
        "3号",
        "5号",
        "6号",
        "7号",
        "4号",
    ]


async def test_no_picture_shows_a_score_that_is_not_true(hang: Hang):
    wall = await hang(reveal(score="100.00"))
    seen: list[str] = []
    widths = set()

    for _ in range(110):
        await wall.run(40)
        seen.append((await told(wall.page))[3])
        widths.add(await wall.page.locator("output.score").evaluate("(score) => score.offsetWidth"))

    assert list(dict.fromkeys(seen)) == ["", "100.", "100.0", "100.00"]
    assert len(widths) == 1


async def test_places_still_to_come_are_drawn_as_lines(hang: Hang):
    wall = await hang(reveal())

    await wall.run_to(2860)

    lines = wall.page.locator(".digit:not([data-shown])")
    await expect(lines).to_have_count(2)
    assert await lines.first.evaluate("(place) => getComputedStyle(place, '::after').content") != "none"


async def test_deductions_are_told_last_with_their_reason(hang: Hang):
    off = (Deduction(Decimal("0.5"), "超时23秒"),)
    wall = await hang(reveal(score="90.55", deductions=off))

    await wall.run_to(4200)
    await expect(wall.page.locator(".deduction")).to_be_empty()
    await wall.run_to(4380)

    assert await words(wall.page, ".deduction") == "评委评分 91.05 分 扣 0.5 分（超时23秒）"


async def test_excused_seats_show_why_and_count_for_nothing(hang: Hang):
    absent = SeatMark(1, "J1", "评委1", "absent")
    recused = SeatMark(2, "J2", "评委2", "recused")
    wall = await hang(reveal(LAST_BEAT_MS, marks=(absent, recused, *SEVEN[2:])))

    await expect(wall.page.locator(".mark")).to_have_text(["缺席", "回避", *TOTALS[2:]])


async def test_a_panel_without_trimming_goes_from_marks_to_score(hang: Hang):
    wall = await hang(reveal(marks=seat_marks(("91.00", "91.10"))))

    await wall.run_to(1160)

    assert await told(wall.page) == (["91.00", "91.10"], False, False, "91.")


async def test_a_screen_that_reloads_during_the_beats_joins_at_the_present_one(hang: Hang):
    wall = await hang(reveal())
    await wall.run_to(2000)

    await wall.reload()

    assert await told(wall.page) == (list(TOTALS), True, False, "")
    await wall.run_to(4000)
    assert (await told(wall.page))[3] == "91.05"


async def test_a_screen_that_comes_later_shows_the_last_beat(hang: Hang):
    wall = await hang(reveal(LAST_BEAT_MS))

    assert await told(wall.page) == (list(TOTALS), True, True, "91.05")


async def test_nothing_is_shown_before_the_servers_clock_is_known(hang: Hang):
    wall = await hang(reveal(), has_clock=False)
    await wall.run(400)
    await expect(wall.page.locator("main")).to_have_count(0)

    wall.has_clock = True
    wall.tell_time()
    await wall.run(40)

    assert await told(wall.page) == ([""] * 7, False, False, "")


async def test_a_clock_that_was_told_late_takes_no_beat_back(hang: Hang):
    wall = await hang(reveal())
    await wall.run_to(2000)

    wall.tell_time(late_ms=1500)
    await wall.show(reveal())
    await wall.run(20)

    assert await told(wall.page) == (list(TOTALS), True, False, "")


async def test_a_reveal_taken_back_shows_only_the_name(hang: Hang):
    wall = await hang(reveal(LAST_BEAT_MS))

    await wall.show(view(Scene.REVEAL, stage=stage()))

    await expect(wall.page.locator(".seat, .score")).to_have_count(0)
    await expect(wall.page.locator(".name")).to_have_text(LONGEST)


async def test_with_reduced_motion_the_beats_switch_without_movement(hang: Hang):
    wall = await hang(reveal(), reduced_motion="reduce")

    await wall.run_to(2400)

    assert await told(wall.page) == (list(TOTALS), True, True, "")
    assert await wall.page.locator(".seat, .tile, .mark").evaluate_all(
        "(parts) => parts.every((part) => parseFloat(getComputedStyle(part).transitionDuration) <= 0.001)"
    )


async def told(page: Page) -> tuple[list[str], bool, bool, str]:
    """What the reveal shows: marks by seat, whether extremes are struck and the rest is drawn, the score."""
    seats = page.locator(".seats")
    return (
        await page.locator(".mark").all_text_contents(),
        await seats.get_attribute("data-struck") is not None,
        await seats.get_attribute("data-drawn") is not None,
        (await page.locator("output.score").text_content() or "").strip(),
    )


# The ranking


async def test_a_long_ranking_pages_every_eight_seconds_and_begins_again(hang: Hang):
    wall = await hang(ranking(centres(18)))
    assert await page_of_places(wall.page) == [1, 2, 3, 4, 5, 6, 7, 8]
    await expect(wall.page.locator(".dots span")).to_have_count(3)

    for places in ([9, 10, 11, 12, 13, 14, 15, 16], [17, 18], [1, 2, 3, 4, 5, 6, 7, 8]):
        await wall.run(8000)

        assert await page_of_places(wall.page) == places


async def test_a_screen_that_reloads_comes_back_to_the_present_page(hang: Hang):
    wall = await hang(ranking(centres(18)))
    await wall.run_to(9000)

    await wall.reload()

    assert await page_of_places(wall.page) == [9, 10, 11, 12, 13, 14, 15, 16]


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
    long = await hang(ranking(centres(2)))

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


# Sizes

MANY = seat_marks([*(f"{88 + n / 2:.2f}" for n in range(14)), "100.00"], high=15, low=1)
OFF = (
    Deduction(Decimal("0.5"), "超时23秒"),
    Deduction(Decimal(1), "缺少必备材料：未提交汇报提纲，经评委组长确认"),
)
TITLE = (
    "2024年度上海市社区事务受理服务系统“一网通办”专项立功竞赛"
    "暨窗口服务技能大比武现场展示活动（社区事务受理赛区）决赛"
)
CROWDED = {
    "standby": view(Scene.STANDBY),
    "entrance": view(Scene.ENTRANCE, stage=stage()),
    "entrance-forty": view(Scene.ENTRANCE, stage=stage(FORTY)),
    "progress": view(Scene.PROGRESS, stage=stage(FORTY), seats=(True, False) * 7),
    "reveal": reveal(LAST_BEAT_MS),
    "reveal-forty": msgspec.structs.replace(
        reveal(LAST_BEAT_MS, marks=MANY, score="100.00", deductions=OFF), stage=stage(FORTY)
    ),
    "reveal-titled": msgspec.structs.replace(reveal(LAST_BEAT_MS, deductions=OFF), competition=TITLE),
    "ranking": ranking([LONGEST, "潍坊新村街道社区事务受理服务中心", *centres(10)], at_ms_ago=LAST_BEAT_MS),
    "ranking-forty": ranking([FORTY, *centres(3)], at_ms_ago=LAST_BEAT_MS),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_everything_fits_and_is_legible(hang: Hang, size: tuple[int, int]):
    wall = await hang(view(Scene.BLACK), viewport={"width": size[0], "height": size[1]})

    for name, shown in CROWDED.items():
        await wall.show(shown)
        await expect(wall.page.locator(f":root[data-scene={shown.scene}]")).to_have_count(1)

        assert await wall.page.evaluate(MISFITS) == [], name


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


# A real server


async def test_a_screen_is_a_numbered_blank_until_it_is_assigned_and_follows_the_show(
    tmp_path: Path, venue_screen: Device
):
    async with served(tmp_path) as server, joined(server, judges=3) as crew:
        screen = await venue_screen(f"{server.url}/screen")
        await expect(screen.locator(".blank")).to_contain_text("1")

        await command(crew.director, "AssignScreen", number=1, name="主屏", pinned=None)
        await expect(screen.locator(".standby")).to_be_visible()
        await command(crew.director, "IdentifyScreens", on=True)
        await expect(screen.locator(".identify")).to_have_text("1主屏")
        await command(crew.director, "IdentifyScreens", on=False)
        await expect(screen.locator(".identify")).to_have_count(0)
        first = crew.performance(crew.entrants[0])
        await command(crew.director, "CallEntrant", performance=first)
        await command(crew.director, "ShowScene", scene="entrance")
        await expect(screen.locator(":root[data-scene=entrance]")).to_have_count(1)
        await command(crew.director, "RemoveScreen", number=1)

        await expect(screen.locator(".blank")).to_contain_text("2")


async def test_a_dead_server_leaves_the_last_scene_and_a_small_sign(tmp_path: Path, venue_screen: Device):
    async with served(tmp_path) as server, joined(server, judges=3) as crew:
        await command(crew.director, "CallEntrant", performance=crew.performance(crew.entrants[0]))
        screen = await venue_screen(f"{server.url}/screen")
        await command(crew.director, "AssignScreen", number=1, name="主屏", pinned="entrance")
        await expect(screen.locator(".entrance")).to_be_visible()
        shown = await words(screen, "body")

        await server.kill()

        await expect(screen.locator(":root[data-lost]")).to_have_count(1)
        assert await words(screen, "body") == shown
        async with served(tmp_path, port=server.port):
            await expect(screen.locator(":root[data-lost]")).to_have_count(0)
            assert await words(screen, "body") == shown
            await screen.reload()
            await expect(screen.locator(".entrance")).to_be_visible()
