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
    NotePinMistake,
    RevealScore,
    RevealStandings,
    StepBack,
    WithdrawStandings,
)
from judging.core.people.actor import Actor
from judging.core.people.duty import Duty
from judging.core.refused import Reason, Refused
from judging.desk import Receipt

from . import pins, screens, session
from .answers import json

# What the hall has seen or will see.
WORTH_A_COPY = (CloseMarking, RevealScore, RevealStandings, WithdrawStandings, LockTrack, StepBack)


async def post_command(request: Request) -> Response:
    body = await request.body()  # first: whoever loses the session while it arrives has none
    if session.actor_of(request).has(Duty.GUEST):
        raise HTTPException(401)
    id, command = decode_command(body)
    receipt = await carry_out(request, command, id)
    if isinstance(command, WORTH_A_COPY):
        session.competition_of(request).backups.due()
    return json(receipt)


async def carry_out(request: Request, command: Command, id: str) -> Receipt:
    """A page's command; about a screen that waits, the server knows which browser is meant."""
    competition = session.competition_of(request)
    meant = screens.addressed(competition, command)
    receipt = await (signed if pins.has_pin(meant) else submit)(request, meant, id)
    if isinstance(meant, AdmitScreen):
        competition.waiting.forget(meant.device)
    return receipt


async def signed(request: Request, command: Command, id: str) -> Receipt:
    """A command with a PIN: one at a time, so that nobody tries more at once than are counted.

    Raises as `submit`; a wrong PIN is on record then.
    """
    competition = session.competition_of(request)
    async with competition.signing:
        sealed = pins.sealed(competition.key, allowed(request, command), command)
        try:
            return await submit(request, sealed, id)
        except Refused as refused:
            if refused.reason is Reason.PIN:
                await submit(request, NotePinMistake())
            raise


async def submit(request: Request, command: Command, id: str | None = None) -> Receipt:
    """Carries out *command* for whoever sent the request; without an *id* a repeat is another command.

    Raises HTTPException 401, Refused or StorageFailed; then nothing was written.
    """
    who = allowed(request, command)
    desk = session.competition_of(request).desk
    return await desk.submit(id or secrets.token_hex(16), command, who)


def allowed(request: Request, command: Command) -> Actor:
    """Who sent the request, if that may send *command*. Raises HTTPException 401, or Refused."""
    who = session.actor_of(request)
    if who.has(Duty.GUEST):
        raise HTTPException(401)
    access.may_send(session.competition_of(request).state, who, command)
    return who


OF_COMPETITION: list[BaseRoute] = [Route("/commands", post_command, methods=["POST"])]
