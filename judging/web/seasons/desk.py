"""The seasons of the data folder, changed by one organiser after the other. What blocks goes to threads."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from starlette.requests import Request

from judging.core.people.duty import Duty
from judging.core.refused import Reason, Refused
from judging.store import season_folder
from judging.store.season_folder import Deed, Note, Season
from judging.web import session
from judging.web.devices import label_of

T = TypeVar("T")


def data_of(request: Request) -> Path:
    """The data folder, for the organiser alone. Raises HTTPException 401, or Refused."""
    session.require(request, Duty.ORGANISER)
    return session.registry_of(request).folder


async def folder_of(request: Request) -> Path:
    """The season that the address names. Raises HTTPException 401, or Refused."""
    data = data_of(request)
    try:
        return await asyncio.to_thread(season_folder.folder_of, data, request.path_params["season"])
    except KeyError:
        raise Refused(Reason.UNKNOWN, "没有这个赛季，请回到赛季列表刷新。") from None


@asynccontextmanager
async def changing(request: Request) -> AsyncIterator[tuple[Path, Season]]:
    """The folder and what is in it, while nobody else changes it. Raises Refused where it is 定稿."""
    async with turn_of(request):
        folder = await folder_of(request)
        season = await asyncio.to_thread(season_folder.load, folder)
        if season.locked:
            raise Refused(Reason.LOCKED, "赛季已定稿，不能再改；确需改动的，请先写明原因重新打开。")
        yield folder, season


def turn_of(request: Request) -> asyncio.Lock:
    """Whoever changes a season has it: two organisers at once would each keep half of it."""
    found: asyncio.Lock = request.app.state.seasons
    return found


def note(request: Request, what: Deed, *, name: str = "", reason: str = "") -> Note:
    """A line of the history, of what this device does now."""
    at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return Note(at, label_of(request), what, name=name, reason=reason)


async def kept(work: Callable[..., T], *arguments: object) -> T:
    """What *work* returns; begun, it is done before the next has a turn, also where who asked hangs up."""
    doing = asyncio.ensure_future(asyncio.to_thread(work, *arguments))
    try:
        return await asyncio.shield(doing)
    except asyncio.CancelledError:
        await asyncio.wait([doing])
        raise
