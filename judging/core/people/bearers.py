"""Who is to have a card: who is known by name, every judge, and the duties for which nobody is named."""

from collections.abc import Iterator

from msgspec import Struct

from judging.core.state import State
from judging.core.timing.timekeeping import timed_halls

from .duty import Duty
from .person import Person
from .reaching import Reach, appointed


class Bearer(Struct, frozen=True, forbid_unknown_fields=True):
    role: Duty
    judge: str | None = None
    hall: str | None = None  # of who works in one; None: every hall
    person: str = ""  # of who is known by name, and sits on no panel


def bearers(state: State) -> Iterator[Bearer]:
    """Everybody who logs in by a pass. Several halls have each a director, an emcee, a timekeeper."""
    several = tuple(state.halls) if len(state.halls) > 1 else ()
    seated = state.judge_ids()
    for person in state.people.values():
        if person.id not in seated and person.appointments:
            yield Bearer(acting_as(person), person=person.id)
    nameless = [Bearer(Duty.DIRECTOR), *(Bearer(Duty.DIRECTOR, hall=hall) for hall in several)]
    nameless += [Bearer(Duty.EMCEE, hall=hall) for hall in several or (None,)]
    nameless += [Bearer(Duty.TIMEKEEPER, hall=hall if several else None) for hall in timed_halls(state)]
    yield from (bearer for bearer in nameless if not _is_named(state, bearer))
    for judge in dict.fromkeys(judge.id for panel in state.panels.values() for judge in panel.everybody):
        yield Bearer(Duty.JUDGE, judge)


def _is_named(state: State, bearer: Bearer) -> bool:
    """Whether somebody is appointed to do it wherever this card would."""
    halls = (bearer.hall,) if bearer.hall else state.halls
    return all(any(appointed(state, (bearer.role,), Reach(frozenset({hall})))) for hall in halls)


def acting_as(person: Person) -> Duty:
    """The first of the person's duties, for which the card is made."""
    own = {appointment.duty for appointment in person.appointments}
    return next(duty for duty in Duty if duty in own)
