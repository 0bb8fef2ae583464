"""Who does what on a supervised day, by name: the people of each hall, and whose each command is."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from judging.core.hall.hall import NamedHall
from judging.core.people.duty import Appointment, Duty, Scope
from judging.core.people.person import Person

from .device import Device

PIN = "135790"  # of everybody; what is signed on a rehearsal is worth nothing
OF_A_HALL = {Duty.SCOREKEEPER: "记分员", Duty.VERIFIER: "复核员", Duty.HEAD_JUDGE: "评委组长"}
SUPERVISING = Person("supervisor", "监督员一", "监督单位", appointments=(Appointment(Duty.SUPERVISOR),))

# What a hall's console would do itself if nobody were named for it.
WHOSE: Mapping[str, Duty] = {
    "EnterDeduction": Duty.SCOREKEEPER,
    "DecideItem": Duty.SCOREKEEPER,
    "EnterSheet": Duty.SCOREKEEPER,
    "ReturnSheet": Duty.HEAD_JUDGE,
    "DecideTie": Duty.HEAD_JUDGE,
    "DecideShort": Duty.HEAD_JUDGE,
}


def named(halls: Sequence[NamedHall]) -> Iterator[Person]:
    """A scorekeeper, a verifier and a head judge for each hall, and one supervisor."""
    for n, hall in enumerate(halls, 1):
        for duty, word in OF_A_HALL.items():
            appointment = Appointment(duty, Scope(hall=hall.id))
            yield Person(
                f"{duty}-{hall.id}", f"{word}{'一二三四五六七八九十'[n - 1]}", appointments=(appointment,)
            )
    yield SUPERVISING


class Staff(Struct, frozen=True):
    """The devices of a hall's people, by duty; nobody where nobody is named."""

    devices: Mapping[Duty, Device] = {}

    def whose(self, kind: str, console: Device) -> Device:
        """The device of whoever is to send a command of this kind."""
        duty = WHOSE.get(kind)
        return self.devices.get(duty, console) if duty else console
