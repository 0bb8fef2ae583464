"""POST /commands: what pages ask for. The answer is given once the log has it."""

import secrets

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging import access
from judging.codec import decode_command
from judging.core.commands import (
    AdmitScreen,
    CloseMarking,
    Command,
    LockTrack,
    RevealScore,
    RevealStandings,
    StepBack,
    WithdrawStandings,
)
from judging.core.people import Role
from judging.desk import Receipt

from . import screens, session
from .answers import json

# What the hall has seen or will see.
WORTH_A_COPY = (CloseMarking, RevealScore, RevealStandings, WithdrawStandings, LockTrack, StepBack)


async def post_command(request: Request) -> Response:
    body = await request.body()  # first: whoever loses the session while it arrives has none
    if session.actor_of(request).role is Role.GUEST:
        raise HTTPException(401)
    id, command = decode_command(body)
    receipt = await carry_out(request, command, id)
    if isinstance(command, WORTH_A_COPY):
        request.app.state.backups.due()
    return json(receipt)


async def carry_out(request: Request, command: Command, id: str) -> Receipt:
    """A page's command; about a screen that waits, the server knows which browser is meant."""
    venue = session.venue_of(request)
    meant = screens.addressed(venue, command)
    receipt = await submit(request, meant, id)
    if isinstance(meant, AdmitScreen):
        venue.waiting.forget(meant.device)
    return receipt


async def submit(request: Request, command: Command, id: str | None = None) -> Receipt:
    """Carries out *command* for whoever sent the request; without an *id* a repeat is another command.

    Raises HTTPException 401, Refused or StorageFailed; then nothing was written.
    """
    who = session.actor_of(request)
    if who.role is Role.GUEST:
        raise HTTPException(401)
    access.may_send(who, command)
    return await session.venue_of(request).open_desk.submit(id or secrets.token_hex(16), command, who)


ROUTES: list[BaseRoute] = [Route("/commands", post_command, methods=["POST"])]
