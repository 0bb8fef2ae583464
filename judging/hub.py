"""Fan-out: the latest view of each topic, to whoever watches it.

A message is a whole view, never a difference, so a newer one makes an older one worthless. Nothing in here
waits for anybody: a viewer that cannot take a message now keeps the newest per topic until it can.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Protocol

from msgspec import Raw

from judging.codec import Message, encode, encode_view, message
from judging.core.state import State
from judging.views import view

# Topics that are told, since the log does not know of them.
VOLATILE = ("presence", "backup", "waiting", "storage")

NO_SESSION = 4401  # close codes, as the pages know them
RESTARTING = 1012
BROKEN = 1011


class Viewer(Protocol):
    """A connection as the hub knows it. Nothing of it may wait or raise."""

    may_stay: Callable[[State], bool]  # asked whenever somebody may have lost the session

    def offer(self, topic: str, message: Message) -> None:
        """Send *message* now, or once the connection has taken what went before; a newer one replaces it."""

    def shut(self, code: int) -> None:
        """Close with *code*."""


@dataclass(slots=True)
class _Topic:
    viewers: set[Viewer] = field(default_factory=set)
    position: int = 0  # of the log, where `content` was last changed
    content: bytes = b""  # compared as JSON, because Decimal("9.5") == Decimal("9.50")
    message: Message | None = None

    def change(self, name: str, content: bytes, text: bytes) -> None:
        """Offer *text*, which carries *content*, to all viewers."""
        self.content = content
        self.message = made = message(text)
        for viewer in self.viewers:
            viewer.offer(name, made)


class Hub:
    def __init__(self, state: State, position: int) -> None:
        self._state = self._published = state
        self._position = position
        self._topics = {name: _Topic() for name in VOLATILE}

    def watch(self, viewer: Viewer, topics: Collection[str]) -> None:
        """Offer *viewer* each topic as it is, and from here on whenever it changes.

        Where there is no such seat or screen (any more), *viewer* is sent away at once.
        """
        try:
            for name in topics:
                self._join(viewer, name)
        except KeyError:
            self._send_away(viewer, NO_SESSION)
        except BaseException:
            self.leave(viewer)
            raise

    def leave(self, viewer: Viewer) -> None:
        for name, topic in list(self._topics.items()):
            topic.viewers.discard(viewer)
            if not topic.viewers and name not in VOLATILE:
                del self._topics[name]

    def take(self, state: State, position: int) -> None:
        """Who begins to watch a topic from here on sees *state*; the others see it once it is published."""
        self._state = state
        self._position = position

    def publish(self, state: State, position: int) -> None:
        """Send every watched view that has changed in *state*, which may be older than the one taken last.

        A view that fails keeps no other from its viewers: its own are sent away, and the failures are raised
        together at the end.
        """
        before, self._published = self._published, state
        if state.passes is not before.passes or state.screens is not before.screens:
            self.review()
        failures = [
            failure for name in list(self._topics) if (failure := self._refresh(name, state, position))
        ]
        if failures:
            raise ExceptionGroup("views failed", failures)

    def review(self) -> None:
        """Send away whoever may not stay; to be called when others than the log have decided so."""
        for viewer in self._everybody():
            if not viewer.may_stay(self._state):
                self._send_away(viewer, NO_SESSION)

    def tell(self, topic: str, data: object) -> None:
        """Send *data* under a volatile topic, to whoever watches it and to whoever will."""
        text = encode({"topic": topic, "view": data})
        if text != self._topics[topic].content:
            self._topics[topic].change(topic, text, text)

    def close(self) -> None:
        """Send everybody away, to come back when there is a hub again."""
        for viewer in self._everybody():
            self._send_away(viewer, RESTARTING)

    def _join(self, viewer: Viewer, name: str) -> None:
        if name not in self._topics:
            content = encode(view(self._state, name))
            self._topics[name] = _Topic(position=self._position)
            self._topics[name].change(name, content, encode_view(name, self._position, Raw(content)))
        topic = self._topics[name]
        topic.viewers.add(viewer)
        if topic.message:
            viewer.offer(name, topic.message)

    def _refresh(self, name: str, state: State, position: int) -> Exception | None:
        """Send the view of *name* if it differs from the one sent last. What went wrong, if anything did."""
        topic = self._topics.get(name)
        if topic is None or name in VOLATILE or topic.position > position:
            return None
        try:
            content = encode(view(state, name))
        except Exception as error:  # noqa: BLE001 - raised by `publish`, once the others have their views
            gone = isinstance(error, KeyError)  # the seat or the screen is no more
            for viewer in list(topic.viewers):
                self._send_away(viewer, NO_SESSION if gone else BROKEN)
            return None if gone else error
        if content != topic.content:
            topic.position = position
            topic.change(name, content, encode_view(name, position, Raw(content)))
        return None

    def _everybody(self) -> set[Viewer]:
        return {viewer for topic in self._topics.values() for viewer in topic.viewers}

    def _send_away(self, viewer: Viewer, code: int) -> None:
        self.leave(viewer)
        viewer.shut(code)
