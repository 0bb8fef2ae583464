"""Sends each command as each duty in each state through the application, and tells what came of it."""

import secrets
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from httpx2 import ASGITransport, Response

from judging.core.people.duty import Duty
from judging.desk import Desk
from judging.store import Entry
from judging.store.memory import MemoryLog
from judging.web import session
from judging.web.app import create_app
from judging.web.competition import OpenCompetition
from judging.web.registry import Registry
from tests import rights
from tests.browsing import Device

from .asked import asked
from .contest import NAMED, Snapshot, states, token

AFTER = datetime(2026, 11, 21, tzinfo=UTC)  # nothing runs any more
FEW = (Duty.ORGANISER, Duty.DIRECTOR)
DUTIES = {duty: str(duty) for duty in NAMED} | {Duty.JUDGE: "J2", Duty.SCREEN: "screen1"}


class Answer(NamedTuple):
    """Of one command, sent as one duty in one state."""

    state: str
    duty: Duty
    kind: str
    status: int
    body: Mapping[str, Any]
    written: int  # entries

    @property
    def happened(self) -> bool:
        """Something changed; what is so already is answered well, too."""
        return self.status == 200 and self.written > 0


Cells = Mapping[tuple[str, Duty], tuple[int, ...]]  # kind, duty → the states in which it happens, from 1


class Application:
    def __init__(self, competition: OpenCompetition, devices: Mapping[Duty, Device]) -> None:
        self.competition = competition
        self.devices = devices

    async def stands_at(self, entries: tuple[Entry, ...]) -> None:
        """From here on the competition is what *entries* say; what was before is gone."""
        await self.competition.desk.close()
        self.competition.desk = await Desk.open(MemoryLog(entries), lambda: AFTER)

    async def send(self, duty: Duty, kind: str, fields: Mapping[str, Any]) -> tuple[Response, int]:
        before = self.competition.desk.position
        body = {"id": secrets.token_hex(8), "command": {"kind": kind, **fields}}
        answer = await self.devices[duty].post("/commands", json=body)
        return answer, self.competition.desk.position - before


@asynccontextmanager
async def application(folder: Path) -> AsyncIterator[Application]:
    registry = Registry(folder)
    app = create_app(registry)
    async with AsyncExitStack() as stack:

        async def device() -> Device:
            transport = ASGITransport(app, raise_app_exceptions=False, client=("192.168.1.9", 5000))
            within = lambda: next(iter(registry.open.values())).at("") if registry.open else ""  # noqa: E731
            made = Device(within, transport=transport, base_url="http://venue.test")
            return await stack.enter_async_context(made)

        devices = {duty: await device() for duty in (*DUTIES, Duty.ORGANISER, Duty.GUEST)}
        organiser = devices[Duty.ORGANISER]
        assert (await organiser.post(registry.organisers.invite())).status_code == 200
        created = await organiser.post("/competitions", json={"preset": "shequ-2024", "name": "职责"})
        assert created.status_code == 200, created.text
        for duty, holder in DUTIES.items():
            devices[duty].cookies.set(session.COOKIE, token(holder))
        yield Application(next(iter(registry.open.values())), devices)
    await registry.close()


async def answers(folder: Path, *, few: bool = False) -> list[Answer]:
    """Of every duty, or of the *few* who are there where nobody is named."""
    found = list[Answer]()
    async with application(folder) as app:
        async for snapshot in states(app.competition.key, few=few):
            found += await _in_state(app, snapshot, FEW if few else tuple(app.devices))
    return found


async def _in_state(app: Application, snapshot: Snapshot, duties: tuple[Duty, ...]) -> list[Answer]:
    found = list[Answer]()
    await app.stands_at(snapshot.entries)
    for kind, fields in asked(snapshot.state).items():
        for duty in duties:
            answer, written = await app.send(duty, kind, fields)
            found.append(Answer(snapshot.name, duty, kind, answer.status_code, answer.json(), written))
            if written:
                await app.stands_at(snapshot.entries)
    return found


def cells(found: list[Answer]) -> Cells:
    names = list(dict.fromkeys(each.state for each in found))
    happens = defaultdict[tuple[str, Duty], list[int]](list)
    for each in found:
        if each.happened:
            happens[each.kind, each.duty].append(names.index(each.state) + 1)
    return {key: tuple(numbers) for key, numbers in happens.items()}


def kinds() -> list[str]:
    return [kind for kind in rights.COMMANDS if kind in rights.FROM_PAGES]
