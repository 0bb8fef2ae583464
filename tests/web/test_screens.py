from httpx2 import AsyncClient

from judging.web import session

from .conftest import HOST, Hall, cards, join, send

ONE = {"number": 1, "waits": True}


async def test_a_browser_waits_under_a_number_of_its_own_and_keeps_it(organiser: AsyncClient, hall: Hall):
    one, two = await hall.device(), await hall.device()

    numbers = [(await screen.post("/screen")).json() for screen in (one, two, one)]

    assert numbers == [ONE, {"number": 2, "waits": True}, ONE]
    assert not hall.desk.state.screens


async def test_naming_makes_a_screen_of_it(organiser: AsyncClient, hall: Hall):
    screen = await hall.device()
    await screen.post("/screen")

    await send(organiser, "AssignScreen", number=1, name=" 主屏 ")

    assert (await screen.post("/screen")).json() == {"number": 1, "waits": False}
    assert hall.desk.state.screens[1].name == "主屏"


async def test_a_removed_screen_gets_a_new_number(organiser: AsyncClient, hall: Hall):
    screen = await hall.device()
    await screen.post("/screen")
    await send(organiser, "AssignScreen", number=1, name="主屏")

    await send(organiser, "RemoveScreen", number=1)

    assert (await screen.post("/screen", json={"number": 1})).json() == {"number": 2, "waits": True}


async def test_a_token_that_somebody_slipped_into_a_browser_is_no_screen_s(
    organiser: AsyncClient, hall: Hall
):
    screen, thief = await hall.device(), await hall.device()
    for device in (screen, thief):
        device.cookies.set(session.SCREEN_COOKIE, "x" * 32, domain=HOST)

    await screen.post("/screen")

    assert (await thief.post("/screen")).json()["number"] == 2


async def test_being_a_screen_is_no_login(organiser: AsyncClient, hall: Hall):
    screen = await hall.device()

    await screen.post("/screen")

    assert (await screen.get("/session")).status_code == 401
    assert (await send(screen, "CloseLogin")).status_code == 401


async def test_the_organiser_s_laptop_may_drive_the_projector_too(organiser: AsyncClient):
    assert (await organiser.post("/screen")).json() == ONE

    assert (await organiser.get("/session")).json()["role"] == "organiser"


async def test_a_judge_s_phone_that_opens_the_screen_s_page_stays_a_judge_s(
    organiser: AsyncClient, hall: Hall
):
    phone = await hall.device()
    await join(phone, (await cards(organiser))["J1"])

    await phone.post("/screen")

    assert (await phone.get("/session")).json()["role"] == "judge"


async def test_a_closed_hall_takes_no_new_screen_but_knows_its_own(organiser: AsyncClient, hall: Hall):
    screen = await hall.device()
    await screen.post("/screen")
    await send(organiser, "CloseLogin")

    stranger = await (await hall.device()).post("/screen")

    assert (stranger.status_code, stranger.json()["reason"]) == (409, "login_closed")
    assert (await screen.post("/screen")).json() == ONE


async def test_without_a_competition_there_are_no_screens(hall: Hall):
    answer = await (await hall.device()).post("/screen")

    assert (answer.status_code, answer.json()["reason"]) == (409, "not_created")
