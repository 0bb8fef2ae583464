"""The emcee's tablet: what to say at each cue, from made-up views, then with a real login."""

import re
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from judging.core.timing.clock import ClockState
from judging.views import script
from judging.views.clocks import ClockFace, Dial
from judging.views.emcee import Cue, EmceeView
from judging.views.screen import Ranking, RankingRow
from judging.views.script import ScriptLine
from judging.views.stage import Seat
from tests.browser.conftest import PHONE, TABLET, Device
from tests.browser.scenes import (
    LONGEST,
    MINUTE,
    at_windows,
    centres,
    epoch_ms,
    people,
    ranking,
    reveal,
    scores,
    seat_marks,
    stage,
)
from tests.browser.wall import Wall, ago
from tests.browsing import NOWHERE
from tests.serving import Server, command, joined, served

PLACED = "潍坊新村街道社区事务受理服务中心"
SIZES = {
    "tablet": TABLET,
    "upright": {"viewport": {"width": 768, "height": 1024}, "has_touch": True},
    "phone": PHONE,
}
TAKEN_BACK = "刚才的得分还要核对，请大家稍候。"


def view(cue: Cue, *lines: str | ScriptLine, **more: object) -> EmceeView:
    said = tuple(ScriptLine(line) if isinstance(line, str) else line for line in lines)
    return EmceeView(
        "专项立功竞赛", False, cue, lines=said, coming=PLACED, coming_district="浦东新区", **more
    )


def announced(**changes: object) -> EmceeView:
    """The reveal of 91.05, begun now."""
    told = reveal(**changes).reveal
    assert told is not None
    return view(Cue.ANNOUNCE, *script.announcement(told, LONGEST), score=told.score)


def told_together(names: Sequence[str]) -> EmceeView:
    """Scores that go on air now."""
    told = scores(names).scores
    assert told is not None
    return view(Cue.SCORES, *script.scores(told), scores=told)


EQUALS = Ranking(
    "受理中心组",
    ("日常服务能级", "现场汇报展示"),
    (
        RankingRow(1, LONGEST, "杨浦区", ("95.10", "91.05"), "93.89", None),
        RankingRow(1, PLACED, "浦东新区", ("95.10", "91.05"), "93.89", None),
        RankingRow(10, LONGEST, "杨浦区", ("90.00", "80.00"), "87.00", None),
    ),
    24,
    ago(0),
    epoch_ms(),
)
CUES = {
    Cue.STANDBY: view(Cue.STANDBY, script.standby(stage(), begun=True)),
    Cue.INTRODUCE: view(Cue.INTRODUCE, script.introduction(stage())),
    Cue.PERFORMING: view(
        Cue.PERFORMING,
        script.progress((Seat.DONE, Seat.WAITING, Seat.RECUSED)),
        clock=ClockFace(ClockState.STOPPED, Dial(492_000, None, 480_000)),
    ),
    Cue.COMPLETE: view(Cue.COMPLETE, script.progress((Seat.DONE,) * 7)),
    Cue.ANNOUNCE: announced(),
    Cue.RANKING: view(Cue.RANKING, ranking=ranking(centres(18)).ranking),
    Cue.WALK: view(Cue.WALK, script.walking(12), windows=at_windows([LONGEST, *people(11)])),
    Cue.SCORES: told_together([LONGEST, *people(11)]),
    Cue.WITHDRAWN: view(Cue.WITHDRAWN, TAKEN_BACK),
    Cue.TAKEN_BACK: view(Cue.TAKEN_BACK, script.RANKING_TAKEN_BACK),
}

Prompt = Callable[..., Awaitable[Wall]]


@pytest.fixture
def prompt(empty: Server, device: Device) -> Prompt:
    """Opens the emcee's page with a view: `await prompt(view, **PHONE)`."""

    async def prompted(shown: EmceeView, **options: object) -> Wall:
        page = await device(f"{empty.url}/static/tokens.css", **TABLET | options)
        wall = Wall(page, "emcee/main")
        await wall.show(shown)
        await wall.open(page.url.replace("/static/tokens.css", f"{NOWHERE}/emcee"))
        await expect(page.locator("main")).to_be_visible()
        return wall

    return prompted


