"""出场顺序: drawn by lot, or entered before a witness."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.hall.performance import Phase
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .draw import shuffled
from .prepared import Order


class DrawOrder(AnyCommand, frozen=True):
    track: str
    round: str
    seed: str


class EnterOrder(AnyCommand, frozen=True):
    track: str
    round: str
    order: tuple[str, ...]
    witness: str


class OrderDrawn(AnyEvent, frozen=True):
    track: str
    round: str
    order: tuple[str, ...]
    seed: str  # `draw.shuffled` with it gives the same order again


class OrderEntered(AnyEvent, frozen=True):
    track: str
    round: str
    order: tuple[str, ...]
    witness: str


MAX_SEED = 64


def draw_order(state: State, command: DrawOrder, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    checks.performed(state, command.track, command.round)
    _not_called(state, command.track, command.round)
    seed = checks.text(command.seed, sentence("抽签种子"), most=MAX_SEED)
    order = shuffled(taking_part(state, command.track), seed)
    return (OrderDrawn(command.track, command.round, order, seed),)


def enter_order(state: State, command: EnterOrder, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    checks.performed(state, command.track, command.round)
    _not_called(state, command.track, command.round)
    witness = checks.text(command.witness, sentence("见证人姓名"), most=40)
    if sorted(command.order) != sorted(taking_part(state, command.track)):
        raise Refused(Reason.INCOMPLETE, "出场顺序须恰好列出每个参赛对象一次，请核对名单")
    return (OrderEntered(command.track, command.round, command.order, witness),)


def taking_part(state: State, track: str) -> tuple[str, ...]:
    found = tuple(id for id in state.entrants.get(track, {}) if (track, id) not in state.statuses)
    if not found:
        raise Refused(Reason.INCOMPLETE, "本组还没有参赛对象，请先录入名单")
    return found


def _not_called(state: State, track: str, round: str) -> None:
    called = [
        id for id, found in state.performances.items() if found.phase is not Phase.WAITING or found.attempts
    ]
    if any((id.track, id.round) == (track, round) for id in called):
        raise Refused(Reason.BEGUN, "本环节已有参赛对象出场，顺序不能再改")


def order_drawn(state: State, event: OrderDrawn, at: str) -> State:
    order = Order(event.order, seed=event.seed, at=at, drawn=event.order)
    return replace(state, orders=with_key(state.orders, (event.track, event.round), order))


def order_entered(state: State, event: OrderEntered, at: str) -> State:
    order = Order(event.order, witness=event.witness, at=at, drawn=event.order)
    return replace(state, orders=with_key(state.orders, (event.track, event.round), order))
