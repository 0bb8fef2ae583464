"""The CSV files of a day, read together into one `Day` per track (contract, section 3)."""

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from judging.core.scoring import numbers
from judging.core.scoring.day import Day, Deduction, Shortened
from judging.core.scoring.imported import NOTHING, takes_nothing
from judging.core.scoring.rulebook import Kind, Round, Rulebook

from .csvs import Table
from .filed_turns import Turns
from .keys import one_of
from .marks import COLUMNS, OPTIONAL, Marks, read_marks
from .naming import Naming, clean
from .problems import Findings, shown

COMPONENT_COLUMNS = ("track", "round", "entrant", "score")
COMPONENT_OPTIONAL = ("class",)  # the window class an indicator may be ranked within
DEDUCTION_COLUMNS = ("track", "round", "entrant", "points", "reason")
STATUS_COLUMNS = ("track", "entrant", "status")
DECISION_COLUMNS = ("track", "round", "entrant", "minimum", "reason")
ORDER_COLUMNS = ("track", "entrant", "order")

STATUSES = ("withdrawn", "no_show", "disqualified")
POSITION = re.compile(r"[1-9][0-9]{0,5}")

Value = TypeVar("Value")
Key = tuple[str, str, str]  # track, round, entrant


class Files(Struct, frozen=True):
    """Where the files of a day are; only the marks must be there."""

    marks: Path
    components: Path | None = None
    deductions: Path | None = None
    status: Path | None = None
    order: Path | None = None
    decisions: Path | None = None


def read_days(rulebook: Rulebook, files: Files, findings: Findings | None = None) -> dict[str, Day]:
    """Every track's day; *findings* then keeps the files. Raises Problems with all that is wrong in them."""
    reader = Reader(rulebook, findings or Findings())
    days = reader.days(files)
    reader.findings.settle()
    return days


