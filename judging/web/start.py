"""The organiser's first page: competitions in the data folder, new ones, and rehearsals."""

import asyncio
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace
from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging import presets
from judging.core.decide import checks
from judging.core.people import Entrant, Role
from judging.core.refused import Reason, Refused
from judging.core.sentence import Sentence, sentence

from . import session
from .addresses import Interfaces
from .answers import body_of, json
from .devices import label_of
from .organisers import Organiser
from .rehearsals import Rehearsals
from .venue import Listed
from .versions import Conflict

MOST_TITLE = 60  # characters of a competition's name; a screen's header has no room for more


class Preset(Struct, frozen=True):
    id: str
    name: str


class Open(Struct, frozen=True):
    file: str
    path: str  # the whole of it, for whoever sits at this machine
    name: str
    rehearsal: bool


class Device(Struct, frozen=True):
    """A device of the organiser's. Times are UTC, "" where an earlier version admitted it."""

    id: str
    label: str
    is_local: bool
    is_this: bool
    admitted: str
    seen: str


class Start(Struct, frozen=True):
    open: Open | None
    competitions: tuple[Listed, ...]
    presets: tuple[Preset, ...]
    lan: tuple[str, ...]
    devices: tuple[Device, ...]  # who else organises here
    trouble: Sentence | None  # why the last competition was not opened again, or cannot be written
    is_adrift: bool  # the file of the open competition is gone: all there is can be saved in a new one
    conflicts: tuple[Conflict, ...]  # competitions of which one of several files is to be chosen
    notice: Sentence | None  # what to check of the open one, since the program ended in a bad moment


class New(Struct, frozen=True, forbid_unknown_fields=True):
    preset: str
    name: str = ""  # "": as the preset names it
    rehearsal: bool = False


class Chosen(Struct, frozen=True, forbid_unknown_fields=True):
    file: str


class Wanted(Struct, frozen=True, forbid_unknown_fields=True):
    file: str
    copy: str  # as `Version.copy`


async def get_competitions(request: Request) -> Response:
    who = session.require(request, Role.ORGANISER)
    venue = session.venue_of(request)
    await venue.organisers.notice(who.device, label_of(request))
    interfaces: Interfaces = request.app.state.interfaces
    opened = None
    if venue.desk and venue.file:
        state = venue.desk.state
        opened = Open(venue.file.name, str(venue.file), state.rulebook.name, state.rehearsal)
    port = f":{request.url.port}" if request.url.port else ""
    return json(
        Start(
            open=opened,
            competitions=await asyncio.to_thread(venue.competitions),
            presets=await asyncio.to_thread(offered),
            lan=tuple(f"http://{address}{port}" for address in await interfaces.addresses()),
            devices=tuple(device(known, who.device) for known in venue.organisers.devices),
            trouble=venue.desk.trouble if venue.desk else venue.trouble,
            is_adrift=venue.desk is not None and venue.desk.log.is_adrift,
            conflicts=await asyncio.to_thread(venue.conflicts),
            notice=venue.desk.log.notice if venue.desk else None,
        )
    )


def offered() -> tuple[Preset, ...]:
    """The presets to choose from. Reads their files."""
    return tuple(Preset(name, presets.load(name).rulebook.name) for name in presets.names())


def device(known: Organiser, this: str) -> Device:
    is_this = known.device == this
    return Device(known.id, known.label, known.is_local, is_this, known.admitted, known.seen)


async def create(request: Request) -> Response:
    """A new competition from a preset, opened. Its entrants are those the preset names."""
    who = session.require(request, Role.ORGANISER)
    new = await body_of(request, New)
    try:
        preset = await asyncio.to_thread(presets.load, new.preset)
    except KeyError:
        raise Refused(Reason.UNKNOWN, "没有预设“{preset}”，请刷新页面。", preset=new.preset) from None
    name = checks.text(new.name, sentence("赛事名称"), most=MOST_TITLE) if new.name.strip() else ""
    rules = replace(preset.rulebook, name=name) if name else preset.rulebook
    await session.venue_of(request).create(rules, roster(preset), who, rehearsal=new.rehearsal)
    return await get_competitions(request)


def roster(preset: presets.Preset) -> dict[str, tuple[Entrant, ...]]:
    """The entrants the preset names, by track, in its order."""
    found: dict[str, list[Entrant]] = {track.id: [] for track in preset.rulebook.tracks}
    for named in sorted(preset.entrants, key=lambda named: named.order):
        found[named.track].append(Entrant(named.id, named.name, named.district))
    return {track: tuple(entrants) for track, entrants in found.items()}


async def open_competition(request: Request) -> Response:
    session.require(request, Role.ORGANISER)
    chosen = await body_of(request, Chosen)
    await session.venue_of(request).open(chosen.file)
    return await get_competitions(request)


async def use(request: Request) -> Response:
    """Goes on with one of the files of a conflict."""
    session.require(request, Role.ORGANISER)
    wanted = await body_of(request, Wanted)
    await session.venue_of(request).use(wanted.file, wanted.copy)
    return await get_competitions(request)


async def save_adrift(request: Request) -> Response:
    session.require(request, Role.ORGANISER)
    await session.venue_of(request).save_adrift()
    return await get_competitions(request)


async def rehearse(request: Request) -> Response:
    session.require(request, Role.ORGANISER)
    rehearsals: Rehearsals = request.app.state.rehearsals
    url = await rehearsals.start(session.venue_of(request).folder / "rehearsals")
    return json({"url": as_reached(url, request.url)})


def as_reached(url: str, here: URL) -> str:
    """*url*, on this machine, under the name by which the asking browser reaches it."""
    name = f"[{here.hostname}]" if ":" in (here.hostname or "") else here.hostname
    return urlsplit(url)._replace(netloc=f"{name}:{urlsplit(url).port}").geturl()


ROUTES: list[BaseRoute] = [
    Route("/competitions", get_competitions),
    Route("/competitions", create, methods=["POST"]),
    Route("/competitions/open", open_competition, methods=["POST"]),
    Route("/competitions/save", save_adrift, methods=["POST"]),
    Route("/competitions/use", use, methods=["POST"]),
    Route("/competitions/rehearse", rehearse, methods=["POST"]),
]
