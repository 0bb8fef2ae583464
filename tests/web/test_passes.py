import pytest
from httpx2 import AsyncClient

from judging.web import passes

from .conftest import AT, Hall, cards, join, send

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
        "timekeeper",
        *(f"J{n}" for n in range(1, 8)),
    ]


async def test_a_director_of_one_hall_watches_that_hall_alone(organiser: AsyncClient, hall: Hall):
    halls = [{"id": "main", "name": "一号厅"}, {"id": "h2", "name": "二号厅"}]
    assert (await send(organiser, "SetHalls", halls=halls)).status_code == 200
    issued = (await organiser.post("/passes", json={"role": "director", "hall": "h2"})).json()
    device = await hall.device()

    await join(device, issued)

    topics = (await device.get("/session")).json()["topics"]
    assert {topic for topic in topics if "/" in topic} == {
        "console/h2",
        "order/h2",
        "emcee/h2",
        "clocks/h2",
        "ceremony/h2",
        "entries/h2",
        "head/h2",
        "typed/director/h2",
    }
    assert "overview" not in topics
    assert (await send(device, "ShowScene", scene="black", hall="h2")).status_code == 200
    assert (await send(device, "ShowScene", scene="black", hall="main")).status_code == 403


async def test_each_of_several_halls_gets_its_director_and_emcee(organiser: AsyncClient, hall: Hall):
    halls = [{"id": "main", "name": "一号厅"}, {"id": "h2", "name": "二号厅"}]
    await send(organiser, "SetHalls", halls=halls)

    issued = (await organiser.post("/passes/all")).json()

    staff = [(card["role"], card["places"]) for card in issued if card["judge"] is None]
    assert staff == [
        ("director", []),
        ("director", ["一号厅"]),
        ("director", ["二号厅"]),
        ("emcee", ["一号厅"]),
        ("emcee", ["二号厅"]),
        ("timekeeper", ["一号厅"]),
    ]
    assert {tuple(card["places"]) for card in issued if card["judge"]} == {("一号厅",)}
    paper = (await organiser.get("/print/cards")).text
    assert [paper.count(word) for word in ("全部会场", "二号厅")] == [1, 2]


async def test_whoever_logs_in_is_told_for_which_hall(organiser: AsyncClient, hall: Hall):
    halls = [{"id": "main", "name": "一号厅"}, {"id": "h2", "name": "二号厅"}]
    await send(organiser, "SetHalls", halls=halls)
    issued = (await organiser.post("/passes", json={"role": "emcee", "hall": "h2"})).json()
    secret = issued["link"].rpartition("/")[2]

    shown = (await (await hall.device()).post("/join/look", json={"secret": secret})).json()

    assert (shown["halls"], shown["places"]) == (["h2"], ["二号厅"])


async def test_of_a_single_hall_no_card_speaks(organiser: AsyncClient, hall: Hall):
    issued = (await organiser.post("/passes/all")).json()

    assert {tuple(card["places"]) for card in issued} == {()}
    assert "全部会场" not in (await organiser.get("/print/cards")).text


async def test_cards_can_be_shown_again_and_say_who_has_logged_in(organiser: AsyncClient, hall: Hall):
    issued = await cards(organiser)
    await join(await hall.device(), issued["J3"])

    shown = {card["judge"]: card for card in (await organiser.get("/passes")).json()}

    assert shown["J3"] == {**issued["J3"], "taken": True}
    assert shown["J4"] == issued["J4"]
    assert (shown["J4"]["name"], shown["J4"]["seat"]) == ("评委4", 4)


async def test_the_link_leads_to_the_host_the_organiser_uses(organiser: AsyncClient, hall: Hall):
    links = [card["link"] for card in (await cards(organiser)).values()]

    assert all(link.startswith(f"http://venue.test{hall.competition.at('/join/')}") for link in links)


async def test_without_its_key_file_a_pass_cannot_be_shown_but_made_anew(organiser: AsyncClient, hall: Hall):
    await cards(organiser)
    hall.competition.key = b"another" * 5

    lost = (await organiser.get("/passes")).json()
    anew = (await organiser.post("/passes/all")).json()

    assert {card["link"] for card in lost} == {""}
    assert all(card["link"] for card in anew)


async def test_who_is_logged_in_stays_so_when_the_others_get_new_passes(organiser: AsyncClient, hall: Hall):
    phone = await hall.device()
    await join(phone, (await cards(organiser))["J3"])
    hall.competition.key = b"another" * 5

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


async def test_a_reserve_has_a_card_without_a_seat_until_the_seat_is_taken(
    organiser: AsyncClient, hall: Hall
):
    seats = [{"id": f"J{n}", "seat": n, "name": f"评委{n}"} for n in range(1, 8)]
    reserve = [{"id": "R1", "seat": 1, "name": "候补评委一"}]
    assert (await send(organiser, "SeatPanel", **AT, judges=seats, reserves=reserve)).status_code == 200

    issued = (await organiser.post("/passes/all")).json()
    [card] = [card for card in issued if card["judge"] == "R1"]
    await send(organiser, "ReplaceJudge", **AT, seat=3, judge="R1", reason="突发不适")
    after = await cards(organiser)

    assert (card["name"], card["seat"]) == ("候补评委一", None)
    assert card["duties"][0]["template"] == "候补评委"
    assert (after["R1"]["seat"], after["J3"]["seat"]) == (3, None)
