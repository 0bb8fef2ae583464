"""Asking for a seat that another phone holds: what one has is kept until what one asks for is granted."""

from typing import Any

import pytest
from httpx2 import AsyncClient

from judging.web import session
from tests.day import view

from .conftest import Hall, cards, join, send


async def seated(hall: Hall, card: dict[str, Any]) -> AsyncClient:
    phone = await hall.device()
    assert (await join(phone, card)).json()["state"] == "seated"
    return phone


async def claim(phone: AsyncClient, card: dict[str, Any], waiting: str = "") -> dict[str, Any]:
    """The card is shown as the page does it, which knows by what token it waits already."""
    body = {"secret": card["link"].rpartition("/")[2], "waiting": waiting}
    answer = await phone.post("/join", json=body)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


async def outcome(phone: AsyncClient, token: str) -> str:
    """What the page that waits is told."""
    state: str = (await phone.post("/join/waiting", json={"token": token})).json()["state"]
    return state


async def who(phone: AsyncClient) -> str | None:
    """Whose seat the phone has, None if it is nobody."""
    answer = await phone.get("/session")
    return answer.json()["judge"] if answer.status_code == 200 else None


def asking(hall: Hall) -> list[str]:
    return list(hall.desk.state.handovers)


async def test_a_second_phone_waits_for_the_console_s_consent(organiser: AsyncClient, hall: Hall):
    card, second = (await cards(organiser))["J3"], await hall.device()
    first = await seated(hall, card)

    token = (await claim(second, card))["token"]
    before = await outcome(second, token), await who(second), await who(first)
    await send(organiser, "AllowHandover", device=asking(hall)[0])

    assert before == ("waiting", None, "J3")
    assert await outcome(second, token) == "seated"
    assert (await who(second), await who(first)) == ("J3", None)


async def test_phones_that_ask_for_one_seat_are_told_apart_by_what_they_show(
    organiser: AsyncClient, hall: Hall
):
    card, phones = (await cards(organiser))["J3"], [await hall.device() for _ in range(2)]
    await seated(hall, card)

    asked = [await claim(phone, card) for phone in phones]
    state = hall.desk.state
    shown = [
        (await phone.post("/join/waiting", json={"token": each["token"]})).json()["number"]
        for phone, each in zip(phones, asked, strict=True)
    ]

    at_console = {each.device: each.number for each in view(state, "console/main").handovers}  # type: ignore[attr-defined]
    assert [at_console[session.hash_of(each["token"])] for each in asked] == shown
    assert shown == [each["number"] for each in asked]


async def test_whoever_shows_another_s_card_keeps_the_own_seat_while_waiting(
    organiser: AsyncClient, hall: Hall
):
    issued = await cards(organiser)
    mine, theirs = await seated(hall, issued["J1"]), await seated(hall, issued["J2"])
    cookie = mine.cookies[session.COOKIE]

    answer = await claim(mine, issued["J2"])

    assert answer["state"] == "waiting"
    assert mine.cookies[session.COOKIE] == cookie
    assert (await who(mine), await who(theirs)) == ("J1", "J2")
    assert (await mine.post("/session", json={"token": cookie})).status_code == 200


async def test_a_refused_phone_is_told_so_and_has_its_own_seat(organiser: AsyncClient, hall: Hall):
    issued = await cards(organiser)
    mine, theirs = await seated(hall, issued["J1"]), await seated(hall, issued["J2"])
    token = (await claim(mine, issued["J2"]))["token"]

    await send(organiser, "DenyHandover", device=asking(hall)[0])

    assert await outcome(mine, token) == "over"
    assert (await who(mine), await who(theirs)) == ("J1", "J2")
    assert asking(hall) == []


async def test_a_granted_phone_leaves_its_own_seat_free(organiser: AsyncClient, hall: Hall):
    issued = await cards(organiser)
    mine, theirs = await seated(hall, issued["J1"]), await seated(hall, issued["J2"])
    old, token = mine.cookies[session.COOKIE], (await claim(mine, issued["J2"]))["token"]

    await send(organiser, "AllowHandover", device=asking(hall)[0])

    assert await outcome(mine, token) == "seated"
    assert (await who(mine), await who(theirs)) == ("J2", None)
    assert (await mine.post("/session", json={"token": old})).status_code == 401
    assert not (await cards(organiser))["J1"]["taken"]
    assert await who(await seated(hall, issued["J1"])) == "J1"


async def test_a_phone_that_moves_to_a_free_seat_leaves_its_own(organiser: AsyncClient, hall: Hall):
    issued = await cards(organiser)
    mine = await seated(hall, issued["J1"])
    old = mine.cookies[session.COOKIE]

    answer = await claim(mine, issued["J2"])

    assert answer["state"] == "seated"
    assert answer["token"] != old
    assert await who(mine) == "J2"
    assert not (await cards(organiser))["J1"]["taken"]


