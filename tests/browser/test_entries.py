"""录入与复核: two people type one paper sheet with the keyboard alone; what differs stands side by side."""

from urllib.parse import urlencode

from playwright.async_api import Page, expect

from tests.browser.conftest import Device
from tests.serving import Crew, Server, command, done, secret_of

MARKS = ("27", "24", "17", "8", "8")


async def pages(server: Server, crew: Crew, laptop: Device) -> tuple[Page, Page]:
    """That of the organiser, who types, and that of the director, who verifies; the first entrant marked."""
    first = crew.performance(crew.entrants[0])
    await command(crew.director, "CallEntrant", performance=first)
    await command(crew.director, "OpenMarking", performance=first)
    paper = urlencode({**first, "judge": "J3"})
    scorekeeper = await laptop(
        f"{server.url}/entries?{paper}", token=crew.organiser.cookies["judging_organiser"]
    )
    verifier = await laptop(f"{server.url}/entries?{paper}", token=crew.tokens["director"])
    return scorekeeper, verifier


async def type_marks(page: Page, *marks: str) -> None:
    """By keyboard alone, from the first field to the button."""
    await page.locator(".marks input").first.focus()
    for mark in marks:
        await page.keyboard.type(mark)
        await page.keyboard.press("Enter")
    await expect(page.locator("button.primary")).to_be_focused()
    await page.keyboard.press("Enter")


async def test_a_sheet_off_paper_is_typed_by_two_and_is_in(server: Server, crew: Crew, laptop: Device):
    scorekeeper, verifier = await pages(server, crew, laptop)
    for page in (scorekeeper, verifier):
        await expect(page.locator("#whose")).to_contain_text("评委3")
        await expect(page.locator(".marks input")).to_have_count(5)

    await type_marks(scorekeeper, *MARKS)
    await expect(scorekeeper.locator("#whose")).to_contain_text("评委4")
    await expect(verifier.get_by_text("再录入一遍", exact=False).first).to_be_visible()
    assert [await each.input_value() for each in await verifier.locator(".marks input").all()] == [""] * 5
    await type_marks(verifier, *MARKS)

    for page in (scorekeeper, verifier):
        await expect(page.locator('.seat[data-seat="3"]')).to_contain_text("已交（纸质）")


async def test_what_differs_stands_side_by_side_and_is_typed_anew(server: Server, crew: Crew, laptop: Device):
    scorekeeper, verifier = await pages(server, crew, laptop)
    await type_marks(scorekeeper, *MARKS)
    await expect(verifier.get_by_text("再录入一遍", exact=False).first).to_be_visible()

    await type_marks(verifier, "27", "24", "12", "8", "8")

    differs = verifier.locator(".differences [data-differs]")
    await expect(differs).to_have_count(1)
    await expect(differs).to_contain_text("17")
    await expect(differs).to_contain_text("12")
    await expect(verifier.locator(".marks input")).to_have_count(0)
    await scorekeeper.locator('.seat[data-seat="3"]').click()
    await expect(scorekeeper.locator(".differences [data-differs]")).to_have_count(1)
    await type_marks(scorekeeper, *MARKS)
    await expect(scorekeeper.locator('.seat[data-seat="3"]')).to_contain_text("待他人复核")


async def test_a_mark_off_its_scale_is_said_at_its_field_and_not_sent(
    server: Server, crew: Crew, laptop: Device
):
    scorekeeper, _ = await pages(server, crew, laptop)

    await scorekeeper.locator(".marks input").first.fill("99")

    await expect(scorekeeper.locator(".marks .error").first).to_contain_text("30")
    await expect(scorekeeper.locator("button.primary")).to_be_disabled()


async def test_a_deduction_waits_for_the_second_person_and_is_confirmed(
    server: Server, crew: Crew, laptop: Device
):
    rules = (await crew.organiser.get("/setup/rules")).json()
    assert (
        await crew.organiser.post("/setup/rules", json={**rules, "oversight": {"two_persons": True}})
    ).status_code == 200
    scorekeeper, verifier = await pages(server, crew, laptop)
    first = crew.performance(crew.entrants[0])

    await command(crew.organiser, "EnterDeduction", performance=first, points="2", reason="超时")

    await expect(scorekeeper.locator(".waits")).to_contain_text("扣 2 分：超时")
    await expect(scorekeeper.locator(".waits").get_by_role("button", name="复核无误")).to_have_count(0)
    await verifier.locator(".waits").get_by_role("button", name="复核无误").click()
    await expect(verifier.locator(".waits")).to_have_count(0)


async def test_nobody_is_offered_what_another_is_named_for(server: Server, crew: Crew, laptop: Device):
    for duty, name in (("scorekeeper", "记分员一"), ("verifier", "复核员一")):
        appointed = [{"duty": duty, "scope": {}}]
        await command(
            crew.organiser, "SetPerson", person={"id": duty, "name": name, "appointments": appointed}
        )
    tokens = {}
    for card in done(await crew.organiser.post("/passes/all")):
        async with server.client() as device:
            joined = done(await device.post("/join", json={"secret": secret_of(card["link"])}))
            tokens[card["person"]] = joined["token"]
    first = crew.performance(crew.entrants[0])
    await command(crew.director, "CallEntrant", performance=first)
    await command(crew.director, "OpenMarking", performance=first)
    paper = f"{server.url}/entries?{urlencode({**first, 'judge': 'J3'})}"
    scorekeeper = await laptop(paper, token=tokens["scorekeeper"])
    verifier = await laptop(paper, token=tokens["verifier"])

    await expect(verifier.locator(".form")).to_contain_text("由记分员 记分员一录入")
    await expect(verifier.locator(".marks input")).to_have_count(0)
    await type_marks(scorekeeper, *MARKS)
    await expect(verifier.locator(".marks input")).to_have_count(5)

    await scorekeeper.locator(".beside summary").click()
    await scorekeeper.locator('.deduct [name="points"]').fill("2")
    await scorekeeper.locator('.deduct [name="reason"]').fill("超时")
    await scorekeeper.get_by_role("button", name="扣分").click()
    await expect(verifier.locator(".beside li")).to_contain_text("超时")
    await expect(verifier.locator(".deduct")).to_have_count(0)
    await scorekeeper.get_by_role("button", name="撤销").click()
    await scorekeeper.locator("[role=dialog] input, [role=dialog] textarea").fill("记错了")
    await scorekeeper.locator("[role=dialog]").get_by_role("button", name="撤销").click()
    await expect(verifier.locator(".beside")).to_have_count(0)
