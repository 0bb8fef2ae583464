"""The workbook for an imported round's scores (单项成绩): the template, and what comes back filled in.

Of an indicator (指标) its measured values, with the window class of each where it is ranked within classes.
"""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from judging.core.people.taking_part import MOST_CLASS, Entrant
from judging.core.scoring.imported import NOTHING, bounds, takes_nothing
from judging.core.scoring.numbers import parse, plain
from judging.core.scoring.rulebook import Kind, Round, Rulebook, Track
from judging.core.sentence import Sentence, sentence
from judging.core.setup.prepared import Components
from judging.files.changes import Change
from judging.files.problems import nearest, shown

from .cells import score, text_of
from .form import Choices, Column, Faults, Form, Problem, Span, Wrong
from .notes import Note, of_another
from .reader import Cell, Sheet, read
from .rows import Reading, Row, reading
from .template_writer import Filling
from .template_writer import template as written

BY_TEMPLATE = sentence("请下载模板，把得分填进去，不要改动表头和编号")


class ComponentRow(Struct, frozen=True):
    entrant: str
    name: str
    score: str
    window_class: str = ""  # as the workbook has it


class Filled(Struct, frozen=True):
    """What a workbook says. `rows` are complete only if there is no problem."""

    rows: tuple[ComponentRow, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Sentence, ...] = ()  # what is no problem, and yet to be known


def form(round: Round, classes: tuple[str, ...] = ()) -> Form:
    """*classes*: the window classes that are known, to choose from."""
    return Form(
        "成绩",
        (
            Column("id", "编号", text_of, required=True, typed=False, width=14),
            Column("name", "单位", text_of, typed=False, width=48),
            Column("district", "区", text_of, typed=False),
            *([_class_column(classes)] if round.within else []),
            _value_column(round) if round.kind is Kind.INDICATOR else _score_column(round),
        ),
        remedy=BY_TEMPLATE,
    )


def _score_column(round: Round) -> Column:
    low, high = bounds(round)
    return Column(
        "score",
        "得分",
        lambda cell: score(cell, low, high),
        required=True,
        check=Span(low, high),
        hint=f"{plain(low)} 到 {plain(high)} 的数字，最多 6 位小数",
    )


def _value_column(round: Round) -> Column:
    """Excel looks after numbers only where nothing else may be typed."""
    low, high = bounds(round)
    is_open = takes_nothing(round)

    def value(cell: Cell) -> str | Wrong:
        if is_open and text_of(cell).lower() == NOTHING:
            return NOTHING
        if text_of(cell) == "":
            return Wrong(sentence("没有指标值，或公式出错"), NO_VALUE if is_open else NO_NUMBER)
        if text_of(cell).lower() == NOTHING:
            return Wrong(sentence("规则没有写没有可测的得几分，不能填 none"), NO_NUMBER)
        return score(cell, low, high)

    return Column(
        "score",
        "指标值",
        value,
        aliases=("得分",),
        required=True,
        check=None if is_open else Span(low, high),
        hint="测得的数，可以是负数，最多 6 位小数" + ("；没有可测的写 none" if is_open else ""),
    )


def _class_column(classes: tuple[str, ...]) -> Column:
    choices = Choices(classes, open=True) if classes else None
    hint = "同一大类的放在一起排名；名单上写了的可以不填"
    return Column("window_class", "窗口大类", text_of, aliases=("类别",), width=16, check=choices, hint=hint)


NO_NUMBER = sentence("填测得的数，缺的先与主办方核实")
NO_VALUE = sentence("填测得的数；没有可测的写 none")


def template(rulebook: Rulebook, track: Track, round: Round, entrants: Mapping[str, Entrant]) -> bytes:
    """An xlsx with everybody in it, in which only the scores, values and classes can be typed."""
    known = [
        {key: getattr(each, key) for key in ("id", "name", "district", "window_class")}
        for each in entrants.values()
    ]
    classes = tuple(dict.fromkeys(each.window_class for each in entrants.values() if each.window_class))
    return written([Filling(form(round, classes), known)], notes(rulebook, track, round))


def notes(rulebook: Rulebook, track: Track, round: Round) -> tuple[Note, ...]:
    """Which round the workbook belongs to, read back on import, and how to fill it in."""
    return (
        Note("赛事", rulebook.name, rulebook.id),
        Note("组别", track.name, track.id),
        Note("环节", round.name, round.id),
        Note("填写", _how(round)),
        Note("", "不要增删行列，不要合并单元格，不要填身份证号。算出来的数先用 ROUND 保留小数位。"),
    )


def _how(round: Round) -> str:
    if round.kind is Kind.INDICATOR:
        nothing = "，没有可测的写 none" if takes_nothing(round) else ""
        return f"每个单位在“指标值”一列填测得的数，可以是负数{nothing}；得几分由系统按规则折算。"
    low, high = bounds(round)
    return f"每个单位在“得分”一列填 {plain(low)} 到 {plain(high)} 的数字。"


