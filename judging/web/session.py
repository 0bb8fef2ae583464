"""Which device speaks, and as whom. Cookies carry random tokens; what is kept knows only their hashes."""

import hashlib
import re
import secrets

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from judging import access
from judging.core.people.actor import Actor, acting
from judging.core.people.duty import Duty
from judging.core.refused import Reason, Refused
from judging.worker import Worker

from .competition import OpenCompetition
from .registry import Registry

# A pass's and a screen's are sent to the addresses of their competition alone: one phone may be a judge here
# and an emcee there. The screen's is its own, so that the organiser's laptop may drive the projector in a
# second window.
COOKIE = "judging"
SCREEN_COOKIE = "judging_screen"
ORGANISER_COOKIE = "judging_organiser"
MAX_AGE_S = 30 * 24 * 3600
TOKEN = re.compile(r"[A-Za-z0-9_-]{32,64}")

COMPETITION = "judging.competition"  # in the ASGI scope of what lies below a competition's address
DEVICES = "judging.devices"  # as well, by cookie: what is asked several times for each request


def new_token() -> str:
    return secrets.token_urlsafe(24)


def hash_of(token: str) -> str:
    """The device that holds *token*, as the log knows it."""
    return hashlib.sha256(token.encode()).hexdigest()


def token_of(connection: HTTPConnection, cookie: str = COOKIE) -> str:
    """What the connection's cookie says, whoever wrote it; "" without one.

    Of several with that name the first counts: browsers send that of the narrowest path first.
    """
    found = re.search(
        rf"(?:^|;) *{name_of(connection, cookie)}=([^;]*)", connection.headers.get("cookie", "")
    )
    return found[1].strip() if found else ""


def name_of(connection: HTTPConnection, cookie: str) -> str:
    """Cookies do not tell ports apart: a rehearsal beside the real thing needs names of its own."""
    return f"{cookie}_rehearsal" if registry_of(connection).is_rehearsal else cookie


def device_of(connection: HTTPConnection, cookie: str = COOKIE) -> str:
    """SHA-256 of the connection's token as hex digits; "" without a cookie that could be one."""
    found: dict[str, str] = connection.scope.setdefault(DEVICES, {})
    if cookie not in found:
        token = token_of(connection, cookie)
        found[cookie] = hash_of(token) if TOKEN.fullmatch(token) else ""
    return found[cookie]


def registry_of(connection: HTTPConnection) -> Registry:
    registry: Registry = connection.app.state.registry
    return registry


def worker_of(connection: HTTPConnection) -> Worker:
    """Where what computes for long is done, beside the event loop."""
    worker: Worker = connection.app.state.worker
    return worker


def open_competition(connection: HTTPConnection) -> OpenCompetition | None:
    """The competition whose address was asked; None where it is not open, or none is meant."""
    found: OpenCompetition | None = connection.scope.get(COMPETITION)
    return found


def is_of_server(connection: HTTPConnection) -> bool:
    """Whether the address asked is of no competition."""
    return COMPETITION not in connection.scope


def competition_of(connection: HTTPConnection) -> OpenCompetition:
    """The competition whose address was asked. Raises Refused where it is not open."""
    found = open_competition(connection)
    if found is None:
        raise Refused(Reason.NOT_CREATED, "这个赛事现在没有打开，请组织者在首页打开它。")
    return found


def actor(connection: HTTPConnection, device: str) -> Actor:
    """Who *device* is: an organiser of this machine, or what it is in the competition asked."""
    if device in registry_of(connection).organisers:
        return acting(Duty.ORGANISER, device=device)
    competition = open_competition(connection)
    if competition is None:
        return acting(Duty.GUEST, device=device)
    return access.actor(competition.state, device)


def speaking(connection: HTTPConnection) -> str:
    """The device as which the connection speaks: an organiser's before that of a pass."""
    organiser = device_of(connection, ORGANISER_COOKIE)
    return organiser if organiser in registry_of(connection).organisers else device_of(connection)


def speaks_as_organiser(connection: HTTPConnection) -> bool:
    """Whether this is an organiser's device of this machine: a person has that duty in one competition."""
    return speaking(connection) in registry_of(connection).organisers


def actor_of(connection: HTTPConnection) -> Actor:
    return actor(connection, speaking(connection))


def watching_device(connection: HTTPConnection, topic: str) -> str:
    """The device that wants to watch *topic*: screens are told apart by their own cookie."""
    return device_of(connection, SCREEN_COOKIE) if topic.startswith("screen/") else speaking(connection)


def require(request: Request, *duties: Duty) -> Actor:
    """The actor, if logged in with one of *duties*. Raises HTTPException 401, or Refused."""
    who = actor_of(request)
    if who.has(Duty.GUEST):
        raise HTTPException(401)
    if not who.has(*duties):
        raise Refused(Reason.NOT_ALLOWED, "您的身份不能做这件事，请由组织者在自己的设备上操作。")
    return who


def remember(connection: HTTPConnection, response: Response, token: str, cookie: str = COOKIE) -> None:
    name, path = name_of(connection, cookie), path_of(connection, cookie)
    response.set_cookie(name, token, max_age=MAX_AGE_S, path=path, httponly=True, samesite="lax")


def forget(connection: HTTPConnection, response: Response, cookie: str = COOKIE) -> None:
    name, path = name_of(connection, cookie), path_of(connection, cookie)
    response.delete_cookie(name, path=path, httponly=True, samesite="lax")


def path_of(connection: HTTPConnection, cookie: str) -> str:
    """An organiser's goes wherever this server is asked, all others to the competition asked now."""
    return "/" if cookie == ORGANISER_COOKIE else competition_of(connection).at("")
