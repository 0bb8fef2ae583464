"""What a command acts on: the halls, the track, the panel that whoever sends it has to be there for."""

from typing import Any

from judging.core.hall.performance import PerformanceId
from judging.core.hall.whose import halls_of_entrant, halls_of_pass, halls_of_track
from judging.core.signing.waiting import thing
from judging.core.state import PanelKey, State

from .reaching import Reach


def hall(state: State, command: Any) -> Reach:
    return Reach(frozenset({command.hall}))


def performance(state: State, command: Any) -> Reach:
    id: PerformanceId = command.performance
    try:
        return Reach(frozenset({state.hall_of(id).id}), id.track, state.panel_of(id))
    except KeyError:  # there is no such round: `decide` says so
        return Reach(frozenset(state.halls), id.track)


def track(state: State, command: Any) -> Reach:
    """A track that is judged in several halls is theirs together: its ranking, its ties and its lock."""
    return Reach(halls_of_track(state, command.track), command.track)


def ranking(state: State, command: Any) -> Reach:
    """Shown in the own hall, of a track that is judged there."""
    return Reach(frozenset({command.hall}) & halls_of_track(state, command.track), command.track)


def proposal(state: State, command: Any) -> Reach:
    """As of the ranking that it may move."""
    track = command.performance.track
    return Reach(halls_of_track(state, track), track)


def correction(state: State, command: Any) -> Reach:
    known = state.corrections.get(command.correction)
    return proposal(state, known) if known else Reach(frozenset(state.halls))


def about(state: State, command: Any) -> Reach:
    """The track that an objection is about."""
    return Reach(halls_of_track(state, command.about.track), command.about.track)


def objection(state: State, command: Any) -> Reach:
    known = state.objections.get(command.objection)
    return about(state, known) if known else Reach(frozenset(state.halls))


def rectification(state: State, command: Any) -> Reach:
    known = state.rectifications.get(command.rectification)
    return track(state, known) if known else Reach(frozenset(state.halls))


def flag(state: State, command: Any) -> Reach:
    """Of its track; of all halls, if it is about none."""
    flag = state.flags.get(command.id)
    if flag and flag.track:
        return Reach(halls_of_track(state, flag.track), flag.track)
    return Reach(frozenset(state.halls))


def signed_thing(state: State, command: Any) -> Reach | None:
    """What waits for the signature, by its track; what is of none is of the whole competition."""
    found = thing(state, command.act, command.subject)
    if found is None:  # `decide` says so
        return Reach(frozenset(state.halls))
    if not found.track:
        return None
    return Reach(halls_of_track(state, found.track), found.track)


def entry(state: State, command: Any) -> Reach:
    """That of what was entered."""
    known = state.entries.get(command.entry)
    if known is None:  # `decide` says so
        return Reach(frozenset(state.halls))
    return (
        performance(state, known.asked) if hasattr(known.asked, "performance") else track(state, known.asked)
    )


def entrant(state: State, command: Any) -> Reach:
    try:
        return Reach(halls_of_entrant(state, command.track, command.entrant), command.track)
    except KeyError:  # as above
        return Reach(frozenset(state.halls), command.track)


def panel(state: State, command: Any) -> Reach:
    key = PanelKey(command.track, command.round, command.panel)
    return Reach(frozenset({state.hall_of_panel(key)}), command.track, key)


def judge(state: State, command: Any) -> Reach:
    return Reach(state.halls_of_judge(command.judge))


def screen(state: State, command: Any) -> Reach:
    """A screen is moved by who may act in both halls."""
    known = state.screens.get(command.number)
    to = getattr(command, "hall", known.hall if known else None)
    if to is None:  # it has been removed already: `decide` says so
        return Reach(frozenset(state.halls))
    return Reach(frozenset({to}) if known is None or known.hall == to else frozenset())


def login_pass(state: State, command: Any) -> Reach | None:
    held = state.passes.get(command.id)
    return Reach(halls_of_pass(state, held)) if held and (held.hall or held.judge) else None


def asking(state: State, command: Any) -> Reach | None:
    asked = state.handovers.get(command.device)
    held = state.passes.get(asked.pass_id) if asked else None
    if asked is None:
        return Reach(frozenset(state.halls))
    return Reach(halls_of_pass(state, held)) if held and (held.hall or held.judge) else None
