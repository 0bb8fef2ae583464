"""What a meeting decides on honours (评审会议, 三重一大), as the log and the state keep it."""

from enum import StrEnum

from msgspec import Struct

from .honour import Honour


class Verdict(StrEnum):
    CONFIRMED = "confirmed"  # 同意
    DEFERRED = "deferred"  # 暂缓: a later meeting decides on it
    VETOED = "vetoed"  # 否决


class Votes(Struct, frozen=True, forbid_unknown_fields=True):
    """Of those present, on one entry."""

    in_favour: int
    against: int
    abstained: int

    @property
    def cast(self) -> int:
        return self.in_favour + self.against + self.abstained


class Ruling(Struct, frozen=True):
    """What was decided on one line of the list; a reason wherever it was not confirmed."""

    honour: Honour
    verdict: Verdict
    reason: str = ""
    votes: Votes | None = None  # where the rules ask for a vote
    figure: str = ""  # what it was placed by, as it lay before the meeting


class Decision(Struct, frozen=True):
    """Of one meeting on one award. `by` and `withdrawn_by` are labels, as the log has them in `by`."""

    award: str
    number: int  # among the decisions on this award, from 1; a withdrawn one keeps its number
    members: tuple[str, ...]  # who was present
    rulings: tuple[Ruling, ...]  # in the order of the list
    note: str
    digest: str  # of the list that lay before the meeting
    computed: str  # the digest of what the scores came to: another one overtakes the decision
    by: str  # who wrote it down
    at: str  # UTC
    withdrawn: str = ""  # why; "" while it stands
    withdrawn_by: str = ""
    withdrawn_at: str = ""
