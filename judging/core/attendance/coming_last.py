"""Who comes into an order that was made without them: last before their panel, and on its record."""

from msgspec.structs import replace

from judging.core.hall.performance import PerformanceId
from judging.core.mappings import with_key
from judging.core.setup.prepared import Move
from judging.core.state import RoundKey, State


def last_in_orders(state: State, track: str, move: Move) -> State:
    """At the end of each order of *track* that does not have `move.entrant` yet."""
    for key, order in state.orders.items():
        if key[0] == track and move.entrant not in order.entrants:
            state = _last(state, key, move)
    return state


def _last(state: State, key: RoundKey, move: Move) -> State:
    """Behind those, too, who were moved to the panel since the round began."""
    order, made = state.orders[key], state.assignments.get(key)
    order = replace(order, entrants=(*order.entrants, move.entrant))
    state = replace(state, orders=with_key(state.orders, key, order))
    if made is not None and made.moved:
        moved = (*(each for each in made.moved if each != move.entrant), move.entrant)
        state = replace(state, assignments=with_key(state.assignments, key, replace(made, moved=moved)))
    recorded = replace(order, moves=(*order.moves, replace(move, to=number_of(state, key, move.entrant))))
    return replace(state, orders=with_key(state.orders, key, recorded))


def number_of(state: State, key: RoundKey, entrant: str) -> int:
    """From 1 before the entrant's panel; 0 before none."""
    panel = state.panel_of(PerformanceId(*key, entrant))
    return state.order_of(panel).index(entrant) + 1 if panel else 0
