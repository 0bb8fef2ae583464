import pytest
from httpx2 import AsyncClient

from .conftest import Hall, cards, join, send


async def seated(organiser: AsyncClient, hall: Hall, *holders: str) -> list[AsyncClient]:
    issued = await cards(organiser)
    devices = [await hall.device() for _ in holders]
    for device, holder in zip(devices, holders, strict=True):
        await join(device, issued[holder])
    return devices


def raised(hall: Hall) -> list[str]:
    return [id for id, hand in hall.desk.state.hands.items() if not hand.answered]


async def test_the_hand_is_that_of_whoever_is_logged_in(organiser: AsyncClient, hall: Hall):
    [judge] = await seated(organiser, hall, "J3")

    answer = await send(judge, "RaiseHand")
    foreign = await send(judge, "RaiseHand", judge="J5")

    assert answer.status_code == 200
    assert (foreign.status_code, foreign.json()["reason"]) == (400, "malformed")
    assert raised(hall) == ["J3"]


@pytest.mark.parametrize("holder", ["director", "emcee"])
async def test_only_a_judge_has_a_hand(organiser: AsyncClient, hall: Hall, holder: str):
    [device] = await seated(organiser, hall, holder)

    for kind in ("RaiseHand", "LowerHand"):
        answer = await send(device, kind)

        assert (answer.status_code, answer.json()["reason"]) == (403, "not_allowed")


@pytest.mark.parametrize("holder", ["J3", "J4", "emcee"])
async def test_only_the_console_answers(organiser: AsyncClient, hall: Hall, holder: str):
    judge, device = await seated(organiser, hall, "J5", holder)
    await send(judge, "RaiseHand")

    answer = await send(device, "AnswerHand", judge="J5")

    assert answer.status_code == 403
    assert raised(hall) == ["J5"]
    assert (await send(organiser, "AnswerHand", judge="J5")).status_code == 200
    assert raised(hall) == []
