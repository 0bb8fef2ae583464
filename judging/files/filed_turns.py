"""The marks read, as the turns of the arithmetic: sheets in seat order, made when somebody asks."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from judging.core.scoring.day import Day, Deduction, Sheet, SheetState, Shortened, Turn
from judging.core.scoring.natural import natural
from judging.core.scoring.rulebook import Sheets

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
        decisions: Mapping[tuple[str, str], Shortened],
    ) -> None:
        self._rounds = {id: Seating(marks) for id, marks in rounds.items()}
        self._entrants = entrants
        self._deductions = deductions
        self._decisions = decisions

    def __getitem__(self, key: tuple[str, str]) -> Turn:
        seating = self._rounds[key[0]]
        found = seating.turn(key[1], self._deductions.get(key, ()))
        return replace(found, short=self._decisions[key]) if key in self._decisions else found

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
            found = (self._sheet(entrant, codes, seat) for seat in seats)
            sheets = [sheet for sheet in found if sheet is not None]
        return Turn(sheets, deductions, panel or None)

    def _sheet(self, entrant: str, record: "array[int]", seat: Seat) -> Sheet | None:
        """None of who did not sit before this entrant."""
        codes = record[seat.at : seat.at + self._width]
        if len(codes) == self._width and min(codes) > EMPTY:
            values = self._marks.values
            return Sheet(seat.judge, IN, tuple([values[code] for code in codes]), seat.group)
        state, _ = self._marks.states.get((entrant, seat.judge), (SheetState.MISSING, 0))
        return None if state is None else Sheet(seat.judge, state, (), seat.group)

    def _missing(self, seat: Seat) -> Sheet:
        return Sheet(seat.judge, SheetState.MISSING, (), seat.group)


def as_filed(day: Day) -> Day:
    """The day as files tell of it, which know no seats: who of equals is dropped may be another."""
    turns = {
        key: replace(turn, sheets=sorted(turn.sheets, key=lambda sheet: natural(sheet.judge)))
        for key, turn in day.turns.items()
    }
    return replace(day, turns=turns)


def in_natural_order(seats: Mapping[tuple[str, str], int]) -> tuple[Seat, ...]:
    ordered = sorted(seats.items(), key=lambda item: natural(item[0][0]))
    return tuple(Seat(judge, group or None, at) for (judge, group), at in ordered)
