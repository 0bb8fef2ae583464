"""The organiser sets a competition up, against the real server."""

import io
import re
from hashlib import sha256

import openpyxl
import pytest_asyncio
from httpx2 import AsyncClient
from playwright.async_api import Page, expect

from judging import presets
from tests.browser.conftest import Device
from tests.serving import Crew, Server, command, done, filled, logged_in

NAMES = {each.id: each.name for each in presets.load("shequ-2024").entrants if each.track == "centre"}
PRESENT = '[data-round="present"]'
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest_asyncio.fixture(loop_scope="package")
async def organiser(server: Server):
    """With a new competition open in which nothing has been set up yet."""
    async with server.client() as organiser:
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions", json={"preset": "shequ-2024", "name": ""}))
        yield organiser


async def opened(server: Server, organiser: AsyncClient, laptop: Device, section: str) -> Page:
    page = await laptop(f"{server.url}/setup#{section}", token=organiser.cookies["judging_organiser"])
    await expect(page.locator(f'main[data-section="{section}"]')).to_be_visible()
    if section == "rules":
        await page.get_by_role("button", name="专家").click()
    return page


def progress(page: Page, section: str):
    return page.locator(f'.sections a[href="#{section}"] .status')


async def test_the_example_follows_every_change_of_the_rules(
    server: Server, organiser: AsyncClient, laptop: Device
):
    page = await opened(server, organiser, laptop, "rules")
    present = page.locator(PRESENT)
    await expect(present.locator(".example")).to_contain_text("7位评委：去1高1低，取5个平均，四舍五入到2位")

    await present.locator('[name$="trim.high"]').fill("2")
    await expect(present.locator(".example")).to_contain_text("去2高1低，取4个平均")
    await present.locator(".example input").fill("9")
    await expect(present.locator(".example")).to_contain_text("9位评委")
    await page.get_by_role("button", name="保存规则").click()

    await expect(page.get_by_text("规则已保存")).to_be_visible()
    await page.reload()
    await expect(present.locator('[name$="trim.high"]')).to_have_value("2")


async def test_a_rule_that_makes_no_sense_is_named_beside_its_field(
    server: Server, organiser: AsyncClient, laptop: Device
):
    page = await opened(server, organiser, laptop, "rules")
    field = page.locator(PRESENT).locator("label", has=page.locator('[name$="trim.from"]'))

    await field.locator("input").fill("2")
    await expect(field.locator(".error")).to_contain_text("写大于 2 的整数")
    await page.get_by_role("button", name="保存规则").click()

    await expect(page.locator(".problems")).to_contain_text("没有保存，有 1 处要改")
    await expect(page.locator(".problems")).to_contain_text("受理中心组 · 现场汇报展示 · 去分起算人数")
    await expect(page.locator(".problems")).not_to_contain_text("trim")
    rules = done(await organiser.get("/setup/rules"))
    assert rules["tracks"][0]["rounds"][1]["trim"]["from"] == 5


async def test_weights_that_do_not_add_up_are_saved_with_a_word_about_it(
    server: Server, organiser: AsyncClient, laptop: Device
):
    page = await opened(server, organiser, laptop, "rules")
    weight = page.locator(PRESENT).locator("label", has=page.locator('[name$=".weight"]'))
    await expect(weight.locator(".warning")).to_have_count(0)

    await weight.locator("input").fill("40")
    await expect(weight.locator(".warning")).to_contain_text("合计 110，不是 100")
    await page.get_by_role("button", name="保存规则").click()

    await expect(page.get_by_text("规则已保存。请留意：受理中心组：本组分值占比合计 110")).to_be_visible()
    assert done(await organiser.get("/setup/rules"))["tracks"][0]["rounds"][1]["weight"] == "40"
    await expect(weight.locator(".warning")).to_be_visible()


async def test_criteria_that_do_not_add_up_to_the_full_score_are_saved_with_a_word_about_it(
    server: Server, organiser: AsyncClient, laptop: Device
):
    page = await opened(server, organiser, laptop, "rules")
    present = page.locator(PRESENT)

    await present.locator('[name$="criteria[0].max"]').fill("40")
    await expect(present.locator(".warning")).to_contain_text("合计 110，不是环节满分 100")
    await page.get_by_role("button", name="保存规则").click()

    await expect(page.get_by_text("规则已保存。请留意：受理中心组 · 现场汇报展示")).to_be_visible()
    await present.locator('[name$="criteria[0].max"]').fill("30")
    await expect(present.locator(".warning")).to_have_count(0)


