"""A day as the texts of the files of `judging tally` tell it.

The first engine's readers have refused what is malformed; whatever here still cannot be understood is an
error, and so a disagreement.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from operator import add, itemgetter
from typing import NamedTuple, cast

from .contest import Contest, Criterion, Round, Track, from_toml
from .digits import millionths
from .given import MISSING, NOBODY, Given, Key, Performance, Seat, Sheet

MARKS = ("track", "round", "entrant", "judge", "criterion", "mark", "group", "panel")
VALUES = ("track", "round", "entrant", "score", "class")
DEDUCTIONS = ("track", "round", "entrant", "points")
STATUSES = ("track", "entrant", "status")
DECISIONS = ("track", "round", "entrant", "minimum")
ORDERS = ("track", "entrant", "order")
FORMULA = frozenset("=+-@\t\r")  # what a formula begins with

UNSEATED = "unseated"  # another had the judge's seat before this entrant
MOST_TEXTS = 10_000  # marks remembered for a criterion; a hall uses a few hundred


@dataclass(frozen=True, slots=True)
class Texts:
    """The files as they are, in bytes; "" for one that was not given."""

    rules: bytes
    marks: bytes
    components: bytes = b""
    deductions: bytes = b""
    status: bytes = b""
    order: bytes = b""
    decisions: bytes = b""


def filed(texts: Texts) -> tuple[Contest, dict[str, Given]]:
    """The rules, and what each track was given."""
    contest = from_toml(texts.rules.decode())
    sheets = _sheets(contest, texts.marks)
    enough = {(t, r, e): int(count) for t, r, e, count in cells(texts.decisions, DECISIONS)}
    given = {track.id: Given((), _performances(track, sheets, enough)) for track in contest.tracks}
    for track, round, entrant, score, group in cells(texts.components, VALUES):
        value = score if score == "none" else millionths(score) if score else None
        given[track].values[round, entrant] = value
        if group:
            given[track].classes[entrant] = group
    for track, round, entrant, points in cells(texts.deductions, DEDUCTIONS):
        given[track].deductions.setdefault((round, entrant), []).append(millionths(points))
    for track, entrant, status in cells(texts.status, STATUSES):
        given[track].statuses[entrant] = status
    for track, entrant, order in cells(texts.order, ORDERS):
        given[track].orders[entrant] = int(order)
    return contest, {id: replace(found, entrants=_entrants(id, sheets, found)) for id, found in given.items()}


def _entrants(track: str, sheets: "Mapping[Key, Sheets]", given: Given) -> list[str]:
    """Whoever a row speaks of; only deductions and orders need an entrant who is known."""
    known = {entrant for _, entrant in given.values} | set(given.statuses)
    for (of, _), judged in sheets.items():
        if of == track:
            known.update(judged.records)
    return sorted(known)


def _performances(
    track: Track, sheets: "Mapping[Key, Sheets]", enough: Mapping[tuple[str, str, str], int]
) -> Callable[[Round, str], Performance]:
    """*enough*: how many sheets the head judge found enough, of those about whom that was decided."""
    of = {round: judged.performance for (id, round), judged in sheets.items() if id == track.id}

    def decided(round: Round, entrant: str) -> Performance:
        return of[round.id](entrant)._replace(enough=enough.get((track.id, round.id, entrant)))

    return decided if enough else lambda round, entrant: of[round.id](entrant)


def cells(data: bytes, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The wanted cells of each row; "" for a column that is not there. Empty rows are passed over."""
    rows = csv.reader(io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline=""))
    header = next(rows, [])
    pick = itemgetter(*(header.index(name) if name in header else len(header) for name in columns))
    picked = map(pick, map(add, filter(any, rows), repeat([""])))  # a million rows without a line of Python
    return map(unled, picked) if b"'" in data else picked


def unled(row: tuple[str, ...]) -> tuple[str, ...]:
    """Without the apostrophe before what would be a formula."""
    return tuple(cell[1:] if cell[:1] == "'" and cell.lstrip("'")[:1] in FORMULA else cell for cell in row)


class Sitting(NamedTuple):
    """In the natural order of the judges, with the slots of their marks."""

    seats: list[Seat]
    slots: list[int]


class Column(NamedTuple):
    """A criterion, and the texts seen there with what they mean."""

    n: int
    criterion: Criterion
    texts: dict[str, int]

    def mark(self, text: str) -> int:
        value = _mark(self.criterion, text)
        if len(self.texts) < MOST_TEXTS:
            self.texts[text] = value
        return value