def opened(content: bytes, track: Track, round: Round, entrants: Mapping[str, Entrant]) -> Filled:
    """The scores in an uploaded workbook; the entrants with the classes that are known. Raises NoWorkbook."""
    return filled(read(content), track, round, entrants)


def filled(sheets: tuple[Sheet, ...], track: Track, round: Round, entrants: Mapping[str, Entrant]) -> Filled:
    """The scores in a workbook, with every problem by its cell."""
    faults = Faults()
    of_another(sheets, {"组别": (track.id, track.name), "环节": (round.id, round.name)}, faults)
    found = reading(form(round), form(round).among(sheets), faults)
    rows = component_rows(found, entrants, faults, classed=bool(round.within)) if found else ()
    return Filled(rows, faults.problems, faults.notes)


def component_rows(
    read: Reading, entrants: Mapping[str, Entrant], faults: Faults, *, classed: bool = False
) -> tuple[ComponentRow, ...]:
    """*classed*: everybody has to be of a window class."""
    found, seen = list[ComponentRow](), dict[str, int]()  # entrant → row number
    for row in read.rows:
        entrant = named(row, entrants, seen, faults)
        if entrant is None:
            continue
        seen[entrant.id] = row.number
        same_name(row, entrant, faults)
        points = row.taken("score", faults)
        given = of_class(row, entrant, faults) if classed else ""
        if points is not None:
            found.append(ComponentRow(entrant.id, entrant.name, points, given))
    for id, missing in entrants.items():
        if id not in seen:
            what = sentence("没有 {name}（编号 {id}）", name=missing.name, id=id)
            faults.add(read.place("id"), what, BY_TEMPLATE)
    return tuple(found)


def named(
    row: Row, entrants: Mapping[str, Entrant], seen: Mapping[str, int], faults: Faults
) -> Entrant | None:
    """Whom a row is about; None, and a problem, where that is nobody, or somebody for the second time."""
    id = row.text("id")
    entrant = entrants.get(id)
    if entrant is None:
        what = sentence("没有编号为{id}的单位", id=shown(id)) if id else sentence("没有编号")
        near = nearest(id, entrants)
        remedy = (
            sentence("最接近的是 {nearest}；编号以模板为准", nearest=near)
            if near
            else sentence("编号以模板为准")
        )
        faults.add(row.place("id"), what, remedy)
        return None
    if id in seen:
        what = sentence("{name}在第 {row} 行已有一行", name=entrant.name, row=seen[id])
        faults.add(row.place("id"), what, sentence("删去多余的一行"))
        return None
    return entrant


def same_name(row: Row, entrant: Entrant, faults: Faults) -> None:
    name = row.text("name")
    if name and name != entrant.name:
        what = sentence(
            "编号 {id} 是 {name}，这里却写着{given}", id=entrant.id, name=entrant.name, given=shown(name)
        )
        faults.add(row.place("name"), what, sentence("多半是只排序了部分列，{remedy}", remedy=BY_TEMPLATE))


def of_class(row: Row, entrant: Entrant, faults: Faults) -> str:
    """The window class in the row; a problem where there is none, nor one known, or another is known."""
    given, known = row.text("window_class"), entrant.window_class
    if not given and not known:
        what = sentence("{name}没有窗口大类", name=entrant.name)
        faults.add(row.place("window_class"), what, sentence("在“窗口大类”一列填上，或先写进名单"))
    if given and known and given != known:
        what = sentence(
            "{name}的窗口大类是“{known}”，这里写着{given}", name=entrant.name, known=known, given=shown(given)
        )
        faults.add(row.place("window_class"), what, sentence("改成一样的，或先改名单"))
    if len(given) > MOST_CLASS:
        what = sentence("窗口大类太长：{length} 字，最多 {most} 字", length=len(given), most=MOST_CLASS)
        faults.add(row.place("window_class"), what, sentence("改短"))
    return given


def changed(
    track: Track, round: Round, rows: Iterable[ComponentRow], known: Components | None
) -> Iterator[Change]:
    """What differs from the scores, and the classes, that were imported before."""
    for row in rows:
        score = known.scores.get(row.entrant, "") if known else ""
        window_class = known.classes.get(row.entrant, "") if known else ""
        if not is_same(score, row.score) or window_class != row.window_class:
            where = (track.name, round.name, row.name)
            yield Change(where, said(score, window_class), said(row.score, row.window_class))


def is_same(before: str, score: str) -> bool:
    """91.50 is 91.5; what is no number (none) is itself alone."""
    if NOTHING in (before, score) or not before:
        return before == score
    return parse(before) == parse(score)


def said(score: str, window_class: str) -> Sentence | None:
    texts = tuple(filter(None, (score, window_class)))
    return sentence("{items}", items=texts) if texts else None
