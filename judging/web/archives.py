"""归档: the organiser takes all of a competition away in one zip, or what of it may be published."""

import asyncio
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging.archive.gathering import as_pdfs, file_name, sealed
from judging.core.people.duty import Duty
from judging.printouts.pdf import NoBrowser

from . import archive_jobs, session
from .prints import attached

ZIP = "application/zip"


async def get_archive(request: Request) -> Response:
    """With the names of people in it: the organiser's alone. Takes as long as printing all does."""
    session.require(request, Duty.ORGANISER)
    redacted = request.query_params.get("redacted") == "1"
    competition, work, at = session.competition_of(request), session.worker_of(request), datetime.now(UTC)
    place = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="judging-"))
    folder, out = place / "contents", place / "archive.zip"
    try:
        await work.run(archive_jobs.gathered, competition.file, folder, at, redacted)
        with suppress(NoBrowser):  # then the documents stay pages
            await asyncio.to_thread(as_pdfs, folder)
        await work.run(sealed, folder, out, at)
        content = await asyncio.to_thread(out.read_bytes)
    finally:
        await work.run(archive_jobs.removed, place)
    return attached(content, ZIP, file_name(competition.state, redacted=redacted))


OF_COMPETITION: list[BaseRoute] = [Route("/print/archive", get_archive)]
