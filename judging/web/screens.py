"""POST …/screen: which venue screen this browser is, or which number it waits under for the console."""

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging.core.commands import AdmitScreen, AssignScreen, Command
from judging.core.people.duty import Duty
from judging.core.refused import Reason, Refused
from judging.web.entrance.limits import source_of

from . import session
from .answers import body_of, json
from .competition import OpenCompetition
from .devices import label_of

CONSOLES = (Duty.ORGANISER, Duty.DIRECTOR)


class ScreenRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """`number`: the one it showed before, 0 for none."""

    number: int = 0


class ScreenNumber(Struct, frozen=True):
    """`waits`: the console has not named it yet; the page asks again, and has nothing to watch."""

    number: int
    waits: bool


async def post_screen(request: Request) -> Response:
    """This browser's number; the same one again as long as it asks, and for good once it is named."""
    asked = await body_of(request, ScreenRequest) if await request.body() else ScreenRequest()
    competition = session.competition_of(request)
    state, waiting = competition.state, competition.waiting
    token = session.token_of(request, session.SCREEN_COOKIE)
    device = session.device_of(request, session.SCREEN_COOKIE)
    assigned = next((screen.number for screen in state.screens.values() if screen.device == device), None)
    if assigned is not None:
        return json(ScreenNumber(assigned, waits=False))
    if not waiting.knows(device):
        if state.login_closed:
            raise Refused(Reason.LOGIN_CLOSED, "会场已封闭登录，新大屏不能接入；请在控制台开放登录")
        token = session.new_token()  # or else somebody who planted one could follow it to the screen
        device = session.hash_of(token)
    number = waiting.ask(
        device,
        source_of(request),
        label_of(request),
        above=state.screens_made,
        wish=asked.number,
        is_known=session.actor_of(request).has(*CONSOLES),
    )
    response = json(ScreenNumber(number, waits=True))
    session.remember(request, response, token, session.SCREEN_COOKIE)
    return response


def addressed(competition: OpenCompetition, command: Command) -> Command:
    """*command*; where it names a screen that waits, with the browser that it is about."""
    if not isinstance(command, AssignScreen) or command.number in competition.state.screens:
        return command
    device = competition.waiting.device(command.number)
    return (
        AdmitScreen(command.number, device, command.name, command.pinned, command.hall) if device else command
    )


async def turn_away(request: Request) -> Response:
    """Takes its place from a browser that waits: it was a guest's."""
    session.require(request, *CONSOLES)
    asked = await body_of(request, ScreenRequest)
    session.competition_of(request).waiting.turn_away(asked.number)
    return json({})


OF_COMPETITION: list[BaseRoute] = [
    Route("/screen", post_screen, methods=["POST"]),
    Route("/screen/turn-away", turn_away, methods=["POST"]),
]
