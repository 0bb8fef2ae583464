"""Which part of a competition something acts on, and whose duty that is."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from judging.core.hall.whose import halls_of_track
from judging.core.state import PanelKey, State

from .actor import Actor
from .duty import Duty, Scope
from .person import Person


class Reach(NamedTuple):
    """What a command acts on: halls, and where it is of one, a track or a panel."""

    halls: frozenset[str]
    track: str | None = None
    panel: PanelKey | None = None


def appointed(state: State, duties: Collection[Duty], reach: Reach | None) -> Iterator[Person]:
    """Who is to do what acts on *reach*, of those named for one of *duties*."""
    for person in state.people.values():
        own = (each.scope for each in person.appointments if each.duty in duties)
        if any(covers(scope, reach) for scope in own):
            yield person


def covers(scope: Scope, reach: Reach | None) -> bool:
    """Whether what acts on *reach* lies within *scope*; what is a track's is each of its panels' head's."""
    if scope.is_whole:
        return True
    if reach is None or (scope.hall is not None and scope.hall not in reach.halls):
        return False
    if scope.track is not None and scope.track != reach.track:
        return False
    own = (scope.track, scope.round, scope.panel)
    return scope.panel is None or reach.panel is None or own == reach.panel


def halls_of(state: State, by: Actor, duties: Collection[Duty]) -> tuple[str, ...]:
    """Where *by* has one of *duties*."""
    scopes = [each.scope for each in by.appointments if each.duty in duties]
    return tuple(id for id in state.halls if any(_is_in(state, scope, id) for scope in scopes))


def _is_in(state: State, scope: Scope, hall: str) -> bool:
    """Whether who has a duty for *scope* works in this hall."""
    if scope.hall is not None:
        return scope.hall == hall
    if scope.track is None:
        return True
    if scope.round is None or scope.panel is None:
        return hall in halls_of_track(state, scope.track)
    return hall == state.hall_of_panel(PanelKey(scope.track, scope.round, scope.panel))
