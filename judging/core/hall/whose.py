"""Which halls an event is about: whose console tells of it."""

from collections.abc import Iterator

from judging.core.people.holder import Pass
from judging.core.state import PanelKey, State
from judging.core.tagged import AnyEvent

from .performance import PerformanceId
from .staging import UNDER_WAY

EVERYWHERE: frozenset[str] = frozenset()  # no hall in particular: told in all


def halls_of_event(before: State, event: AnyEvent) -> frozenset[str]:
    """The halls *event* is about, as *before* it; EVERYWHERE for what is of the whole competition."""
    if entry := getattr(event, "entry", None):
        made = before.entries.get(entry)
        return halls_of_event(before, getattr(event, "asked", made.asked if made else event))
    if hall := getattr(event, "hall", None):
        return frozenset({hall, *_left(before, event)})
    if track := getattr(event, "track", None):
        return halls_of_track(before, track)
    if id := getattr(event, "performance", None):
        return frozenset({before.hall_of(id).id})
    if judge := getattr(event, "judge", None):
        return before.halls_of_judge(judge)
    if number := getattr(event, "number", None):
        return frozenset({before.screens[number].hall}) if number in before.screens else EVERYWHERE
    return _of_pass(before, event)


def _left(before: State, event: AnyEvent) -> Iterator[str]:
    """Where the panel or the screen that *event* gives a hall has been so far."""
    panel = before.panels.get(PanelKey(*(getattr(event, name, "") for name in PanelKey._fields)))
    screen = before.screens.get(getattr(event, "number", 0))
    if panel:
        yield panel.hall
    if screen and screen.name:
        yield screen.hall


def halls_of_track(state: State, track: str) -> frozenset[str]:
    """Where it is judged: its ranking is theirs together. The first hall, if all its scores are imported."""
    rounds = [round.id for judged, round in state.performed_rounds() if judged.id == track]
    if not rounds:
        return frozenset({state.first_hall.id} if state.entrants.get(track) else ())
    return frozenset(state.hall_of_panel(key) for round in rounds for key in state.panel_keys(track, round))


def halls_of_entrant(state: State, track: str, entrant: str) -> frozenset[str]:
    """Where this entrant is on, or else is judged at all. Raises KeyError for a track that is not there."""
    rounds = (round for round in state.track(track).rounds if round.is_performed)
    ids = [PerformanceId(track, round.id, entrant) for round in rounds]
    on = [id for id in ids if state.performance(id).phase in UNDER_WAY]
    return frozenset(state.hall_of(id).id for id in on or ids)


def _of_pass(before: State, event: AnyEvent) -> frozenset[str]:
    device = getattr(event, "device", "")
    asked = before.handovers.get(device)
    id = getattr(event, "pass_id", None) or getattr(event, "id", None) or (asked and asked.pass_id)
    held = before.passes.get(id) if id else None
    return halls_of_pass(before, held) if held else EVERYWHERE


def halls_of_pass(state: State, held: Pass) -> frozenset[str]:
    """Where its holder works."""
    if held.judge is not None:
        return state.halls_of_judge(held.judge)
    return frozenset({held.hall}) if held.hall else frozenset(state.halls)
