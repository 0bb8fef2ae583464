"""Persons over HTTP: duties handed out, cards by name, and what each device may do from there on."""

from httpx2 import AsyncClient

from tests.serving import secret_of as in_link

from .conftest import AT, Hall, cards, join, send

WHOLE = {"hall": None, "track": None, "round": None, "panel": None}


def person(id: str, name: str, *duties: str) -> dict[str, object]:
    return {"id": id, "name": name, "appointments": [{"duty": duty} for duty in duties]}


async def named(organiser: AsyncClient, hall: Hall, id: str, name: str, *duties: str) -> AsyncClient:
    """The phone of a person who has these duties and has scanned the card."""
    answer = await send(organiser, "SetPerson", person=person(id, name, *duties))
    assert answer.status_code == 200, answer.text
    card = (await organiser.post("/passes", json={"role": duties[0], "person": id})).json()
    phone = await hall.device()
    assert (await join(phone, card)).status_code == 200
    return phone


async def roles(organiser: AsyncClient) -> list[tuple[str, str]]:
    return [(card["role"], card["name"]) for card in (await organiser.post("/passes/all")).json()]


async def test_what_somebody_is_named_for_needs_no_card_without_a_name(organiser: AsyncClient, hall: Hall):
    await send(organiser, "SetPerson", person=person("P1", "场控一", "director", "emcee"))
    await send(organiser, "SetPerson", person=person("P2", "记分员一", "scorekeeper"))

    issued = [role for role in await roles(organiser) if role[0] != "judge"]

    assert issued == [("director", "场控一"), ("scorekeeper", "记分员一"), ("timekeeper", "")]


async def test_a_hall_keeps_its_card_where_another_has_somebody_named(organiser: AsyncClient, hall: Hall):
    halls = [{"id": "main", "name": "一号厅"}, {"id": "h2", "name": "二号厅"}]
    await send(organiser, "SetHalls", halls=halls)
    emcee = {"duty": "emcee", "scope": {"hall": "main"}}
    await send(organiser, "SetPerson", person={"id": "P1", "name": "主持人一", "appointments": [emcee]})

    cards = (await organiser.post("/passes/all")).json()

    emcees = [(card["name"], card["places"]) for card in cards if card["role"] == "emcee"]
    assert sorted(emcees) == [("", ["二号厅"]), ("主持人一", ["一号厅"])]


async def test_a_judge_with_a_further_duty_has_the_one_card_and_both_stand_on_it(
    organiser: AsyncClient, hall: Hall
):
    await send(organiser, "SetPerson", person=person("J3", "评委3", "head_judge"))

    cards = [card for card in (await organiser.post("/passes/all")).json() if card["name"] == "评委3"]

    assert [(card["role"], card["judge"]) for card in cards] == [("judge", "J3")]
    assert [duty["template"] for duty in cards[0]["duties"]] == ["评委组长", "评委"]
    assert "评委组长、评委" in (await organiser.get("/print/cards")).text


async def test_issuing_what_is_missing_leaves_a_judge_with_a_further_duty_the_card_in_hand(
    organiser: AsyncClient, hall: Hall
):
    await send(organiser, "SetPerson", person=person("J3", "评委3", "head_judge"))
    issued = (await organiser.post("/passes/all")).json()
    before = hall.position

    again = (await organiser.post("/passes/all")).json()

    assert [card["id"] for card in again] == [card["id"] for card in issued]
    assert hall.position == before


async def test_who_scans_is_greeted_by_name_and_duties_and_gets_all_pages(organiser: AsyncClient, hall: Hall):
    phone = await named(organiser, hall, "P1", "场控一", "director", "scorekeeper")
    card = next(card for card in (await organiser.get("/passes")).json() if card["name"] == "场控一")

    shown = (await (await hall.device()).post("/join/look", json={"secret": in_link(card["link"])})).json()
    session = (await phone.get("/session")).json()

    assert (shown["name"], [duty["template"] for duty in shown["duties"]]) == ("场控一", ["场控", "记分员"])
    at = hall.competition.at
    assert (session["person"], session["page"]) == ("P1", at("/console"))
    assert [(each["word"]["template"], each["page"]) for each in session["pages"]] == [
        ("场控", at("/console")),
        ("记分员", at("/entries")),
    ]


