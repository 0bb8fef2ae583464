"""Composition: which routes, and what starts and ends with the server. Nothing here knows a rule."""

import asyncio
import mimetypes
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from tempfile import gettempdir
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.types import ASGIApp, ExceptionHandler

from judging.core.refused import Refused
from judging.store import StorageFailed
from judging.web.entrance.door import IS_KNOWN
from judging.web.entrance.guard import Guard
from judging.web.entrance.known import KnownDevices
from judging.worker import Unfinished, Worker

from . import (
    answers,
    archives,
    chronicles,
    creating,
    guest_ballots,
    guest_page,
    live,
    login,
    pages,
    papers,
    passes,
    pictures,
    previews,
    prints,
    proofs,
    questions,
    rehearsals,
    rule_versions,
    rulemaking,
    screens,
    setup,
    short,
    signing,
    simulating,
    slips,
    start,
    venue_check,
    within,
    workbooks,
)
from . import posting as commands
from .addresses import Interfaces
from .competition import ADDRESSES
from .given_rules import GivenRules, begun
from .registry import Registry
from .seasons import addresses as seasons
from .seasons import paper_addresses as season_papers
from .self_tests import SelfTests

# Windows takes these from the registry, where any installed program may have called a script text/plain.
for kind, suffix in (("text/javascript", ".js"), ("text/css", ".css"), ("image/svg+xml", ".svg")):
    mimetypes.add_type(kind, suffix)


OF_COMPETITION = [
    route
    for each in (
        commands,  # first what all ask for at once: each route before it costs a microsecond
        live,
        chronicles,
        guest_ballots,
        guest_page,
        login,
        pages,
        passes,
        pictures,
        previews,
        papers,
        archives,
        prints,
        questions,
        rule_versions,
        rulemaking,
        screens,
        setup,
        signing,
        simulating,
        slips,
        within,
        workbooks,
    )
    for route in each.OF_COMPETITION
]
OF_SERVER = [
    route
    for each in (login, start, creating, seasons, season_papers, short, venue_check, guest_page, pages)
    for route in each.OF_SERVER
]
EVERYWHERE = [route for each in (login, proofs, rehearsals) for route in each.EVERYWHERE]

ON_ERROR: Mapping[Any, ExceptionHandler] = {
    Refused: answers.on_refused,
    StorageFailed: answers.on_storage_failed,
    HTTPException: answers.on_http_exception,
    Unfinished: answers.on_unfinished,
    OSError: answers.on_os_error,
    Exception: answers.on_bug,
}


def create_app(registry: Registry, host: str = "127.0.0.1", rules: GivenRules | None = None) -> ASGIApp:
    """The application for *registry*, listened to on *host*.

    Before it answers it opens what was open, and what was made or is to be made of *rules*.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[dict[str, object]]:
        async with AsyncExitStack() as ending:  # each of them, whatever becomes of the others
            ending.push_async_callback(registry.close)
            ending.push_async_callback(app.state.worker.stop)
            ending.push_async_callback(app.state.rehearsals.stop)
            with suppress(OSError):  # a full disk
                # Threads and folder of uploads: the first to want them would hold everybody up, or find no
                # folder where there is only no file left to open.
                await run_in_threadpool(gettempdir)
            await registry.start()
            if rules is not None:
                print(await begun(registry, rules), flush=True)
            yield {IS_KNOWN: KnownDevices(registry)}

    app = Starlette(
        routes=[
            Mount(
                f"{ADDRESSES}{{competition}}",
                routes=[*OF_COMPETITION, *EVERYWHERE],
                middleware=[Middleware(within.Within)],
            ),
            *EVERYWHERE,
            *OF_SERVER,
        ],
        exception_handlers=ON_ERROR,
        lifespan=lifespan,
    )
    app.state.registry = registry
    app.state.interfaces = Interfaces()
    app.state.worker = Worker()
    app.state.checks = proofs.Checks()
    app.state.self_tests = SelfTests()
    app.state.host = host
    app.state.seasons = asyncio.Lock()
    app.state.rehearsals = rehearsals.Rehearsals(host)
    return Guard(app)
