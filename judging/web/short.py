"""Addresses that are short enough to be typed: they lead to the competition, or let people choose one."""

from urllib.parse import quote

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from . import session
from .answers import json
from .competition import ADDRESSES, OpenCompetition
from .pages import STATIC, page
from .passes import proof_of_link

# What is shown where not just one competition is open. A code finds its competition by itself.
INSTEAD = {
    "/setup": "choose.html",
    "/console": "choose.html",
    "/head": "choose.html",
    "/overview": "choose.html",
    "/judge": "choose.html",
    "/entries": "choose.html",
    "/emcee": "choose.html",
    "/timekeeper": "choose.html",
    "/supervisor": "choose.html",
    "/honours": "choose.html",
    "/ceremony": "choose.html",
    "/appeals": "choose.html",
    "/ledger": "choose.html",
    "/rectify": "choose.html",
    "/papers": "choose.html",
    "/signing": "choose.html",
    "/evaluate": "choose.html",
    "/evaluations": "choose.html",
    "/ballots": "choose.html",
    "/screen": "choose.html",
    "/log": "choose.html",
    "/print": "choose.html",
    "/results": "choose.html",
    "/join": "join.html",
    "/verify": "verify.html",
    "/verify/{code}": "verify.html",
}


class Choice(Struct, frozen=True):
    """An open competition, for everybody. `at`: where its addresses begin."""

    at: str
    name: str
    rehearsal: bool


async def get_choices(request: Request) -> Response:
    opened = session.registry_of(request).open.values()
    return json([Choice(each.at(""), each.state.rulebook.name, each.state.rehearsal) for each in opened])


async def get_short(request: Request) -> Response:
    only = session.registry_of(request).only
    if only is not None:
        return to(only, request)
    path = request.url.path
    return page(STATIC / INSTEAD["/verify" if path.startswith("/verify/") else path])


async def get_link(request: Request) -> Response:
    """A card of an earlier version says no competition: the one that has its pass is meant."""
    registry = session.registry_of(request)
    proof = proof_of_link(request.path_params["secret"])
    for each in registry.open.values():
        if any(held.link == proof for held in each.state.passes.values()):
            return to(each, request)
    return to(registry.only, request) if registry.only else page(STATIC / "join.html")


def to(competition: OpenCompetition, request: Request) -> Response:
    """The same page of *competition*."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(competition.at(quote(request.scope["path"])) + query)


OF_SERVER: list[BaseRoute] = [
    Route(ADDRESSES.rstrip("/"), get_choices),
    *(Route(path, get_short) for path in INSTEAD),
    Route("/join/{secret}", get_link),
]
