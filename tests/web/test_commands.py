from httpx2 import AsyncClient

from .conftest import AT, Hall, cards, join, send

ORDER = {**AT, "order": [], "witness": "见证人"}


async def test_an_answer_says_where_the_log_has_it(organiser: AsyncClient, hall: Hall):
    answer = await send(organiser, "DrawOrder", **AT, seed="明晃晃的种子")

    assert answer.status_code == 200
    assert answer.json()["position"] == hall.position
    assert answer.json()["at"].endswith("Z")


async def test_a_repeat_gets_the_first_answer_and_writes_nothing(organiser: AsyncClient, hall: Hall):
    body = {"id": "0123456789abcdef", "command": {"kind": "DrawOrder", **AT, "seed": "一"}}

    first = await organiser.post("/commands", json=body)
    after_first = hall.position
    again = await organiser.post("/commands", json=body)

    assert again.json() == first.json()
    assert hall.position == after_first


async def test_whoever_is_not_logged_in_learns_only_that(organiser: AsyncClient, hall: Hall):
    guest = await hall.device()

    answer = await guest.post("/commands", content=b"not even JSON")

    assert answer.status_code == 401
    assert answer.json()["reason"] == "no_session"


async def test_a_judge_may_not_run_the_show(organiser: AsyncClient, hall: Hall):
    judge = await hall.device()
    await join(judge, (await cards(organiser))["J1"])
    before = hall.position

    answer = await send(judge, "DrawOrder", **AT, seed="一")

    assert (answer.status_code, answer.json()["reason"]) == (403, "not_allowed")
    assert hall.position == before


async def test_the_organiser_may_not_mark(organiser: AsyncClient, hall: Hall):
    entrant = next(iter(hall.desk.state.entrants["centre"]))

    answer = await send(
        organiser, "SubmitSheet", performance={**AT, "entrant": entrant}, revision=1, marks={}
    )

    assert answer.status_code == 403


async def test_a_competition_cannot_be_made_by_a_page_s_command(organiser: AsyncClient):
    answer = await send(organiser, "CreateCompetition", rules={}, entrants={})

    assert (answer.status_code, answer.json()["reason"]) == (400, "malformed")


async def test_without_a_competition_there_is_nothing_to_command(hall: Hall):
    answer = await send(await hall.organiser(), "CloseLogin")

    assert (answer.status_code, answer.json()["reason"]) == (409, "not_created")


async def test_what_the_rules_refuse_comes_with_a_sentence(organiser: AsyncClient):
    answer = await send(organiser, "EnterOrder", **ORDER)

    assert (answer.status_code, answer.json()["reason"]) == (409, "incomplete")
    assert "出场顺序" in answer.json()["detail"]


async def test_a_disk_that_takes_nothing_is_worth_repeating(organiser: AsyncClient, hall: Hall):
    before = hall.position
    disk = hall.desk.log._db
    await disk.execute("PRAGMA query_only = ON")

    full = await send(organiser, "CloseLogin")
    await disk.execute("PRAGMA query_only = OFF")
    again = await send(organiser, "CloseLogin")

    assert (full.status_code, full.json()["reason"]) == (503, "storage")
    assert again.status_code == 200
    assert hall.position == before + 1


async def test_a_session_that_is_lost_while_the_request_arrives_is_lost(organiser: AsyncClient, hall: Hall):
    card, judge = (await cards(organiser))["J1"], await hall.device()
    await join(judge, card)

    async def slowly():
        yield b'{"id": "0123456789abcdef", '
        assert (await send(organiser, "RevokePass", id=card["id"], reason="证件遗失")).status_code == 200
        yield b'"command": {"kind": "CloseLogin"}}'

    answer = await judge.post("/commands", content=slowly())

    assert answer.status_code == 401
