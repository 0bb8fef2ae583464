"""The log: the only thing that must survive the night."""

from typing import NamedTuple

from msgspec import Struct

from judging.codec import encode_event
from judging.core.events import Event


class Entry(Struct, frozen=True):
    """One line of the log. `hash` binds it to every line before it; see `judging.store.chain`."""

    position: int  # from 1, without gaps
    at: str  # UTC, 2026-11-20T14:03:22.123Z
    by: str  # Actor.label
    command: str  # id of the command that caused it
    event: Event
    hash: str  # 64 hex digits


class Draft(NamedTuple):
    """An event on its way into the log, which gives it position and hash."""

    at: str
    by: str
    command: str
    kind: str
    data: str


def draft(event: Event, at: str, by: str, command: str) -> Draft:
    return Draft(at, by, command, type(event).__name__, encode_event(event))


class Unreadable(Exception):
    """The file is no log that this version can trust. `detail` says where and why, as a Chinese sentence."""

    def __init__(self, position: int | None, detail: str) -> None:
        super().__init__(detail)
        self.position = position
        self.detail = detail


class StorageFailed(Exception):
    """The disk did not take what was to be written: nothing of it is in the log. `detail` says what to do.

    Worth repeating: the log takes entries again as soon as the disk does.
    """

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail
