"""The reveal on the wall, beat by beat, on a clock that the test turns.

Seven marks from 0.8 s on every 0.35 s, extremes at 4.1 s, the mean from 5.3 s on every 0.6 s, score at 7.7 s.
"""

from decimal import Decimal
from itertools import pairwise

import pytest
from msgspec.structs import replace
from playwright.async_api import Page, expect

from judging.core.hall.air import Pace, Scene
from judging.core.hall.performance import SeatMark
from judging.core.scoring.day import Deduction
from tests.browser.conftest import Hang
from tests.browser.scenes import LONGEST, OVER, SEVEN, TOTALS, panel_of, reveal, seat_marks, stage, view
from tests.browser.test_screen_scenes import words

OFF = (Deduction(Decimal("0.5"), "超时23秒"),)

# How many lines down the opening bracket stands, and how much of a character it takes.
BRACKET = """(deduction) => {
  const walker = document.createTreeWalker(deduction, NodeFilter.SHOW_TEXT)
  while (!walker.currentNode.data?.includes("（")) walker.nextNode()
  const node = walker.currentNode
  const range = document.createRange()
  range.setStart(node, node.data.indexOf("（"))
  range.setEnd(node, node.data.indexOf("（") + 1)
  const box = [...range.getClientRects()].at(-1)
  const size = parseFloat(getComputedStyle(deduction).fontSize)
  const line = Math.floor((box.top - deduction.getBoundingClientRect().top) / size)
  return { line, bracket: box.width / size }
}"""


async def shown(page: Page) -> tuple[list[str], list[str], str, str]:
    """Marks by seat, what is struck, the mean and 最后得分, as far as each is told."""
    told = await page.locator(".seat").evaluate_all(
        "(seats) => seats.map((seat) => seat.querySelector('.mark').textContent.trim())"
    )
    struck = await page.locator(".seat[data-dropped] .mark").all_text_contents()
    mean = (await page.locator("output.number").text_content() or "").strip()
    score = (await page.locator("output.score").text_content() or "").strip()
    return told, [each.strip() for each in struck], mean, score


async def test_marks_appear_in_seat_order(hang: Hang):
    wall = await hang(reveal())
    assert await shown(wall.page) == ([""] * 7, [], "", "")

    for n in range(7):
        await wall.run_to(800 + 350 * n + 20)

        assert (await shown(wall.page))[0] == [*TOTALS[: n + 1], *[""] * (6 - n)]


async def test_the_sum_is_done_step_by_step_and_the_final_score_comes_last(hang: Hang):
    wall = await hang(reveal(score="90.55", deductions=OFF))

    await wall.run_to(4080)
    assert await shown(wall.page) == (list(TOTALS), [], "", "")
    await wall.run_to(4120)
    assert await shown(wall.page) == (list(TOTALS), ["95.00", "88.00"], "", "")
    for ms, mean in ((5320, "91."), (5920, "91.0"), (6520, "91.05")):
        await wall.run_to(ms)
        assert await shown(wall.page) == (list(TOTALS), ["95.00", "88.00"], mean, "")
    await expect(wall.page.locator(".deductions")).to_have_text("")
    await wall.run_to(7720)
    assert await words(wall.page, ".deductions") == "扣 0.5 分（超时23秒）"
    assert (await shown(wall.page))[3] == ""
    await expect(wall.page.locator("main")).not_to_contain_text("最后得分")
    await wall.run_to(8920)
    assert (await shown(wall.page))[3] == "90.55"
    await expect(wall.page.locator(".final .caption")).to_have_text("最后得分")


async def test_extremes_are_struck_where_they_stand_and_named_on_a_line_of_their_own(hang: Hang):
    wall = await hang(reveal())
    await wall.run_to(4000)
    places = [await seat.bounding_box() for seat in await wall.page.locator(".seat").all()]
    await expect(wall.page.locator(".verdict")).to_have_count(0)

    await wall.run_to(4500)

    assert [await seat.bounding_box() for seat in await wall.page.locator(".seat").all()] == places
    assert await words(wall.page, ".verdicts") == "最高 95.00 最低 88.00"
    boxes = await wall.page.locator(".seat, .verdicts").evaluate_all(
        "(parts) => parts.map((part) => part.getBoundingClientRect().bottom)"
    )
    line = await wall.page.locator(".verdicts").evaluate("(line) => line.getBoundingClientRect().top")
    assert max(boxes[:-1]) <= line


async def test_no_picture_shows_a_number_that_is_not_true(hang: Hang):
    wall = await hang(reveal(raw="100.00", score="99.50", deductions=OFF))
    means, scores = [], []

    for _ in range(250):
        await wall.run(40)
        _, _, mean, score = await shown(wall.page)
        means.append(mean)
        scores.append(score)

    assert list(dict.fromkeys(means)) == ["", "100.", "100.0", "100.00"]
    assert list(dict.fromkeys(scores)) == ["", "99.50"]


async def test_digits_still_to_come_are_lines_and_nothing_moves_when_they_come(hang: Hang):
    wall = await hang(reveal())
    await wall.run_to(5320)
    ahead = wall.page.locator(".number .digit:not([data-told])")
    await expect(ahead).to_have_count(2)
    assert await ahead.first.evaluate("(place) => getComputedStyle(place, '::after').content") != "none"
    places = await left_edges(wall.page)

    await wall.run_to(6600)

    assert await left_edges(wall.page) == places
    assert all(one < other for one, other in pairwise(places))


