"""The wall under every workbook that comes in: a sheet is a table of columns, problems are said by cell.

A kind of workbook is a module with one literal table: `Form(sheet, (Column(…), …))`. `rows` reads by it, and
`template_writer` writes the workbook to fill in. What a cell means to the contest is not known here.
"""

from collections.abc import Callable
from decimal import Decimal

from msgspec import Struct

from judging.core.sentence import Sentence, sentence

from .reader import Cell, Sheet

MOST_PROBLEMS = 200
MOST_NAMED = 12  # cells in one sentence

BY_TEMPLATE = sentence("请下载模板填写，不要改动表头")


class Wrong(Struct, frozen=True):
    """Why a cell is not taken, and what to write instead."""

    what: Sentence
    remedy: Sentence


class Problem(Struct, frozen=True):
    """`cell`: "C7", or "名单!C7" in a book of several sheets; a column alone where a row is missing."""

    cell: str
    what: Sentence
    remedy: Sentence


class Span(Struct, frozen=True):
    """What the template lets be typed: numbers from `low` to `high`."""

    low: Decimal
    high: Decimal
    whole: bool = False


class Choices(Struct, frozen=True):
    """A drop-down of the template. `open`: something else may be typed, too."""

    words: tuple[str, ...]
    open: bool = False


class Column(Struct, frozen=True):
    """`read` makes of a cell the text that the contest keeps, or says what is wrong with it."""

    key: str  # what the program calls it
    title: str  # what the header says; `aliases` are what other people's headers say
    read: Callable[[Cell], str | Wrong]
    aliases: tuple[str, ...] = ()
    required: bool = False  # a sheet without this column is not read
    typed: bool = True  # False: the template has it filled in and locked
    width: int = 12  # characters
    check: Span | Choices | None = None  # what Excel itself looks after in the template
    hint: str = ""  # shown beside a cell that is being typed
    is_day: bool = False  # what Excel takes for a date is one


class Form(Struct, frozen=True):
    """One sheet of a workbook: `sheet` is its name in the template; `remedy` where no header is found."""

    sheet: str
    columns: tuple[Column, ...]
    remedy: Sentence = BY_TEMPLATE

    def column(self, key: str) -> Column:
        """Raises KeyError."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)

    def among(self, sheets: tuple[Sheet, ...]) -> Sheet:
        """The sheet of its name, else the first that people see."""
        seen = next((sheet for sheet in sheets if not sheet.is_hidden), sheets[0])
        return next((sheet for sheet in sheets if sheet.name == self.sheet), seen)


class Faults:
    """The problems found so far, in the order of the book; beyond `MOST_PROBLEMS` none is kept."""

    def __init__(self) -> None:
        self._found: list[Problem] = []
        self._explained = set[str]()
        self._made_numbers: list[str] = []

    def add(self, cell: str, what: Sentence, remedy: Sentence, *, alone: bool = False) -> None:
        """*alone*: whatever else would be said of the cell follows from this."""
        if len(self._found) < MOST_PROBLEMS and cell not in self._explained:
            self._found.append(Problem(cell, what, remedy))
        if alone:
            self._explained.add(cell)

    def note_number(self, cell: str) -> None:
        """A text that is exactly a number, and was taken for it."""
        self._made_numbers.append(cell)

    @property
    def notes(self) -> tuple[Sentence, ...]:
        """What is no problem, and yet to be known before the import."""
        if not self._made_numbers:
            return ()
        cells = tuple(self._made_numbers[:MOST_NAMED])
        more = ("…",) if len(self._made_numbers) > MOST_NAMED else ()
        count = len(self._made_numbers)
        return (
            sentence(
                "{count} 格数字存成了文本，已按数字读入：{cells:、}", count=count, cells=(*cells, *more)
            ),
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(self._found)
