"""Which device speaks, and as whom. Cookies carry random tokens; what is kept knows only their hashes."""

import hashlib
import re
import secrets

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from judging import access
from judging.core.people import Actor, Role
from judging.core.refused import Reason, Refused

from .venue import Venue

COOKIE = "judging"
# Of its own, so that the organiser's laptop may drive the projector in a second window.
SCREEN_COOKIE = "judging_screen"
MAX_AGE_S = 30 * 24 * 3600
TOKEN = re.compile(r"[A-Za-z0-9_-]{32,64}")


def new_token() -> str:
    return secrets.token_urlsafe(24)


def hash_of(token: str) -> str:
    """The device that holds *token*, as the log knows it."""
    return hashlib.sha256(token.encode()).hexdigest()


def token_of(connection: HTTPConnection, cookie: str = COOKIE) -> str:
    """What the connection's cookie says, whoever wrote it; "" without one."""
    return connection.cookies.get(name_of(connection, cookie), "")


def name_of(connection: HTTPConnection, cookie: str) -> str:
    """Cookies do not tell ports apart: a rehearsal beside the real thing needs names of its own."""
    return f"{cookie}_rehearsal" if venue_of(connection).is_rehearsal else cookie


def device_of(connection: HTTPConnection, cookie: str = COOKIE) -> str:
    """SHA-256 of the connection's token as hex digits; "" without a cookie that could be one."""
    token = token_of(connection, cookie)
    return hash_of(token) if TOKEN.fullmatch(token) else ""


def venue_of(connection: HTTPConnection) -> Venue:
    venue: Venue = connection.app.state.venue
    return venue


def actor(venue: Venue, device: str) -> Actor:
    """Who *device* is: an organiser of this machine, the holder of a pass, a screen, or a guest."""
    if device in venue.organisers:
        return Actor(Role.ORGANISER, device=device)
    if venue.desk is None:
        return Actor(Role.GUEST, device=device)
    return access.actor(venue.desk.state, device)


def actor_of(connection: HTTPConnection) -> Actor:
    return actor(venue_of(connection), device_of(connection))


def watcher(connection: HTTPConnection, topic: str) -> Actor:
    """Who wants to watch *topic*: screens are told apart by their own cookie."""
    cookie = SCREEN_COOKIE if topic.startswith("screen/") else COOKIE
    return actor(venue_of(connection), device_of(connection, cookie))


def require(request: Request, *roles: Role) -> Actor:
    """The actor, if logged in as one of *roles*. Raises HTTPException 401, or Refused."""
    who = actor_of(request)
    if who.role is Role.GUEST:
        raise HTTPException(401)
    if who.role not in roles:
        raise Refused(Reason.NOT_ALLOWED, "您的身份不能做这件事，请由组织者在自己的设备上操作。")
    return who


def remember(connection: HTTPConnection, response: Response, token: str, cookie: str = COOKIE) -> None:
    name = name_of(connection, cookie)
    response.set_cookie(name, token, max_age=MAX_AGE_S, path="/", httponly=True, samesite="lax")


def forget(connection: HTTPConnection, response: Response) -> None:
    response.delete_cookie(name_of(connection, COOKIE), path="/", httponly=True, samesite="lax")