class Reader:
    """Reads the files one after the other; the later ones know the entrants of the earlier."""

    def __init__(
        self, rulebook: Rulebook, findings: Findings, entrants: Mapping[str, set[str]] | None = None
    ) -> None:
        """*entrants*, by track, are those known already."""
        self.findings = findings
        self.deductions: dict[Key, list[Deduction]] = {}
        self.orders: dict[tuple[str, str], int] = {}
        self._rulebook = rulebook
        self._naming = Naming(rulebook)
        self._components: dict[Key, Decimal] = {}
        self._unmeasured: set[Key] = set()
        self._classes: dict[tuple[str, str], str] = {}
        self._decisions: dict[Key, Shortened] = {}
        self._statuses: dict[tuple[str, str], str] = {}
        self._entrants = dict(entrants or {track.id: set() for track in rulebook.tracks})

    def days(self, files: Files) -> dict[str, Day]:
        marks = read_marks(self._naming, Table(files.marks, COLUMNS, OPTIONAL, self.findings))
        for (track, _), read in marks.items():
            self._entrants[track].update(read.panel_of)
        if files.components:
            self._read_components(files.components)
        if files.status:
            self._read_status(files.status)
        if files.deductions:
            self.read_deductions(files.deductions)
        if files.decisions:
            self._read_decisions(files.decisions)
        if files.order:
            self.read_order(files.order)
        return {track.id: self._day(track.id, marks) for track in self._rulebook.tracks}

    def _day(self, track: str, marks: Marks) -> Day:
        entrants = tuple(sorted(self._entrants[track]))
        rounds = {round: read for (of, round), read in marks.items() if of == track}
        deductions = {(r, e): off for (of, r, e), off in self.deductions.items() if of == track}
        decisions = {(r, e): short for (of, r, e), short in self._decisions.items() if of == track}
        return Day(
            entrants=entrants,
            turns=Turns(rounds, entrants, deductions, decisions),
            components={(r, e): score for (of, r, e), score in self._components.items() if of == track},
            unmeasured={(r, e) for of, r, e in self._unmeasured if of == track},
            deductions=deductions,
            statuses=of_track(track, self._statuses),
            orders=of_track(track, self.orders),
            classes=of_track(track, self._classes),
        )

    def _read_components(self, path: Path) -> None:
        table = Table(path, COMPONENT_COLUMNS, COMPONENT_OPTIONAL, self.findings)
        lines: dict[Key, int] = {}
        for track, round, entrant, score, group in table.rows():
            known = self._naming.round(table, track, round)
            if known is None or not clean(table, "entrant", entrant):
                continue
            self._entrants[track].add(entrant)
            if (line := lines.setdefault((track, round, entrant), table.line)) != table.line:
                table.refuse("score", f"{entrant} 的 {round} 在第 {line} 行已经有了", "只留一行")
            elif known.kind is Kind.JUDGED:
                table.refuse("round", f"{round} 是现场评分的环节", "它的分值写在评委打分的文件里")
            elif score == NOTHING and takes_nothing(known):
                self._unmeasured.add((track, round, entrant))
            elif score:
                value = self._component(table, known, score)
                if value is not None:
                    self._components[track, round, entrant] = value
            self._take_class(table, known, (track, entrant), group)

    def _component(self, table: Table, round: Round, score: str) -> Decimal | None:
        """Negative only where a score may be; a measured value may always be."""
        try:
            value = numbers.parse(score)
        except ValueError:
            remedy = "写成 91.05：半角数字，小数点前后各至多 6 位"
            if score == NOTHING and round.points:
                remedy = '先在规则的 points 里写 none = "60"：没有可测的得几分'
            table.refuse("score", f"{shown(score)} 不是成绩", remedy)
            return None
        if value < 0 and round.kind is Kind.IMPORTED and round.floor is not None:
            table.refuse("score", f"{score} 是负数", '写 0 以上的数，或在规则里写 floor = "none"')
            return None
        return value

    def _take_class(self, table: Table, round: Round, who: tuple[str, str], given: str) -> None:
        if round.within is None:
            if given:
                table.refuse("class", f"{shown(given)}：这个环节不分类", "把这一格空着")
        elif clean(table, "class", given) and self._classes.setdefault(who, given) != given:
            what = f"{who[1]} 前面写的是 {shown(self._classes[who])}，这里是 {shown(given)}"
            table.refuse("class", what, "一个参赛对象只属于一类")

    def _read_status(self, path: Path) -> None:
        table = Table(path, STATUS_COLUMNS, (), self.findings)
        lines: dict[tuple[str, str], int] = {}
        for track, entrant, status in table.rows():
            if not self._naming.track(table, track) or not clean(table, "entrant", entrant):
                continue
            self._entrants[track].add(entrant)
            if (line := lines.setdefault((track, entrant), table.line)) != table.line:
                table.refuse("status", f"{entrant} 在第 {line} 行已经有了", "只留一行")
            elif status not in STATUSES:
                table.refuse("status", f"{shown(status)} 不是状态", one_of(status, STATUSES))
            self._statuses[track, entrant] = status

    def read_deductions(self, path: Path) -> None:
        """Several deductions of one entrant add up, also where they are the same."""
        table = Table(path, DEDUCTION_COLUMNS, (), self.findings)
        for track, round, entrant, points, reason in table.rows():
            known = self._naming.round(table, track, round) is not None
            if known and self._knows(table, track, entrant):
                value = self._points(table, points)
                if value is not None:
                    self.deductions.setdefault((track, round, entrant), []).append(Deduction(value, reason))

    def _points(self, table: Table, points: str) -> Decimal | None:
        try:
            value = numbers.parse(points)
        except ValueError:
            table.refuse("points", f"{shown(points)} 不是扣分", "写成 0.5：半角数字，不带负号")
            return None
        if value < 0:
            table.refuse("points", f"{points} 是负数", f"扣分写正数：{points.removeprefix('-')}")
            return None
        return value

    def _read_decisions(self, path: Path) -> None:
        """Where the head judge found fewer sheets enough than the rules ask for."""
        table = Table(path, DECISION_COLUMNS, (), self.findings)
        lines: dict[Key, int] = {}
        for track, round, entrant, minimum, reason in table.rows():
            known = self._naming.round(table, track, round)
            if known is None or not self._knows(table, track, entrant):
                continue
            if (line := lines.setdefault((track, round, entrant), table.line)) != table.line:
                table.refuse("minimum", f"{entrant} 的 {round} 在第 {line} 行已经有了", "只留一行")
            elif known.kind is not Kind.JUDGED:
                table.refuse("round", f"{round} 不是现场评分的环节", "删去这一行")
            elif not POSITION.fullmatch(minimum):
                table.refuse("minimum", f"{shown(minimum)} 不是份数", "写 1、2、3 …：按几份评分表计分")
            else:
                self._decisions[track, round, entrant] = Shortened(int(minimum), reason)

    def read_order(self, path: Path) -> None:
        table = Table(path, ORDER_COLUMNS, (), self.findings)
        lines: dict[tuple[str, str], int] = {}
        for track, entrant, order in table.rows():
            if not self._naming.track(table, track) or not self._knows(table, track, entrant):
                continue
            if (line := lines.setdefault((track, entrant), table.line)) != table.line:
                table.refuse("order", f"{entrant} 在第 {line} 行已经有了", "只留一行")
            elif not POSITION.fullmatch(order):
                table.refuse("order", f"{shown(order)} 不是先后次序", "写 1、2、3 …，1 在最前")
            else:
                self.orders[track, entrant] = int(order)

    def _knows(self, table: Table, track: str, entrant: str) -> bool:
        known = self._entrants[track]
        if entrant not in known:
            table.refuse(
                "entrant", f"{shown(entrant)} 不是组别 {track} 的参赛对象", one_of(entrant, sorted(known))
            )
        return entrant in known


def of_track(track: str, values: Mapping[tuple[str, str], Value]) -> dict[str, Value]:
    return {entrant: value for (of, entrant), value in values.items() if of == track}
