"""Every role sends every command through the front door; what is not its own is refused and never written."""

from collections.abc import Mapping

import pytest
from httpx2 import AsyncClient

from judging.web import session
from tests import rights

from .conftest import AT, DAILY, Hall, cards, join, send

CARDS = {"director": "director", "emcee": "emcee", "judge": "J3"}
EVERYBODY = sorted(rights.RIGHTS)


async def device_of(role: str, organiser: AsyncClient, hall: Hall) -> AsyncClient:
    """A browser that has logged in as *role*."""
    if role == "organiser":
        return organiser
    device = await hall.device()
    if role in CARDS:
        await join(device, (await cards(organiser))[CARDS[role]])
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
        answer = await send(device, kind, **rights.made_up(kind))
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
    "POST /competitions/open": {"json": {"file": "none"}},
    "POST /competitions/rehearse": {"json": {}},
    "POST /setup/rules": {"json": {}},
    "POST /setup/example": {"json": {"round": {}}},
    "POST /setup/entrants": {"json": {"track": AT["track"], "entrants": []}},
    "POST /setup/components": {"params": {**DAILY, "import": "1"}, "files": {"file": ("a.xlsx", b"x")}},
    "POST /passes": {"json": {"role": "director"}},
    "POST /passes/all": {},
    "POST /organisers": {},
    "POST /organisers/remove": {"json": {"id": "0" * 16}},
    "GET /passes": {},
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

    assert set(answers.values()) == {401 if role == "guest" else 403}, answers
    assert hall.position == before
