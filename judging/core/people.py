"""Who takes part: entrants, judges, and the roles a device can log in as."""

from enum import StrEnum

from msgspec import Struct


class Role(StrEnum):
    ORGANISER = "organiser"
    DIRECTOR = "director"
    JUDGE = "judge"
    EMCEE = "emcee"
    SCREEN = "screen"
    GUEST = "guest"  # not logged in: may only claim a seat


class Actor(Struct, frozen=True):
    """Who sends a command: taken from the session, never from the body."""

    role: Role
    judge: str | None = None  # the judge's id, for role JUDGE
    device: str = ""  # SHA-256 of the device's token

    @property
    def label(self) -> str:
        """As the log names it: "director", "judge/J3"."""
        return f"{self.role}/{self.judge}" if self.judge else str(self.role)


class Entrant(Struct, frozen=True, forbid_unknown_fields=True):
    """A team or a person; `district` is the 区 it comes from."""

    id: str
    name: str
    district: str = ""


class Judge(Struct, frozen=True, forbid_unknown_fields=True):
    """A judge on a numbered seat. A judge who sits on several panels keeps id and name."""

    id: str
    seat: int
    name: str
