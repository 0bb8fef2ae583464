"""The organiser's first page: the competitions in the data folder, and those that are open."""

import asyncio

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging import presets
from judging.core.people.duty import Duty
from judging.core.sentence import Sentence
from judging.views.at_a_glance import Glance, glance

from . import session
from .addresses import Interfaces
from .answers import body_of, json
from .competition import OpenCompetition
from .competition_files import Listed
from .devices import label_of
from .organisers import Organiser
from .registry import Registry
from .versions import Conflict


class Preset(Struct, frozen=True):
    id: str
    name: str
    about: str  # a sentence or two, "" where the rules say none


class Presences(Struct, frozen=True):
    """How many devices are there now."""

    judges: int
    screens: int


class Open(Struct, frozen=True):
    """An open competition. `at`: where its addresses begin."""

    id: str
    at: str
    file: str
    path: str  # the whole of it, for whoever sits at this machine
    name: str
    rehearsal: bool
    trouble: Sentence | None  # why it cannot be written
    notice: Sentence | None  # what to check of it, since the program ended in a bad moment
    is_adrift: bool  # its file is gone: all there is can be saved in a new one
    glance: Glance
    there: Presences


class Unopened(Struct, frozen=True):
    """What was open when the program ended, and why it did not open again."""

    file: str
    trouble: Sentence


class Device(Struct, frozen=True):
    """A device of the organiser's. Times are UTC, "" where an earlier version admitted it."""

    id: str
    label: str
    is_local: bool
    is_this: bool
    admitted: str
    seen: str


class Start(Struct, frozen=True):
    open: tuple[Open, ...]
    unopened: tuple[Unopened, ...]
    competitions: tuple[Listed, ...]
    presets: tuple[Preset, ...]
    lan: tuple[str, ...]
    devices: tuple[Device, ...]  # who else organises here
    trouble: Sentence | None  # why nobody knows what was open
    conflicts: tuple[Conflict, ...]  # competitions of which one of several files is to be chosen


class Chosen(Struct, frozen=True, forbid_unknown_fields=True):
    file: str


class CreationRequest(Struct, frozen=True, forbid_unknown_fields=True):
    file: str
    copy: str  # as `Version.copy`


class Adrift(Struct, frozen=True, forbid_unknown_fields=True):
    id: str


async def get_competitions(request: Request) -> Response:
    who = session.require(request, Duty.ORGANISER)
    registry = session.registry_of(request)
    await registry.organisers.notice(who.device, label_of(request))
    interfaces: Interfaces = request.app.state.interfaces
    port = f":{request.url.port}" if request.url.port else ""
    return json(
        Start(
            open=all_open(registry),
            unopened=tuple(Unopened(file, said) for file, said in registry.unopened.items()),
            competitions=await asyncio.to_thread(registry.competitions),
            presets=await asyncio.to_thread(offered),
            lan=tuple(f"http://{address}{port}" for address in await interfaces.addresses()),
            devices=tuple(device(known, who.device) for known in registry.organisers.devices),
            trouble=registry.trouble,
            conflicts=await asyncio.to_thread(registry.conflicts),
        )
    )


async def get_open(request: Request) -> Response:
    """What is open and how it goes: asked again every few seconds, and read from no disk."""
    session.require(request, Duty.ORGANISER)
    return json(all_open(session.registry_of(request)))


def all_open(registry: Registry) -> tuple[Open, ...]:
    return tuple(map(opened, registry.open.values()))


def opened(competition: OpenCompetition) -> Open:
    state, log = competition.state, competition.desk.log
    judges, screens = (competition.presence.online(kind) for kind in ("judge", "screen"))
    return Open(
        id=competition.id,
        at=competition.at(""),
        file=competition.file.name,
        path=str(competition.file),
        name=state.rulebook.name,
        rehearsal=state.rehearsal,
        trouble=competition.desk.trouble,
        notice=log.notice,
        is_adrift=log.is_adrift,
        glance=glance(state),
        there=Presences(judges, screens),
    )


def offered() -> tuple[Preset, ...]:
    """The presets to choose from. Reads their files."""
    rules = {name: presets.load(name).rulebook for name in presets.names()}
    return tuple(Preset(name, known.name, known.about) for name, known in rules.items())


def device(known: Organiser, this: str) -> Device:
    is_this = known.device == this
    return Device(known.id, known.label, known.is_local, is_this, known.admitted, known.seen)


async def open_competition(request: Request) -> Response:
    session.require(request, Duty.ORGANISER)
    chosen = await body_of(request, Chosen)
    await session.registry_of(request).open_file(chosen.file)
    return await get_competitions(request)


async def close_competition(request: Request) -> Response:
    """Its viewers alone are sent away; they come back once it is opened again."""
    session.require(request, Duty.ORGANISER)
    chosen = await body_of(request, Chosen)
    await session.registry_of(request).close_file(chosen.file)
    return await get_competitions(request)


async def use(request: Request) -> Response:
    """Goes on with one of the files of a conflict."""
    session.require(request, Duty.ORGANISER)
    wanted = await body_of(request, CreationRequest)
    await session.registry_of(request).use(wanted.file, wanted.copy)
    return await get_competitions(request)


async def save_adrift(request: Request) -> Response:
    session.require(request, Duty.ORGANISER)
    adrift = await body_of(request, Adrift)
    await session.registry_of(request).save_adrift(adrift.id)
    return await get_competitions(request)


OF_SERVER: list[BaseRoute] = [
    Route("/competitions", get_competitions),
    Route("/competitions/open", get_open),
    Route("/competitions/open", open_competition, methods=["POST"]),
    Route("/competitions/close", close_competition, methods=["POST"]),
    Route("/competitions/save", save_adrift, methods=["POST"]),
    Route("/competitions/use", use, methods=["POST"]),
]
