"""GET /preview/ranking: the ranking of a track as publishing would show it now, for the console alone."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging.core.decide.publication import may_rank
from judging.core.people import Role
from judging.views.preview import preview

from . import session
from .answers import json


async def get_ranking(request: Request) -> Response:
    """Raises HTTPException 401, or Refused where there is nothing to publish."""
    session.require(request, Role.ORGANISER, Role.DIRECTOR)
    state = session.venue_of(request).open_desk.state
    track = request.query_params.get("track", "")
    may_rank(state, track)
    return json(preview(state, track))


ROUTES: list[BaseRoute] = [Route("/preview/ranking", get_ranking)]
