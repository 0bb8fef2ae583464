"""GET /live: a websocket that carries the present view of each topic asked for, and every later one."""

import time
from collections.abc import AsyncIterator, Callable

from starlette.websockets import WebSocket

from judging import access
from judging.codec import encode, message
from judging.core.people import Actor, Role
from judging.core.state import State
from judging.hub import NO_SESSION, Hub, Viewer

from . import session
from .mailbox import viewer_of
from .presence import Presence, subjects_of
from .protocol import MISUSED

NOT_YOURS = 4403
NOTHING_OPEN = 4404  # the organiser has to open a competition, or to choose one of its files

MAX_TOPICS = 8
BEAT = "beat"  # every 2 s from each page


async def live(socket: WebSocket) -> None:
    await socket.accept()  # before anything else: no browser tells its page why a handshake failed
    venue = session.venue_of(socket)
    topics = tuple(dict.fromkeys(socket.query_params.getlist("topic")))

    def who(topic: str) -> Actor:
        return session.watcher(socket, topic)

    if venue.desk is None:
        await socket.close(NOTHING_OPEN)
    elif code := objection(venue.desk.state, topics, who):
        await socket.close(code)
    else:
        if "presence" in topics:
            venue.presence.retell()  # to a hub that may be new
        async with viewer_of(socket) as viewer:
            viewer.may_stay = lambda state: objection(state, topics, who) is None
            await attend(socket, venue.desk.hub, viewer, topics, venue.presence)


def objection(state: State, topics: tuple[str, ...], who: Callable[[str], Actor]) -> int | None:
    """The code to close with on somebody who may not watch *topics*, or no longer; None for all others."""
    if not 0 < len(topics) <= MAX_TOPICS:
        return MISUSED
    for topic in topics:
        by = who(topic)
        if by.role is Role.GUEST:
            return NO_SESSION
        if not access.may_watch(state, by, topic):
            return NOT_YOURS
    return None


async def attend(
    socket: WebSocket, hub: Hub, viewer: Viewer, topics: tuple[str, ...], presence: Presence
) -> None:
    """Keep *viewer* supplied until the page leaves, is sent away or misbehaves."""
    subjects = subjects_of(topics)
    hub.watch(viewer, topics)
    presence.arrive(subjects)
    try:
        async for _ in beats(socket, viewer):
            presence.beat(subjects)
            viewer.offer(
                "clock", message(encode({"topic": "clock", "view": {"now": int(time.time() * 1000)}}))
            )
    finally:
        hub.leave(viewer)
        presence.leave(subjects)


async def beats(socket: WebSocket, viewer: Viewer) -> AsyncIterator[None]:
    """Each beat of the page, until the socket is closed. Anything else it might say closes it."""
    while (event := await socket.receive())["type"] != "websocket.disconnect":
        if event.get("text") == BEAT:
            yield
        else:
            viewer.shut(MISUSED)
