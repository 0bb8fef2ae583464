"""The marks read, as the turns of the arithmetic: sheets in seat order, made when somebody asks."""

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from judging.core.results import Deduction, Sheet, SheetState, Turn
from judging.core.rulebook import Sheets

from .marks import EMPTY, RoundMarks

IN = SheetState.IN


class Turns(Mapping[tuple[str, str], Turn]):
    """The turns of one track by (round, entrant), each made anew when asked for.

    In a round without panels every entrant has a turn as soon as one judge sits: all sheets missing. Where
    sheets = each, a turn has the sheets of those alone who have a row for the entrant.
    """

    def __init__(
        self,
        rounds: Mapping[str, RoundMarks],
        entrants: Sequence[str],
        deductions: Mapping[tuple[str, str], Sequence[Deduction]],
    ) -> None:
        self._rounds = {id: Seating(marks) for id, marks in rounds.items()}
        self._entrants = entrants
        self._deductions = deductions

    def __getitem__(self, key: tuple[str, str]) -> Turn:
        seating = self._rounds[key[0]]
        return seating.turn(key[1], self._deductions.get(key, ()))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        for id, seating in self._rounds.items():
            yield from ((id, entrant) for entrant in self._entrants if seating.has(entrant))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Seat(NamedTuple):
    judge: str
    group: str | None
    at: int  # where the judge's codes start in a record


class Seating:
    """Who judged whom in one round, judges in natural order (contract, finer points)."""

    def __init__(self, marks: RoundMarks) -> None:
        self._marks = marks
        self._width = len(marks.columns)
        self._of_panels = {}
        if marks.round.sheets is Sheets.PANEL:
            self._of_panels = {id: in_natural_order(seats) for id, seats in marks.seats.items()}

    def has(self, entrant: str) -> bool:
        return entrant in self._marks.panel_of or not self._marks.round.panels

    def turn(self, entrant: str, deductions: Sequence[Deduction]) -> Turn:
        """Raises KeyError for an entrant no panel has seen."""
        panel = self._marks.panel_of[entrant] if self._marks.round.panels else ""
        record = self._marks.records.get(entrant)
        if record is None:
            return Turn(
                [self._missing(seat) for seat in self._of_panels.get(panel, ())], deductions, panel or None
            )
        seats = self._of_panels[panel] if self._of_panels else in_natural_order(record.seats)
        codes, values, width = record.codes, self._marks.values, self._width
        if len(codes) == len(seats) * width and min(codes) > EMPTY:  # all in: the usual case, worth its speed
            marks = tuple([values[code] for code in codes])
            sheets = [Sheet(judge, IN, marks[at : at + width], group) for judge, group, at in seats]
        else:
            sheets = [self._sheet(entrant, codes, seat) for seat in seats]
        return Turn(sheets, deductions, panel or None)

    def _sheet(self, entrant: str, record: "array[int]", seat: Seat) -> Sheet:
        codes = record[seat.at : seat.at + self._width]
        if len(codes) == self._width and min(codes) > EMPTY:
            values = self._marks.values
            return Sheet(seat.judge, IN, tuple([values[code] for code in codes]), seat.group)
        state, _ = self._marks.states.get((entrant, seat.judge), (SheetState.MISSING, 0))
        return Sheet(seat.judge, state, (), seat.group)

    def _missing(self, seat: Seat) -> Sheet:
        return Sheet(seat.judge, SheetState.MISSING, (), seat.group)


def in_natural_order(seats: Mapping[tuple[str, str], int]) -> tuple[Seat, ...]:
    ordered = sorted(seats.items(), key=lambda item: natural(item[0][0]))
    return tuple(Seat(judge, group or None, at) for (judge, group), at in ordered)


@lru_cache(maxsize=1 << 16)  # an evaluator fills in sheets for several entrants
def natural(id: str) -> tuple[tuple[int, int, str], ...]:
    """J2 before J10: runs of digits compare as numbers, and come before other text."""
    parts: list[str] = re.findall(r"[0-9]+|[^0-9]+", id)
    digits = [(part, part.lstrip("0")) for part in parts]
    keys = [(0, len(bare), bare) if part[0] in "0123456789" else (1, 0, part) for part, bare in digits]
    return (*keys, (-1, 0, id))
