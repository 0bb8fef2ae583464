"""The one exception for people."""

from enum import StrEnum


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


class Refused(Exception):
    """The rules do not allow this command now; nothing was written.

    `detail` is a Chinese sentence that names the remedy.
    """

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
