"""GET …/live: a websocket that carries the present view of each topic asked for, and every later one."""

import re
from collections.abc import AsyncIterator, Callable

from starlette.routing import BaseRoute, WebSocketRoute
from starlette.websockets import WebSocket

from judging.codec import encode, message
from judging.core.people.actor import Actor
from judging.core.people.duty import Duty
from judging.core.state import State
from judging.hub import NO_SESSION, Viewer
from judging.views import topic as topic_of
from judging.views.watching import may_watch
from judging.web.entrance.mailbox import viewer_of
from judging.web.entrance.protocol import MISUSED

from . import session
from .competition import OpenCompetition
from .presence import subjects_of

NOT_YOURS = 4403
NOT_OPEN = 4404  # the organiser has to open the competition, or to choose one of its files

MAX_TOPICS = 64  # a head judge watches each panel of a track, the entries page each hall
BEAT = re.compile(r"beat(?: ([0-9]{1,9}))?")  # every 2 s from each page, which numbers them


async def live(socket: WebSocket) -> None:
    await socket.accept()  # before anything else: no browser tells its page why a handshake failed
    competition = session.open_competition(socket)
    topics = tuple(dict.fromkeys(socket.query_params.getlist("topic")))

    devices = {topic: session.watching_device(socket, topic) for topic in topics[:MAX_TOPICS]}

    def who(topic: str) -> Actor:
        return session.actor(socket, devices[topic])

    if competition is None:
        await socket.close(NOT_OPEN)
    elif code := refusal_code(competition.state, topics, who):
        await socket.close(code)
    else:
        async with viewer_of(socket) as viewer:
            viewer.devices = frozenset(devices.values())
            viewer.may_stay = lambda state: refusal_code(state, topics, who) is None
            await attend(socket, competition, viewer, topics)


def refusal_code(state: State, topics: tuple[str, ...], who: Callable[[str], Actor]) -> int | None:
    """The code to close with on somebody who may not watch *topics*, or no longer; None for all others."""
    if not 0 < len(topics) <= MAX_TOPICS:
        return MISUSED
    for topic in topics:
        by = who(topic)
        if not may_watch(state, by, topic_of(topic)):
            return NO_SESSION if by.has(Duty.GUEST) else NOT_YOURS
    return None


async def attend(
    socket: WebSocket, competition: OpenCompetition, viewer: Viewer, topics: tuple[str, ...]
) -> None:
    """Keep *viewer* supplied until the page leaves, is sent away or misbehaves."""
    hub, presence = competition.desk.hub, competition.presence
    subjects = subjects_of(topics)
    hub.watch(viewer, topics)
    presence.arrive(subjects)
    try:
        async for number in beats(socket, viewer):
            presence.beat(subjects)
            view = {"now": int(competition.desk.now().timestamp() * 1000), "beat": number}
            viewer.offer("clock", message(encode({"topic": "clock", "view": view})))
    finally:
        hub.leave(viewer)
        presence.leave(subjects)


async def beats(socket: WebSocket, viewer: Viewer) -> AsyncIterator[int | None]:
    """The number of each beat, until the socket is closed. Anything else the page might say closes it."""
    while (event := await socket.receive())["type"] != "websocket.disconnect":
        if found := BEAT.fullmatch(event.get("text") or ""):
            yield int(found[1]) if found[1] else None
        else:
            viewer.shut(MISUSED)


OF_COMPETITION: list[BaseRoute] = [WebSocketRoute("/live", live)]
