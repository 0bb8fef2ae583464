"""POST /screen: makes a browser a numbered, blank venue screen."""

import secrets

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging.core.commands import RegisterScreen
from judging.core.people import Actor, Role

from . import session
from .answers import json


async def post_screen(request: Request) -> Response:
    """This browser's number; the same one again as long as the console has not removed it."""
    desk = session.venue_of(request).open_desk
    token = session.token_of(request, session.SCREEN_COOKIE)
    device = session.device_of(request, session.SCREEN_COOKIE)
    if not any(screen.device == device for screen in desk.state.screens.values()):
        token = session.new_token()
        device = session.hash_of(token)
        by = Actor(Role.GUEST, device=device)
        await desk.submit(secrets.token_hex(16), RegisterScreen(device), by)
    number = next(screen.number for screen in desk.state.screens.values() if screen.device == device)
    response = json({"number": number})
    session.remember(request, response, token, session.SCREEN_COOKIE)
    return response


ROUTES: list[BaseRoute] = [Route("/screen", post_screen, methods=["POST"])]
