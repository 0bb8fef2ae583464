"""The marks of a day, read into one small number per mark: a million of them fit into a few megabytes.

The first mark of its kind is looked at with all care (`_admit`); what was admitted once is recognised by a
few dictionary look-ups.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from judging.core.scoring import numbers
from judging.core.scoring.day import SheetState
from judging.core.scoring.rulebook import Criterion, Kind, Round, Sheets

from .csvs import Table
from .keys import one_of
from .naming import Naming, clean
from .problems import shown

COLUMNS = ("track", "round", "entrant", "judge", "criterion", "mark")
OPTIONAL = ("group", "panel")

UNSEEN = -1  # no row speaks of this mark
EMPTY = 0  # a row does, and leaves it open; all other codes are places in `RoundMarks.values`

UNSEATED = "unseated"  # the judge's seat was another's before this entrant: there is no sheet
# What may speak for a whole sheet; of one that there is not, None.
WHOLE_SHEET = {
    "absent": SheetState.ABSENT,
    "recused": SheetState.RECUSED,
    UNSEATED: None,
    "": SheetState.MISSING,
}

MOST_TEXTS = 200_000  # looked up again by their text; of marks to six decimals nearly every one is another

MOST_SHEETS = 10_000_000  # judges × entrants, if most of them never met: two columns were mixed up


class Texts(dict[str, int]):
    """A criterion's marks: text → code. One met for the first time is taken in, or is a KeyError."""

    def __init__(self, criterion: Criterion, values: list[Decimal]) -> None:
        super().__init__({"": EMPTY})
        self.criterion = criterion
        self._bounds = criterion.min, criterion.max, criterion.step
        self._values = values  # the code is the place in it

    def __missing__(self, text: str) -> int:
        low, high, step = self._bounds
        try:
            value = numbers.number(text)
        except ValueError:
            raise KeyError(text) from None
        if not low <= value <= high or (value - low) % step:
            raise KeyError(text)
        code = len(self._values)
        self._values.append(value)
        if code < MOST_TEXTS:
            self[text] = code
        return code


class Record(NamedTuple):
    """All marks of one entrant: the codes of one judge after the other, and the line of each."""

    seats: dict[tuple[str, str], int]  # (judge, group) → where the codes start; shared by a whole panel
    codes: "array[int]"
    lines: "array[int]"


class RoundMarks:
    """All marks of one round."""

    def __init__(self, round: Round) -> None:
        self.round = round
        self.columns = {criterion.id: n for n, criterion in enumerate(round.criteria)}
        self.values = [Decimal(0)]  # by code; that of EMPTY is never used
        self.texts = [Texts(criterion, self.values) for criterion in round.criteria]
        self.seats: dict[str, dict[tuple[str, str], int]] = {}  # by panel; where sheets = each, by entrant
        self.records: dict[str, Record] = {}  # by entrant
        self.panel_of: dict[str, str] = {}  # by entrant
        self.states: dict[tuple[str, str], tuple[SheetState | None, int]] = {}  # (entrant, judge) → …, line

    def rivals(self, entrant: str) -> Iterable[dict[tuple[str, str], int]]:
        """All seats among which a judge may sit only once."""
        if self.round.sheets is Sheets.EACH:
            return (self.seats.get(entrant, {}),)
        return self.seats.values()


# What a row of a known track, round, panel and entrant is looked up in, as the classes above describe it.
Known = tuple[dict[str, int], list[Texts], dict[tuple[str, str], int], "array[int]", "array[int]"]

Marks = Mapping[tuple[str, str], RoundMarks]  # (track, round)


def read_marks(naming: Naming, table: Table) -> Marks:
    """The marks of every judged round the file speaks of; what is wrong is noted in the table's findings."""
    reader = Reader(naming, table)
    reader.read()
    return reader.marks


