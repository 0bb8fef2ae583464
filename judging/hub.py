"""Fan-out: the latest view of each topic, to whoever watches it.

A message is a whole view, never a difference, so a newer one makes an older one worthless. Nothing in here
waits for anybody: a viewer that cannot take a message now keeps the newest per topic until it can. Telling
thousands takes tens of milliseconds, so it is done in slices: between two of them everybody else is served.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from msgspec import Raw

from judging.codec import Message, encode, encode_view, message
from judging.core.hall.air import Screen
from judging.core.people.holder import Pass
from judging.core.state import State
from judging.views import is_public, view
from judging.views import topic as topic_of
from judging.views.watching import VOLATILE

SLICE_S = 0.0015
OFFERS_AT_ONCE = 32  # before the clock is looked at again: 0.2 ms

NO_SESSION = 4401  # close codes, as the pages know them
RESTARTING = 1012
BROKEN = 1011


class Viewer(Protocol):
    """A connection as the hub knows it. Nothing of it may wait or raise."""

    may_stay: Callable[[State], bool]  # asked whenever one of its devices may have lost the session
    devices: Collection[str]  # by whose sessions it watches: hashes

    def offer(self, topic: str, message: Message) -> None:
        """Send *message* now, or once the connection has taken what went before; a newer one replaces it."""

    def shut(self, code: int) -> None:
        """Close with *code*."""


@dataclass(slots=True)
class _Topic:
    viewers: set[Viewer] = field(default_factory=set)
    due: list[Viewer] = field(default_factory=list)  # who has not been offered `message`, or has left
    position: int = 0  # of the log, where `content` was last changed
    content: bytes = b""  # compared as JSON, because Decimal("9.5") == Decimal("9.50")
    message: Message | None = None

    def change(self, name: str, content: bytes, text: bytes) -> None:
        """*text*, which carries *content*, is due to all viewers."""
        self.content = content
        self.message = message(text)
        self.due = list(self.viewers)

    def offer_some(self, name: str) -> None:
        assert self.message is not None
        for viewer in self.due[-OFFERS_AT_ONCE:]:
            if viewer in self.viewers:
                viewer.offer(name, self.message)
        del self.due[-OFFERS_AT_ONCE:]


class Hub:
    def __init__(self, state: State, position: int) -> None:
        self._state = self._published = state
        self._position = self._reached = position
        self._topics = {name: _Topic() for name in VOLATILE}
        self._of: defaultdict[str, set[Viewer]] = defaultdict(set)  # device →
        self._stale: dict[str, None] = {}  # topics that have not been looked at since `publish`
        self._due: dict[str, None] = {}  # topics whose message has not been offered to all
        self._next_slice: asyncio.Handle | None = None
        self._is_closed = False

    def watch(self, viewer: Viewer, topics: Collection[str]) -> None:
        """Offer *viewer* each topic as it is, and from here on whenever it changes.

        Where there is no such seat or screen (any more), or no hub any more, *viewer* is sent away at once.
        """
        if self._is_closed:
            viewer.shut(RESTARTING)
            return
        for device in viewer.devices:
            self._of[device].add(viewer)
        try:
            for name in topics:
                self._join(viewer, name)
        except KeyError:
            self._send_away(viewer, NO_SESSION)
        except BaseException:
            self.leave(viewer)
            raise

    def leave(self, viewer: Viewer) -> None:
        for device in viewer.devices:
            self._of[device].discard(viewer)
            if not self._of[device]:
                del self._of[device]
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

        Begins at once and goes on in slices; what is published meanwhile takes the place of what was not sent
        yet. A view that fails keeps no other from its viewers: its own are sent away, and the failures of a
        slice are raised together at its end.
        """
        before, self._published, self._reached = self._published, state, position
        self.review(concerned(before, state))
        self._stale |= dict.fromkeys(
            name for name in self._topics if name not in VOLATILE
        )  # who waits already goes first
        self._go_on()

    def review(self, devices: Iterable[str]) -> None:
        """Send away who may not stay of those that watch by *devices*, because others than the log say so."""
        for viewer in [viewer for device in devices for viewer in self._of.get(device, ())]:
            if not viewer.may_stay(self._state):
                self._send_away(viewer, NO_SESSION)

    def tell(self, topic: str, data: object) -> None:
        """Send *data* under a volatile topic, to whoever watches it and to whoever will. Raises nothing."""
        text = encode({"topic": topic, "view": data})
        if text == self._topics[topic].content:
            return
        self._topics[topic].change(topic, text, text)
        self._due[topic] = None
        self._offer_some(topic)
        if self._due and self._next_slice is None:
            self._next_slice = asyncio.get_running_loop().call_soon(self._go_on)

    def close(self) -> None:
        """Send everybody away, to come back when there is a hub again."""
        self._is_closed = True
        if self._next_slice is not None:
            self._next_slice.cancel()
        for viewer in self._everybody():
            self._send_away(viewer, RESTARTING)

    def _go_on(self) -> None:
        """The next slice. Raises ExceptionGroup of the views that failed in it."""
        if self._next_slice is not None:
            self._next_slice.cancel()
            self._next_slice = None
        until, failures = time.perf_counter() + SLICE_S, list[Exception]()
        while self._due or self._stale:
            name = next(iter(self._due or self._stale))
            if name in self._stale:  # nobody is offered what is no longer the newest
                del self._stale[name]
                failures += self._refresh(name, self._published, self._reached)
            else:
                self._offer_some(name)
            if time.perf_counter() > until and (self._due or self._stale):
                self._next_slice = asyncio.get_running_loop().call_soon(self._go_on)
                break
        if failures:
            raise ExceptionGroup("views failed", failures)

    def _offer_some(self, name: str) -> None:
        topic = self._topics.get(name)
        if topic is not None:
            topic.offer_some(name)
        if topic is None or not topic.due:
            del self._due[name]

    def _join(self, viewer: Viewer, name: str) -> None:
        if name not in self._topics:
            content = encode(view(self._state, topic_of(name)))
            self._topics[name] = _Topic(position=self._position)
            self._topics[name].change(name, content, _text(name, self._position, content))
        topic = self._topics[name]
        topic.viewers.add(viewer)
        if topic.message:
            viewer.offer(name, topic.message)

    def _refresh(self, name: str, state: State, position: int) -> list[Exception]:
        """The view of *name* becomes due if it differs from the one sent last. What went wrong."""
        topic = self._topics.get(name)
        if topic is None or topic.position > position:
            return []
        try:
            content = encode(view(state, topic_of(name)))
        except Exception as error:  # noqa: BLE001 - raised by `publish`, once the others have their views
            gone = isinstance(error, KeyError)  # the seat or the screen is no more
            for viewer in list(topic.viewers):
                self._send_away(viewer, NO_SESSION if gone else BROKEN)
            return [] if gone else [error]
        if content != topic.content:
            topic.position = position
            topic.change(name, content, _text(name, position, content))
            self._due[name] = None
        return []

    def _everybody(self) -> set[Viewer]:
        return {viewer for topic in self._topics.values() for viewer in topic.viewers}

    def _send_away(self, viewer: Viewer, code: int) -> None:
        self.leave(viewer)
        viewer.shut(code)


def _text(name: str, position: int, content: bytes) -> bytes:
    """Guests are not told how far the log is: they could count what comes in."""
    return encode_view(name, 0 if is_public(topic_of(name)) else position, Raw(content))


def concerned(before: State, after: State) -> set[str]:
    """The devices whose pass or screen is not what it was, or whose holder has other duties."""
    changed = _concerned(before.passes, after.passes) | _concerned(before.screens, after.screens)
    if before.people is after.people:
        return changed
    ids = before.people.keys() | after.people.keys()
    persons = {id for id in ids if before.people.get(id) != after.people.get(id)}
    held = (each.device for each in after.passes.values() if each.holder in persons)
    return changed | {device for device in held if device is not None}


def _concerned(before: Mapping[Any, Pass | Screen], after: Mapping[Any, Pass | Screen]) -> set[str]:
    if before is after:
        return set()
    changed = [key for key in before.keys() | after.keys() if before.get(key) is not after.get(key)]
    held = (of.get(key) for of in (before, after) for key in changed)
    return {each.device for each in held if each is not None and each.device is not None}
