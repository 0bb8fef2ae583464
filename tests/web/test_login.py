import asyncio
import hashlib
from typing import Any

import pytest
from httpx2 import AsyncClient

from judging.web import session
from tests.browsing import NOWHERE

from .conftest import HOST, Hall, cards, join, send


def secret_of(card: dict[str, Any]) -> str:
    return card["link"].rpartition("/")[2]


async def test_looking_at_a_link_or_a_code_tells_whose_seat_it_is_and_claims_nothing(
    organiser: AsyncClient, hall: Hall
):
    card, phone = (await cards(organiser))["J3"], await hall.device()
    before = hall.position

    by_link = await phone.post("/join/look", json={"secret": secret_of(card)})
    code = (await organiser.post("/passes/code", json={"judge": "J3"})).json()["code"]
    by_code = await phone.post("/join/look", json={"code": code})

    assert by_link.json() == by_code.json()
    assert by_link.json() == {
        "at": hall.competition.at(""),
        "role": "judge",
        "judge": "J3",
        "person": "",
        "name": "评委3",
        "duties": [{"template": "评委", "values": {}}],
        "seat": 3,
        "halls": [],
        "places": [],
        "competition": "试赛",
        "rehearsal": False,
        "taken": False,
    }
    assert hall.position == before
    assert (await phone.get("/session")).status_code == 401


async def test_the_first_phone_takes_the_seat(organiser: AsyncClient, hall: Hall):
    phone = await hall.device()

    answer = await join(phone, (await cards(organiser))["J3"])

    assert (answer.json()["state"], answer.json()["page"]) == ("seated", hall.competition.at("/judge"))
    assert (await phone.get("/session")).json() == {
        "role": "judge",
        "pages": [
            {
                "duty": "judge",
                "word": {"template": "评委", "values": {}},
                "page": hall.competition.at("/judge"),
            }
        ],
        "person": "",
        "judge": "J3",
        "name": "评委3",
        "seat": 3,
        "page": hall.competition.at("/judge"),
        "hall": "main",
        "halls": [],
        "places": [],
        "topics": ["judge/J3"],
        "competition": "试赛",
        "created_at": hall.desk.state.created_at,
        "rehearsal": False,
    }


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(organiser: AsyncClient, hall: Hall):
    answer = await join(await hall.device(), (await cards(organiser))["J3"])

    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert f"Path={hall.competition.at('')};" in cookie
    assert "Max-Age=2592000" in cookie


@pytest.mark.parametrize("who", ["J3", "J4", "director"])
async def test_a_token_that_somebody_slipped_into_a_phone_opens_nothing_afterwards(
    organiser: AsyncClient, hall: Hall, who: str
):
    """J4's seat is taken, so that phone waits first, and is let in with the token it has by then."""
    issued, phone, thief = await cards(organiser), await hall.device(), await hall.device()
    await join(await hall.device(), issued["J4"])
    planted = "x" * 32
    for device in (phone, thief):
        device.cookies.set(session.COOKIE, planted, domain=HOST)

    token = (await join(phone, issued[who])).json()["token"]
    for device in hall.desk.state.handovers:
        await send(organiser, "AllowHandover", device=device)

    assert token != planted
    assert (await thief.get("/session")).status_code == 401
    assert (await (await hall.device()).post("/session", json={"token": planted})).status_code == 401
    assert (await (await hall.device()).post("/session", json={"token": token})).status_code == 200


async def test_the_log_and_the_folder_know_only_hashes(organiser: AsyncClient, hall: Hall):
    card = (await cards(organiser))["J3"]

    token = (await join(await hall.device(), card)).json()["token"]

    kept = b"".join(path.read_bytes() for path in hall.registry.folder.iterdir() if path.is_file())
    assert hashlib.sha256(token.encode()).hexdigest().encode() in kept
    for secret in (token, secret_of(card), organiser.cookies[session.ORGANISER_COOKIE]):
        assert secret.encode() not in kept


async def test_scanning_again_on_the_same_phone_changes_nothing(organiser: AsyncClient, hall: Hall):
    card, phone = (await cards(organiser))["J3"], await hall.device()
    first = await join(phone, card)
    before = hall.position

    again = await join(phone, card)

    assert again.json() == first.json()
    assert hall.position == before


async def test_a_closed_hall_lets_nobody_new_in_but_knows_its_own(organiser: AsyncClient, hall: Hall):
    issued, phone = await cards(organiser), await hall.device()
    await join(phone, issued["J3"])
    await send(organiser, "CloseLogin")

    stranger = await join(await hall.device(), issued["J4"])

    assert (stranger.status_code, stranger.json()["reason"]) == (409, "login_closed")
    assert (await join(phone, issued["J3"])).json()["state"] == "seated"


async def test_a_revoked_pass_is_void_and_its_holder_out(organiser: AsyncClient, hall: Hall):
    card, phone = (await cards(organiser))["J3"], await hall.device()
    await join(phone, card)

    await send(organiser, "RevokePass", id=card["id"], reason="证件遗失")

    assert (await phone.get("/session")).status_code == 401
    answer = await join(await hall.device(), card)
    assert (answer.status_code, answer.json()["reason"]) == (409, "pass_void")


async def test_a_rotated_pass_replaces_the_old_one(organiser: AsyncClient, hall: Hall):
    card, phone = (await cards(organiser))["J3"], await hall.device()
    await join(phone, card)

    fresh = (await organiser.post("/passes", json={"role": "judge", "judge": "J3"})).json()

    assert (await phone.get("/session")).status_code == 401
    assert (await join(await hall.device(), card)).json()["reason"] == "pass_void"
    assert (await join(await hall.device(), fresh)).json()["state"] == "seated"


