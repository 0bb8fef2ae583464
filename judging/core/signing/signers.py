"""Who signs: the supervisors, the head judges and the organisers, as the log names their eyes."""

from collections.abc import Iterable

from judging.core.hall.whose import halls_of_track
from judging.core.people.duty import Duty
from judging.core.people.person import Person
from judging.core.people.reaching import Reach, appointed
from judging.core.state import State

ORGANISER = "organiser"  # who has the organiser's link and no name


def label_of(person: Person) -> str:
    return f"person/{person.id}"


def supervisors(state: State, track: str) -> tuple[Person, ...]:
    """Who watches over this track; over the whole competition where it is ""."""
    reach = Reach(halls_of_track(state, track), track) if track else None
    return tuple(appointed(state, (Duty.SUPERVISOR,), reach))


def everybody(state: State, duty: Duty) -> tuple[Person, ...]:
    """Who has the duty, wherever."""
    return tuple(
        person for person in state.people.values() if any(each.duty is duty for each in person.appointments)
    )


def has_signed(people: Iterable[Person], signed: Iterable[str]) -> bool:
    """Whether one of them has."""
    return not {label_of(person) for person in people}.isdisjoint(signed)


def organisers_signed(state: State, signed: Iterable[str]) -> bool:
    return ORGANISER in signed or has_signed(everybody(state, Duty.ORGANISER), signed)