async def test_an_organiser_by_card_sets_up_this_competition_alone(organiser: AsyncClient, hall: Hall):
    phone = await named(organiser, hall, "P1", "组织者一", "organiser")

    assert (await phone.get("/session")).json()["page"] == hall.competition.at("/setup")
    assert (await send(phone, "SetPerson", person=person("P2", "主持人一", "emcee"))).status_code == 200
    assert (await phone.post("/competitions", json={"preset": "shequ-2024", "name": ""})).status_code == 401
    assert (await phone.post("/session/leave")).status_code == 200
    assert (await phone.get("/session")).status_code == 401


async def test_what_can_be_given_beside_the_rest_is_told_with_why_not(organiser: AsyncClient, hall: Hall):
    asked = {"id": "P1", "name": "记分员一", "appointments": [{"duty": "scorekeeper"}]}
    before = hall.position

    options = (await organiser.post("/setup/duties", json=asked)).json()

    found = {each["duty"]: {bool(scope["why"]) for scope in each["scopes"]} for each in options}
    assert found["verifier"] == {True}
    assert found["emcee"] == found["scorekeeper"] == {False}
    assert not {"judge", "screen", "guest"} & found.keys()
    assert hall.position == before
    for who in (await hall.device(), await named(organiser, hall, "P2", "场控一", "director")):
        assert (await who.post("/setup/duties", json=asked)).status_code in (401, 403)


async def deduct(device: AsyncClient, hall: Hall) -> tuple[int, str]:
    entrant = next(iter(hall.desk.state.entrants["centre"]))
    performance = {**AT, "entrant": entrant}
    answer = await send(device, "EnterDeduction", performance=performance, points="1", reason="超时")
    return answer.status_code, answer.json().get("detail", "")


async def test_naming_a_scorekeeper_takes_the_deduction_from_the_console_and_removing_gives_it_back(
    organiser: AsyncClient, hall: Hall
):
    director = await hall.device()
    await join(director, (await cards(organiser))["director"])
    assert (await deduct(director, hall))[0] != 403

    scorekeeper = await named(organiser, hall, "P1", "记分员一", "scorekeeper")
    before = hall.position
    for device in (director, organiser):
        status, why = await deduct(device, hall)
        assert status == 403
        assert "由记分员记分员一操作" in why
    assert hall.position == before
    assert (await deduct(scorekeeper, hall))[0] != 403

    await send(organiser, "RemovePerson", id="P1", reason="换人")
    assert (await deduct(director, hall))[0] != 403
    assert (await deduct(scorekeeper, hall))[0] in (401, 403)
    assert (await scorekeeper.get("/session")).status_code == 401


async def test_entries_come_from_the_halls_of_that_duty_and_not_from_those_of_another(
    organiser: AsyncClient, hall: Hall
):
    halls = [{"id": id, "name": id} for id in ("main", "h2", "h3")]
    await send(organiser, "SetHalls", halls=halls)
    appointments = [
        {"duty": "scorekeeper", "scope": {"hall": "main"}},
        {"duty": "scorekeeper", "scope": {"hall": "h3"}},
        {"duty": "timekeeper", "scope": {"hall": "h2"}},
    ]
    answer = await send(
        organiser, "SetPerson", person={"id": "P1", "name": "记分员一", "appointments": appointments}
    )
    assert answer.status_code == 200, answer.text
    card = (await organiser.post("/passes", json={"role": "scorekeeper", "person": "P1"})).json()
    phone = await hall.device()
    assert (await join(phone, card)).status_code == 200

    topics = (await phone.get("/session")).json()["topics"]

    assert {each for each in topics if each.startswith("entries/")} == {"entries/main", "entries/h3"}
