"""Replay: what an entry of a log makes of the state; a log may be well chained, and nonsense."""

from judging.core.apply import apply
from judging.core.state import State

from . import Entry, Unreadable


def next_state(state: State, entry: Entry) -> State:
    """The state after *entry*. Raises Unreadable for what our rules never decided, whatever it breaks."""
    try:
        return apply(state, entry.event, entry.at, entry.by)
    except Exception as error:
        raise Unreadable(
            entry.position, "第 {position} 条记录与前面的矛盾，请改用备份。", position=entry.position
        ) from error
