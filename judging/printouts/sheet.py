"""What every printed form is made of: a heading, a table, what follows from it, and who signs."""

from collections.abc import Iterator, Sequence

from msgspec import Struct, json

from judging.core.hall.performance import PerformanceId, Phase, SeatMark
from judging.core.scoring.day import TraceStep
from judging.core.state import RoundKey, State
from judging.core.words import EXCUSES
from judging.sheets.table import Cell, Table

SIGNATURES = ("记分员", "复核员", "评委组长", "监督员")

Fact = tuple[str, str, str]  # about whom or what, what, and how it stands on the paper


WHOLE = "competition"  # in addresses, of what is of no track


class SheetPlace(Struct, frozen=True):
    """Which sheet of a form it is: of a track, of one of its rounds, of an entrant or judge in there.

    Or of an award pool; then there is no track. Or of the whole competition; then there is neither.
    """

    track: str
    round: str = ""
    subject: str = ""
    pool: str = ""
    panel: str = ""  # of a judge who sits on several
    entrant: str = ""  # whom the judge's sheet is about

    @property
    def owner(self) -> str:
        """The id of the track or pool."""
        return self.pool or self.track or WHOLE


class Correction(Struct, frozen=True):
    at: str  # UTC
    kind: str  # the event's class name
    text: str
    is_told: bool = True  # False: a fact of the check code, but nothing that was corrected
    about: tuple[str, ...] = ()  # names and numbers in it


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
    place: SheetPlace
    title: str
    table: Table
    heading: tuple[tuple[str, str], ...] = ()  # label and value
    outcome: tuple[tuple[str, str], ...] = ()  # label and value, the last one is what counts
    steps: tuple[TraceStep, ...] = ()
    attempts: tuple[Correction, ...] = ()  # that do not count
    decisions: tuple[Correction, ...] = ()  # of the head judge, that stand
    corrections: tuple[Correction, ...] = ()
    notes: tuple[str, ...] = ()
    excuses: tuple[Excuse, ...] = ()
    signatures: tuple[str, ...] = SIGNATURES
    link: str = ""  # address within the competition that its code leads to, of a sheet that proves nothing
    gist: tuple[tuple[str, str], ...] = ()  # what a reader compares with the paper in the hand
    photo: str = ""  # of whom it is about, as an address that holds it

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
            if not column.is_worded:
                yield line.subject, column.key, f"{cell.text} {cell.struck}".rstrip()
    yield from (("outcome", label, value) for label, value in sheet.outcome)
    yield from (_of_step(step) for step in sheet.steps)
    yield from (("attempt", found.kind, " ".join((found.at, *found.about))) for found in sheet.attempts)
    yield from (("decision", found.kind, " ".join((found.at, *found.about))) for found in sheet.decisions)
    yield from (("correction", found.kind, " ".join((found.at, *found.about))) for found in sheet.corrections)


def _of_step(step: TraceStep) -> Fact:
    """Kind and values; of a log of before the words, which are all it has."""
    if not step.kind:
        return "step", step.label, step.text
    return "step", "·".join((*step.of, step.kind)), json.encode(step.values, order="deterministic").decode()


def printable(whole: bool) -> tuple[Phase, ...]:
    """The phases in which a score may stand on paper; *whole* includes those not revealed yet."""
    return (Phase.CONFIRMED, Phase.REVEALED) if whole else (Phase.REVEALED,)


def number_of(state: State, round: RoundKey, entrant: str) -> str:
    """序号: the place in the running order before the entrant's panel, from 1."""
    key = state.panel_of(PerformanceId(*round, entrant))
    listed = state.order_of(key) if key else ()
    return str(listed.index(entrant) + 1) if entrant in listed else ""


def seat_cells(seats: Sequence[int], marks: Sequence[SeatMark]) -> tuple[Cell, ...]:
    """The seats' totals, dropped extremes struck out; who gave none with the word why."""
    by_seat = {mark.seat: mark for mark in marks}
    return tuple(_seat_cell(by_seat[seat]) if seat in by_seat else Cell() for seat in seats)


def _seat_cell(mark: SeatMark) -> Cell:
    if mark.total is None:
        return Cell(str(EXCUSES.get(mark.state, "")))
    return Cell(mark.total, mark.dropped)