def now_said(page: Page):
    return page.locator(".sentence[data-when=now]")


@pytest.mark.parametrize(
    ("cue", "said"),
    [
        (Cue.STANDBY, f"请大家稍候，接下来第七个出场的是杨浦区{LONGEST}。"),
        (Cue.INTRODUCE, f"下面请第七个出场的杨浦区{LONGEST}上台展示。"),
        (Cue.PERFORMING, "评委正在评分，请大家稍候。"),
        (Cue.COMPLETE, "全部评委已经提交评分，请看大屏幕。"),
        (Cue.WITHDRAWN, TAKEN_BACK),
        (Cue.TAKEN_BACK, "刚才的排名还要核对，请大家稍候。"),
    ],
)
async def test_each_cue_has_its_sentence(prompt: Prompt, cue: Cue, said: str):
    wall = await prompt(CUES[cue])

    await expect(now_said(wall.page)).to_have_text(said)


async def test_one_sentence_at_a_time_with_the_beat_that_is_on_the_screen(prompt: Prompt):
    wall = await prompt(announced())
    marks = "九十一分、九十五分、九十点五分、八十八分、九十一点五分、九十二分、九十点二五分"
    sentences = [
        (900, f"七位评委打分：{marks}。"),
        (4150, "去掉一个最高分九十五分，去掉一个最低分八十八分。"),
        (5350, "其余五位评委平均，九十一点零五分。"),
        (7750, f"{LONGEST}最后得分九十一点零五分。"),
    ]

    for ms, said in sentences:
        await wall.run_to(ms)

        await expect(now_said(wall.page)).to_have_text(said)


async def test_no_number_is_parted_by_the_end_of_a_line(prompt: Prompt):
    wall = await prompt(announced())
    await wall.run_to(900)

    lines = await now_said(wall.page).evaluate(
        """(said) => Array.from(said.querySelectorAll(".piece"), (piece) =>
            piece.offsetHeight / parseFloat(getComputedStyle(piece).lineHeight))"""
    )

    assert len(lines) == 8
    assert max(lines) < 1.5


async def test_what_was_said_fades_and_what_comes_next_can_be_seen(prompt: Prompt):
    wall = await prompt(announced())

    await wall.run_to(5350)

    await expect(wall.page.locator(".sentence[data-when=past]")).to_contain_text("去掉一个最高分")
    await expect(wall.page.locator(".sentence[data-when=ahead]")).to_contain_text("最后得分")
    await expect(wall.page.locator(".score")).to_have_count(0)
    await wall.run_to(7750)
    await expect(wall.page.locator(".score")).to_have_text("91.05")


async def test_a_sentence_fits_four_lines_of_fourteen_characters(prompt: Prompt):
    fifteen = seat_marks([f"{88 + n / 2:.2f}" for n in range(15)], high=15, low=1)
    wall = await prompt(announced(marks=fifteen))

    for ms in range(800, 6000, 350):
        await wall.run_to(ms)
        size, height, width = await now_said(wall.page).evaluate(
            "(said) => [parseFloat(getComputedStyle(said).fontSize), said.offsetHeight, said.offsetWidth]"
        )
        assert size >= 54
        assert height <= 4 * 1.36 * size
        assert width <= 14 * size + 1


async def test_the_ranking_is_read_with_spoken_places_and_composites(prompt: Prompt):
    wall = await prompt(view(Cue.RANKING, ranking=EQUALS))

    rows = ["".join((await row.inner_text()).split()) for row in await wall.page.locator(".say li").all()]
    assert rows == [
        f"第一名{LONGEST}九十三点八九分",
        f"第一名{PLACED}九十三点八九分",
        f"第十名{LONGEST}八十七点零零分",
    ]


