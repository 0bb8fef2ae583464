"""The application in this process, and devices that talk to it as browsers do, without a network between."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from math import inf
from pathlib import Path
from typing import Any

import pytest
from httpx2 import ASGITransport, AsyncClient, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from judging.desk import Desk
from judging.web.app import create_app
from judging.web.competition import OpenCompetition
from judging.web.registry import Registry
from judging.worker import Worker
from tests import holds, warm
from tests.browsing import Device

from .serving import latest

AT = {"track": "centre", "round": "present"}
DAILY = {"track": "centre", "round": "daily"}
HOST = "venue.test"


class Hall:
    """The application, and the devices of this test."""

    def __init__(self, registry: Registry, stack: AsyncExitStack) -> None:
        self.registry = registry
        self.app: ASGIApp = create_app(registry)
        self._stack = stack

    @property
    def competition(self) -> OpenCompetition:
        """The one that was opened last."""
        return list(self.registry.open.values())[-1]

    @property
    def desk(self) -> Desk:
        return self.competition.desk

    async def device(self, address: str = "192.168.1.9", within: str | None = None) -> Device:
        """A browser nobody has logged in on; it means *within*, or the competition that was opened last."""
        transport = ASGITransport(self._apart, raise_app_exceptions=False, client=(address, 5000))
        return await self._stack.enter_async_context(
            Device(
                lambda: latest(self.registry) if within is None else within,
                transport=transport,
                base_url=f"http://{HOST}",
            )
        )

    async def _apart(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The application in a task of its own, whose steps are not the test's."""
        await asyncio.create_task(self.app(scope, receive, send))

    async def organiser(self) -> Device:
        device = await self.device("127.0.0.1")
        assert (await device.post(self.registry.organisers.invite())).status_code == 200
        return device

    @property
    def position(self) -> int:
        """Of the log: a request that was refused has not moved it."""
        return self.desk.position


async def send(device: AsyncClient, kind: str, /, **fields: Any) -> Response:
    return await device.post(
        "/commands", json={"id": secrets.token_hex(8), "command": {"kind": kind, **fields}}
    )


async def join(device: AsyncClient, card: dict[str, Any]) -> Response:
    return await device.post("/join", json={"secret": card["link"].rpartition("/")[2]})


async def cards(organiser: AsyncClient) -> dict[str, dict[str, Any]]:
    """Everybody's pass, issued where missing, by judge id or role."""
    issued = (await organiser.post("/passes/all")).json()
    return {card["judge"] or card["role"]: card for card in issued}


@pytest.fixture(autouse=True)
def nothing_holds_the_loop() -> Iterator[None]:
    """Of this test, what the server does: no call that waits. How long it computes is seen in a child's loop.

    Here whoever computes may have to clear away what other tests have left.
    """
    found: list[str] = []
    with holds.told(found.append, holds.is_of_the_server, most_ms=inf):
        yield
    assert not found, "the event loop was held up:\n" + "\n".join(found)


@pytest.fixture(autouse=True)
async def workers_start_warm(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """And end with the test: the application itself, which would see to that, is not ended here."""
    started: list[warm.WarmProcess] = []

    async def start(worker: Worker) -> warm.WarmProcess:
        started.append(await warm.worker(worker))
        return started[-1]

    if warm.IS_POSSIBLE:
        monkeypatch.setattr(Worker, "_start", start)
    yield
    for process in started:
        process.kill()
        await process.wait()


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    registry = Registry(tmp_path)
    async with AsyncExitStack() as stack:
        yield Hall(registry, stack)
    await registry.close()


@pytest.fixture
async def organiser(hall: Hall) -> AsyncClient:
    """Logged in, with a competition of seven seated judges open."""
    device = await hall.organiser()
    assert (
        await device.post("/competitions", json={"preset": "shequ-2024", "name": "试赛"})
    ).status_code == 200
    judges = [{"id": f"J{n}", "seat": n, "name": f"评委{n}"} for n in range(1, 8)]
    assert (await send(device, "SeatPanel", **AT, judges=judges)).status_code == 200
    return device