class Reader:
    """One pass over a marks file."""

    def __init__(self, naming: Naming, table: Table) -> None:
        self.marks: dict[tuple[str, str], RoundMarks] = {}
        self._naming = naming
        self._table = table
        self._clean: set[str] = set()  # texts that can name somebody

    def read(self) -> None:
        known: dict[tuple[str, str, str, str], Known] = {}
        before: tuple[str, str, str, str] | None = None  # rows of an entrant mostly stand together
        table = self._table
        for track, round, entrant, judge, criterion, mark, group, panel in table.rows():
            try:
                if (track, round, panel, entrant) != before:
                    before = track, round, panel, entrant
                    columns, texts, seats, codes, lines = known[before]
                column = columns[criterion]
                at = seats[judge, group] + column
                if codes[at] == UNSEEN:
                    codes[at] = texts[column][mark]
                    lines[at] = table.line
                    continue
            except (KeyError, IndexError):
                before = None
            admitted = self._admit(track, round, entrant, judge, criterion, mark, group, panel)
            if admitted:
                known[track, round, panel, entrant] = admitted
        self._check_states()
        self._check_size()

    def _admit(
        self,
        track: str,
        round: str,
        entrant: str,
        judge: str,
        criterion: str,
        mark: str,
        group: str,
        panel: str,
    ) -> Known | None:
        """Notes everything wrong with a row, or takes it in."""
        marks = self.marks.get((track, round)) or self._round_marks(track, round)
        if marks is None:
            return None
        placed = self._names("entrant", entrant) & self._panel_fits(marks, entrant, panel)
        fine = placed & self._names("judge", judge) & self._group_fits(marks, entrant, judge, group)
        code = self._code(marks, criterion, mark)
        if placed:
            marks.panel_of[entrant] = panel  # known to the other files, whatever else is wrong here
        if code is None or not fine:
            return None
        record = self._record(marks, entrant, judge, group, panel)
        if criterion:
            at = record.seats[judge, group] + marks.columns[criterion]
            self._take(record, at, code, (judge, entrant, criterion))
        else:
            self._take_state(marks, entrant, judge, WHOLE_SHEET[mark])
        return marks.columns, marks.texts, *record

    def _names(self, column: str, text: str) -> bool:
        if text not in self._clean:
            if not clean(self._table, column, text):
                return False
            self._clean.add(text)
        return True

    def _round_marks(self, track: str, round: str) -> RoundMarks | None:
        known = self._naming.round(self._table, track, round)
        if known is None:
            return None
        if known.kind is not Kind.JUDGED:
            self._table.refuse("round", f"{round} 不是现场评分的环节", "它的成绩写在 components 文件里")
            return None
        return self.marks.setdefault((track, round), RoundMarks(known))

    def _group_fits(self, marks: RoundMarks, entrant: str, judge: str, group: str) -> bool:
        """One of the round's groups, and the only one of this judge: on the round, or for this entrant."""
        groups = [known.id for known in marks.round.groups]
        if not self._is_one_of("group", group, groups):
            return False
        if not groups:
            return True
        for seats in marks.rivals(entrant):
            for other in groups:
                if other != group and (judge, other) in seats:
                    among = f"给 {entrant} 打分" if marks.round.sheets is Sheets.EACH else "同一环节里"
                    what = f"评委 {shown(judge)} 前面写的是 {shown(other)}，这里是 {shown(group)}"
                    self._table.refuse("group", what, f"{among}只能属于一个")
                    return False
        return True

    def _panel_fits(self, marks: RoundMarks, entrant: str, panel: str) -> bool:
        if not self._is_one_of("panel", panel, marks.round.panels):
            return False
        before = marks.panel_of.get(entrant, panel)
        if before != panel:
            what = f"参赛对象 {shown(entrant)} 前面写的是 {shown(before)}，这里是 {shown(panel)}"
            self._table.refuse("panel", what, "同一环节里只能属于一个")
        return before == panel

    def _is_one_of(self, column: str, given: str, known: Sequence[str]) -> bool:
        if given in (known or ("",)):
            return True
        if known:
            self._table.refuse(column, f"{shown(given)} 不是这个环节的 {column}", one_of(given, known))
        else:
            self._table.refuse(column, f"{shown(given)}：这个环节没有 {column}", "把这一格空着")
        return False

    def _code(self, marks: RoundMarks, criterion: str, mark: str) -> int | None:
        """The mark's code, EMPTY for a state of the whole sheet; None with the reason noted."""
        if not criterion:
            if mark in WHOLE_SHEET:
                return EMPTY
            remedy = f"{one_of('', marks.columns)}；空着时 mark 只能是 absent、recused 或 unseated"
            self._table.refuse("criterion", f"是空的，mark 却是 {shown(mark)}", remedy)
            return None
        if criterion not in marks.columns:
            what = f"{shown(criterion)} 不是这个环节的评分项"
            self._table.refuse("criterion", what, one_of(criterion, marks.columns))
            return None
        texts = marks.texts[marks.columns[criterion]]
        try:
            return texts[mark]
        except KeyError:
            self._refuse_mark(texts.criterion, mark)
            return None

    def _refuse_mark(self, criterion: Criterion, mark: str) -> None:
        """Says why a mark was not taken in (contract 2.1)."""
        low, high, step = criterion.min, criterion.max, criterion.step
        allowed = f"写 {low} 到 {high} 之间、从 {low} 起每 {step} 一档的数"
        if mark in WHOLE_SHEET:
            self._table.refuse("mark", f"{mark} 说的是整张评分表", "criterion 空着")
            return
        try:
            value = numbers.number(mark)
        except ValueError:
            self._table.refuse("mark", f"{shown(mark)} 不是分值", f"{allowed}；只用半角数字和小数点")
            return
        where = "不在档上" if low <= value <= high else "超出范围"
        self._table.refuse("mark", f"{shown(mark)} {where}", allowed)

    def _record(self, marks: RoundMarks, entrant: str, judge: str, group: str, panel: str) -> Record:
        """The entrant's record, with a seat for the judge and long enough for all seats."""
        scope = entrant if marks.round.sheets is Sheets.EACH else panel
        seats = marks.seats.setdefault(scope, {})
        if (judge, group) not in seats:
            seats[judge, group] = len(seats) * len(marks.columns)
        record = marks.records.get(entrant)
        if record is None:
            record = marks.records[entrant] = Record(seats, array("i"), array("i"))
        short = len(seats) * len(marks.columns) - len(record.codes)
        if short:
            record.codes.extend(array("i", (UNSEEN,)) * short)
            record.lines.extend(array("i", (0,)) * short)
        return record

    def _take(self, record: Record, at: int, code: int, of: tuple[str, str, str]) -> None:
        if record.codes[at] != UNSEEN:
            judge, entrant, criterion = of
            what = f"评委 {judge} 给 {entrant} 的 {criterion} 在第 {record.lines[at]} 行已经有了"
            self._table.refuse("mark", what, "每个评分项只留一行")
        else:
            record.codes[at] = code
            record.lines[at] = self._table.line

    def _take_state(self, marks: RoundMarks, entrant: str, judge: str, state: SheetState | None) -> None:
        if (entrant, judge) in marks.states:
            _, line = marks.states[entrant, judge]
            what = f"评委 {judge} 给 {entrant} 的整张评分表在第 {line} 行已经有了"
            self._table.refuse("criterion", what, "整张评分表只留一行")
        else:
            marks.states[entrant, judge] = state, self._table.line

    def _check_states(self) -> None:
        """A state speaks for the whole sheet, so no mark may stand beside it."""
        for marks in self.marks.values():
            for (entrant, judge), (state, line) in marks.states.items():
                if marked := self._marked_line(marks, entrant, judge):
                    word = state or UNSEATED
                    what = f"整张评分表写了 {word}，{judge} 给 {entrant} 却另有分值（第 {marked} 行）"
                    self._table.refuse("mark", what, "删去这一行，或删去那些分值", line)

    def _marked_line(self, marks: RoundMarks, entrant: str, judge: str) -> int | None:
        """Where the first mark of a judge for an entrant stands."""
        seats, codes, lines = marks.records[entrant]
        for group in [group.id for group in marks.round.groups] or [""]:
            start = seats.get((judge, group), len(codes))
            for at in range(start, min(start + len(marks.columns), len(codes))):
                if codes[at] > EMPTY:
                    return lines[at]
        return None

    def _check_size(self) -> None:
        sheets = sum(len(record.seats) for marks in self.marks.values() for record in marks.records.values())
        if sheets > max(MOST_SHEETS, 20 * self._table.line):
            what = f"评委数 × 参赛对象数是 {sheets}，远多于文件里的 {self._table.line} 行"
            self._table.refuse("judge", what, "检查 judge 与 entrant 两列是否写反", 1)
