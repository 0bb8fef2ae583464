"""A browser that nobody has assigned costs nothing durable, and guests keep no screen of the hall's out."""

from typing import Any

import pytest
from httpx2 import AsyncClient

from judging.web import waiting
from judging.web.presence import Presence
from judging.web.registry import Registry
from judging.web.waiting import WaitingScreens
from tests.web.conftest import Hall, cards, join, send
from tests.web.serving import closed, heard, serving


async def ask(screen: AsyncClient) -> dict[str, Any]:
    answer: dict[str, Any] = (await screen.post("/screen")).json()
    return answer


async def flood(hall: Hall, posts: int, addresses: int) -> list[int]:
    """What guests are answered who post from so many addresses in turn, without ever keeping a cookie."""
    answers = []
    for n in range(posts):
        guest = await hall.device(f"10.0.0.{n % addresses + 1}")
        answers.append((await guest.post("/screen")).status_code)
    return answers


async def test_a_thousand_guests_write_nothing(organiser: AsyncClient, hall: Hall):
    before = hall.position

    await flood(hall, 1000, 100)

    assert hall.position == before
    assert hall.desk.state.screens == {}
    assert len(hall.competition.waiting.view().screens) <= waiting.MOST


async def test_guests_cannot_push_out_the_hall_s_own_screen_that_waits(organiser: AsyncClient, hall: Hall):
    screen = await hall.device("192.168.1.50")
    number = (await ask(screen))["number"]
    await ask(screen)

    await flood(hall, 200, 50)

    assert await ask(screen) == {"number": number, "waits": True}
    assert (await send(organiser, "AssignScreen", number=number, name="主屏")).status_code == 200
    assert await ask(screen) == {"number": number, "waits": False}


async def test_a_screen_that_opens_in_the_middle_of_a_flood_gets_in(organiser: AsyncClient, hall: Hall):
    """Between its first request and its second it is told from guests by how many its address has."""
    await flood(hall, 200, 10)
    screen = await hall.device("192.168.1.50")
    number = (await ask(screen))["number"]

    await flood(hall, 200, 10)

    assert await ask(screen) == {"number": number, "waits": True}


async def test_an_address_has_no_more_than_its_share(organiser: AsyncClient, hall: Hall):
    guests = [await hall.device("10.0.0.1") for _ in range(waiting.MOST_OF_ADDRESS + 1)]
    for guest in guests[:-1]:
        await ask(guest)
        await ask(guest)

    refused = await guests[-1].post("/screen")
    elsewhere = await (await hall.device("10.0.0.2")).post("/screen")

    assert (refused.status_code, refused.json()["reason"]) == (429, "too_many")
    assert "控制台" in refused.json()["detail"]
    assert elsewhere.status_code == 200


async def full(hall: Hall) -> list[AsyncClient]:
    """Guests who have taken all places, and keep asking."""
    guests = [await hall.device(f"10.0.1.{n // waiting.MOST_OF_ADDRESS}") for n in range(waiting.MOST)]
    for guest in guests * 2:
        assert (await guest.post("/screen")).status_code == 200
    return guests


async def test_where_all_places_are_taken_a_stranger_is_told_so_and_the_director_is_not(
    organiser: AsyncClient, hall: Hall
):
    guests = await full(hall)
    director = await hall.device("10.0.9.1")
    await join(director, (await cards(organiser))["director"])

    stranger = await (await hall.device("10.0.9.2")).post("/screen")

    assert stranger.status_code == 429
    assert (await director.post("/screen")).status_code == 200
    assert (await organiser.post("/screen")).status_code == 200
    assert all([(await guest.post("/screen")).status_code == 200 for guest in guests])


async def test_the_console_turns_one_away_and_has_a_place_free(organiser: AsyncClient, hall: Hall):
    guests = await full(hall)
    number = (await ask(guests[0]))["number"]

    assert (await organiser.post("/screen/turn-away", json={"number": number})).status_code == 200

    assert (await guests[0].post("/screen")).status_code == 403
    assert (await (await hall.device("10.0.9.2")).post("/screen")).json()["number"] == number


