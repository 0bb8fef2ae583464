"""分值: every mark of a round, each sheet's total in whole units, and what fills in for who was not there."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from judging.core.scoring.day import Sheet, SheetState
from judging.core.scoring.panel import parts_of
from judging.core.scoring.rulebook import Absent, Of
from judging.core.words import EXCUSES

from .cells import Content, Placed, Span, live
from .pages import Book, Column, Page, span
from .rounds_rules import RoundPlace
from .sources import Sources

TOTAL = ""  # the quantity where totals are trimmed; no criterion has this id
NOTES = (
    "每位评委一行。黄色格是评委打的分，按小数写；右边化成最小单位的整数，合计是各项 倍数×分值 之和。",
    "回避、缺席的评委没有分值；没有交表的评委不在已锁定的成绩里。",
)


class Line(NamedTuple):
    entrant: str
    group: str
    panel: str
    sheet: Sheet


class Block(NamedTuple):
    """One entrant's sheets of one group."""

    totals: Span  # of who gave marks; words for who did not
    quantities: Mapping[str, Span]  # what is trimmed and reduced: the totals, or each criterion


class Marks:
    """The worksheet of a round's marks, and where each entrant's are on it."""

    def __init__(self, book: Book, sources: Sources, place: RoundPlace, looks: Sequence[str]) -> None:
        """*looks*: criteria that a tie looks into."""
        self._round, self._cells = place.round, place.cells
        self._lines = list(_lines(place))
        title = f"{place.track.name}：{place.round.name}分值"
        self.page: Page = book.page(f"{place.track.name}·{place.round.name}分值", title, NOTES)
        self._name(sources, place.track.id)
        self._blocks = self._by_block(looks)

    def block(self, entrant: str, group: str) -> Block:
        return self._blocks[entrant, group]

    def _name(self, sources: Sources, track: str) -> None:
        page, lines = self.page, self._lines
        page.stated("编号", "id", (line.entrant for line in lines))
        page.stated("参赛对象", "name", (sources.entrant(track, line.entrant) for line in lines))
        if self._round.panels:
            page.stated("评委组", "text", (line.panel for line in lines))
        if self._round.groups:
            names = {group.id: group.name for group in self._round.groups}
            page.stated("分组", "text", (names[line.group] for line in lines))
        page.stated("评委", "name", (sources.judge(line.sheet.judge) for line in lines))
        states = (EXCUSES.get(line.sheet.state, "") for line in lines)
        self.states = page.stated("状态", "text", (str(state) for state in states))

    def _by_block(self, looks: Sequence[str]) -> dict[tuple[str, str], Block]:
        units = self._units()
        totals = self._totals(units)
        wanted = {TOTAL: totals} if self._round.of is Of.TOTAL else units
        wanted = wanted | {id: units[id] for id in looks}
        ends = self._ends()
        if self._round.absent is Absent.FILL:
            wanted = {id: self._filled(id, column, ends) for id, column in wanted.items()}
        return {
            key: Block(span(totals[a:b]), {id: span(column[a:b]) for id, column in wanted.items()})
            for key, (a, b) in ends.items()
        }

    def _ends(self) -> dict[tuple[str, str], tuple[int, int]]:
        found: dict[tuple[str, str], tuple[int, int]] = {}
        for n, line in enumerate(self._lines):
            key = line.entrant, line.group
            found[key] = found.get(key, (n, n))[0], n + 1
        return found

    def _units(self) -> dict[str, list[Placed]]:
        """Each criterion's marks in whole units, by its id."""
        given: dict[str, list[Placed]] = {}
        for n, criterion in enumerate(self._round.criteria):
            column = Column(criterion.name, "mark", may_change=True)
            marks = (line.sheet.marks[n] if line.sheet.marks else "" for line in self._lines)
            given[criterion.id] = self.page.column(column, map(Content, marks))
        scale = self._cells.mark_scale
        assert scale is not None
        return {
            c.id: self.page.column(
                Column(f"{c.name}（整数）", "units"), (_unit(cell, scale) for cell in given[c.id])
            )
            for c in self._round.criteria
        }

    def _totals(self, units: Mapping[str, Sequence[Placed]]) -> list[Placed]:
        sheets = zip(*(units[criterion.id] for criterion in self._round.criteria), strict=True)
        contents = (self._total(*row) for row in zip(self.states, sheets, strict=True))
        return self.page.column(Column("合计（整数）", "units"), contents)

    def _total(self, state: Placed, units: Sequence[Placed]) -> Content:
        """Σ factor × mark; nothing for who gave none, an error where a mark is missing."""
        factors = [self._cells.factors[c.id] for c in self._round.criteria]
        inputs = {f"f{n}": factor for n, factor in enumerate(factors)}
        inputs |= {f"m{n}": mark for n, mark in enumerate(units)}
        added = "+".join(f"{{f{n}}}*{{m{n}}}" for n in range(len(units)))
        formula = f'IF(COUNT({{all}})={len(units)},{added},IF({{state}}="",NA(),""))'
        if state.value:
            value: int | str = ""
        else:
            value = sum(f.units * m.units for f, m in zip(factors, units, strict=True))
        return live(formula, value, all=span(units), state=state, **inputs)

    def _filled(
        self, id: str, column: Sequence[Placed], ends: Mapping[tuple[str, str], tuple[int, int]]
    ) -> list[Placed]:
        """So many times too large as there are who gave one: so the mean of the others is a whole number."""
        contents = []
        for a, b in ends.values():
            own = span(column[a:b])
            count, total = len(own.units), sum(own.units)
            for cell in own.cells:
                value = cell.units * count if isinstance(cell.value, int) else total
                formula = "IF(ISNUMBER({own}),{own}*COUNT({all}),SUM({all}))"
                contents.append(live(formula, value, own=cell, all=own))
        what = self._round.criterion(id).name if id else "合计"
        return self.page.column(Column(f"{what}补足（×份数）", "units"), contents)


def _unit(mark: Placed, scale: Placed) -> Content:
    value = int(Fraction(mark.value) * scale.units) if isinstance(mark.value, Decimal) else ""
    return live('IF(ISNUMBER({m}),ROUND({m}*{p},0),"")', value, m=mark, p=scale)


def _lines(place: RoundPlace) -> Iterator[Line]:
    """An entrant's sheets together, and of these a group's; nobody's who is out."""
    for entrant in place.ranked:
        for part in parts_of(place.round, place.day.turns[place.round.id, entrant]):
            for sheet in part.sheets:
                assert sheet.state is not SheetState.MISSING
                yield Line(entrant, part.group.id, place.panel_of(entrant), sheet)