async def test_criteria_are_added_changed_and_removed(server: Server, organiser: AsyncClient, laptop: Device):
    page = await opened(server, organiser, laptop, "rules")
    present = page.locator(PRESENT)
    await expect(present.locator("tbody tr")).to_have_count(5)

    await present.get_by_role("button", name="删去 比环境优美").click()
    await present.get_by_role("button", name="增加评分项").click()
    added = present.locator("tbody tr").last
    await added.locator('[name$=".name"]').fill("仪态")
    await added.locator('[name$=".max"]').fill("20")
    await page.get_by_role("button", name="保存规则").click()
    await expect(page.get_by_text("规则已保存")).to_be_visible()

    criteria = done(await organiser.get("/setup/rules"))["tracks"][0]["rounds"][1]["criteria"]
    assert [(c["name"], c["max"]) for c in criteria][3:] == [("比制度建设", "10"), ("仪态", "20")]


async def test_settings_of_every_shape_are_edited(server: Server, organiser: AsyncClient, laptop: Device):
    page = await opened(server, organiser, laptop, "rules")
    present = page.locator(PRESENT)

    await page.get_by_label("增加一步").select_option("highest:present")  # behind what must be the last
    await expect(page.locator(".chain .error")).to_contain_text("只能是最后一步")
    await page.get_by_role("button", name="现场汇报展示评委给的最高分 前移").click()
    await present.get_by_text("更多设置").click()
    await present.get_by_role("button", name="增加超时扣分").click()
    await expect(present.locator('[name$=".overtime"]')).to_contain_text("超过 0 秒扣 1 分")
    limit = present.locator('fieldset[name$=".time"]')
    await limit.get_by_label("不设").uncheck()
    await limit.locator('[name$=".time.warn_s"]').fill("60 30")
    await limit.get_by_role("button", name="增加分段").click()
    await limit.locator('[name$=".segments[0].name"]').fill("问答")
    await limit.locator('[name$=".segments[0].counts"]').uncheck()
    await expect(limit.locator(".error")).to_contain_text("没有一段计入时限")
    await limit.locator('[name$=".segments[0].counts"]').check()
    await present.locator('[name$=".panels"]').fill("A B")
    await present.locator('[name$=".equalise"]').select_option("coefficient")
    await expect(present).to_contain_text("得分 × （全体平均 ÷ 本组平均）")
    await present.locator(".with-none [type=checkbox]").check()
    equalise = present.locator("label", has=page.locator('[name$=".equalise"]'))
    await expect(equalise.locator(".error")).to_contain_text("请设最低得分")
    await present.locator(".with-none [type=checkbox]").uncheck()
    await page.locator('[name="pools[0].levels[2].count"]').fill("7")
    await expect(page.locator('[name="pools[0].levels"] .error')).to_contain_text("合计 15")
    await page.locator('[name="pools[0].levels[1].count"]').fill("6")
    await page.get_by_role("button", name="保存规则").click()
    await expect(page.get_by_text("规则已保存")).to_be_visible()

    rules = done(await organiser.get("/setup/rules"))
    track, round = rules["tracks"][0], rules["tracks"][0]["rounds"][1]
    assert track["ties"] == ["round:present", "untrimmed:present", "highest:present", "share"]
    assert round["overtime"] == [{"over_s": 0, "points": "1"}]
    assert round["time"] == {
        "limit_s": 300,
        "warn_s": [60, 30],
        "segments": [{"id": "s1", "name": "问答", "counts": True}],
    }
    assert (round["panels"], round["equalise"], round["floor"]) == (["A", "B"], "coefficient", "0")
    assert [level["count"] for level in rules["pools"][0]["levels"]] == [3, 6, 7]


async def test_a_round_of_another_kind_has_other_settings(
    server: Server, organiser: AsyncClient, laptop: Device
):
    page = await opened(server, organiser, laptop, "rules")
    daily = page.locator('[data-round="daily"]')
    await expect(daily.locator('[name$=".minimum"]')).to_have_count(0)

    await daily.locator('[name$=".kind"]').select_option("indicator")
    await expect(daily.locator('[name$=".points"] .error')).to_be_visible()
    await daily.locator('[name$=".points.by"]').select_option("linear")
    await daily.locator('[name$=".points.zero"]').fill("0")
    await daily.locator('[name$=".points.full"]').fill("200")

    await expect(daily.locator(".example")).to_contain_text("指标值 88.727，四舍五入到2位：44.36")