async def test_a_lost_cookie_comes_back_by_the_kept_token(organiser: AsyncClient, hall: Hall):
    phone = await hall.device()
    token = (await join(phone, (await cards(organiser))["J3"])).json()["token"]
    phone.cookies.clear()

    answer = await phone.post("/session", json={"token": token})

    assert answer.status_code == 200
    assert (await phone.get("/session")).json()["judge"] == "J3"


@pytest.mark.parametrize("token", ["", "x", "x" * 32, "x" * 10_000, "评" * 32])
async def test_a_made_up_token_opens_nothing(organiser: AsyncClient, hall: Hall, token: str):
    answer = await (await hall.device()).post("/session", json={"token": token})

    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers


async def test_leaving_forgets_the_device(organiser: AsyncClient, hall: Hall):
    phone = await hall.device()
    await join(phone, (await cards(organiser))["J3"])

    await phone.post("/session/leave")

    assert (await phone.get("/session")).status_code == 401


async def test_an_organiser_who_left_cannot_come_back_by_the_old_token(organiser: AsyncClient, hall: Hall):
    token = organiser.cookies[session.ORGANISER_COOKIE]

    await organiser.post("/session/leave")

    assert (await organiser.post("/session", json={"token": token})).status_code == 401


async def test_the_organiser_s_own_browser_keeps_its_session_when_a_card_is_scanned(
    organiser: AsyncClient, hall: Hall
):
    card = (await cards(organiser))["J3"]
    before = hall.position

    answer = await join(organiser, card)

    assert (answer.status_code, answer.json()["reason"]) == (409, "already")
    assert (await organiser.get("/session")).json()["role"] == "organiser"
    assert hall.position == before


@pytest.mark.parametrize(("role", "page"), [("director", "/console"), ("emcee", "/emcee")])
async def test_director_and_emcee_log_in_by_links_of_their_own(
    organiser: AsyncClient, hall: Hall, role: str, page: str
):
    device = await hall.device()

    answer = await join(device, (await cards(organiser))[role])

    assert answer.json()["page"] == hall.competition.at(page)
    who = (await device.get("/session")).json()
    assert who["role"] == role
    assert not any(topic.startswith(("judge/", "setup", "screen/")) for topic in who["topics"])


@pytest.mark.parametrize(
    "shown", [{}, {"secret": "a", "code": "b"}, {"secret": 5}, {"pin": "123456"}, [], "x", None]
)
async def test_exactly_one_proof_is_shown(organiser: AsyncClient, hall: Hall, shown: object):
    phone = await hall.device()

    for path in ("/join", "/join/look"):
        answer = await phone.post(path, json=shown)

        assert (answer.status_code, answer.json()["reason"]) == (400, "malformed")


async def test_without_a_competition_nobody_can_join(hall: Hall):
    answer = await (await hall.device()).post("/join", json={"secret": "x" * 32})

    assert (answer.status_code, answer.json()["reason"]) == (409, "not_created")


# The organiser's link


async def test_the_organiser_s_link_works_once(hall: Hall):
    link = hall.registry.organisers.link
    first, second = await hall.device(within=""), await hall.device(within="")

    assert (await first.get(link)).status_code == 200
    assert (await first.post(link)).json()["page"] == "/"
    answer = await second.post(link)

    assert (answer.status_code, answer.json()["reason"]) == (409, "pass_void")
    assert (await first.get("/session")).json()["role"] == "organiser"
    assert (await second.get("/session")).status_code == 401


async def test_nobody_is_put_out_by_a_competition_that_is_not_open(hall: Hall):
    """Its page would offer to log in, where all it needs is to wait for the organiser."""
    answer = await (await hall.device(within=NOWHERE)).get("/session")

    assert (answer.status_code, answer.json()["reason"]) == (409, "not_created")


async def test_a_token_slipped_into_the_organiser_s_browser_opens_nothing_afterwards(hall: Hall):
    browser, planted = await hall.device(), "x" * 32
    browser.cookies.set(session.COOKIE, planted, domain=HOST)

    token = (await browser.post(hall.registry.organisers.link)).json()["token"]

    assert token != planted
    assert (await (await hall.device()).post("/session", json={"token": planted})).status_code == 401


async def test_of_two_who_use_the_organiser_s_link_at_once_one_is_let_in(hall: Hall):
    link, devices = hall.registry.organisers.link, [await hall.device() for _ in range(2)]

    answers = await asyncio.gather(*(device.post(link) for device in devices))

    assert sorted(answer.status_code for answer in answers) == [200, 409]


@pytest.mark.parametrize("secret", ["x", "评委", "%00", "a" * 5000])
async def test_a_guessed_organiser_s_link_does_not(hall: Hall, secret: str):
    device = await hall.device()

    assert (await device.post(f"/organiser/{secret}")).status_code == 409
    assert (await device.post(hall.registry.organisers.link)).status_code == 200


async def test_the_organiser_invites_a_second_device(organiser: AsyncClient, hall: Hall):
    second, guest = await hall.device(), await hall.device()

    link = (await organiser.post("/organisers")).json()["link"]

    assert (await guest.post("/organisers")).status_code == 401
    assert (await second.post(link)).status_code == 200
    assert (await second.get("/session")).json()["role"] == "organiser"
    assert (await organiser.get("/session")).json()["role"] == "organiser"


async def test_a_link_is_good_also_where_codes_were_guessed(organiser: AsyncClient, hall: Hall):
    card, phone = (await cards(organiser))["J3"], await hall.device()
    for _ in range(6):
        await phone.post("/join", json={"code": "none"})

    assert (await join(phone, card)).json()["state"] == "seated"
