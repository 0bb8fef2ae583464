"""The marks read, as the turns of the arithmetic: sheets in seat order, made when somebody asks."""

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from judging.core.results import Deduction, Sheet, SheetState, Turn

from .marks import EMPTY, Panel, RoundMarks


class Turns(Mapping[tuple[str, str], Turn]):
    """The turns of one track by (round, entrant), each made anew when asked for.

    In a round without panels every entrant has a turn as soon as one judge sits: all sheets missing.
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


class Seat(Struct, frozen=True):
    judge: str
    group: str | None
    at: int  # where the judge's codes start in a record


class Seating:
    """The panels of one round with their judges in natural order (contract, finer points)."""

    def __init__(self, marks: RoundMarks) -> None:
        self._marks = marks
        self._seats = {id: in_natural_order(panel.seats) for id, panel in marks.panels.items()}
        self._width = len(marks.columns)

    def has(self, entrant: str) -> bool:
        return entrant in self._marks.panel_of or not self._marks.round.panels

    def turn(self, entrant: str, deductions: Sequence[Deduction]) -> Turn:
        """Raises KeyError for an entrant no panel has seen."""
        id = self._marks.panel_of[entrant] if self._marks.round.panels else ""
        panel = self._marks.panels[id]
        record = panel.records.get(entrant, array("i"))
        values, width, seats = self._marks.values, self._width, self._seats[id]
        if (
            len(record) == len(seats) * width and min(record) > EMPTY
        ):  # all in: the usual case, worth its speed
            marks = [values[code] for code in record]
            sheets = [
                Sheet(s.judge, SheetState.IN, tuple(marks[s.at : s.at + width]), s.group) for s in seats
            ]
        else:
            sheets = [self._sheet(panel, entrant, record, seat) for seat in seats]
        return Turn(sheets, deductions, id or None)

    def _sheet(self, panel: Panel, entrant: str, record: "array[int]", seat: Seat) -> Sheet:
        codes = record[seat.at : seat.at + self._width]
        if len(codes) == self._width and min(codes) > EMPTY:
            marks = tuple(self._marks.values[code] for code in codes)
            return Sheet(seat.judge, SheetState.IN, marks, seat.group)
        state, _ = panel.states.get((entrant, seat.judge), (SheetState.MISSING, 0))
        return Sheet(seat.judge, state, (), seat.group)


def in_natural_order(seats: Mapping[tuple[str, str], int]) -> tuple[Seat, ...]:
    ordered = sorted(seats.items(), key=lambda item: natural(item[0][0]))
    return tuple(Seat(judge, group or None, at) for (judge, group), at in ordered)


def natural(id: str) -> tuple[tuple[int, int, str], ...]:
    """J2 before J10: runs of digits compare as numbers, and come before other text."""
    parts: list[str] = re.findall(r"[0-9]+|[^0-9]+", id)
    digits = [(part, part.lstrip("0")) for part in parts]
    keys = [(0, len(bare), bare) if part[0] in "0123456789" else (1, 0, part) for part, bare in digits]
    return (*keys, (-1, 0, id))
