"""Who speaks to the server: a person with the duties it has, or a device that stands for one duty."""

from msgspec import Struct

from .duty import Appointment, Duty, Scope


class Actor(Struct, frozen=True):
    """Who sends a command: taken from the session, never from the body."""

    appointments: tuple[Appointment, ...]
    judge: str | None = None  # the judge's id, of who sits on a panel
    device: str = ""  # SHA-256 of the device's token
    person: str = ""  # the person's id; "" for a pass that is nobody's by name

    def has(self, *duties: Duty) -> bool:
        """Whether one of *duties* is this actor's, wherever."""
        return any(appointment.duty in duties for appointment in self.appointments)

    @property
    def duties(self) -> tuple[Duty, ...]:
        """In the order of `Duty`: the first is where the work begins."""
        return tuple(duty for duty in Duty if self.has(duty))

    @property
    def label(self) -> str:
        """As the log names it: "judge/J3", "person/P2", "director", "director/B" of one hall."""
        if self.judge:
            return f"{Duty.JUDGE}/{self.judge}"
        if self.person:
            return f"person/{self.person}"
        (first, *_) = self.appointments
        return f"{first.duty}/{first.scope.hall}" if first.scope.hall else str(first.duty)


def acting(duty: Duty, judge: str | None = None, device: str = "", hall: str | None = None) -> Actor:
    """Somebody with one duty and no name; a judge by the seat."""
    return Actor((Appointment(duty, Scope(hall)),), judge, device)


def eyes(label: str) -> str:
    """Whose eyes these are: a person who also judges is one person under both labels."""
    kind, _, id = label.partition("/")
    return f"person/{id}" if kind == Duty.JUDGE else label


def is_same(one: str, other: str) -> bool:
    """Whether two labels of the log are one pair of eyes."""
    return eyes(one) == eyes(other)
