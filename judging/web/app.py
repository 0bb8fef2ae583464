"""Composition: which routes, and what starts and ends with the server. Nothing here knows a rule."""

import asyncio
import mimetypes
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import WebSocketRoute
from starlette.types import ASGIApp

from judging.core.refused import Refused
from judging.store import StorageFailed

from . import answers, commands, login, pages, passes, previews, prints, proofs, screens, setup, start
from .addresses import Interfaces
from .backups import Backups
from .door import IS_KNOWN
from .guard import Guard
from .known import Known
from .live import live
from .rehearsals import Rehearsals
from .venue import Venue

# Windows takes these from the registry, where any installed program may have called a script text/plain.
for kind, suffix in (("text/javascript", ".js"), ("text/css", ".css"), ("image/svg+xml", ".svg")):
    mimetypes.add_type(kind, suffix)


def create_app(venue: Venue, backup_folder: Path | None = None, host: str = "127.0.0.1") -> ASGIApp:
    """The application for *venue*, listened to on *host*; it opens the last competition before it answers."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[dict[str, object]]:
        await venue.resume()
        kept = begun(venue.keep_ticking(), venue.keep_recovering(), app.state.backups.keep_looking())
        yield {IS_KNOWN: Known(venue)}
        for task in kept:
            task.cancel()
        await app.state.rehearsals.stop()
        await app.state.backups.stop()
        await venue.close()

    app = Starlette(
        routes=[
            WebSocketRoute("/live", live),
            *commands.ROUTES,
            *login.ROUTES,
            *passes.ROUTES,
            *screens.ROUTES,
            *start.ROUTES,
            *setup.ROUTES,
            *previews.ROUTES,
            *prints.ROUTES,
            *proofs.ROUTES,
            *pages.ROUTES,
        ],
        exception_handlers={
            Refused: answers.on_refused,
            StorageFailed: answers.on_storage_failed,
            HTTPException: answers.on_http_exception,
            OSError: answers.on_os_error,
            Exception: answers.on_bug,
        },
        lifespan=lifespan,
    )
    venue.backup_folder = backup_folder or venue.backup_folder
    app.state.venue = venue
    app.state.interfaces = Interfaces()
    app.state.checks = proofs.Checks()
    app.state.rehearsals = Rehearsals(host)
    app.state.backups = Backups(venue, venue.backup_folder)
    return Guard(app)


def begun(*keeping: Coroutine[None, None, None]) -> list[asyncio.Task[None]]:
    """What goes on beside the requests, until it is cancelled."""
    return [asyncio.create_task(each) for each in keeping]
