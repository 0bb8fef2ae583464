"""成绩报告: of one entrant, what each month came to, what of it counted, and how the places moved."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from markupsafe import Markup
from msgspec import Struct

from judging.core.scoring.numbers import fraction, plain, rounded, shortest
from judging.core.scoring.rulebook import Rounding
from judging.printouts.sheet import Sheet, SheetPlace
from judging.season.rules import Series, SeriesEvent, Table
from judging.season.valuing import EventValue, State
from judging.sheets.table import Cell, Column, Line
from judging.sheets.table import Table as PaperTable

from .score_list import honour
from .season_moment import SeasonMoment
from .season_phrases import SIGNS, STATES
from .trend import NARROW, WIDTH, Point, trend

COLUMNS = (
    Column("series", "系列", "track"),
    Column("event", "场次", "name"),
    Column("place", "名次", "place"),
    Column("value", "得分", "score"),
    Column("note", "说明", "note"),
)
MOST_NARROW = 6  # events of which two drawings stand beside each other
FEW, MOST_COLUMNS = 4, 3  # so many months stand in one column; columns beside each other


class SeriesReport(Struct, frozen=True):
    """One series of the report: in words, drawn, and event by event in columns beside each other."""

    name: str
    summary: str
    values: Markup  # empty where there is none
    places: Markup
    columns: tuple[tuple[Line, ...], ...]

    @property
    def is_short(self) -> bool:
        return sum(map(len, self.columns)) <= MOST_NARROW


def year_report(moment: SeasonMoment, table: Table, entrant: str) -> Sheet:
    series = moment.season.series_of(table)
    given = honour(moment.awards(table), entrant)
    lines = [line for each in series for line in _lines(each, moment.events(table, each, entrant))]
    return Sheet(
        form="season-report",
        place=SheetPlace(table.id, subject=entrant),
        title=f"{table.name}成绩报告",
        heading=(("参赛对象", moment.name(table.id, entrant)),),
        table=PaperTable(COLUMNS, tuple(lines)),
        outcome=(*moment.outcome(table, entrant), *([("获奖", given)] if given else [])),
        notes=(
            *moment.decided,
            "● 计入得分的场次，○ 未计入的场次；折线断开处没有成绩：缺 缺席、假 请假、消 取消资格。",
        ),
        signatures=(),
    )


def series_reports(moment: SeasonMoment, table: Table, entrant: str) -> Iterator[SeriesReport]:
    for series in moment.season.series_of(table):
        events = moment.events(table, series, entrant)
        both = list(zip(series.events, events, strict=True))
        width = NARROW if len(both) <= MOST_NARROW else WIDTH
        whom = f"{moment.name(table.id, entrant)}{series.name}"
        values = [_point(event, found, found.value) for event, found in both]
        places = [_point(event, found, found.place) for event, found in both]
        yield SeriesReport(
            series.name,
            summary(moment, table, series, entrant),
            trend(values, f"{whom}各场得分", width=width),
            trend(places, f"{whom}各场名次", falls=True, width=width),
            tuple(_columns(tuple(_lines(series, events)))),
        )


def _point(event: SeriesEvent, found: EventValue, value: Fraction | int | None) -> Point:
    """Of an event that somebody was not in there is no value to be drawn, also where it counts as 0."""
    if found.state is not State.IN or value is None:
        return Point(event.name, None, why=SIGNS[found.state])
    return Point(event.name, Fraction(value), found.counts)


def _lines(series: Series, events: Sequence[EventValue]) -> Iterator[Line]:
    for event, found in zip(series.events, events, strict=True):
        texts = (
            series.name,
            event.name,
            "" if found.place is None else str(found.place),
            "" if found.value is None else value_text(found.value),
            _note(found),
        )
        yield Line(event.id, tuple(map(Cell, texts)))


def _note(found: EventValue) -> str:
    if found.state is State.IN:
        return "" if found.counts else "未计入"
    return f"{STATES[found.state]}{'计零' if found.counts else ''}"


def value_text(value: Fraction) -> str:
    """Exactly; “23/3≈7.67” where no decimal is."""
    exact = fraction(value)
    return f"{exact}≈{plain(rounded(value, 2, Rounding.HALF_UP))}" if "/" in exact else exact


def _columns(lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """As few as there is room for below each other, of about the same length."""
    count = min(MOST_COLUMNS, -(-len(lines) // FEW))
    long = -(-len(lines) // max(1, count))
    for start in range(0, len(lines), max(1, long)):
        yield tuple(lines[start : start + long])


def summary(moment: SeasonMoment, table: Table, series: Series, entrant: str) -> str:
    events, score = moment.events(table, series, entrant), moment.score(table, series, entrant)
    taken = sum(found.state is State.IN for found in events)
    counted = sum(found.counts for found in events)
    parts = [f"已举行 {len(events)} 场，参加 {taken} 场，计入 {counted} 场"]
    if series.to_come:
        parts.append(f"还有 {series.to_come} 场没有举行")
    if score is None:
        parts.append("尚无得分")
    else:
        off = f"（扣 {shortest(score.deductions)} 之前 {plain(score.raw)}）" if score.deductions else ""
        parts.append(f"得分 {plain(score.score)}{off}，占比 {shortest(table.weights[series.id])}")
    return "；".join(parts) + "。"