async def test_whoever_gives_up_no_longer_asks(organiser: AsyncClient, hall: Hall):
    issued = await cards(organiser)
    mine = await seated(hall, issued["J1"])
    await seated(hall, issued["J2"])
    token = (await claim(mine, issued["J2"]))["token"]

    await mine.post("/join/give-up", json={"token": token})

    assert asking(hall) == []
    assert await outcome(mine, token) == "over"
    assert await who(mine) == "J1"


async def test_only_who_waits_can_give_up(organiser: AsyncClient, hall: Hall):
    card = (await cards(organiser))["J3"]
    await seated(hall, card)
    await claim(await hall.device(), card)
    [device] = asking(hall)

    for guess in ("", device, "x" * 32):
        await (await hall.device()).post("/join/give-up", json={"token": guess})

    assert asking(hall) == [device]


async def test_a_page_closed_while_waiting_finds_out_when_it_is_opened_again(
    organiser: AsyncClient, hall: Hall
):
    """Nothing of it is left but the two tokens that the browser has kept."""
    issued = await cards(organiser)
    mine = await seated(hall, issued["J1"])
    await seated(hall, issued["J2"])
    token = (await claim(mine, issued["J2"]))["token"]
    await send(organiser, "AllowHandover", device=asking(hall)[0])
    reopened = await hall.device()

    answer = await reopened.post("/session", json={"token": token})

    assert answer.status_code == 200
    assert await who(reopened) == "J2"


async def test_a_phone_that_waits_asks_only_once(organiser: AsyncClient, hall: Hall):
    card, second = (await cards(organiser))["J3"], await hall.device()
    await seated(hall, card)

    token = ""
    tokens = {token := (await claim(second, card, token))["token"] for _ in range(3)}

    assert len(tokens) == 1
    assert len(asking(hall)) == 1


async def test_a_phone_waits_for_one_seat_only(organiser: AsyncClient, hall: Hall):
    issued, phone = await cards(organiser), await hall.device()
    for judge in ("J3", "J4"):
        await seated(hall, issued[judge])
    first = (await claim(phone, issued["J3"]))["token"]

    second = (await claim(phone, issued["J4"], first))["token"]

    assert asking(hall) == [session.hash_of(second)]
    assert await outcome(phone, first) == "over"


async def test_scanning_the_own_card_again_takes_the_request_back(organiser: AsyncClient, hall: Hall):
    issued = await cards(organiser)
    mine = await seated(hall, issued["J1"])
    await seated(hall, issued["J2"])
    token = (await claim(mine, issued["J2"]))["token"]

    answer = await claim(mine, issued["J1"], token)

    assert (answer["state"], answer["token"]) == ("seated", mine.cookies[session.COOKIE])
    assert asking(hall) == []


async def test_a_phone_that_was_denied_stays_out_and_may_ask_again(organiser: AsyncClient, hall: Hall):
    card, second = (await cards(organiser))["J3"], await hall.device()
    await seated(hall, card)
    token = (await claim(second, card))["token"]

    await send(organiser, "DenyHandover", device=asking(hall)[0])

    assert await who(second) is None
    assert (await claim(second, card, token))["state"] == "waiting"
    assert len(asking(hall)) == 1


@pytest.mark.parametrize("where", ["cookie", "waiting"])
async def test_a_token_that_waits_for_another_seat_is_not_taken_over(
    organiser: AsyncClient, hall: Hall, where: str
):
    """Who waits for J3 slips the token into a phone that sits down as J4."""
    issued, phone = await cards(organiser), await hall.device()
    await seated(hall, issued["J3"])
    planted = (await claim(await hall.device(), issued["J3"]))["token"]
    if where == "cookie":
        phone.cookies.set(session.COOKIE, planted)

    answer = await claim(phone, issued["J4"], planted if where == "waiting" else "")

    assert (answer["state"], answer["token"] != planted) == ("seated", True)


async def test_a_card_says_whether_somebody_else_has_the_seat(organiser: AsyncClient, hall: Hall):
    card = (await cards(organiser))["J3"]
    shown = {"secret": card["link"].rpartition("/")[2]}
    phone = await seated(hall, card)

    assert (await phone.post("/join/look", json=shown)).json()["taken"] is False
    assert (await (await hall.device()).post("/join/look", json=shown)).json()["taken"] is True


async def test_the_page_that_waits_knows_whose_seat_it_waits_for(organiser: AsyncClient, hall: Hall):
    card, phone = (await cards(organiser))["J3"], await hall.device()
    await seated(hall, card)
    token = (await claim(phone, card))["token"]

    told = (await phone.post("/join/waiting", json={"token": token})).json()

    assert (told["holder"]["name"], told["holder"]["seat"], told["page"]) == (
        "评委3",
        3,
        hall.competition.at("/judge"),
    )
