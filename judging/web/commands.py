"""POST /commands: what pages ask for. The answer is given once the log has it."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging import access
from judging.codec import decode_command
from judging.core.commands import CloseMarking, LockTrack, RevealScore, RevealStandings, StepBack
from judging.core.people import Role

from . import session
from .answers import json

WORTH_A_COPY = (
    CloseMarking,
    RevealScore,
    RevealStandings,
    LockTrack,
    StepBack,
)  # what the hall has seen or will


async def post_command(request: Request) -> Response:
    who = session.actor_of(request)
    if who.role is Role.GUEST:
        raise HTTPException(401)
    id, command = decode_command(await request.body())
    access.may_send(who, command)
    receipt = await session.venue_of(request).open_desk.submit(id, command, who)
    if isinstance(command, WORTH_A_COPY):
        request.app.state.backups.due()
    return json(receipt)


ROUTES: list[BaseRoute] = [Route("/commands", post_command, methods=["POST"])]
