"""Every role sends every command through the front door; what is not its own is refused and never written."""

from collections.abc import Mapping

import pytest
from httpx2 import AsyncClient

from judging.web import session
from tests import rights
from tests.browsing import OF_SERVER

from .conftest import AT, DAILY, Hall, cards, join, send

CARDS = {"director": "director", "emcee": "emcee", "judge": "J3"}
BY_NAME = ("scorekeeper", "verifier", "head_judge", "supervisor", "printer", "evaluator")
EVERYBODY = sorted(rights.RIGHTS)


async def device_of(role: str, organiser: AsyncClient, hall: Hall) -> AsyncClient:
    """A browser that has logged in as *role*."""
    if role == "organiser":
        return organiser
    device = await hall.device()
    if role in CARDS:
        await join(device, (await cards(organiser))[CARDS[role]])
    if role in BY_NAME:
        person = {"id": "P1", "name": "人员一", "appointments": [{"duty": role}]}
        await send(organiser, "SetPerson", person=person)
        await join(device, (await organiser.post("/passes", json={"role": role, "person": "P1"})).json())
    if role == "timekeeper":  # of whom a contest without limits has none by itself
        await join(device, (await organiser.post("/passes", json={"role": role})).json())
    if role == "screen":
        number = (await device.post("/screen")).json()["number"]
        await send(organiser, "AssignScreen", number=number, name="主屏")
        # The screen's own token, held up where people show theirs.
        device.cookies.set(session.COOKIE, device.cookies[session.SCREEN_COOKIE])
    return device


@pytest.mark.parametrize("role", EVERYBODY)
async def test_a_page_s_command_is_refused_to_whoever_it_is_not_for(
    organiser: AsyncClient, hall: Hall, role: str
):
    device = await device_of(role, organiser, hall)
    refused = set()

    for kind in sorted(rights.FROM_PAGES):
        before = hall.position
        own = {"judge": CARDS["judge"]} if kind in rights.JUDGE_OR_CONSOLE else {}  # another's: see recusals
        answer = await send(device, kind, **rights.made_up(kind) | own)
        assert answer.status_code != 500
        if answer.status_code in (401, 403):
            refused.add(kind)
            assert hall.position == before, f"{kind} of {role} was refused and written all the same"

    assert refused == rights.FROM_PAGES - rights.RIGHTS[role]


@pytest.mark.parametrize("role", EVERYBODY)
async def test_what_the_server_makes_itself_is_taken_from_no_page(
    organiser: AsyncClient, hall: Hall, role: str
):
    device = await device_of(role, organiser, hall)
    before = hall.position

    answers = {
        kind: (await send(device, kind, **rights.made_up(kind))).status_code
        for kind in rights.COMMANDS.keys() - rights.FROM_PAGES
    }

    assert set(answers.values()) == {401 if role == "guest" else 400}, answers
    assert hall.position == before


# What only the organiser's pages ask for, and what each of them would have changed or told.
ORGANISERS_OWN: Mapping[str, Mapping[str, object]] = {
    "POST /competitions": {"json": {"preset": "shequ-2024", "name": "另一个"}},
    "POST /competitions/copying": {"json": {"file": "none"}},
    "POST /competitions/rules.toml": {"params": {"create": "1"}, "files": {"file": ("a.toml", b"x")}},
    "POST /competitions/open": {"json": {"file": "none"}},
    "GET /rehearsal": {},
    "POST /rehearsal": {"json": {}},
    "POST /rehearsal/stop": {"json": {}},
    "POST /competitions/close": {"json": {"file": "none"}},
    "GET /competitions/open": {},
    "POST /setup/rules": {"json": {}},
    "POST /setup/draft": {"json": {"rules": {}}},
    "POST /setup/entrants": {"json": {"track": AT["track"], "entrants": []}},
    "POST /setup/components": {"params": {**DAILY, "import": "1"}, "files": {"file": ("a.xlsx", b"x")}},
    "POST /setup/entrants/draft": {"params": {"save": "1"}, "json": {"track": AT["track"], "entrants": []}},
    "GET /setup/workbooks/roster.xlsx": {},
    "POST /setup/workbooks/roster": {"params": {"import": "1"}, "files": {"file": ("a.xlsx", b"x")}},
    "POST /honours/what-if": {"json": {"pool": "p"}},
    "POST /honours/adopt": {
        "json": {"id": "a", "pool": "p", "rules": {}, "reason": "r", "digest": "d", "pin": "1234"}
    },
    "POST /passes": {"json": {"role": "director"}},
    "POST /passes/all": {},
    "POST /organisers": {},
    "POST /organisers/remove": {"json": {"id": "0" * 16}},
    "GET /passes": {},
    "POST /setup/rules.toml": {"params": {"import": "1"}, "files": {"file": ("a.toml", b"x")}},
    "GET /setup/settings": {},
    "GET /setup/questions": {},
    "GET /setup/rules": {},
    "GET /setup/rules.toml": {},
    "GET /setup/components.xlsx": {"params": DAILY},
    "GET /print/cards": {},
}


@pytest.mark.parametrize("role", [role for role in EVERYBODY if role != "organiser"])
async def test_the_organiser_s_addresses_are_closed_to_everybody_else(
    organiser: AsyncClient, hall: Hall, role: str
):
    device = await device_of(role, organiser, hall)
    before = hall.position

    answers = {
        address: (await device.request(*address.split(" "), **request)).status_code
        for address, request in ORGANISERS_OWN.items()
    }

    of_server = {address for address in ORGANISERS_OWN if OF_SERVER.match(address.split(" ")[1])}
    assert {answers.pop(address) for address in of_server} == {401}  # a pass is of a competition alone
    assert set(answers.values()) == {401 if role == "guest" else 403}, answers
    assert hall.position == before
