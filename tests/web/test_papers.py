"""公文 over HTTP: printed by the organiser alone, by a template that was looked at before it is taken."""

import io
from pathlib import Path

import docx
import pytest
from httpx2 import AsyncClient, Response

from tests.printouts.decided_day import decided_log

from .conftest import Hall, cards, join

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
async def decided(hall: Hall, tmp_path: Path) -> AsyncClient:
    """The organiser's device, of a competition whose individual pool a meeting decided on."""
    await decided_log().save(tmp_path / "day.sqlite")
    device = await hall.organiser()
    assert (await device.post("/competitions/open", json={"file": "day.sqlite"})).status_code == 200
    return device


def template(*texts: str) -> bytes:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


async def upload(device: AsyncClient, content: bytes, **query: str) -> Response:
    return await device.post(
        "/papers/bulletin/template", params=query, files={"file": ("通报.docx", content)}
    )


async def texts(device: AsyncClient, address: str) -> list[str]:
    reply = await device.get(address)
    assert (reply.status_code, reply.headers["content-type"]) == (200, DOCX)
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(reply.content)).paragraphs]


async def test_a_notice_is_a_page_and_a_word_file(decided: AsyncClient):
    index = (await decided.get("/papers/choices")).json()
    [(award, _)] = index["papers"][0]["about"]

    page = (await decided.get(f"/papers/publicity?about={award}&masked=1")).text
    lines = await texts(decided, f"/papers/publicity?about={award}&format=docx")

    assert "综○○○○○" in page
    assert "选手" not in page
    assert "综窗选手01　浦东新区" in lines


async def test_a_template_is_looked_at_before_it_is_taken_and_given_back(decided: AsyncClient):
    mine = template("共评出【获奖总数】个")

    looked = await upload(decided, mine, preview="1")
    before = await texts(decided, "/papers/bulletin?format=docx")
    await upload(decided, mine, take="1")
    after = await texts(decided, "/papers/bulletin?format=docx")

    assert "共评出55个" in looked.text
    assert len(before) > 10
    assert after == ["共评出55个"]
    assert await texts(decided, "/papers/bulletin/template") == ["共评出【获奖总数】个"]
    [own] = [
        each["source"] for each in (await decided.get("/papers/choices")).json()["papers"] if each["source"]
    ]
    assert own == "通报.docx"


async def test_a_broken_template_is_not_taken(decided: AsyncClient):
    for content in (b"PK\3\4 cut off", template("【谁】")):
        refused = await upload(decided, content, take="1")

        assert refused.status_code == 400, refused.text
    assert all(not each["source"] for each in (await decided.get("/papers/choices")).json()["papers"])


async def test_notices_and_templates_are_the_organisers_alone(decided: AsyncClient, hall: Hall):
    director, guest = await hall.device(), await hall.device()
    await join(director, (await cards(decided))["director"])

    for device in (director, guest):
        for path in ("/papers/choices", "/papers/bulletin", "/papers/bulletin/template"):
            assert (await device.get(path)).status_code in (401, 403), path
        assert (await upload(device, template("通报"), take="1")).status_code in (401, 403)