async def test_the_ranking_turns_its_page_with_the_screens(prompt: Prompt):
    wall = await prompt(CUES[Cue.RANKING])
    await expect(wall.page.locator(".say li b").first).to_have_text("第一名")
    await expect(wall.page.locator(".say li")).to_have_count(5)

    await wall.run_to(8050)

    await expect(wall.page.locator(".say li b").first).to_have_text("第六名")
    await expect(wall.page.locator(".say li").last).to_be_in_viewport(ratio=1)
    await wall.run_to(16_050)
    await expect(wall.page.locator(".say li b").first).to_have_text("第十一名")


async def test_scores_are_read_one_by_one_while_their_page_is_on_the_screen(prompt: Prompt):
    wall = await prompt(told_together(people(7)))
    told = scores(people(7)).scores
    assert told is not None

    for place, spoken in ((0, "九十九点七五"), (1, "九十九点五零"), (5, "九十八点五零"), (6, "九十八点二五")):
        await wall.run_to(place * told.page_ms // told.page_rows + 50)
        said = f"浦东新区选手{place + 1:02}最后得分{spoken}分。"
        await expect(now_said(wall.page)).to_have_text(said)
    await wall.run_to(2 * told.page_ms)

    await expect(now_said(wall.page)).to_contain_text("选手07")


async def test_the_emcee_sees_who_is_at_which_window_for_how_long(prompt: Prompt):
    wall = await prompt(view(Cue.WALK, script.walking(2), windows=at_windows(["选手01", "", "选手03"])))

    rows = [" ".join((await row.inner_text()).split()) for row in await wall.page.locator(".say li").all()]

    assert rows == [
        "1号窗口 浦东新区 选手01 1 分钟 · 已交 1 / 7 份",
        "3号窗口 浦东新区 选手03 3 分钟 · 已交 3 / 7 份",
    ]
    await expect(now_said(wall.page)).to_contain_text("两位选手正在窗口")
    await wall.run_to(MINUTE)
    await expect(wall.page.locator(".say li").first).to_contain_text("2 分钟")


async def test_after_a_reveal_was_taken_back_nothing_of_it_is_left(prompt: Prompt):
    wall = await prompt(announced(at_ms_ago=60_000))
    await expect(wall.page.locator(".score")).to_have_text("91.05")

    await wall.show(CUES[Cue.WITHDRAWN])

    await expect(now_said(wall.page)).to_have_text(TAKEN_BACK)
    await expect(wall.page.locator(".sentence")).to_have_count(1)
    await expect(wall.page.locator("main")).not_to_contain_text("大屏幕")
    await expect(wall.page.locator(".do")).to_contain_text("不要再提分数")


@pytest.mark.parametrize("cue", CUES)
async def test_there_are_three_lines_at_most_and_the_last_says_who_is_next(prompt: Prompt, cue: Cue):
    wall = await prompt(CUES[cue])

    assert await wall.page.locator("section").count() <= 3
    await expect(wall.page.locator("section").last).to_have_text(f"下一位 浦东新区 {PLACED}")


async def test_a_new_cue_is_read_from_its_beginning(prompt: Prompt):
    wall = await prompt(CUES[Cue.RANKING], **PHONE)
    await wall.page.locator(".say").evaluate("(say) => say.scrollTo(0, 500)")

    await wall.show(CUES[Cue.ANNOUNCE])

    await expect(now_said(wall.page)).to_be_in_viewport()


async def test_what_is_said_stays_chinese_when_the_page_is_english(prompt: Prompt):
    wall = await prompt(CUES[Cue.INTRODUCE])

    await wall.page.get_by_role("button", name="English").click()

    await expect(wall.page.locator(".do")).to_contain_text("wait until marking opens")
    await expect(wall.page.locator(".say p")).to_contain_text("上台展示")


async def test_the_size_of_the_type_is_kept_on_the_device(prompt: Prompt):
    wall = await prompt(CUES[Cue.INTRODUCE])
    least = await size_of_words(wall.page)

    await wall.page.get_by_role("button", name="字大一些").click()
    larger = await size_of_words(wall.page)
    await wall.reload()
    await expect(wall.page.locator(".say p")).to_be_visible()

    assert least >= 36
    assert larger > least
    assert await size_of_words(wall.page) == larger
    await expect(wall.page.get_by_role("button", name="字小一些")).to_be_enabled()


async def test_the_clock_is_the_servers(prompt: Prompt):
    wall = await prompt(CUES[Cue.STANDBY], timezone_id="Asia/Shanghai")

    await wall.run(1000)

    await expect(wall.page.locator("time")).to_have_text("14:00")


@pytest.mark.parametrize("device_kind", SIZES)
async def test_every_cue_fits_the_width(prompt: Prompt, device_kind: str):
    wall = await prompt(CUES[Cue.STANDBY], **SIZES[device_kind])

    for cue, shown in CUES.items():
        await wall.show(shown)
        await expect(wall.page.locator(f"main[data-cue={cue}]")).to_be_visible()

        wide = await wall.page.locator("body *").evaluate_all(
            "(all) => all.filter((one) => one.getBoundingClientRect().right > innerWidth).map(String)"
        )
        assert wide == [], cue
        await expect(wall.page.locator(".next")).to_be_in_viewport(ratio=1)


def clock(used_s: int, *, since: int | None, state: ClockState = ClockState.RUNNING) -> ClockFace:
    return ClockFace(state, Dial(used_s * 1000, since, 480_000, (120_000,)))


async def test_the_time_of_who_is_on_stage_stands_at_the_top(prompt: Prompt):
    wall = await prompt(view(Cue.PERFORMING, "请稍候。", clock=clock(355, since=epoch_ms())))
    left = wall.page.locator(".left")
    await wall.run_to(4900)
    await expect(left).to_have_text(re.compile(r"计时\s*02:01"))
    await expect(left).to_have_attribute("data-level", "calm")

    await wall.run_to(5000)
    await expect(left).to_have_text(re.compile(r"计时\s*02:00"))
    await expect(left).to_have_attribute("data-level", "warn")

    await wall.show(view(Cue.PERFORMING, "请稍候。", clock=clock(492, since=None, state=ClockState.PAUSED)))
    await expect(left).to_have_text(re.compile(r"暂停\s*\+00:12"))
    await expect(left).to_have_attribute("data-level", "over")

    await wall.show(view(Cue.PERFORMING, "请稍候。"))
    await expect(left).to_have_count(0)


async def size_of_words(page: Page) -> float:
    return float(
        await page.locator(".say p").evaluate("(said) => parseFloat(getComputedStyle(said).fontSize)")
    )


async def test_the_emcees_page_follows_the_show_and_a_stranger_is_sent_to_the_login(
    tmp_path: Path, tablet: Device
):
    async with served(tmp_path) as server, joined(server, judges=3) as crew:
        emcee = await tablet(f"{server.url}/emcee", token=crew.tokens["emcee"])
        stranger = await tablet(f"{server.url}/emcee")
        await expect(emcee.locator(".link")).to_have_text("已连接")
        await expect(emcee.locator(".do")).to_contain_text("等场控点名")
        await expect(stranger.get_by_role("link", name="/join")).to_be_visible()
        await expect(stranger.locator(".next")).to_have_count(0)

        first = crew.performance(crew.entrants[0])
        await command(crew.director, "CallEntrant", performance=first)
        await command(crew.director, "ShowScene", scene="entrance")
        await expect(emcee.locator(".say")).to_contain_text("上台展示。")
        await command(crew.director, "OpenMarking", performance=first)

        await expect(emcee.locator(".say")).to_contain_text("评委正在评分，请大家稍候。")
        await expect(emcee.locator(".do")).to_contain_text("已交 0 / 3 份")
