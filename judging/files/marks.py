"""The marks of a day, read into one small number per mark: a million of them fit into a few megabytes.

The first mark of its kind is looked at with all care (`_admit`); what was admitted once is recognised by a
few dictionary look-ups.
"""

from array import array
from collections.abc import Mapping, Sequence
from decimal import Decimal

from judging.core import numbers
from judging.core.results import SheetState
from judging.core.rulebook import Criterion, Kind, Round

from .csvs import Table
from .keys import one_of
from .naming import Naming, clean
from .problems import shown

COLUMNS = ("track", "round", "entrant", "judge", "criterion", "mark")
OPTIONAL = ("group", "panel")

UNSEEN = -1  # no row speaks of this mark
EMPTY = 0  # a row does, and leaves it open; all other codes are places in `RoundMarks.values`

WHOLE_SHEET = {"absent": SheetState.ABSENT, "recused": SheetState.RECUSED, "": SheetState.MISSING}

MOST_SHEETS = 10_000_000  # judges × entrants, if most of them never met: two columns were mixed up


class Panel:
    """Who judged whom on one panel. An entrant's record holds the codes of one judge after the other."""

    def __init__(self) -> None:
        self.seats: dict[tuple[str, str], int] = {}  # (judge, group) → where the codes start
        self.records: dict[str, array[int]] = {}  # by entrant
        self.states: dict[tuple[str, str], tuple[SheetState, int]] = {}  # (entrant, judge) → state, line


class RoundMarks:
    """All marks of one round."""

    def __init__(self, round: Round) -> None:
        self.round = round
        self.columns = {criterion.id: n for n, criterion in enumerate(round.criteria)}
        self.codes: list[dict[str, int]] = [{"": EMPTY} for _ in round.criteria]  # by text
        self.values = [Decimal(0)]  # by code; that of EMPTY is never used
        self.panels: dict[str, Panel] = {}
        self.group_of: dict[str, str] = {}  # by judge
        self.panel_of: dict[str, str] = {}  # by entrant


