"""The log: the only thing that must survive the night."""

from typing import NamedTuple

from msgspec import Struct

from judging.codec import encode_event
from judging.core.events import Event
from judging.core.refused import Complaint
from judging.core.sentence import Sentence, Value


class Entry(Struct, frozen=True):
    """One line of the log. `hash` binds it to every line before it; see `judging.store.chain`."""

    position: int  # from 1, without gaps
    at: str  # UTC, 2026-11-20T14:03:22.123Z
    by: str  # Actor.label
    command: str  # id of the command that caused it
    event: Event
    data: bytes  # the event as it is stored, to the byte
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


class Unreadable(Complaint):
    """The file is no log that this version can trust; says where and why."""

    def __init__(self, position: int | None, template: str, /, **values: Value) -> None:
        super().__init__(Sentence(template, values))
        self.position = position


class StorageFailed(Complaint):
    """The disk did not take what was to be written: nothing of it is in the log, or it says so (不确定).

    Worth repeating: the log takes entries again as soon as the disk does.
    """

    def __init__(self, template: str, /, **values: Value) -> None:
        super().__init__(Sentence(template, values))
