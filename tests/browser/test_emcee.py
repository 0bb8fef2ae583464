"""The emcee's tablet: what to say at each cue, from made-up views, then with a real login."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from judging.views.emcee import Cue, EmceeView
from judging.views.screen import Ranking, RankingRow, Stage
from tests.browser.conftest import PHONE, TABLET, Device
from tests.browser.wall import Wall, ago
from tests.serving import Server, command, joined, served

LONGEST = "新江湾城街道社区事务受理服务中心"
PLACED = "潍坊新村街道社区事务受理服务中心"
ANNOUNCEMENT = (
    "七位评委打分：九十一分、九十五分、九十点五分、八十八分、九十一点五分、九十二分、九十点二五分；"
    "去掉一个最高分九十五分，去掉一个最低分八十八分，其余五位评委平均，"
    "新江湾城街道社区事务受理服务中心最后得分九十一点零五分。"
)
RANKING = Ranking(
    "受理中心组",
    ("日常服务能级", "现场汇报展示"),
    (
        RankingRow(1, LONGEST, "杨浦区", ("95.10", "91.05"), "93.89", None),
        RankingRow(1, PLACED, "浦东新区", ("95.10", "91.05"), "93.89", None),
        RankingRow(10, LONGEST, "杨浦区", ("90.00", "80.00"), "87.00", None),
    ),
    24,
    ago(0),
)
SIZES = {
    "tablet": TABLET,
    "upright": {"viewport": {"width": 768, "height": 1024}, "has_touch": True},
    "phone": PHONE,
}


def view(cue: Cue, **more: object) -> EmceeView:
    stage = Stage("受理中心组", "现场汇报展示", LONGEST, "杨浦区", 7, 24)
    return EmceeView(
        "专项立功竞赛", False, cue, stage=stage, coming=PLACED, coming_district="浦东新区", **more
    )


CUES = {
    Cue.STANDBY: view(Cue.STANDBY),
    Cue.INTRODUCE: view(Cue.INTRODUCE),
    Cue.PERFORMING: view(Cue.PERFORMING, done=5, seats=7),
    Cue.COMPLETE: view(Cue.COMPLETE, done=7, seats=7),
    Cue.ANNOUNCE: view(Cue.ANNOUNCE, score="91.05", announcement=ANNOUNCEMENT),
    Cue.RANKING: view(Cue.RANKING, ranking=RANKING),
}

Prompt = Callable[..., Awaitable[Wall]]


@pytest_asyncio.fixture(scope="module", loop_scope="package")
async def empty(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    """Serves the pages; the views come from the tests."""
    async with served(tmp_path_factory.mktemp("emcee")) as server:
        yield server


@pytest.fixture
def prompt(empty: Server, device: Device) -> Prompt:
    """Opens the emcee's page with a view: `await prompt(view, **PHONE)`."""

    async def prompted(shown: EmceeView, **options: object) -> Wall:
        page = await device(f"{empty.url}/static/tokens.css", **TABLET | options)
        wall = Wall(page, "emcee")
        await wall.show(shown)
        await wall.open(page.url.replace("/static/tokens.css", "/emcee"))
        await expect(page.locator("main")).to_be_visible()
        return wall

    return prompted


@pytest.mark.parametrize(
    ("cue", "said"),
    [
        (Cue.INTRODUCE, f"下面请 杨浦区 {LONGEST} 上台展示。"),
        (Cue.PERFORMING, "评委正在评分，已交 5 份，共 7 份。"),
        (Cue.COMPLETE, "全部评委已经提交评分，请看大屏幕。"),
    ],
)
async def test_each_cue_has_its_sentence(prompt: Prompt, cue: Cue, said: str):
    wall = await prompt(CUES[cue])

    await expect(wall.page.locator(".say p")).to_have_text(said)


async def test_in_standby_there_is_nothing_to_say(prompt: Prompt):
    wall = await prompt(CUES[Cue.STANDBY])

    await expect(wall.page.locator(".say")).to_have_count(0)
    await expect(wall.page.locator(".do")).to_contain_text("待机")


async def test_the_announcement_comes_with_the_score_written_and_spoken(prompt: Prompt):
    wall = await prompt(CUES[Cue.ANNOUNCE])

    await expect(wall.page.locator(".score")).to_have_text("91.05 九十一点零五")
    sentences = await wall.page.locator(".say p:not(.score)").all_text_contents()
    assert "".join(sentences) == ANNOUNCEMENT


async def test_the_ranking_is_read_with_spoken_places_and_composites(prompt: Prompt):
    wall = await prompt(CUES[Cue.RANKING])

    rows = [" ".join((await row.inner_text()).split()) for row in await wall.page.locator(".say li").all()]
    assert rows == [
        f"第一名 {LONGEST} 93.89 九十三点八九分",
        f"第一名 {PLACED} 93.89 九十三点八九分",
        f"第十名 {LONGEST} 87.00 八十七点零零分",
    ]


@pytest.mark.parametrize("cue", CUES)
async def test_there_are_three_lines_at_most_and_the_last_says_who_is_next(prompt: Prompt, cue: Cue):
    wall = await prompt(CUES[cue])

    assert await wall.page.locator("section").count() <= 3
    await expect(wall.page.locator("section").last).to_have_text(f"下一位 浦东新区 {PLACED}")


async def test_a_new_cue_is_read_from_its_beginning(prompt: Prompt):
    wall = await prompt(CUES[Cue.RANKING], **PHONE)
    await wall.page.locator(".say").evaluate("(say) => say.scrollTo(0, 500)")

    await wall.show(CUES[Cue.ANNOUNCE])

    await expect(wall.page.locator(".score")).to_be_in_viewport()


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
        await expect(emcee.locator(".do")).to_contain_text("待机")
        await expect(stranger.get_by_role("link", name="/join")).to_be_visible()
        await expect(stranger.locator(".next")).to_have_count(0)

        first = crew.performance(crew.entrants[0])
        await command(crew.director, "CallEntrant", performance=first)
        await command(crew.director, "ShowScene", scene="entrance")
        await expect(emcee.locator(".say")).to_contain_text("上台展示。")
        await command(crew.director, "OpenMarking", performance=first)

        await expect(emcee.locator(".say")).to_contain_text("已交 0 份，共 3 份")