async def test_only_a_console_turns_screens_away(organiser: AsyncClient, hall: Hall):
    screen = await hall.device()
    number = (await ask(screen))["number"]

    for who, status in ((screen, 401), (await hall.device(), 401)):
        assert (await who.post("/screen/turn-away", json={"number": number})).status_code == status
    assert (await ask(screen))["number"] == number


async def test_a_number_is_one_screen_s_alone_waiting_or_assigned(organiser: AsyncClient, hall: Hall):
    screens = [await hall.device(f"10.0.0.{n}") for n in range(6)]
    numbers = [(await ask(screen))["number"] for screen in screens]
    for number in (numbers[4], numbers[1]):
        await send(organiser, "AssignScreen", number=number, name=f"{number}号厅")
    later = [await hall.device(f"10.0.2.{n}") for n in range(6)]

    numbers = [(await ask(screen))["number"] for screen in (*screens, *later)]

    assert len(set(numbers)) == 12


async def test_after_a_restart_a_waiting_screen_has_its_number_and_an_assigned_one_its_name(
    organiser: AsyncClient, hall: Hall
):
    one, two = await hall.device("10.0.0.1"), await hall.device("10.0.0.2")
    for screen in (one, two):
        await ask(screen)
    await send(organiser, "AssignScreen", number=1, name="主屏")
    await hall.registry.close()
    await hall.registry.resume()

    other = await hall.device("10.0.0.3")
    again = (await two.post("/screen", json={"number": 2})).json()

    assert again == {"number": 2, "waits": True}
    assert await ask(one) == {"number": 1, "waits": False}
    assert (await other.post("/screen", json={"number": 2})).json() == {"number": 3, "waits": True}


@pytest.mark.parametrize("wish", [-1, 0, 1, 99, 10**9])
async def test_a_wished_number_is_given_only_where_it_could_have_been(
    organiser: AsyncClient, hall: Hall, wish: int
):
    await ask(await hall.device("10.0.0.1"))

    answer = await (await hall.device("10.0.0.2")).post("/screen", json={"number": wish})

    assert answer.json() == {"number": 2, "waits": True}


async def test_a_guest_s_screen_has_no_connection_to_play_with(tmp_path):
    async with serving(Registry(tmp_path)) as served:
        laptop, guest = await served.device(), await served.device()
        await laptop.post(served.registry.organisers.link)
        await laptop.post("/competitions", json={"preset": "shequ-2024", "name": "试赛"})
        number = (await ask(guest))["number"]

        assert await closed(await served.watch(guest, f"screen/{number}")) == 4401

        console = await served.watch(laptop, "waiting")
        while not (told := await heard(console))["view"]["screens"]:
            pass
        assert [each["number"] for each in told["view"]["screens"]] == [number]


def test_whoever_is_silent_makes_room_and_gets_the_same_number_back():
    now = [1000.0]
    screens = WaitingScreens(lambda: now[0])
    screens.ask("a", "10.0.0.1", above=0)
    screens.ask("b", "10.0.0.1", above=0)
    now[0] += waiting.SILENT_AFTER_S - 1
    screens.ask("b", "10.0.0.1", above=0)
    now[0] += 2

    assert [each.number for each in screens.view().screens] == [2]
    assert screens.ask("a", "10.0.0.1", above=0, wish=1) == 1


def test_presence_forgets_who_was_removed():
    there, told = {"judge/J1", "screen/1"}, []
    presence = Presence(
        lambda view: told.append({part: list(of) for part, of in view.items()}),
        exists=lambda topic: topic in there,
    )
    for topic in ("judge/J1", "screen/1"):
        presence.arrive([topic])
    presence.leave(["screen/1"])
    there.remove("screen/1")

    presence.tick()

    assert told[-1] == {"judges": ["J1"], "screens": []}
