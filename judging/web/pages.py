"""The pages as plain files. Opening one tells nothing: its script asks for what this device may know."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from judging import assets
from judging.core.people.duty import Duty

from . import session

STATIC, DISPLAYS = assets.tree("static"), assets.tree("displays")

# Address within a competition → its shell. What stands in braces is for the page's script.
SHELLS = {
    "/setup": STATIC / "setup.html",
    "/ceremony": STATIC / "ceremony.html",
    "/console": STATIC / "console.html",
    "/head": STATIC / "head.html",
    "/overview": STATIC / "overview.html",
    "/entries": STATIC / "entries.html",
    "/judge": STATIC / "judge.html",
    "/join": STATIC / "join.html",
    "/join/{secret}": STATIC / "join.html",
    "/verify": STATIC / "verify.html",
    "/verify/{code}": STATIC / "verify.html",
    "/screen": DISPLAYS / "screen.html",
    "/emcee": DISPLAYS / "emcee.html",
    "/timekeeper": STATIC / "timekeeper.html",
    "/supervisor": STATIC / "supervisor.html",
    "/honours": STATIC / "honours.html",
    "/signing": STATIC / "signing.html",
    "/appeals": STATIC / "appeals.html",
    "/evaluate": STATIC / "evaluate.html",
    "/evaluations": STATIC / "evaluations.html",
    "/ballots": STATIC / "ballots.html",
    "/ledger": STATIC / "ledger.html",
    "/rectify": STATIC / "rectify.html",
}


def page(path: Path) -> Response:
    if not path.is_file():
        raise HTTPException(404)
    return FileResponse(path, media_type="text/html")


def shell(path: Path) -> Callable[[Request], Awaitable[Response]]:
    async def get_shell(request: Request) -> Response:
        return page(path)

    return get_shell


async def get_start(request: Request) -> Response:
    """The organiser's page; for everybody else the keypad, and what this is."""
    organises = session.actor_of(request).has(Duty.ORGANISER)
    return page(STATIC / ("start.html" if organises else "join.html"))


async def get_nothing(request: Request) -> Response:
    """Android's question whether this Wi-Fi has internet: without an answer the phone may leave it."""
    return Response(status_code=204)


async def get_success(request: Request) -> Response:
    """The same question as Apple asks it."""
    return HTMLResponse("<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>")


OF_COMPETITION: list[BaseRoute] = [Route(path, shell(file)) for path, file in SHELLS.items()]
OF_SERVER: list[BaseRoute] = [
    Route("/", get_start),
    Route("/organiser/{secret}", shell(STATIC / "organiser.html")),
    Route("/generate_204", get_nothing),
    Route("/hotspot-detect.html", get_success),
    Mount("/static", StaticFiles(directory=STATIC, check_dir=False)),
    Mount("/displays", StaticFiles(directory=DISPLAYS, check_dir=False)),
]