async def test_a_rules_file_is_taken_over_after_a_look_at_what_it_changes(
    server: Server, organiser: AsyncClient, laptop: Device
):
    page = await opened(server, organiser, laptop, "rules")
    text = (await organiser.get("/setup/rules.toml")).text
    mended = text.replace("  minimum = 3", "  hold_first = 3  # 评审会定\n  minimum = 3", 1)

    await page.locator("input[type=file]").set_input_files(
        rules_file(text.replace("minimum = 3", "minimum = 0", 1))
    )
    await expect(page.locator(".preview .faults")).to_contain_text("规则.toml:")
    await expect(page.get_by_role("button", name="采用这份规则")).to_be_disabled()
    await page.locator("input[type=file]").set_input_files(rules_file(mended))
    await expect(page.locator(".changes tbody tr")).to_have_text(
        [re.compile("受理中心组 · 现场汇报展示 · 定标个数.*0个.*3个", re.DOTALL)]
    )
    await page.get_by_role("button", name="采用这份规则").click()

    await expect(page.locator(PRESENT).locator('[name$=".hold_first"]')).to_have_value("3")
    assert (await organiser.get("/setup/rules.toml")).text == mended


def rules_file(text: str):
    return {"name": "规则.toml", "mimeType": "text/plain", "buffer": text.encode()}


async def test_a_workbook_with_problems_shows_their_cells_and_imports_nothing(
    server: Server, organiser: AsyncClient, laptop: Device
):
    page = await opened(server, organiser, laptop, "components")
    good = filled((await organiser.get("/setup/components.xlsx?track=centre&round=daily")).content)
    scores = page.locator("input[type=file]").first  # the ledger's is below

    await scores.set_input_files(workbook("成绩.xlsx", spoilt(good)))
    await expect(page.locator(".faults tbody tr")).to_have_count(2)
    await expect(page.locator(".faults")).to_contain_text("D3")
    await expect(page.locator(".faults")).to_contain_text("D7")
    await expect(page.get_by_role("button", name="导入")).to_be_disabled()
    await expect(page.get_by_text("尚未导入")).to_be_visible()
    await scores.set_input_files(workbook("成绩.xlsx", good))
    await expect(page.get_by_text("没有问题，24 个成绩可以导入")).to_be_visible()
    await page.get_by_role("button", name="导入 24 个成绩").click()

    await expect(page.get_by_text("已导入 24 个成绩，来自 成绩.xlsx")).to_be_visible()
    await expect(progress(page, "components")).to_have_text("已齐")


def workbook(name: str, content: bytes):
    return {"name": name, "mimeType": XLSX, "buffer": content}


