import pytest
from httpx2 import AsyncClient

from judging.web import passes

from .conftest import Hall, cards, join

KEY = b"k" * 32


async def test_everybody_gets_a_pass_and_nobody_a_second_one(organiser: AsyncClient, hall: Hall):
    first = (await organiser.post("/passes/all")).json()
    before = hall.position

    again = (await organiser.post("/passes/all")).json()

    assert again == first
    assert hall.position == before
    assert [card["judge"] or card["role"] for card in first] == [
        "director",
        "emcee",
        *(f"J{n}" for n in range(1, 8)),
    ]


async def test_cards_can_be_shown_again_and_say_who_has_logged_in(organiser: AsyncClient, hall: Hall):
    issued = await cards(organiser)
    await join(await hall.device(), issued["J3"])

    shown = {card["judge"]: card for card in (await organiser.get("/passes")).json()}

    assert shown["J3"] == {**issued["J3"], "taken": True}
    assert shown["J4"] == issued["J4"]
    assert (shown["J4"]["name"], shown["J4"]["seat"]) == ("评委4", 4)


async def test_the_link_leads_to_the_host_the_organiser_uses(organiser: AsyncClient):
    assert all(
        card["link"].startswith("http://venue.test/join/") for card in (await cards(organiser)).values()
    )


async def test_without_its_key_file_a_pass_cannot_be_shown_but_made_anew(organiser: AsyncClient, hall: Hall):
    await cards(organiser)
    hall.venue.key = b"another" * 5

    lost = (await organiser.get("/passes")).json()
    anew = (await organiser.post("/passes/all")).json()

    assert {card["link"] for card in lost} == {""}
    assert all(card["link"] for card in anew)


async def test_who_is_logged_in_stays_so_when_the_others_get_new_passes(organiser: AsyncClient, hall: Hall):
    phone = await hall.device()
    await join(phone, (await cards(organiser))["J3"])
    hall.venue.key = b"another" * 5

    anew = await cards(organiser)

    assert (await phone.get("/session")).json()["judge"] == "J3"
    assert anew["J3"]["link"] == ""
    assert anew["J4"]["link"] != ""


@pytest.mark.parametrize(
    ("wanted", "status", "reason"),
    [
        ({"role": "judge", "judge": "J99"}, 409, "unknown"),
        ({"role": "judge"}, 400, "malformed"),
        ({"role": "emcee", "judge": "J1"}, 400, "malformed"),
        ({"role": "organiser"}, 400, "malformed"),
        ({"role": "screen"}, 400, "malformed"),
        ({"role": "king"}, 400, "malformed"),
        ({"role": "emcee", "code": "000000"}, 400, "malformed"),
    ],
)
async def test_a_pass_is_for_a_seated_judge_the_director_or_the_emcee(
    organiser: AsyncClient, hall: Hall, wanted: dict[str, str], status: int, reason: str
):
    before = hall.position

    answer = await organiser.post("/passes", json=wanted)

    assert (answer.status_code, answer.json()["reason"]) == (status, reason)
    assert hall.position == before


@pytest.mark.parametrize("who", ["J1", "emcee", "director", "guest"])
async def test_only_the_organiser_sees_or_makes_passes(organiser: AsyncClient, hall: Hall, who: str):
    device = await hall.device()
    issued = await cards(organiser)
    if who in issued:
        await join(device, issued[who])
    before = hall.position

    answers = [
        await device.get("/passes"),
        await device.post("/passes", json={"role": "emcee"}),
        await device.post("/passes/all"),
    ]

    assert {answer.status_code for answer in answers} == {401 if who == "guest" else 403}
    assert hall.position == before
    assert not any(card["link"] in answer.text for answer in answers for card in issued.values())


def test_secrets_differ_by_key_and_pass_and_betray_nothing_of_each_other():
    secrets = {passes.secret_of(key, id) for key in (KEY, b"x" * 32) for id in ("1", "2")}

    assert len(secrets) == 4
    assert passes.secret_of(KEY, "1") == passes.secret_of(KEY, "1")
