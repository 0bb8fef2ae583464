"""What has not changed is not computed again: parts of a state are replaced and never changed in place."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from judging.core.hall.performance import Performance, PerformanceId, Phase
from judging.core.marking.case_giving import undrawn
from judging.core.state import State
from judging.core.words import EXCUSES

T = TypeVar("T")
Id = TypeVar("Id", bound=Hashable)
Parts = tuple[object, ...]

MOST = (
    1024  # answers, those asked for last: a hall has one for each of twelve windows, and the ones just before
)
known: dict[tuple[object, ...], tuple[Parts, Any]] = {}


def remembered(
    parts: Callable[[State, Id], Parts],
) -> Callable[[Callable[[State, Id], T]], Callable[[State, Id], T]]:
    """The last answer of a pure function, as long as the *parts* that it reads are the very same objects."""

    def of(make: Callable[[State, Id], T]) -> Callable[[State, Id], T]:
        def answer(state: State, id: Id) -> T:
            read = parts(state, id)  # kept with the answer, so that no other object gets their identity
            key = (make, id, *map(_identity, read))
            kept = known.pop(key, None) or (read, make(state, id))
            while len(known) >= MOST:
                del known[next(iter(known))]
            known[key] = kept
            found: T = kept[1]
            return found

        return answer

    return of


def _identity(part: object) -> object:
    return part if isinstance(part, bool | str | int) else id(part)


SHARED = tuple(name for name in State.__struct_fields__ if name not in ("halls", "performances"))


def of_hall(state: State, id: str) -> Parts:
    """All that the views of a hall may read.

    Of another hall only its name; and where a judge of ours sits, too, or one of our tracks was called, who
    is on there and waits for whom. Raises KeyError.
    """
    hall, performances = state.halls[id], _performances(state, *state.tracks_in(id))
    beside = _halls_sharing_judges(state, id) | {found.hall for found in performances}
    elsewhere = [
        part
        for other in state.halls.values()
        if other.id in beside
        for part in (
            other.on,
            other.on_stage,
            other.playback,
            *(each for id in other.on for each in _under_way(state.performance(id))),
        )
    ]
    return (
        *(getattr(state, name) for name in SHARED),
        *(text for each in state.halls.values() for text in (each.id, each.name)),
        hall,
        *performances,
        *map(state.performance, hall.on),
        *elsewhere,
    )


AT_THE_DOOR = (
    "trials",
    "passes",
    "handovers",
    "hands",
    "checkins",
    "screens",
    "screens_made",
    "login_closed",
)
JUDGED_BY = tuple(name for name in SHARED if name not in AT_THE_DOOR)


PRESENTED = ("ceremonies", "announced")
DECIDED_BY = tuple(name for name in JUDGED_BY if name not in PRESENTED)


def of_awards(state: State, _: str) -> Parts:
    """All that decides who is honoured, and what objections there are: nothing of a ceremony under way."""
    return (*(getattr(state, name) for name in DECIDED_BY), state.performances)


def of_beginning(state: State, id: str) -> Parts:
    """All that decides whether a ceremony may begin in a hall. Raises KeyError."""
    return (*of_awards(state, id), state.ceremonies, state.halls[id])


def of_performance(state: State, id: PerformanceId) -> Parts:
    """All that a score and what is due before it may read: nothing of the halls, nobody at the door."""
    return (*(getattr(state, name) for name in JUDGED_BY), state.performance(id))


def of_seats(state: State, id: PerformanceId) -> Parts:
    """All that is shown of it, too: who is logged in on its seats, whether the others have left a case."""
    return (*of_performance(state, id), state.passes, bool(undrawn(state, id)))


def revealed_of(state: State, id: str) -> Parts:
    """All that the ranking of a track may read."""
    revealed = (found for found in _performances(state, id) if found.phase is Phase.REVEALED)
    shared = (state.rules, state.entrants, state.components, state.statuses, state.tie_orders)
    return (*shared, state.assignments, state.panels, *revealed)


def of_signing(state: State, _: str) -> Parts:
    """All that decides what waits for a signature: how far everybody is, what was revealed, open flags."""
    shared = (getattr(state, name) for name in JUDGED_BY if name not in ("flags", "pins", "rule_signatures"))
    halls = ((hall.id, hall.name) for hall in state.halls.values())
    found = state.performances
    phases = (part for id, each in found.items() for part in (id.entrant, str(each.phase), each.is_begun))
    revealed = (each for each in found.values() if each.phase is Phase.REVEALED)
    flagged = (f"flag {each.track}" for each in state.flags.values() if each.is_open)
    return (*shared, *(part for hall in halls for part in hall), *phases, *revealed, *flagged)


RECUSED_BY = ("rules", "entrants", "panels", "assignments", "statuses", "recusals", "people")


def of_recusals(state: State, _: str) -> Parts:
    """Who may not judge whom, and how far everybody is."""
    found = state.performances.items()
    far = ((id.track, id.round, id.entrant, str(each.phase), each.is_begun) for id, each in found)
    return (*(getattr(state, name) for name in RECUSED_BY), *(part for each in far for part in each))


def _under_way(performance: Performance) -> Parts:
    """Its phase, and the judges whom nobody waits for. A sheet that arrives changes neither."""
    return performance.phase, *(
        judge for judge, sheet in performance.sheets.items() if sheet.phase in EXCUSES
    )


def _performances(state: State, *tracks: str) -> list[Performance]:
    return [found for id, found in state.performances.items() if id.track in tracks]


def _halls_sharing_judges(state: State, id: str) -> set[str]:
    here = {judge.id for panel in state.panels.values() if panel.hall == id for judge in panel.everybody}
    others = (panel for panel in state.panels.values() if panel.hall != id)
    return {panel.hall for panel in others if any(judge.id in here for judge in panel.everybody)}
