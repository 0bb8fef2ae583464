import hashlib
import io

import pytest
from httpx2 import AsyncClient, Response
from PIL import Image

from judging.audit.verify import replayed, wrong_numbers
from judging.core.pictures.picture import PictureKey, Use
from judging.store.sqlite import entries
from tests.said import said

from .conftest import Hall, send

WHOSE = {"track": "centre"}


def photo(color: str = "navy") -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (300, 400), color).save(content, "PNG")
    return content.getvalue()


async def upload(device: AsyncClient, name: str, content: bytes, **query: str) -> Response:
    return await device.post("/setup/pictures", params=query, files={"file": (name, content)})


def standing(hall: Hall) -> dict[PictureKey, str]:
    return {key: each.hash for key, each in hall.desk.state.pictures.items()}


@pytest.fixture
def whose(hall: Hall) -> str:
    """The first of the roster."""
    return next(iter(hall.desk.state.entrants["centre"]))


async def test_a_look_says_whose_it_is_and_writes_nothing(organiser: AsyncClient, hall: Hall, whose: str):
    before = hall.position

    look = (await upload(organiser, f"{whose}.png", photo(), **WHOSE)).json()

    assert (look["entrant"], look["use"], look["problem"]) == (whose, "photo", None)
    assert (look["width"], look["height"], look["replaces"]) == (300, 400, False)
    assert hall.position == before


async def test_an_imported_photo_is_shown_at_the_address_of_its_bytes(
    organiser: AsyncClient, hall: Hall, whose: str
):
    answer = await upload(organiser, f"{whose}.png", photo(), **WHOSE, **{"import": "1"})

    assert answer.status_code == 200
    [(key, hash)] = standing(hall).items()
    assert key == (Use.PHOTO, "centre", whose)
    shown = await organiser.get(f"/pictures/{hash}")
    assert hashlib.sha256(shown.content).hexdigest() == hash
    assert (shown.headers["content-type"], shown.headers["x-content-type-options"]) == (
        "image/jpeg",
        "nosniff",
    )
    assert "immutable" in shown.headers["cache-control"]


async def test_an_address_that_was_told_to_nobody_shows_nothing(organiser: AsyncClient, hall: Hall):
    assert (await organiser.get(f"/pictures/{'0' * 64}")).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [("风景.png", photo(), "不知道是谁的"), ("e1.png", b"no picture", "不是图片文件")],
    ids=["of nobody", "no picture"],
)
async def test_what_cannot_be_shown_is_refused_and_writes_nothing(
    organiser: AsyncClient, hall: Hall, name: str, content: bytes, words: str
):
    before = hall.position

    look = (await upload(organiser, name, content, **WHOSE)).json()
    answer = await upload(organiser, name, content, **WHOSE, **{"import": "1"})

    assert words in said(look["problem"])
    assert answer.status_code == 400
    assert words in answer.json()["detail"]
    assert hall.position == before


async def test_the_organiser_chooses_whose_it_is_where_the_name_does_not_say(
    organiser: AsyncClient, hall: Hall, whose: str
):
    chosen = {**WHOSE, "entrant": whose, "use": "team", "import": "1"}

    assert (await upload(organiser, "风景.png", photo(), **chosen)).status_code == 200

    assert [*standing(hall)] == [(Use.TEAM, "centre", whose)]


async def test_another_takes_the_place_of_the_first_and_the_same_changes_nothing(
    organiser: AsyncClient, hall: Hall
):
    logo = {"use": "logo", "import": "1"}
    await upload(organiser, "标志.png", photo(), **logo)
    first, position = standing(hall), hall.position

    await upload(organiser, "标志.png", photo(), **logo)
    assert hall.position == position
    await upload(organiser, "标志二.png", photo("gold"), **logo)

    [(key, hash)] = standing(hall).items()
    assert key == PictureKey(Use.LOGO)
    assert hash != first[key]
    assert (await organiser.get(f"/pictures/{first[key]}")).status_code == 404


async def test_what_is_removed_is_shown_no_more(organiser: AsyncClient, hall: Hall):
    await upload(organiser, "标志.png", photo(), use="logo", **{"import": "1"})
    [hash] = standing(hall).values()

    assert (await send(organiser, "RemovePicture", use="logo")).status_code == 200

    assert standing(hall) == {}
    assert (await organiser.get(f"/pictures/{hash}")).status_code == 404


async def test_a_picture_leaves_with_its_entrant(organiser: AsyncClient, hall: Hall, whose: str):
    await upload(organiser, f"{whose}.png", photo(), **WHOSE, **{"import": "1"})
    others = [
        {"id": each.id, "name": each.name, "district": each.district}
        for each in hall.desk.state.entrants["centre"].values()
        if each.id != whose
    ]

    await organiser.post("/setup/entrants", json={"track": "centre", "entrants": others})

    assert standing(hall) == {}


async def test_only_the_organiser_brings_pictures_and_no_page_sends_them_raw(
    organiser: AsyncClient, hall: Hall, whose: str
):
    stranger = await hall.device()
    raw = {"format": "image/png", "width": 1, "height": 1, "content": "AAAA", "source": "a.png"}

    assert (await upload(stranger, f"{whose}.png", photo(), **WHOSE)).status_code == 401
    sent = await send(organiser, "SetPictures", pictures=[{"use": "logo", "picture": raw}])

    assert sent.status_code == 400
    assert standing(hall) == {}


async def test_the_log_that_holds_pictures_verifies(organiser: AsyncClient, hall: Hall):
    await upload(organiser, "标志.png", photo(), use="logo", **{"import": "1"})

    log = entries(hall.competition.file)

    assert wrong_numbers(log) == []
    assert [*replayed(log).pictures] == [PictureKey(Use.LOGO)]
