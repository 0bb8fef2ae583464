"""PINs through HTTP: what of them reaches the log, and how many may be tried."""

import asyncio

import pytest
from httpx2 import AsyncClient

from judging.core.signing.digests import rules_digest
from judging.web.pins import FIELDS, has_pin
from tests import rights

from .conftest import Hall, cards, join, send

PIN = "271828"


def rules_of(hall: Hall) -> str:
    return rules_digest(hall.desk.state.rulebook)


async def texts(hall: Hall) -> str:
    return "".join([str(each) for each in await hall.desk.log.texts()])


async def test_the_log_and_the_answers_hold_no_pin(organiser: AsyncClient, hall: Hall):
    answers = [
        await send(organiser, "SetPin", pin=PIN),
        await send(organiser, "SetPin", pin="314159", former="999999"),
        await send(organiser, "SignRules", digest=rules_of(hall), pin=PIN),
        await send(organiser, "SetPin", pin="1" * 9),
    ]

    assert [answer.status_code for answer in answers] == [200, 409, 200, 400]
    written = await texts(hall) + "".join(answer.text for answer in answers)
    assert "PinSet" in written
    assert not [pin for pin in (PIN, "314159", "999999") if pin in written]


async def test_the_state_knows_a_keyed_hash(organiser: AsyncClient, hall: Hall):
    await send(organiser, "SetPin", pin=PIN)

    [known] = hall.desk.state.pins.values()
    assert len(known.proof) == 64
    assert PIN not in known.proof


@pytest.mark.parametrize("pin", ["123", "123456789", "12a4", "", "１２３４"])
async def test_a_pin_has_four_to_eight_digits(organiser: AsyncClient, hall: Hall, pin: str):
    answer = await send(organiser, "SetPin", pin=pin)

    assert answer.status_code == 400
    assert answer.json()["detail"] == "PIN 须为 4～8 位数字"
    assert not hall.desk.state.pins


async def test_however_many_are_tried_at_once_five_are_looked_at(organiser: AsyncClient, hall: Hall):
    await send(organiser, "SetPin", pin=PIN)
    tries = [send(organiser, "SignRules", digest=rules_of(hall), pin=f"{n:04}") for n in range(20)]

    answers = await asyncio.gather(*tries)

    assert [answer.json()["reason"] for answer in answers].count("pin") == 5
    right = await send(organiser, "SignRules", digest=rules_of(hall), pin=PIN)
    assert right.json()["reason"] == "too_many"
    assert "请组织者重设您的 PIN" in right.json()["detail"]
    assert [pin.wrong for pin in hall.desk.state.pins.values()] == [5]  # and so after a restart


async def test_once_it_was_reset_a_new_one_is_set_without_the_old(organiser: AsyncClient, hall: Hall):
    await send(organiser, "SetPin", pin=PIN)
    await send(organiser, "ResetPin", who="organiser", reason="忘了")

    assert (await send(organiser, "SignRules", digest=rules_of(hall), pin=PIN)).status_code == 409
    await send(organiser, "SetPin", pin="4321")
    assert (await send(organiser, "SignRules", digest=rules_of(hall), pin="4321")).status_code == 200


def test_every_command_that_has_a_pin_is_sealed():
    with_pin = {kind for kind in rights.COMMANDS if has_pin(rights.command(kind))}

    assert with_pin >= {"SetPin", "SignRules", "Countersign"}
    for kind in rights.COMMANDS.values():
        assert not [name for name in kind.__struct_fields__ if name.endswith("pin") and name not in FIELDS]


async def test_the_supervisor_prints_the_own_record_and_the_emcee_does_not(
    organiser: AsyncClient, hall: Hall
):
    person = {"id": "P9", "name": "监督员一", "appointments": [{"duty": "supervisor"}]}
    await send(organiser, "SetPerson", person=person)
    issued = (await organiser.post("/passes", json={"role": "supervisor", "person": "P9"})).json()
    supervisor, emcee = await hall.device(), await hall.device()
    await supervisor.post("/join", json={"secret": issued["link"].rpartition("/")[2]})
    await join(emcee, (await cards(organiser))["emcee"])

    answer = await supervisor.get("/print/oversight/competition")

    assert answer.status_code == 200
    assert "监督工作记录" in answer.text
    assert (await emcee.get("/print/oversight/competition")).status_code == 403
    assert (await supervisor.get("/signing/rules")).status_code == 200
    assert (await emcee.get("/signing/rules")).status_code == 403
    assert (await supervisor.get("/signing/pins")).status_code == 403
    assert (await emcee.get("/signing/pin")).json() == {"set": False, "locked": False}


async def test_a_stranger_reads_nothing_before_a_signature(hall: Hall):
    stranger = await hall.device()

    for path in ("/signing/rules", "/signing/pin", "/signing/pins"):
        assert (await stranger.get(path)).status_code == 401
