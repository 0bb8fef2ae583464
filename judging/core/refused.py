"""What people are told when something does not happen."""

from enum import StrEnum
from typing import Any

from .sentence import Sentence, Value


class Reason(StrEnum):
    """Why a command was refused. Stable: clients and tests match on it."""

    NOT_ALLOWED = "not_allowed"  # this role may not
    NOT_CREATED = "not_created"
    ALREADY = "already"  # it is so already
    UNKNOWN = "unknown"  # no such track, round, entrant, judge, screen, pass
    NOT_NOW = "not_now"  # the performance is in another phase
    STAGE_TAKEN = "stage_taken"
    BEGUN = "begun"  # may not change any more: marking has begun
    INCOMPLETE = "incomplete"  # sheets, components, order or panel are missing
    NOT_ON_PANEL = "not_on_panel"
    OUT_OF_RANGE = "out_of_range"
    STALE = "stale"  # decided on an older revision
    MALFORMED = "malformed"
    LOCKED = "locked"  # the track is locked
    DISAGREEMENT = "disagreement"  # the two engines do not agree
    LOGIN_CLOSED = "login_closed"
    PASS_VOID = "pass_void"
    TOO_MANY = "too_many"
    PIN = "pin"  # a wrong one


class Complaint(Exception):
    """Something a person has to hear: `sentence` says it with the remedy, `detail` the same in Chinese."""

    def __init__(self, said: Sentence) -> None:
        super().__init__(str(said))
        self.sentence = said
        self.detail = str(said)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as it is: the arguments it was made of are not kept."""
        return _restored, (type(self), self.args, self.__dict__)


def _restored(kind: type[Complaint], arguments: tuple[str], fields: dict[str, Any]) -> Complaint:
    made = kind.__new__(kind, *arguments)
    made.__dict__.update(fields)
    return made


class Refused(Complaint):
    """The rules do not allow this command now; nothing was written."""

    def __init__(self, reason: Reason, template: str | Sentence, /, **values: Value) -> None:
        super().__init__(Sentence(template, values) if isinstance(template, str) else template)
        self.reason = reason
