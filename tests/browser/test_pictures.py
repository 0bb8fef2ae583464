"""Pictures from the organiser's laptop to the wall, the emcee's tablet and the judge's phone."""

import io

from PIL import Image, ImageDraw
from playwright.async_api import Page, expect

from tests.browser.conftest import Device
from tests.serving import Crew, Server, command


def file(name: str, size: tuple[int, int] = (900, 1200), ground: str = "slategray"):
    """A portrait of nobody."""
    image = Image.new("RGB", size, ground)
    draw = ImageDraw.Draw(image)
    width, height = size
    draw.ellipse((width * 0.3, height * 0.15, width * 0.7, height * 0.5), fill="peachpuff")
    draw.ellipse((width * 0.1, height * 0.55, width * 0.9, height * 1.3), fill="navy")
    content = io.BytesIO()
    image.save(content, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": content.getvalue()}


async def expect_drawn(page: Page, selector: str) -> None:
    """Come and decoded, not only asked for."""
    image = page.locator(selector)
    await expect(image).to_be_visible()
    await expect(image).to_have_js_property("complete", True)
    assert await image.evaluate("image => image.naturalWidth") > 0


async def test_a_photo_is_chosen_looked_at_imported_and_seen_by_wall_emcee_and_judge(
    server: Server, crew: Crew, laptop: Device, venue_screen: Device, tablet: Device, phone: Device
):
    first, second = crew.entrants[:2]
    page = await laptop(f"{server.url}/setup#pictures", token=crew.organiser.cookies["judging_organiser"])
    chooser = page.locator("main input[type=file]").first

    await chooser.set_input_files(
        [
            file(f"{first}.jpg"),
            file("IMG_0001.jpg", (1600, 1200), "teal"),
            {"name": "说明.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"},
        ]
    )
    rows = page.locator(".pictures tbody tr")
    await expect(rows).to_have_count(3)
    await expect(rows.nth(1)).to_contain_text("不知道是谁的")
    await expect(rows.nth(2)).to_contain_text("不是图片文件")
    await rows.nth(1).locator("select").first.select_option(second)
    await expect(rows.nth(1)).to_contain_text("可以导入")
    await page.get_by_role("button", name="导入 2 张").click()

    await expect(page.locator(".gallery figure")).to_have_count(2)
    await expect(rows).to_have_count(1)
    await page.locator(".of-all input[type=file]").last.set_input_files(
        file("背景.jpg", (1920, 1080), "gray")
    )
    await expect(page.locator(".gallery figure")).to_have_count(3)

    wall = await venue_screen(f"{server.url}/screen")
    await expect(wall.locator(".blank .number")).to_be_visible()
    await command(crew.director, "AssignScreen", number=1, name="正屏", pinned=None)
    await command(crew.director, "CallEntrant", performance=crew.performance(first))
    await expect(wall.locator("html")).to_have_attribute("data-scene", "entrance")
    await expect_drawn(wall, ".pictured .portrait")
    await expect_drawn(wall, ".background")
    judge = await phone(f"{server.url}/judge", token=crew.tokens["J1"])
    await expect_drawn(judge, ".subject .portrait")
    emcee = await tablet(f"{server.url}/emcee", token=crew.tokens["emcee"])
    await expect_drawn(emcee, ".say .portrait")
