"""What is kept of a 公示, of 定稿, and of what follows it."""

from enum import StrEnum

from msgspec import Struct

from .objection import Noted
from .workdays import Day


class AwardPhase(StrEnum):
    OPEN = "open"  # a track of it is not locked
    PROPOSED = "proposed"  # 建议名单: nothing is decided, or no longer
    DECIDED = "decided"
    PUBLISHED = "published"  # 公示中
    FINAL = "final"  # 定稿


class Publicity(Struct, frozen=True):
    """The last period of an award. `digest`: of what was made public; `days`: counted after `start`."""

    start: str  # the day of publication, which does not count
    ends: str  # UTC, the end of the last day
    tracks: tuple[str, ...]  # whose entrants stand in it, or could
    days: tuple[Day, ...]
    digest: str
    at: str
    by: str
    reasons: tuple[str, ...] = ()  # why it was begun anew, oldest first


class Final(Struct, frozen=True):
    """定稿: `tracks` are those whose scores stand for good."""

    digest: str
    tracks: tuple[str, ...]
    at: str
    by: str
    signed_by: str = ""
    reopening: Noted | None = None  # asked for, and not done yet
    reported: "Filed | None" = None
    notified: "Filed | None" = None


class Filed(Struct, frozen=True):
    """上报 or 通报: the document's number and the day it bears."""

    number: str
    day: str
    at: str
    by: str
