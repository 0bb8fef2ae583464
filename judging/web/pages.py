"""The pages as plain files. Opening one tells nothing: its script asks for what this device may know."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from judging import assets
from judging.core.people import Role

from . import session

STATIC, DISPLAYS = assets.tree("static"), assets.tree("displays")

# Address → its shell. What stands in braces is for the page's script.
SHELLS = {
    "/setup": STATIC / "setup.html",
    "/console": STATIC / "console.html",
    "/judge": STATIC / "judge.html",
    "/join": STATIC / "join.html",
    "/join/{secret}": STATIC / "join.html",
    "/organiser/{secret}": STATIC / "organiser.html",
    "/verify": STATIC / "verify.html",
    "/verify/{code}": STATIC / "verify.html",
    "/screen": DISPLAYS / "screen.html",
    "/emcee": DISPLAYS / "emcee.html",
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
    organises = session.actor_of(request).role is Role.ORGANISER
    return page(STATIC / ("start.html" if organises else "join.html"))


async def get_nothing(request: Request) -> Response:
    """Android's question whether this Wi-Fi has internet: without an answer the phone may leave it."""
    return Response(status_code=204)


async def get_success(request: Request) -> Response:
    """The same question as Apple asks it."""
    return HTMLResponse("<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>")


ROUTES: list[BaseRoute] = [
    Route("/", get_start),
    *(Route(path, shell(file)) for path, file in SHELLS.items()),
    Route("/generate_204", get_nothing),
    Route("/hotspot-detect.html", get_success),
    Mount("/static", StaticFiles(directory=STATIC, check_dir=False)),
    Mount("/displays", StaticFiles(directory=DISPLAYS, check_dir=False)),
]
