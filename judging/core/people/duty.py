"""Duties: what a person does in a competition, and for which part of it."""

from enum import StrEnum

from msgspec import Struct


class Duty(StrEnum):
    ORGANISER = "organiser"
    DIRECTOR = "director"
    SCOREKEEPER = "scorekeeper"
    VERIFIER = "verifier"
    HEAD_JUDGE = "head_judge"
    JUDGE = "judge"
    TIMEKEEPER = "timekeeper"
    SUPERVISOR = "supervisor"
    EMCEE = "emcee"
    PRINTER = "printer"
    EVALUATOR = "evaluator"  # fills in sheets that stand alone, for whom the list says
    SCREEN = "screen"
    GUEST = "guest"  # not logged in: may only claim a seat


class Scope(Struct, frozen=True, forbid_unknown_fields=True):
    """What a duty is for: a hall, a track, or one panel of a track's round; of all None, the competition."""

    hall: str | None = None
    track: str | None = None
    round: str | None = None
    panel: str | None = None  # "" in a round with a single one

    @property
    def is_whole(self) -> bool:
        return self == WHOLE


WHOLE = Scope()


class Appointment(Struct, frozen=True, forbid_unknown_fields=True):
    duty: Duty
    scope: Scope = WHOLE