# What a row of a known track, round and panel is looked up in, as the classes above describe it.
Known = tuple[dict[str, int], list[dict[str, int]], dict[tuple[str, str], int], "dict[str, array[int]]"]

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

    def read(self) -> None:
        known: dict[tuple[str, str, str], Known] = {}
        for track, round, entrant, judge, criterion, mark, group, panel in self._table.rows():
            try:
                columns, codes, seats, records = known[track, round, panel]
                column = columns[criterion]
                code = codes[column][mark]
                at = seats[judge, group] + column
                record = records[entrant]
                if record[at] == UNSEEN:
                    record[at] = code
                    continue
            except (KeyError, IndexError):
                pass
            admitted = self._admit(track, round, entrant, judge, criterion, mark, group, panel)
            if admitted:
                known[track, round, panel] = admitted
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
        marks = self._round_marks(track, round)
        if marks is None:
            return None
        fine = [
            clean(self._table, "entrant", entrant),
            clean(self._table, "judge", judge),
            self._fits(marks.group_of, "group", [g.id for g in marks.round.groups], judge, group),
            self._fits(marks.panel_of, "panel", marks.round.panels, entrant, panel),
            self._mark_fits(marks, criterion, mark),
        ]
        if fine[0] and fine[3]:
            marks.panel_of[entrant] = panel  # known to the other files, whatever else is wrong here
        if not all(fine):
            return None
        seated = self._seat(marks, entrant, judge, group, panel)
        if criterion:
            at = seated.seats[judge, group] + marks.columns[criterion]
            self._take(seated.records[entrant], at, marks.codes[marks.columns[criterion]][mark])
        else:
            self._take_state(seated, entrant, judge, WHOLE_SHEET[mark])
        return marks.columns, marks.codes, seated.seats, seated.records

    def _round_marks(self, track: str, round: str) -> RoundMarks | None:
        if (track, round) not in self.marks:
            known = self._naming.round(self._table, track, round)
            if known is None:
                return None
            if known.kind is not Kind.JUDGED:
                self._table.refuse("round", f"{round} 不是现场评分的环节", "它的成绩写在 components 文件里")
                return None
            self.marks[track, round] = RoundMarks(known)
        return self.marks[track, round]

    def _fits(self, of: dict[str, str], column: str, known: Sequence[str], who: str, given: str) -> bool:
        """Whether the group of a judge, or the panel of an entrant, is the round's and the same as before."""
        what = "评委" if column == "group" else "参赛对象"
        if given not in (known or ("",)):
            if not known:
                self._table.refuse(column, f"{shown(given)}：这个环节没有 {column}", "把这一格空着")
            else:
                self._table.refuse(column, f"{shown(given)} 不是这个环节的 {column}", one_of(given, known))
            return False
        if of.get(who, given) != given:
            self._table.refuse(
                column,
                f"{what} {shown(who)} 前面写的是 {shown(of[who])}，这里是 {shown(given)}",
                "同一环节里只能属于一个",
            )
            return False
        return True

    def _mark_fits(self, marks: RoundMarks, criterion: str, mark: str) -> bool:
        if not criterion:
            if mark not in WHOLE_SHEET:
                remedy = f"{one_of('', marks.columns)}；空着时 mark 只能是 absent 或 recused"
                self._table.refuse("criterion", f"是空的，mark 却是 {shown(mark)}", remedy)
            return mark in WHOLE_SHEET
        if criterion not in marks.columns:
            remedy = one_of(criterion, marks.columns)
            self._table.refuse("criterion", f"{shown(criterion)} 不是这个环节的评分项", remedy)
            return False
        column = marks.columns[criterion]
        if mark in marks.codes[column]:
            return True
        value = self._value(marks.round.criteria[column], mark)
        if value is None:
            return False
        marks.codes[column][mark] = len(marks.values)
        marks.values.append(value)
        return True

    def _value(self, criterion: Criterion, mark: str) -> Decimal | None:
        """The mark, or None with the reason noted (contract 2.1)."""
        if mark in WHOLE_SHEET:
            self._table.refuse("mark", f"{mark} 说的是整张评分表", "criterion 空着")
            return None
        low, high, step = criterion.min, criterion.max, criterion.step
        allowed = f"写 {low} 到 {high} 之间、从 {low} 起每 {step} 一档的数"
        try:
            value = numbers.parse(mark)
        except ValueError:
            self._table.refuse("mark", f"{shown(mark)} 不是分值", f"{allowed}；只用半角数字和小数点")
            return None
        if not low <= value <= high:
            self._table.refuse("mark", f"{shown(mark)} 超出范围", allowed)
            return None
        if (value - low) % step:
            self._table.refuse("mark", f"{shown(mark)} 不在档上", allowed)
            return None
        return value

    def _seat(self, marks: RoundMarks, entrant: str, judge: str, group: str, panel: str) -> Panel:
        """The panel, with a seat for the judge and a record for the entrant long enough for all seats."""
        seated = marks.panels.setdefault(panel, Panel())
        marks.group_of[judge] = group
        seated.seats.setdefault((judge, group), len(seated.seats) * len(marks.columns))
        record = seated.records.setdefault(entrant, array("i"))
        short = len(seated.seats) * len(marks.columns) - len(record)
        record.extend([UNSEEN] * short)
        return seated

    def _take(self, record: "array[int]", at: int, code: int) -> None:
        if record[at] != UNSEEN:
            self._table.refuse("mark", "这位评委的这个评分项前面已经有一行", "每个评分项只留一行")
        else:
            record[at] = code

    def _take_state(self, seated: Panel, entrant: str, judge: str, state: SheetState) -> None:
        if (entrant, judge) in seated.states:
            self._table.refuse("criterion", "这张评分表前面已经有一行", "整张评分表只留一行")
        else:
            seated.states[entrant, judge] = state, self._table.line

    def _check_states(self) -> None:
        """A state speaks for the whole sheet, so no mark may stand beside it."""
        for marks in self.marks.values():
            for panel in marks.panels.values():
                for (entrant, judge), (state, line) in panel.states.items():
                    at = panel.seats[judge, marks.group_of[judge]]
                    if any(code > EMPTY for code in panel.records[entrant][at : at + len(marks.columns)]):
                        what = f"整张评分表写了 {state}，{judge} 给 {entrant} 却另有分值"
                        self._table.refuse("mark", what, "删去这一行，或删去那些分值", line)

    def _check_size(self) -> None:
        sheets = sum(len(p.seats) * len(p.records) for m in self.marks.values() for p in m.panels.values())
        if sheets > max(MOST_SHEETS, 20 * self._table.line):
            what = f"评委数 × 参赛对象数是 {sheets}，远多于文件里的 {self._table.line} 行"
            self._table.refuse("judge", what, "检查 judge 与 entrant 两列是否写反", 1)
