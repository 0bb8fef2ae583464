"""What a step would come to, for whoever may take it: a ranking, a correction, a misprint."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging import access
from judging.core.checks import round_of
from judging.core.commands import ApplyCorrection, Command, MendText, ProposeCorrection
from judging.core.correction.record import Deducted, Text
from judging.core.correction.working_out import checked, known, may_correct
from judging.core.hall.performance import PerformanceId
from judging.core.hall.whose import halls_of_track
from judging.core.publication.publishing import known_class, known_track, may_rank
from judging.core.scoring.rulebook import Kind
from judging.core.state import State
from judging.views.correcting import correction_form, correction_preview, mendable
from judging.views.indicated import points
from judging.views.preview import preview

from . import session
from .answers import body_of, json


async def get_ranking(request: Request) -> Response:
    """Raises HTTPException 401, or Refused where there is nothing to publish."""
    state, track = _on_console(request)
    within = request.query_params.get("within", "")
    known_class(state, track, within)
    may_rank(state, track)
    return json(preview(state, track, within))


async def get_points(request: Request) -> Response:
    """How an indicator's values became points. Raises as above, and Refused for another round."""
    state, track = _on_console(request)
    round = round_of(state, track, request.query_params.get("round", ""), Kind.INDICATOR)
    return json(points(state, track, round))


def _on_console(request: Request) -> tuple[State, str]:
    """The track that is asked about, for who works at a console where it is judged."""
    who = session.require(request, *access.CONSOLE)
    state = session.competition_of(request).state
    track = request.query_params.get("track", "")
    access.works_in(state, who, access.CONSOLE, halls_of_track(state, track))
    return state, track


async def get_correction_form(request: Request) -> Response:
    """Raises HTTPException 401 or Refused."""
    query = request.query_params
    id = PerformanceId(query.get("track", ""), query.get("round", ""), query.get("entrant", ""))
    state = _state_for(request, ProposeCorrection(id, Deducted("", ""), ""))
    may_correct(state, id)
    return json(correction_form(state, id))


async def preview_correction(request: Request) -> Response:
    """Of a proposal as it would be posted to /commands; it is written nowhere. Raises as above."""
    asked = await body_of(request, ProposeCorrection)
    state = _state_for(request, asked)
    may_correct(state, asked.performance)
    change = checked(state, asked.performance, asked.change)
    return json(correction_preview(state, asked.performance, change, asked.order))


async def get_correction(request: Request) -> Response:
    """What one that waits would come to now, for whoever may put it into effect. Raises as above."""
    number = request.path_params["number"]
    state = _state_for(request, ApplyCorrection(number))
    found = known(state, number)
    return json(correction_preview(state, found.performance, found.change, found.order))


async def get_texts(request: Request) -> Response:
    """The texts of a track in which a misprint can be put right. Raises as above."""
    track = request.query_params.get("track", "")
    state = _state_for(request, MendText(Text.TRACK, "", "", track))
    known_track(state, track)
    return json(mendable(state, track))


def _state_for(request: Request, command: Command) -> State:
    """The state, for who may send *command*. Raises HTTPException 401, or Refused."""
    who = session.require(request, *access.SIGNING)
    state = session.competition_of(request).state
    access.may_send(state, who, command)
    return state


OF_COMPETITION: list[BaseRoute] = [
    Route("/preview/ranking", get_ranking),
    Route("/preview/points", get_points),
    Route("/preview/correction", get_correction_form),
    Route("/preview/correction", preview_correction, methods=["POST"]),
    Route("/preview/correction/{number:int}", get_correction),
    Route("/preview/texts", get_texts),
]
