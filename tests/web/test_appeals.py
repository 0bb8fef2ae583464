"""公示与异议 over HTTP and websocket: who reads who objected, and on what paper it stands."""

import json

import pytest
from httpx2 import AsyncClient

from judging.core.people.actor import acting
from judging.core.people.duty import Duty
from judging.core.state import State
from judging.views import topic
from judging.views.watching import may_watch
from tests.web.conftest import Hall, cards, join, send

ABOUT = {"track": "centre", "entrant": "", "round": ""}
OBJECTOR = {"name": "参赛者甲", "unit": "示例单位", "contact": "口头留言"}


async def registered(device: AsyncClient):
    return await send(
        device, "RegisterObjection", objector=OBJECTOR, about=ABOUT, text="计时有误", way="on_site"
    )


@pytest.mark.parametrize("duty", Duty)
def test_who_objected_is_read_by_organiser_head_judge_and_supervisor_alone(duty: Duty):
    may = may_watch(State(), acting(duty), topic("appeals"))

    assert may == (duty in {Duty.ORGANISER, Duty.HEAD_JUDGE, Duty.SUPERVISOR})


@pytest.mark.parametrize("duty", [Duty.JUDGE, Duty.GUEST, Duty.SCREEN, Duty.EMCEE])
def test_neither_judge_nor_audience_is_told_that_an_objection_waits(duty: Duty):
    assert not may_watch(State(), acting(duty), topic("objections"))


async def test_the_form_is_printed_for_the_organiser_and_not_for_the_director(
    organiser: AsyncClient, hall: Hall
):
    assert (await registered(organiser)).status_code == 200
    director = await hall.device()
    await join(director, (await cards(organiser))["director"])

    mine = await organiser.get("/print/objection/centre/-/1")
    others = await director.get("/print/objection/centre/-/1")

    assert "口头留言" in mine.text
    assert "异议回执" in mine.text
    assert others.status_code == 409
    assert "参赛者甲" not in others.text
    assert "参赛者甲" not in (await director.get("/print/choices")).text


async def test_a_supervisor_hands_over_the_receipt_of_what_was_registered_there(
    organiser: AsyncClient, hall: Hall
):
    person = {"id": "P9", "name": "监督员一", "appointments": [{"duty": "supervisor"}]}
    await send(organiser, "SetPerson", person=person)
    issued = (await organiser.post("/passes", json={"role": "supervisor", "person": "P9"})).json()
    supervisor = await hall.device()
    await join(supervisor, issued)

    assert (await registered(supervisor)).status_code == 200
    assert "异议回执" in (await supervisor.get("/print/objection/centre/-/1")).text


async def test_the_log_tells_of_an_objection_without_who_objected_to_what(organiser: AsyncClient):
    await registered(organiser)
    await send(organiser, "ContactObjector", objection=1, note="电话联系本人")
    await send(organiser, "DecideObjection", objection=1, resolution="upheld", reason="计时属实")

    told = json.dumps((await organiser.get("/log/lines")).json(), ensure_ascii=False)

    assert "登记第 {number} 号异议" in told
    for secret in ("参赛者甲", "示例单位", "口头留言", "计时有误", "电话联系本人", "计时属实"):
        assert secret not in told