async def left_edges(page: Page) -> list[float]:
    found = await page.locator(".number > span").evaluate_all(
        "(places) => places.map((place) => place.getBoundingClientRect().left)"
    )
    return list(found)


async def test_a_quick_reveal_takes_six_elevenths_of_the_time(hang: Hang):
    wall = await hang(reveal(pace=Pace.QUICK))

    await wall.run_to(4180)
    assert (await shown(wall.page))[3] == ""
    await wall.run_to(4220)
    assert (await shown(wall.page))[3] == "91.05"


async def test_step_by_step_the_screen_stops_where_the_key_has_led(hang: Hang):
    whole = reveal(pace=Pace.STEPS)
    assert whole.reveal is not None
    marks = tuple(replace(mark, dropped="") for mark in whole.reveal.marks)
    led = replace(whole.reveal, beats=whole.reveal.beats[:1], marks=marks, raw="", score="")
    wall = await hang(replace(whole, reveal=led))

    await wall.run_to(5_000)
    assert await shown(wall.page) == (list(TOTALS), [], "", "")
    struck = replace(whole.reveal, beats=whole.reveal.beats[:2], raw="", score="")
    await wall.show(replace(whole, reveal=replace(struck, since=whole.reveal.since + 5_000 - 4500)))
    await expect(wall.page.locator(".seat[data-dropped]")).to_have_count(2)

    assert await shown(wall.page) == (list(TOTALS), ["95.00", "88.00"], "", "")


async def test_excused_seats_show_why_from_the_first_beat(hang: Hang):
    absent = SeatMark(1, "J1", "评委1", "absent")
    recused = SeatMark(2, "J2", "评委2", "recused")
    wall = await hang(reveal(marks=(absent, recused, *SEVEN[2:])))
    assert (await shown(wall.page))[0] == ["缺席", "回避", *[""] * 5]

    await wall.run_to(820)

    assert (await shown(wall.page))[0] == ["缺席", "回避", TOTALS[2], *[""] * 4]


async def test_a_panel_without_trimming_goes_from_marks_to_mean(hang: Hang):
    wall = await hang(reveal(marks=seat_marks(("91.00", "91.10"))))

    await wall.run_to(2400)

    assert await shown(wall.page) == (["91.00", "91.10"], [], "91.", "")
    await expect(wall.page.locator(".verdict")).to_have_count(0)


async def test_a_sum_is_not_called_a_mean(hang: Hang):
    added = reveal(OVER)
    assert added.reveal is not None
    wall = await hang(replace(added, reveal=replace(added.reveal, method="sum")))

    await expect(wall.page.locator(".mean .caption")).to_have_text("合计")


async def test_a_screen_that_reloads_during_the_beats_joins_at_the_present_one(hang: Hang):
    wall = await hang(reveal())
    await wall.run_to(4200)

    await wall.reload()

    assert await shown(wall.page) == (list(TOTALS), ["95.00", "88.00"], "", "")
    await wall.run_to(6600)
    assert (await shown(wall.page))[2] == "91.05"


async def test_a_screen_that_comes_later_shows_the_last_beat(hang: Hang):
    wall = await hang(reveal(OVER))

    assert await shown(wall.page) == (list(TOTALS), ["95.00", "88.00"], "91.05", "91.05")


async def test_nothing_is_shown_before_the_servers_clock_is_known(hang: Hang):
    wall = await hang(reveal(), has_clock=False)
    await wall.run(400)
    await expect(wall.page.locator("main")).to_have_count(0)

    wall.has_clock = True
    wall.tell_time()
    await wall.run(40)

    assert await shown(wall.page) == ([""] * 7, [], "", "")


async def test_a_clock_that_was_told_late_takes_no_beat_back(hang: Hang):
    wall = await hang(reveal())
    await wall.run_to(4200)

    wall.tell_time(late_ms=1500)
    await wall.show(reveal())
    await wall.run(20)

    assert (await shown(wall.page))[1] == ["95.00", "88.00"]


async def test_a_reveal_taken_back_shows_only_the_name(hang: Hang):
    wall = await hang(reveal(OVER))

    await wall.show(view(Scene.REVEAL, stage=stage()))

    await expect(wall.page.locator(".seat, .score")).to_have_count(0)
    await expect(wall.page.locator(".name")).to_have_text(LONGEST)


async def test_with_reduced_motion_the_beats_switch_without_movement(hang: Hang):
    wall = await hang(reveal(), reduced_motion="reduce")

    await wall.run_to(4200)

    assert (await shown(wall.page))[1] == ["95.00", "88.00"]
    assert await wall.page.locator(".seat, .mark, .final").evaluate_all(
        "(parts) => parts.every((part) => parseFloat(getComputedStyle(part).transitionDuration) <= 0.001)"
    )


@pytest.mark.parametrize("seats", [7, 15])
async def test_upright_the_tiles_take_the_width_of_the_wall(hang: Hang, seats: int):
    wall = await hang(reveal(OVER, marks=panel_of(seats)), viewport={"width": 1080, "height": 1920})

    edges = await wall.page.locator(".seat").evaluate_all(
        "(seats) => seats.map((seat) => seat.getBoundingClientRect().right)"
    )

    assert max(edges) > 0.94 * 1080


async def test_a_bracket_that_begins_a_line_does_not_hang_in(hang: Hang):
    wall = await hang(reveal(OVER, score="90.55", deductions=OFF), viewport={"width": 1024, "height": 768})

    widths = await wall.page.locator(".deduction").evaluate(BRACKET)

    assert widths["line"] > 0  # it did begin a line
    assert widths["bracket"] < 0.6
