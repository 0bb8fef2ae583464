"""Which judges' phones and which screens are there, by our own heartbeat.

Whoever watches `judge/J3` or `screen/2` is that judge or that screen, since nobody else may. A lost Wi-Fi
closes no connection, so silence counts as leaving.
"""

import time
from collections.abc import Callable, Iterable

from msgspec import Struct

SILENT_AFTER_S = 5.0  # clients beat every 2 s; one beat may get lost
KINDS = {"judge": "judges", "screen": "screens"}  # topic → its part of the view


def subjects_of(topics: Iterable[str]) -> tuple[str, ...]:
    """Those of *topics* that stand for somebody."""
    return tuple(topic for topic in topics if topic.partition("/")[0] in KINDS)


class Seen(Struct):
    online: bool
    seen: int  # epoch ms, of the last beat


View = dict[str, dict[str, Seen]]


class Presence:
    """Of one competition; tells {"judges": {id: Seen}, "screens": {number: Seen}} as they come and go."""

    def __init__(
        self,
        tell: Callable[[View], None],
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
        *,
        exists: Callable[[str], bool] = lambda topic: True,
    ) -> None:
        self._tell = tell
        self._exists = exists  # topic → whether there is such a seat or screen (any more)
        self._clock = clock
        self._monotonic = monotonic  # whether somebody is silent must not depend on a clock that may be set
        self._beats: dict[str, float] = {}  # topic → when it was heard last
        self._sockets: dict[str, int] = {}  # topic → connections, as a page may be open twice
        self._view: View = {part: {} for part in KINDS.values()}

    def arrive(self, subjects: Iterable[str]) -> None:
        for topic in subjects:
            self._sockets[topic] = self._sockets.get(topic, 0) + 1
        self.beat(subjects)

    def beat(self, subjects: Iterable[str]) -> None:
        for topic in subjects:
            self._beats[topic] = self._monotonic()
            kind, _, id = topic.partition("/")
            seen = self._view[KINDS[kind]].setdefault(id, Seen(online=False, seen=0))
            seen.seen = int(self._clock() * 1000)
            self._set(seen, online=True)

    def leave(self, subjects: Iterable[str]) -> None:
        for topic in subjects:
            self._sockets[topic] -= 1
            if not self._sockets[topic]:
                del self._sockets[topic]
                self._lose(topic)

    def tick(self) -> None:
        """Count whoever has been silent for too long as gone, and forget who was removed."""
        silent_since = self._monotonic() - SILENT_AFTER_S
        for topic, heard in list(self._beats.items()):
            if heard < silent_since:
                self._lose(topic)
        self._forget_removed()

    def _forget_removed(self) -> None:
        removed = [
            (part, id)
            for kind, part in KINDS.items()
            for id in self._view[part]
            if f"{kind}/{id}" not in self._sockets and not self._exists(f"{kind}/{id}")
        ]
        for part, id in removed:
            del self._view[part][id]
        if removed:
            self._tell(self._view)

    def retell(self) -> None:
        """Tell how things are, to a hub that has not been told yet."""
        self._tell(self._view)

    def online(self, kind: str) -> int:
        """How many of a *kind* of `KINDS` are there."""
        return sum(seen.online for seen in self._view[KINDS[kind]].values())

    def there(self, kind: str) -> frozenset[str]:
        """Who of a *kind* of `KINDS` is there now."""
        return frozenset(id for id, seen in self._view[KINDS[kind]].items() if seen.online)

    def _lose(self, topic: str) -> None:
        self._beats.pop(topic, None)
        kind, _, id = topic.partition("/")
        self._set(self._view[KINDS[kind]][id], online=False)

    def _set(self, seen: Seen, *, online: bool) -> None:
        if seen.online is not online:
            seen.online = online
            self._tell(self._view)