class Sheets:
    """The marks of a judged round. A judge's mark for a criterion stands at the same slot of each record."""

    def __init__(self, round: Round) -> None:
        self._round = round
        self.width = len(round.criteria)
        self._named: list[Seat] = []  # by number
        self._states: dict[str, dict[int, str]] = {}  # (entrant → seat →) what became of the sheet
        self._sitting: dict[str, Sitting] = {}  # by panel
        self._natural: list[int] = []  # the place of each seat in the natural order of the judges
        self.seats: dict[tuple[str, str], int] = {}  # the marks of seat n stand from slot n × criteria on
        self.columns: dict[str, Column] = {c.id: Column(n, c, {}) for n, c in enumerate(round.criteria)}
        self.records: dict[str, dict[int, int]] = {}  # by entrant: slot → mark
        self.panels: dict[str, str] = {}  # by entrant

    def take(self, entrant: str, judge: str, group: str, criterion: str, mark: str, panel: str) -> None:
        seat = self.seats.setdefault((judge, group), len(self._named))
        if seat == len(self._named):
            self._named.append((judge, group or None))
        if entrant not in self.records:
            self.records[entrant], self.panels[entrant] = {}, panel
        if criterion and mark:
            column = self.columns[criterion]
            self.records[entrant][seat * self.width + column.n] = column.mark(mark)
        else:
            states = self._states.setdefault(entrant, {})
            states[seat] = mark if not criterion and mark else states.get(seat, MISSING)

    def performance(self, entrant: str) -> Performance:
        record, panel = self.records.get(entrant, {}), self.panels.get(entrant)
        if not self._sitting:
            self._sit_down()
        if self._round.each:
            sitting = self._seated(self._own_seats(entrant))
        elif self._round.panels and panel is None:
            return NOBODY
        else:
            sitting = self._sitting[panel if self._round.panels and panel else ""]
        width = self.width
        marks = list(map(record.get, sitting.slots))
        if None in marks:
            states = self._states.get(entrant, {})
            found = [
                _sheet(states, marks[n : n + width], sitting.slots[n] // width)
                for n in range(0, len(marks), width)
            ]
            if UNSEATED in found:
                seats = [seat for seat, sheet in zip(sitting.seats, found, strict=True) if sheet != UNSEATED]
                return Performance(seats, [sheet for sheet in found if sheet != UNSEATED], panel or None)
            return Performance(sitting.seats, found, panel or None)
        sheets = list(zip(*[iter(marks)] * width, strict=True))  # so many marks at a time
        return Performance(sitting.seats, cast(list[Sheet], sheets), panel or None, whole=True)

    def _sit_down(self) -> None:
        """Whoever has a row for anybody of a panel sits on it, for all who come before that panel."""
        by_panel: dict[str, set[int]] = {"": set(range(len(self._named)))}
        if self._round.panels:
            for entrant, panel in self.panels.items():
                by_panel.setdefault(panel, set()).update(self._own_seats(entrant))
        order = sorted(range(len(self._named)), key=lambda seat: natural(self._named[seat][0]))
        self._natural = [0] * len(order)
        for place, seat in enumerate(order):
            self._natural[seat] = place
        self._sitting = {panel: self._seated(seats) for panel, seats in by_panel.items()}

    def _own_seats(self, entrant: str) -> set[int]:
        """Of those who have a row for this entrant."""
        width = self.width
        return {slot // width for slot in self.records.get(entrant, ())} | set(self._states.get(entrant, ()))

    def _seated(self, seats: set[int]) -> Sitting:
        ordered = sorted(seats, key=self._natural.__getitem__)
        slots = [seat * self.width + n for seat in ordered for n in range(self.width)]
        return Sitting([self._named[seat] for seat in ordered], slots)


def _sheet(states: Mapping[int, str], marks: Sequence[int | None], seat: int) -> Sheet:
    given = [mark for mark in marks if mark is not None]
    return tuple(given) if len(given) == len(marks) else states.get(seat, MISSING)


def _mark(criterion: Criterion, text: str) -> int:
    """Within the criterion's bounds, a whole number of steps from the lowest. Raises ValueError."""
    value = millionths(text)
    if not criterion.low <= value <= criterion.high or (value - criterion.low) % criterion.step:
        raise ValueError(f"no mark of {criterion.id}: {text!r}")
    return value


def natural(id: str) -> tuple[tuple[int, int, str], ...]:
    """J2 before J10: digits as numbers, and before other text."""
    keys = []
    for digits, other in re.findall(r"([0-9]+)|([^0-9]+)", id):
        bare = digits.lstrip("0")
        keys.append((1, 0, other) if other else (0, len(bare), bare))
    return (*keys, (-1, 0, id))


def _sheets(contest: Contest, data: bytes) -> dict[Key, Sheets]:
    rounds = {
        (track.id, round.id): Sheets(round)
        for track in contest.tracks
        for round in track.rounds
        if round.kind == "judged"
    }
    for track, round, entrant, judge, criterion, mark, group, panel in cells(data, MARKS):
        sheets = rounds[track, round]
        try:
            seat, record = sheets.seats[judge, group], sheets.records[entrant]
            column = sheets.columns[criterion if mark else ""]
        except KeyError:  # somebody not seen before, or a word for the sheet
            sheets.take(entrant, judge, group, criterion, mark, panel)
            continue
        value = column.texts.get(mark)
        record[seat * sheets.width + column.n] = column.mark(mark) if value is None else value
    return rounds