def spoilt(content: bytes) -> bytes:
    """The second entrant's score is text, the sixth is missing."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    book["成绩"]["D3"] = "九十"
    book["成绩"]["D7"] = None
    changed = io.BytesIO()
    book.save(changed)
    return changed.getvalue()


async def test_judges_are_seated_and_get_passes(server: Server, organiser: AsyncClient, laptop: Device):
    page = await opened(server, organiser, laptop, "panel")
    await page.get_by_role("spinbutton", name="评委人数", exact=True).fill("5")
    await page.get_by_role("spinbutton", name="评委人数", exact=True).press("Tab")
    await expect(page.locator(".seats li")).to_have_count(5)
    for number in range(1, 6):
        await page.locator(f"[name=seat-{number}]").fill(f"评委{number}")
    await page.get_by_role("button", name="保存席位").click()
    await expect(page.get_by_text("席位已保存")).to_be_visible()

    await page.locator('.sections a[href="#passes"]').click()
    await expect(page.locator("main .banner")).to_contain_text("8 个证件")
    await page.get_by_role("button", name="制发全部缺少的证件").click()
    await expect(progress(page, "passes")).to_have_text("已齐")
    await page.get_by_role("button", name="显示链接").click()

    link = done(await organiser.get("/passes"))[-1]["link"].rpartition("/")[2]
    await expect(page.locator('[data-holder="J5"] .secret')).to_contain_text(link)
    await page.locator('[data-holder="J5"]').get_by_role("button", name="更换").click()
    await page.locator(".dialog [value=confirm]").click()
    await expect(page.locator('[data-holder="J5"] .secret')).not_to_contain_text(link)
    async with page.expect_response("**/commands"):
        await page.locator("[name=code-digits]").select_option("9")
    await page.locator('[data-holder="J5"]').get_by_role("button", name="发登录码").click()
    await expect(page.locator(".login-code")).to_have_text(re.compile(r"^\d{4} \d{4} \d$"))


async def test_a_draw_by_seed_can_be_repeated_by_anybody(
    server: Server, organiser: AsyncClient, laptop: Device
):
    page = await opened(server, organiser, laptop, "order")
    await expect(page.locator("[name=seed]")).not_to_have_value("")

    await page.locator("[name=seed]").fill("见证人说的字")
    await page.get_by_role("button", name="抽签", exact=True).click()

    await expect(page.get_by_text("抽签排定，种子 见证人说的字")).to_be_visible()
    drawn = sorted(NAMES, key=lambda entrant: sha256(f"见证人说的字:{entrant}".encode()).digest())
    await expect(page.locator(".scores li")).to_have_text(
        [f"{place} {NAMES[entrant]}" for place, entrant in enumerate(drawn, 1)]
    )


async def test_numbers_drawn_on_paper_are_entered_before_a_witness(
    server: Server, organiser: AsyncClient, laptop: Device
):
    page = await opened(server, organiser, laptop, "order")
    await page.get_by_text("录入现场抽签结果").click()
    first = page.locator('.numbers li[data-entrant="c01"]')

    for number, entrant in enumerate(reversed(NAMES), 1):  # the last of the roster drew 1
        await page.locator(f'.numbers li[data-entrant="{entrant}"] input').fill(str(number))
    await first.locator("input").fill("23")
    await first.locator("input").press("Tab")
    await expect(page.locator(".numbers ~ .error")).to_have_text(["重号：23", "还缺：24 号"])
    await first.locator("input").fill("24")
    await first.locator("input").press("Tab")
    await expect(page.locator(".numbers ~ .error")).to_have_count(0)
    await first.get_by_role("button", name="前移").click()
    await page.locator("[name=witness]").fill("监督员")
    await page.get_by_role("button", name="录入", exact=True).click()

    await expect(page.get_by_text("现场抽签后录入，见证人 监督员")).to_be_visible()
    order = [*reversed(NAMES)]
    order[22:] = ["c01", "c02"]
    await expect(page.locator(".scores li")).to_have_text(
        [f"{place} {NAMES[entrant]}" for place, entrant in enumerate(order, 1)]
    )


async def test_rules_and_seats_are_locked_once_marking_has_begun(server: Server, crew: Crew, laptop: Device):
    first = crew.performance(crew.entrants[0])
    await command(crew.director, "CallEntrant", performance=first)
    await command(crew.director, "OpenMarking", performance=first)

    page = await opened(server, crew.organiser, laptop, "rules")

    await expect(page.get_by_text("受理中心组已开始评分，这里不能再改")).to_be_visible()
    await expect(page.locator(PRESENT).locator('[name$="trim.high"]')).to_be_disabled()
    await page.locator('.sections a[href="#panel"]').click()
    await expect(page.locator("[name=seat-1]")).to_be_disabled()


async def test_every_section_says_what_is_still_lacking(
    server: Server, organiser: AsyncClient, laptop: Device
):
    page = await opened(server, organiser, laptop, "components")

    await expect(page.locator("main .banner")).to_contain_text("受理中心组 · 日常服务能级")
    for section, word in {"entrants": "已齐", "panel": "未齐", "order": "未齐", "passes": "未齐"}.items():
        await expect(progress(page, section)).to_have_text(word)


async def test_the_papers_open(server: Server, crew: Crew, laptop: Device):
    page = await opened(server, crew.organiser, laptop, "papers")

    for link in await page.locator(".papers a").all():
        answer = await crew.organiser.get(await link.get_attribute("href") or "")
        assert answer.status_code == 200


async def test_the_page_is_usable_at_1024(server: Server, organiser: AsyncClient, laptop: Device):
    page = await laptop(
        f"{server.url}/setup",
        token=organiser.cookies["judging_organiser"],
        viewport={"width": 1024, "height": 700},
    )
    for section in ("rules", "entrants", "components", "panel", "order", "passes", "papers"):
        await page.locator(f'.sections a[href="#{section}"]').click()
        await expect(page.locator(f'main[data-section="{section}"]')).to_be_visible()

        over = "root => root.scrollWidth - root.clientWidth"
        assert await page.locator("html").evaluate(over) == 0, section
