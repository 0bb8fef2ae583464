"""A ranking as it is published."""

from collections.abc import Mapping

from msgspec import Struct


class StandingRow(Struct, frozen=True):
    """One line of a revealed ranking. `scores` by round id; of several panels put on a par the final one."""

    place: int | None
    entrant: str
    scores: Mapping[str, str]
    composite: str
    broken_by: str | None = None
    before: int | None = None  # its place in the ranking revealed last


class Standings(Struct, frozen=True):
    """`within`: the window class that alone stands in it, with places of its own; "" for all of the track."""

    track: str
    rows: tuple[StandingRow, ...]
    of: int  # ranked entrants in the track, revealed or not
    at: str = ""
    within: str = ""
