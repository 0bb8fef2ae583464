"""Which open competition an address below /c/<id> means: found out once for each request."""

import re

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from .competition import ADDRESSES, ID_DIGITS
from .registry import Registry
from .session import COMPETITION

ID = re.compile(rf"[0-9a-f]{{{ID_DIGITS}}}")


class Within:
    """The application below a competition's address. Pages of one that is not open wait until it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        id = scope["path_params"]["competition"]
        if scope["type"] == "http" and not ID.fullmatch(id):
            raise HTTPException(404)
        registry: Registry = scope["app"].state.registry
        scope[COMPETITION] = registry.open.get(id)
        await self._app(scope, receive, send)


async def get_join(request: Request) -> Response:
    return RedirectResponse(f"{ADDRESSES}{request.path_params['competition']}/join")


OF_COMPETITION: list[BaseRoute] = [Route("/", get_join)]
