"""What an objection is, from receipt to answer; organiser, head judge and supervisor see who filed it."""

from enum import StrEnum

from msgspec import Struct

from .workdays import Day


class Channel(StrEnum):
    """How it reached us."""

    ON_SITE = "on_site"
    LETTER = "letter"
    PHONE = "phone"
    MAIL = "mail"
    OTHER = "other"


class Resolution(StrEnum):
    UPHELD = "upheld"  # 成立
    DISMISSED = "dismissed"  # 不成立


class Stage(StrEnum):
    """How far an objection is."""

    REGISTERED = "registered"
    CONTACTED = "contacted"
    DECIDED = "decided"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class Objector(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    unit: str = ""
    contact: str = ""


class About(Struct, frozen=True, forbid_unknown_fields=True):
    """Of a track, or of one entrant in it, or of one entrant's score in a round."""

    track: str
    entrant: str = ""
    round: str = ""


class Deadlines(Struct, frozen=True):
    """Moments in UTC, "" where the rules give none; `days`: what each day was taken for that was counted."""

    contact: str = ""
    settle: str = ""
    complicated: str = ""
    days: tuple[Day, ...] = ()


class Noted(Struct, frozen=True):
    """One step: when, by whom, and what was written down."""

    at: str
    by: str
    note: str


class Objection(Struct, frozen=True):
    number: int  # from 1
    objector: Objector
    about: About
    text: str
    way: Channel
    received_at: str
    registered_at: str
    by: str  # the label of who registered it
    deadlines: Deadlines
    late: str = ""  # why it was taken although it came late
    contacted: Noted | None = None
    complicated: Noted | None = None
    resolution: Resolution | None = None
    decided: Noted | None = None
    answered: Noted | None = None
    withdrawn: Noted | None = None
    signed_by: str = ""  # the supervisor, where he countersigned the decision

    @property
    def stage(self) -> Stage:
        """The furthest step that was taken."""
        for stage, step in (
            (Stage.WITHDRAWN, self.withdrawn),
            (Stage.ANSWERED, self.answered),
            (Stage.DECIDED, self.decided),
            (Stage.CONTACTED, self.contacted),
        ):
            if step is not None:
                return stage
        return Stage.REGISTERED

    @property
    def is_pending(self) -> bool:
        """Neither answered nor withdrawn."""
        return self.answered is None and self.withdrawn is None

    @property
    def due(self) -> str:
        """By when the answer has to be given; "" where the rules say nothing."""
        return self.deadlines.complicated if self.complicated else self.deadlines.settle
