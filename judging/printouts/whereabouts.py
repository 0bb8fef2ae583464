"""Of what there can be a sheet: the tracks, rounds, performances and judges that are ready for paper."""

from collections.abc import Iterator

from judging.core.setup.classing import classes_of
from judging.core.setup.prepared import Order
from judging.core.state import State

from .proposals import settled_pools
from .register import register
from .sheet import SheetPlace

Whom = tuple[str, str]  # ids of track and entrant


def complete_tracks(state: State, whole: bool) -> Iterator[SheetPlace]:
    """Where somebody's judged rounds may all stand on paper."""
    for track in state.rulebook.tracks:
        if register(state, track, whole).complete:
            yield SheetPlace(track.id)


def complete_classes(state: State, whole: bool) -> Iterator[SheetPlace]:
    """Of each window class in which somebody may stand on paper."""
    for place in complete_tracks(state, whole):
        complete = register(state, state.track(place.track), whole).complete
        classes = classes_of(state, place.track)
        for within in dict.fromkeys(classes[entrant] for entrant in complete if entrant in classes):
            yield SheetPlace(place.track, subject=within)


def rounds_scored(state: State, whole: bool) -> Iterator[SheetPlace]:
    for track in state.rulebook.tracks:
        rounds = {round for round, _ in register(state, track, whole).scores}
        yield from (SheetPlace(track.id, round.id) for round in track.rounds if round.id in rounds)


def performances_scored(state: State, whole: bool) -> Iterator[SheetPlace]:
    """In running order."""
    for place in rounds_scored(state, whole):
        scores = register(state, state.track(place.track), whole).scores
        entrants = [entrant for of, entrant in scores if of == place.round]
        order = state.orders.get((place.track, place.round), Order(()))
        first = [entrant for entrant in order.entrants if entrant in entrants]
        rest = [entrant for entrant in entrants if entrant not in order.entrants]
        yield from (SheetPlace(place.track, place.round, entrant) for entrant in first + rest)


def orders_drawn(state: State, whole: bool) -> Iterator[SheetPlace]:
    return (SheetPlace(*key) for key in state.orders)


def seats_taken(state: State, whole: bool) -> Iterator[SheetPlace]:
    for key, panel in state.panels.items():
        yield from (SheetPlace(key.track, key.round, judge.id, panel=key.panel) for judge in panel.judges)


def groups_assigned(state: State, whole: bool) -> Iterator[SheetPlace]:
    return (SheetPlace(*key) for key in state.assignments)


def pools_settled(state: State, whole: bool) -> Iterator[SheetPlace]:
    yield from settled_pools(state)


def nowhere(state: State, whole: bool) -> Iterator[SheetPlace]:
    """Of what somebody looked for there is a sheet when it is asked for."""
    return iter(())


def of_nobody(state: State, place: SheetPlace) -> Whom | None:
    """Of a sheet about several, or about none."""
    return None


def of_subject(state: State, place: SheetPlace) -> Whom | None:
    return place.track, place.subject
