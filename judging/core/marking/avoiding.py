"""Whom a judge may not judge: what was declared binds from the call on, whatever else changes meanwhile."""

from typing import NamedTuple

from judging.core.hall.performance import PerformanceId
from judging.core.people.person import Person
from judging.core.people.taking_part import Judge
from judging.core.scoring.avoid import Avoid
from judging.core.scoring.panel import groups_of
from judging.core.sentence import Sentence, sentence
from judging.core.state import PanelKey, State
from judging.core.words import RECUSAL_GROUNDS

from .recusal import Recusal, RecusalGround


def recusal_of(state: State, id: PerformanceId, judge: str) -> Recusal | None:
    """Why this judge may not judge this performance; None where nothing is known against it."""
    declared = state.recusals.get((id.track, id.entrant), {}).get(judge)
    return declared or _matched(state, id, judge)


def _matched(state: State, id: PerformanceId, judge: str) -> Recusal | None:
    """By the rules: of the same unit, or from the same district. A team is its own unit, too."""
    avoid, person = state.round(id.track, id.round).avoid, state.people.get(judge)
    if avoid is Avoid.NONE or person is None:
        return None
    entrant = state.entrants[id.track][id.entrant]
    if avoid in (Avoid.UNIT, Avoid.BOTH) and any(
        _is_same(person.unit, unit) for unit in (entrant.unit, entrant.name)
    ):
        return Recusal(RecusalGround.UNIT)
    if avoid in (Avoid.DISTRICT, Avoid.BOTH) and _is_same(_short(person.district), _short(entrant.district)):
        return Recusal(RecusalGround.DISTRICT)
    return None


def _is_same(one: str, other: str) -> bool:
    """Of two that are both known."""
    return bool(one.strip()) and one.strip() == other.strip()


def _short(district: str) -> str:
    """“浦东新区” and “浦东” are one."""
    return district.strip().removesuffix("新区").removesuffix("区")


def without_particulars(state: State, key: PanelKey) -> tuple[str, ...]:
    """The judges of whom the rules cannot find whom they must not judge: what they ask for is not known."""
    avoid = state.round(key.track, key.round).avoid
    panel = state.panels.get(key)
    if avoid is Avoid.NONE or panel is None:
        return ()
    people = ((judge.name, state.people.get(judge.id)) for judge in panel.judges)
    return tuple(name for name, person in people if not person or not _asked(avoid, person))


def _asked(avoid: Avoid, person: Person) -> bool:
    """Whether all is known of a person that such rules ask for."""
    asked = {
        Avoid.NONE: (),
        Avoid.UNIT: (person.unit,),
        Avoid.DISTRICT: (person.district,),
        Avoid.BOTH: (person.unit, person.district),
    }
    return all(asked[avoid])


def why(recusal: Recusal) -> Sentence:
    """“同区”, “亲属关系：表姐”."""
    ground = RECUSAL_GROUNDS[recusal.ground]
    return sentence("{ground}：{words}", ground=ground, words=recusal.words) if recusal.words else ground


def to_be_judged(state: State, judge: str) -> tuple[tuple[str, str], ...]:
    """(track, entrant) of all whom this judge will or may judge, in the order of the rosters.

    Without an assignment everybody may come before each of a round's panels.
    """
    found: dict[tuple[str, str], None] = {}
    for key, panel in state.panels.items():
        if any(seated.id == judge for seated in (*panel.judges, *panel.reserves)):
            found |= dict.fromkeys((key.track, entrant) for entrant in coming_before(state, key))
    return tuple(found)


def coming_before(state: State, key: PanelKey) -> tuple[str, ...]:
    """Who takes part and is before this panel, or may still be assigned to it."""
    assignment = state.assignments.get((key.track, key.round))
    panels = assignment.panels if assignment else {}
    return tuple(
        entrant
        for entrant in state.entrants.get(key.track, {})
        if (key.track, entrant) not in state.statuses and panels.get(entrant, key.panel) == key.panel
    )


class Shortage(NamedTuple):
    """A panel of which too few may judge an entrant."""

    key: PanelKey
    entrant: str
    recused: tuple[Judge, ...]
    left: int
    minimum: int
    group: str = ""  # the name of the group of which they are too few


def shortages(state: State) -> tuple[Shortage, ...]:
    """Before anybody is called: whom a panel could not judge, because fewer would than the rules need."""
    return tuple(
        found
        for track, round in state.performed_rounds()
        for key in state.panel_keys(track.id, round.id)
        if key in state.panels
        for entrant in coming_before(state, key)
        if (found := _shortage(state, key, entrant)) is not None
    )


def _shortage(state: State, key: PanelKey, entrant: str) -> Shortage | None:
    id = PerformanceId(key.track, key.round, entrant)
    if state.performance(id).is_begun:
        return None
    judges, round = state.panels[key].judges, state.round(key.track, key.round)
    for group in groups_of(round):
        here = tuple(judge for judge in judges if not round.groups or judge.group == group.id)
        recused = tuple(judge for judge in here if recusal_of(state, id, judge.id))
        left = len(here) - len(recused)
        if recused and left < group.minimum:
            return Shortage(key, entrant, recused, left, group.minimum, group.name)
    return None
