"""回避: whom a judge may not judge; for the judge alone, and all of them for the organiser."""

from collections.abc import Iterator

from msgspec import Struct

from judging.core.hall.performance import PerformanceId
from judging.core.hall.staging import UNDER_WAY
from judging.core.marking.avoiding import Shortage, recusal_of, shortages, to_be_judged, why
from judging.core.marking.recusal import Recusal
from judging.core.people.taking_part import Judge
from judging.core.sentence import Sentence
from judging.core.state import State

from .at_a_glance import SCORED
from .unchanged import of_recusals, remembered


class RecusalRow(Struct, frozen=True):
    """One entrant this judge will judge, or is recused from."""

    track: str
    entrant: str
    name: str
    district: str
    why: Sentence | None = None  # None: not recused
    declared: bool = False  # may be withdrawn; False of what the rules find
    open: bool = True  # may be declared: still to be judged


class RecusalsView(Struct, frozen=True):
    rows: tuple[RecusalRow, ...]


class StandingRecusal(Struct, frozen=True):
    judge: str
    judge_name: str
    track: str
    entrant: str
    entrant_name: str
    why: Sentence
    declared: bool
    on_paper: bool


class ShortPanel(Struct, frozen=True):
    """Before the draw: whom a panel could not judge."""

    track: str
    round: str
    panel: str
    entrant: str
    entrant_name: str
    recused: tuple[str, ...]  # names of judges
    left: int
    minimum: int
    group: str = ""


@remembered(of_recusals)
def recusals(state: State, me: str) -> RecusalsView:
    """Raises KeyError if no panel seats *me*."""
    state.judge(me)
    return RecusalsView(tuple(_row(state, me, *key) for key in to_be_judged(state, me)))


def _row(state: State, me: str, track: str, entrant: str) -> RecusalRow:
    found, ids = state.entrants[track][entrant], tuple(_before(state, me, track, entrant))
    recusal = _recusal(state, me, ids)
    phases = [state.performance(id).phase for id in ids]
    return RecusalRow(
        track,
        entrant,
        found.name,
        found.district,
        why(recusal) if recusal else None,
        declared=bool(recusal and recusal.is_declared),
        open=any(phase not in (*SCORED, *UNDER_WAY) for phase in phases),
    )


def _before(state: State, judge: str, track: str, entrant: str) -> Iterator[PerformanceId]:
    """The performances of the entrant that come before a panel of this judge, or may."""
    for round in state.track(track).rounds if track in state.entrants else ():
        if round.is_performed:
            id = PerformanceId(track, round.id, entrant)
            key = state.panel_of(id)
            keys = (key,) if key else state.panel_keys(track, round.id)
            panels = (state.panels[each] for each in keys if each in state.panels)
            if any(seated.id == judge for panel in panels for seated in (*panel.judges, *panel.reserves)):
                yield id


def _recusal(state: State, judge: str, ids: tuple[PerformanceId, ...]) -> Recusal | None:
    return next((found for id in ids if (found := recusal_of(state, id, judge))), None)


@remembered(of_recusals)
def standing(state: State, _: str) -> tuple[StandingRecusal, ...]:
    """All that are known, judge by judge."""
    judges = {judge.id: judge for p in state.panels.values() for judge in (*p.judges, *p.reserves)}
    return tuple(found for judge in judges.values() for found in _of(state, judge))


def _of(state: State, judge: Judge) -> Iterator[StandingRecusal]:
    for track, entrant in to_be_judged(state, judge.id):
        recusal = _recusal(state, judge.id, tuple(_before(state, judge.id, track, entrant)))
        if recusal:
            name = state.name_of(track, entrant)
            yield StandingRecusal(
                judge.id,
                judge.name,
                track,
                entrant,
                name,
                why(recusal),
                recusal.is_declared,
                recusal.on_paper,
            )


@remembered(of_recusals)
def short_panels(state: State, _: str) -> tuple[ShortPanel, ...]:
    return tuple(_short(state, each) for each in shortages(state))


def _short(state: State, found: Shortage) -> ShortPanel:
    return ShortPanel(
        *found.key,
        found.entrant,
        state.name_of(found.key.track, found.entrant),
        tuple(judge.name for judge in found.recused),
        found.left,
        found.minimum,
        found.group,
    )
