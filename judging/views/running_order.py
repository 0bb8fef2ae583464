"""The running order before each panel of a hall: a view of its own, since it is long and seldom changes."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.hall.hall import Hall
from judging.core.hall.performance import Attempt, Performance, PerformanceId, Phase
from judging.core.people.taking_part import Entrant, names_among
from judging.core.publication.equalising import Equalised, PanelMean, equalised_of
from judging.core.sentence import Sentence
from judging.core.setup.prepared import Moved
from judging.core.state import PanelKey, State

from .attending import TrackRoster, attend, following, roster
from .steps import Button, button
from .unchanged import of_hall, remembered

OFF_STAGE = (Phase.CONFIRMED, Phase.REVEALED)  # a step can be taken back though another is on stage


class MoveLine(Struct, frozen=True):
    kind: Moved
    number: int  # before it; 0: none
    to: int
    reason: str
    witness: str
    at: str  # UTC
    left: str = ""  # the name of who was replaced


class AttemptLine(Struct, frozen=True):
    """An attempt that does not count."""

    attempt: int  # from 0
    score: str | None  # where it was confirmed
    reason: str  # why it was set aside
    witness: str
    at: str  # UTC


class OrderRow(Struct, frozen=True):
    performance: PerformanceId
    number: int
    name: str
    district: str
    phase: Phase
    status: str | None = None  # withdrawn | no_show | disqualified
    score: str | None = None  # from CONFIRMED on
    arrived_at: str = ""  # 检录; moments in UTC
    waiting_at: str = ""
    calls: tuple[str, ...] = ()  # of the roll, at most three
    may_be_absent: bool = False  # the last call was not answered: 缺席 is possible
    attempt: int = 0  # 补赛: which one this is
    attempts: tuple[AttemptLine, ...] = ()  # the others
    moves: tuple[MoveLine, ...] = ()  # how this entrant came to the number
    attend: tuple[Button, ...] = ()  # what can be done beside the show
    following: Entrant | None = None  # 顺延: who would take the place, of the own district if districts count


class OnAPar(Struct, frozen=True):
    """What the panels' scores were brought to, and what became of those of one panel."""

    common: str
    of_means: bool
    panels: tuple[PanelMean, ...]
    scores: Mapping[str, str]  # entrant → final score


class PanelOrder(Struct, frozen=True):
    """Who comes before one panel, and what can still be done about those who have left the stage."""

    track: str
    round: str
    panel: str  # "" in a round with a single one
    rows: tuple[OrderRow, ...]
    reveals: tuple[Button, ...]  # of the scores that were held back
    no_back: Sentence | None  # why no step of theirs can be taken back now
    equalised: OnAPar | None = None  # once the panels of the round are put on a par


class OrderView(Struct, frozen=True):
    panels: tuple[PanelOrder, ...]
    rosters: tuple[TrackRoster, ...] = ()  # of the tracks that are judged here


@remembered(of_hall)
def order(state: State, id: str) -> OrderView:
    """Raises KeyError for a hall that is not there."""
    hall = state.halls[id]
    keys = state.panels_in(id)
    rounds = dict.fromkeys((key.track, key.round) for key in keys)
    on_a_par = {
        (track, round): equalised_of(state, track, state.round(track, round)) for track, round in rounds
    }
    return OrderView(
        panels=tuple(_of_panel(state, hall, key, on_a_par[key.track, key.round]) for key in keys),
        rosters=tuple(roster(state, track) for track in dict.fromkeys(key.track for key in keys)),
    )


def _of_panel(state: State, hall: Hall, key: PanelKey, on_a_par: Equalised | None) -> PanelOrder:
    ids = tuple(PerformanceId(key.track, key.round, entrant) for entrant in state.order_of(key))
    performances = tuple(map(state.performance, ids))
    left = [
        (id, found.phase)
        for id, found in zip(ids, performances, strict=True)
        if found.phase in OFF_STAGE and id not in hall.on
    ]
    return PanelOrder(
        track=key.track,
        round=key.round,
        panel=key.panel,
        rows=_rows(state, key, ids, performances),
        reveals=tuple(
            button(state, "reveal", c.RevealScore(id)) for id, phase in left if phase is Phase.CONFIRMED
        ),
        no_back=_no_back(state, dict(left)),
        equalised=_of_entrants(on_a_par, ids) if on_a_par else None,
    )


def _of_entrants(found: Equalised, ids: tuple[PerformanceId, ...]) -> OnAPar:
    own = {id.entrant: found.scores[id.entrant] for id in ids if id.entrant in found.scores}
    return OnAPar(found.common, found.of_means, found.panels, own)


def _rows(
    state: State,
    key: PanelKey,
    ids: tuple[PerformanceId, ...],
    performances: tuple[Performance, ...],
) -> tuple[OrderRow, ...]:
    entrants, moves = state.entrants[key.track], _moves(state, key)
    names = names_among(entrants.values())
    return tuple(
        _attended(
            state,
            OrderRow(
                performance=id,
                number=number,
                name=names[id.entrant],
                district=entrants[id.entrant].district,
                phase=found.phase,
                status=state.statuses.get((id.track, id.entrant)),
                score=found.announced.score if found.announced else None,
                moves=moves.get(id.entrant, ()),
                attempt=found.attempt,
                attempts=tuple(map(_attempt, found.attempts)),
            ),
        )
        for number, (id, found) in enumerate(zip(ids, performances, strict=True), 1)
    )


def _attempt(found: Attempt) -> AttemptLine:
    told = found.played.announced
    score = told.score if told else None
    return AttemptLine(found.played.attempt, score, found.reason, found.witness, found.at)


def _attended(state: State, row: OrderRow) -> OrderRow:
    known, found = state.checkin(row.performance), attend(state, row.performance)
    return replace(
        row,
        arrived_at=known.arrived_at,
        waiting_at=known.waiting_at,
        calls=known.calls,
        may_be_absent=known.may_be_absent and row.phase is Phase.WAITING and row.status is None,
        attend=found,
        following=following(state, row.performance) if any(each.id == "replace" for each in found) else None,
    )


def _moves(state: State, key: PanelKey) -> Mapping[str, tuple[MoveLine, ...]]:
    """By entrant, oldest first."""
    order, found = state.orders.get((key.track, key.round)), dict[str, tuple[MoveLine, ...]]()
    for move in order.moves if order else ():
        left = state.name_of(key.track, move.left) if move.left else ""
        line = MoveLine(move.kind, move.number, move.to, move.reason, move.witness, move.at, left)
        found[move.entrant] = (*found.get(move.entrant, ()), line)
    return found


def _no_back(state: State, left: Mapping[PerformanceId, Phase]) -> Sentence | None:
    """Asked of one per hall where they were called: what keeps it from one keeps it from the others there."""
    halls = {state.hall_of(id).id: id for id in left}
    asked = (button(state, "back", c.StepBack(id, "…", left[id])) for id in halls.values())
    return next((each.blocked for each in asked if each.blocked), None)
