"""Nothing done in one hall is sent to a page of another: what happens in A, heard on the wire in B and C."""

import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from websockets.asyncio.client import ClientConnection

from judging.core import commands as c
from judging.core.hall.air import Scene
from judging.core.people.actor import Actor
from judging.core.people.duty import Duty
from judging.web.passes import proof_of_link
from judging.web.registry import Registry
from judging.web.session import SCREEN_COOKIE, hash_of, new_token
from tests import halls, walking_halls
from tests.day import ORGANISER, judge
from tests.halls import near
from tests.printouts.made_up import Log
from tests.walking_halls import walker

from .serving import Served, heard, serving
from .test_halls import play

SCREENS = {hall: new_token() for hall in halls.HALLS}
JUDGES = {"B": "J5", "C": "J8"}  # who sits nowhere else


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    """A competition in three halls is open; nobody has been called."""
    log = Log()
    play(log, *walking_halls.set_up())
    for number, token in enumerate(SCREENS.values(), 11):
        play(log, c.AdmitScreen(number, hash_of(token), f"屏{number}", hall=halls.HALLS[number - 11]))
    for id in JUDGES.values():
        play(log, c.IssuePass(f"of {id}", Duty.JUDGE, id, proof_of_link(f"link of {id}")))
    await log.save(tmp_path / "halls.sqlite")
    registry = Registry(tmp_path)
    async with serving(registry) as served:
        await registry.open_file("halls.sqlite")
        yield served


async def do(served: Served, command: c.Command, by: Actor = ORGANISER) -> None:
    await served.competition.desk.submit(secrets.token_hex(16), command, by)


async def a_performance(served: Served) -> None:
    """In hall A, with all that may come between."""
    id = near(0)
    await do(served, c.CallEntrant(id))
    await do(served, c.OpenMarking(id))
    await do(served, c.RaiseHand(), judge(1))
    await do(served, c.AnswerHand("J1"))
    for revision in (1, 2):
        for n, mark in ((1, "91.5"), (6, "88.25")):
            await do(served, halls.sheet(id, mark, revision), judge(n))
        if revision == 1:
            await do(served, c.ReturnSheet(id, "J1", "笔误"))
            await do(served, c.ReturnSheet(id, "J6", "笔误"))
    await do(served, c.EnterDeduction(id, "0.5", "超时"))
    await do(served, c.CloseMarking(id))
    await do(served, c.SetPace("quick", "A"))
    await do(served, c.RevealScore(id))
    await do(served, c.AdvanceReveal(id, whole=True))
    await do(served, c.ShowScene(Scene.BLACK, "A"))
    await do(served, c.ShowScene(Scene.REVEAL, "A"))


async def a_walk_round(served: Served) -> None:
    """At the windows of hall A, two at once, told together and taken back."""
    first, second = walker(0), walker(2)
    await do(served, c.CallEntrant(first, 1))
    await do(served, c.CallEntrant(second, 2))
    await do(served, c.MoveToWindow(first, 2))
    for id, mark in ((first, "81.5"), (second, "92.25")):
        await do(served, c.OpenMarking(id))
        for n in (1, 3, 10):
            await do(served, halls.sheet(id, mark), judge(n))
        await do(served, c.StartClock(id))
        await do(served, c.StopClock(id))
        await do(served, c.ConfirmTime(id))
    await do(served, c.SendOn(first))
    await do(served, c.CloseMarking(second))
    await do(served, c.CloseMarking(first))
    await do(served, c.RevealTogether((first, second), "A"))
    await do(served, c.StepBack(first, "核对"))
    await do(served, c.SetStatus("drill", second.entrant, "disqualified", "核实"))
    await do(served, c.RevealScore(first))


async def since_then(socket: ClientConnection) -> list[str]:
    """The topics that were sent to the page before the answer to its next beat."""
    await socket.send("beat")
    topics = []
    while (message := await heard(socket))["topic"] != "clock":
        topics.append(message["topic"])
    return topics


async def watching(served: Served, hall: str) -> dict[str, ClientConnection]:
    """The pages of *hall*: screen, judge and, with the organiser's session, emcee and console."""
    organiser = await served.device()
    await organiser.post(served.registry.organisers.invite())
    phone, screen = await served.device(), await served.device()
    assert (await phone.post("/join", json={"secret": f"link of {JUDGES[hall]}"})).status_code == 200
    screen.cookies.set(SCREEN_COOKIE, SCREENS[hall])
    pages = {
        "screen": await served.watch(screen, f"screen/{11 + halls.HALLS.index(hall)}"),
        "judge": await served.watch(phone, f"judge/{JUDGES[hall]}"),
        "emcee": await served.watch(organiser, f"emcee/{hall}"),
        "console": await served.watch(organiser, f"console/{hall}", f"order/{hall}"),
    }
    for socket in pages.values():
        await since_then(socket)
    return pages


@pytest.mark.parametrize("happens", [a_performance, a_walk_round])
@pytest.mark.parametrize(
    ("hall", "pages"), [("C", ("screen", "judge", "emcee", "console")), ("B", ("screen", "judge"))]
)
async def test_what_happens_in_one_hall_sends_nothing_to_another(
    served: Served, hall: str, pages: tuple[str, ...], happens: Callable[[Served], Awaitable[None]]
):
    watched = await watching(served, hall)
    organiser = await served.device()
    await organiser.post(served.registry.organisers.invite())
    last = await served.watch(organiser, "console/A")  # told after all that is watched already

    await happens(served)
    while (await heard(last))["view"].get("scene") != "reveal":
        pass

    assert {page: await since_then(watched[page]) for page in pages} == {page: [] for page in pages}


async def test_what_is_of_the_whole_competition_is_told_in_every_hall(served: Served):
    watched = await watching(served, "C")

    await do(served, c.CloseLogin())

    message = await heard(watched["console"])
    assert json.dumps(message["view"]["login_closed"]) == "true"
