"""Moved in the running order: late, or a technical fault. Only who waits moves, and among those who wait."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.hall.performance import PerformanceId, Phase
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.setup.prepared import Move, Moved
from judging.core.state import PanelKey, State
from judging.core.tagged import AnyCommand, AnyEvent

from .checking_in import still_to_come

MAX_WITNESS = 40


class MoveInOrder(AnyCommand, frozen=True):
    """`to`: a number in the order before the panel, of somebody who still waits; None: the last of them."""

    performance: PerformanceId
    to: int | None
    reason: str
    witness: str


class OrderMoved(AnyEvent, frozen=True):
    performance: PerformanceId
    number: int  # before it
    to: int
    order: tuple[str, ...]  # before this panel from now on
    reason: str
    witness: str


def move_in_order(state: State, command: MoveInOrder, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    id = command.performance
    still_to_come(state, id)
    reason = checks.text(command.reason, sentence("调整原因"))
    witness = checks.text(command.witness, sentence("见证人姓名"), most=MAX_WITNESS)
    key = state.panel_of(id)
    listed = state.order_of(key) if key else ()
    if key is None or id.entrant not in listed:
        raise Refused(Reason.INCOMPLETE, "{name}不在出场顺序中，请先补入顺序", name=state.named(id))
    places = open_places(state, key, id.entrant)
    to = command.to if command.to is not None else places[-1] + 1
    if to - 1 not in places:
        raise Refused(
            Reason.NOT_NOW,
            "不能移到第 {to} 位：只能与还没有出场的调换先后，可移到第 {places} 位",
            to=to,
            places=tuple(str(place + 1) for place in places),
        )
    return moved_to(state, key, id, to - 1, reason, witness)


def open_places(state: State, key: PanelKey, entrant: str) -> list[int]:
    """Where those stand who take part and still wait before this panel, and *entrant*; from 0."""
    return [
        place
        for place, each in enumerate(state.order_of(key))
        if each == entrant or _waits(state, PerformanceId(key.track, key.round, each))
    ]


def _waits(state: State, id: PerformanceId) -> bool:
    return state.performance(id).phase is Phase.WAITING and (id.track, id.entrant) not in state.statuses


def moved_to(
    state: State, key: PanelKey, id: PerformanceId, to: int, reason: str, witness: str
) -> tuple[OrderMoved, ...]:
    """Everybody else who waits keeps the turn; who came keeps the number. Nothing where it stands there."""
    listed, places = list(state.order_of(key)), open_places(state, key, id.entrant)
    number = listed.index(id.entrant)
    if number == to:
        return ()
    waiting = [listed[place] for place in places if place != number]
    waiting.insert(places.index(to), id.entrant)
    for place, entrant in zip(places, waiting, strict=True):
        listed[place] = entrant
    return (OrderMoved(id, number + 1, to + 1, tuple(listed), reason, witness),)


def order_moved(state: State, event: OrderMoved, at: str) -> State:
    """Of the round's order only the places of this panel's entrants; whom it lists comes as it lists them."""
    id = event.performance
    key, turns = (id.track, id.round), iter(event.order)
    order, here = state.orders[key], set(event.order)
    move = Move(
        id.entrant,
        Moved.BY_HAND,
        number=event.number,
        to=event.to,
        reason=event.reason,
        witness=event.witness,
        at=at,
    )
    entrants = tuple(next(turns) if each in here else each for each in order.entrants)
    order = replace(order, entrants=entrants, moves=(*order.moves, move))
    state = replace(state, orders=with_key(state.orders, key, order))
    if (made := state.assignments.get(key)) is None:
        return state
    stay = replace(made, moved=tuple(each for each in made.moved if each not in here))
    return replace(state, assignments=with_key(state.assignments, key, stay))
