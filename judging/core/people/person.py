"""A named person and the duties it has."""

from msgspec import Struct

from .duty import Appointment


class Person(Struct, frozen=True, forbid_unknown_fields=True):
    """Whoever has the id of a judge on a panel is that judge; `unit` and `district` then serve recusal."""

    id: str
    name: str
    unit: str = ""
    district: str = ""
    phone: str = ""
    appointments: tuple[Appointment, ...] = ()
