"""What the second engine is given of one track: sheets, values, deductions, statuses and orders."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .contest import Round

MISSING, ABSENT, RECUSED = "missing", "absent", "recused"

Key = tuple[str, str]  # round, entrant
Sheet = Sequence[int] | str  # marks in millionths, in the order of the criteria, or one of the words above
Seat = tuple[str, str | None]  # judge, group


class Performance(NamedTuple):
    """One sheet for each seat; seats stand in seat order."""

    seats: Sequence[Seat]
    sheets: Sequence[Sheet]
    panel: str | None = None
    whole: bool = False  # known to have no word among the sheets
    enough: int | None = None  # so many sheets are, as the head judge decided


NOBODY = Performance((), ())


@dataclass(frozen=True, slots=True)
class Given:
    """Of one track. `performance` makes an entrant's judged performance when it is asked for."""

    entrants: Sequence[str]
    performance: Callable[[Round, str], Performance]
    values: dict[Key, int | str | None] = field(default_factory=dict)  # None: a row without a value
    deductions: dict[Key, list[int]] = field(default_factory=dict)
    statuses: dict[str, str] = field(default_factory=dict)
    orders: dict[str, int] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)

    @property
    def ranked(self) -> list[str]:
        return [entrant for entrant in self.entrants if entrant not in self.statuses]
