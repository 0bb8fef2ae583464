"""What every printed form is made of: a heading, a table, what follows from it, and who signs."""

from collections.abc import Iterator, Sequence

from msgspec import Struct, json

from judging.core.performance import Phase, SeatMark
from judging.core.results import Step
from judging.core.state import RoundKey, State
from judging.core.words import EXCUSES
from judging.sheets.table import Cell, Table

SIGNATURES = ("记分员", "复核员", "评委组长", "监督员")

Fact = tuple[str, str, str]  # about whom or what, what, and how it stands on the paper


class Place(Struct, frozen=True):
    """Which sheet of a form it is: of a track, of one of its rounds, of an entrant or judge in there."""

    track: str
    round: str = ""
    subject: str = ""


class Correction(Struct, frozen=True):
    at: str  # UTC
    kind: str  # the event's class name
    text: str
    is_told: bool = True  # False: a fact of the check code, but nothing that was corrected


class Excuse(Struct, frozen=True):
    """A judge who gave no marks. A recusal is signed by who declared it; who was absent cannot sign."""

    judge: str  # seat and name
    state: str  # "recused" | "absent"
    reason: str

    @property
    def text(self) -> str:
        last = "本人签名：" if self.signs else "不签名。"
        return f"{self.judge} {EXCUSES[self.state]}（{self.reason}），{last}"

    @property
    def signs(self) -> bool:
        return self.state == "recused"


class Sheet(Struct, frozen=True):
    form: str  # key in `forms.FORMS`
    place: Place
    title: str
    table: Table
    heading: tuple[tuple[str, str], ...] = ()  # label and value
    outcome: tuple[tuple[str, str], ...] = ()  # label and value, the last one is what counts
    steps: tuple[Step, ...] = ()
    corrections: tuple[Correction, ...] = ()
    notes: tuple[str, ...] = ()
    excuses: tuple[Excuse, ...] = ()
    signatures: tuple[str, ...] = SIGNATURES
    gist: tuple[tuple[str, str], ...] = ()  # what a reader compares with the paper in the hand

    @property
    def corrected(self) -> tuple[Correction, ...]:
        return tuple(found for found in self.corrections if found.is_told)


def facts(sheet: Sheet) -> Iterator[Fact]:
    """All names and numbers on the sheet, which its check code is made of.

    Words of ours that may be put better one day (headings, notes) must not be among them.
    """
    yield from (("heading", label, value) for label, value in sheet.heading)
    for line in sheet.table.lines:
        for column, cell in zip(sheet.table.columns, line.cells, strict=True):
            yield line.subject, column.key, f"{cell.text} {cell.struck}".rstrip()
    yield from (("outcome", label, value) for label, value in sheet.outcome)
    yield from (_of_step(step) for step in sheet.steps)
    yield from (("correction", found.kind, found.at) for found in sheet.corrections)


def _of_step(step: Step) -> Fact:
    """Kind and values; of a log of before the words, which are all it has."""
    if not step.kind:
        return "step", step.label, step.text
    return "step", "·".join((*step.of, step.kind)), json.encode(step.values, order="deterministic").decode()


def printable(whole: bool) -> tuple[Phase, ...]:
    """The phases in which a score may stand on paper; *whole* includes those not revealed yet."""
    return (Phase.CONFIRMED, Phase.REVEALED) if whole else (Phase.REVEALED,)


def number_of(state: State, key: RoundKey, entrant: str) -> str:
    """序号: the place in the round's running order, from 1."""
    order = state.orders.get(key)
    return str(order.entrants.index(entrant) + 1) if order and entrant in order.entrants else ""


def seat_cells(seats: Sequence[int], marks: Sequence[SeatMark]) -> tuple[Cell, ...]:
    """The seats' totals, dropped extremes struck out; who gave none with the word why."""
    by_seat = {mark.seat: mark for mark in marks}
    return tuple(_seat_cell(by_seat[seat]) if seat in by_seat else Cell() for seat in seats)


def _seat_cell(mark: SeatMark) -> Cell:
    if mark.total is None:
        return Cell(str(EXCUSES.get(mark.state, "")))
    return Cell(mark.total, mark.dropped)
