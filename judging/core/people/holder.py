"""Who may log in as what: passes, and devices that ask for one."""

from msgspec import Struct

from .duty import Duty


class Pass(Struct, frozen=True):
    """A card or link that is not void, and the device that holds it."""

    id: str
    role: Duty
    judge: str | None
    link: str
    device: str | None = None
    hall: str | None = None  # where a director, an emcee or a timekeeper works; None: everywhere
    person: str = ""  # whose it is by name; then `role` is only what it was printed for

    @property
    def holder(self) -> str:
        """The id of the judge or person whose it is; "" for a pass of one duty and no name."""
        return self.judge or self.person


class Handover(Struct, frozen=True):
    """A device that asks for a pass which another one holds. `former`: see the event HandoverAsked."""

    pass_id: str
    former: str = ""
