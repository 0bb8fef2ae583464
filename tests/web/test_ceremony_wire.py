"""The wire record of a whole ceremony: no name, unit, reading or photo reaches anybody before its moment."""

import json
import secrets
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from websockets.asyncio.client import ClientConnection

from judging.core import commands as c
from judging.core.ceremony.programme import StepKind
from judging.core.ceremony.stepping import Way
from judging.core.hall.air import Scene
from judging.core.honours.honour import Honour
from judging.core.people.duty import Duty
from judging.web.passes import proof_of_link
from judging.web.registry import Registry
from judging.web.session import SCREEN_COOKIE, hash_of, new_token
from tests.browsing import Device
from tests.ceremony_day import PROGRAMME, coming_out, decided_log, words_of
from tests.day import ORGANISER

from .serving import Served, heard, serving
from .test_halls import play

SCREENS = {number: new_token() for number in (1, 2, 3)}
PINNED = "screen/2"  # to the ceremony, whatever is on air


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    """A competition whose awards are decided; its ceremony has not begun."""
    log = decided_log()
    for number, token in SCREENS.items():
        play(log, c.AdmitScreen(number, hash_of(token), f"屏{number}"))
    play(log, c.AssignScreen(2, "侧屏", Scene.CEREMONY))
    play(log, c.IssuePass("of J1", Duty.JUDGE, "J1", proof_of_link("link of J1")))
    await log.save(tmp_path / "ceremony.sqlite")
    registry = Registry(tmp_path)
    async with serving(registry) as served:
        await registry.open_file("ceremony.sqlite")
        yield served


class Wire:
    """Who listens, by topic; `told` are those whom all of them may know of, and a `guest`, too."""

    def __init__(self, served: Served) -> None:
        self.served = served
        self.listening: dict[str, ClientConnection] = {}
        self.told: set[Honour] = set()
        self.guest: Device | None = None

    @property
    def state(self):
        return self.served.competition.desk.state

    async def screen(self, number: int) -> None:
        """It joins, or comes again."""
        device, topic = await self.served.device(), f"screen/{number}"
        device.cookies.set(SCREEN_COOKIE, SCREENS[number])
        if topic in self.listening:
            await self.listening[topic].close()
        self.listening[topic] = await self.served.watch(device, topic)

    async def do(self, *commands: c.Command) -> None:
        for command in commands:
            await self.served.competition.desk.submit(secrets.token_hex(16), command, ORGANISER)

    async def check(self, *still: str) -> dict[str, str]:
        """Whatever was sent to all but *still* names only whom the hall knows."""
        unknown = [honour for honour in coming_out(self.state) if honour not in self.told]
        secret = [word for honour in unknown for word in words_of(self.state, honour)]
        frames = {topic: await self.since_then(topic) for topic in self.listening if topic not in still}
        if self.guest is not None:
            frames["results"] = await self.looked_up(self.guest)
        for topic, text in frames.items():
            assert not [word for word in secret if word in text], topic
        return frames

    async def looked_up(self, guest: Device) -> str:
        """What a guest is told who opens the result page now."""
        socket = await self.served.watch(guest, "results")
        told = json.dumps(await heard(socket), ensure_ascii=False)
        await socket.close()
        return told

    async def since_then(self, topic: str) -> str:
        """All that was sent to it up to the present view."""
        text, told = "", 0
        while told < self.served.competition.desk.position:
            message = await heard(self.listening[topic])
            text += json.dumps(message, ensure_ascii=False)
            told = message.get("position", 0)
        return text


async def test_no_name_is_sent_before_its_moment(served: Served):
    wire, phone = Wire(served), await served.device()
    assert (await phone.post("/join", json={"secret": "link of J1"})).status_code == 200
    judge = await served.watch(phone, "judge/J1")
    await wire.screen(1)
    await wire.screen(2)
    wire.guest = await served.device()
    await wire.do(c.OpenResults(), c.SetCeremony(PROGRAMME), c.BeginCeremony())
    await wire.check()

    steps = wire.state.ceremonies["main"].steps
    for number, step in enumerate(steps[1:], 1):
        await wire.do(c.StepCeremony(Way.FORWARD, number - 1))
        wire.told |= set(step.honours)
        frames = await wire.check()
        if step.kind is StepKind.HONOURED:
            shown = [word for honour in step.honours for word in words_of(wire.state, honour)]
            assert all(word in frames[topic] for word in shown for topic in ("screen/1", PINNED))
            assert all(next(words_of(wire.state, each)) in frames["results"] for each in step.honours)
        if number % 3 == 0:  # back, black, and on again
            await wire.do(c.StepCeremony(Way.BACK, number))
            await wire.check()
            await wire.do(c.ShowScene(Scene.BLACK))
            await wire.check(PINNED)
            await wire.do(c.ShowScene(Scene.CEREMONY), c.StepCeremony(Way.FORWARD, number - 1))
            await wire.check()
        if number in (5, 20):  # a screen joins late and comes again, another comes again
            await wire.screen(3)
            await wire.screen(1)
            await wire.check(PINNED)

    await judge.send("beat")
    while (message := await heard(judge))["topic"] != "clock":
        assert not [word for each in wire.told for word in words_of(wire.state, each) if word in str(message)]
    assert len(wire.told) == 16 + 55
    assert len(steps) == 30


async def test_the_emcee_and_the_director_know_whom_the_next_picture_names_and_nobody_after(served: Served):
    organiser = await served.device()
    await organiser.post(served.registry.organisers.invite())
    wire = Wire(served)
    await wire.do(c.SetCeremony(PROGRAMME))
    for topic in ("emcee/main", "ceremony/main"):
        wire.listening[topic] = await served.watch(organiser, topic)
    await wire.do(c.BeginCeremony())
    steps = wire.state.ceremonies["main"].steps

    for number, step in enumerate(steps[1:], 1):
        wire.told |= set(step.honours)
        for text in (await wire.check()).values():
            assert all(word in text for each in step.honours for word in words_of(wire.state, each))
        await wire.do(c.StepCeremony(Way.FORWARD, number - 1))
