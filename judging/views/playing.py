"""The reveal on stage on its way through its beats, for the console that leads it."""

from msgspec import Struct

from judging.core.hall.air import Pace
from judging.core.hall.beats import Beat, of_stage
from judging.core.hall.hall import Hall
from judging.core.state import State


class Playing(Struct, frozen=True):
    """`beats` and `ends` count ms from `since`, which is in ms since 1970."""

    pace: Pace
    since: int
    beats: tuple[Beat, ...]
    let: int  # how many beats may be shown so far; the others wait for the key
    ends: int


def playing(state: State, hall: Hall) -> Playing | None:
    """Also of a reveal that is over: a view knows no time, so the page looks at its clock."""
    found = of_stage(state, hall)
    if found is None:
        return None
    playback, table = found
    let = len(table.beats) if playback.beats is None else playback.beats
    return Playing(playback.pace, playback.since, table.beats, let, table.ends)
