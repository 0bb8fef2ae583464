"""When its time has come an evaluation is closed, though nobody closes it: before anything else happens.

The log needs no entry for it: whatever is decided or applied at a later moment finds it closed.
"""

from msgspec.structs import replace

from judging.core.publication.on_air import taken_back
from judging.core.state import State

from .settling import settled


def lapsed(state: State, at: str) -> State:
    """The state at *at*: what was open until then is closed."""
    over = [key for key, each in state.evaluations.items() if each.is_open and each.is_over(at)]
    for key in over:
        found = state.evaluations[key]
        closed = settled(state.round(*key), found, found.until)
        state = taken_back(replace(state, evaluations={**state.evaluations, key: closed}), key[0])
    return state


def next_end(state: State) -> str:
    """When the next of those that are open closes by itself; "" where none will."""
    return min((each.until for each in state.evaluations.values() if each.is_open and each.until), default="")
