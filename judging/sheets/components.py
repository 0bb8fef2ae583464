"""The workbook for an imported round's scores (单项成绩): the template, and what comes back filled in."""

import io
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import chain, islice

import xlsxwriter
from msgspec import Struct
from xlsxwriter.worksheet import Worksheet

from judging.core.numbers import parse, plain
from judging.core.people import Entrant
from judging.core.rulebook import Round, Rulebook, Track
from judging.core.sentence import Sentence, sentence
from judging.files.problems import nearest, shown

from .reader import Cell, Sheet, letter

SCORES, NOTES = "成绩", "说明"
ID, NAME, DISTRICT, SCORE = HEADER = ("编号", "单位", "区", "得分")
HEADER_WITHIN = 10  # rows: people put a title above
MOST_PROBLEMS = 200
MOST_QUOTED = 60  # characters
PERSONAL = re.compile(r"身份证|证件号")
ID_NUMBER = re.compile(r"\s*[0-9]{17}[0-9Xx]\s*")

BY_TEMPLATE = sentence("请下载模板，把得分填进去，不要改动表头和编号")


class Row(Struct, frozen=True):
    entrant: str
    name: str
    score: str


class Problem(Struct, frozen=True):
    cell: str  # "C7"; a column alone where a row is missing
    what: Sentence
    remedy: Sentence


class Filled(Struct, frozen=True):
    """What a workbook says. `rows` are complete only if there is no problem."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def template(rulebook: Rulebook, track: Track, round: Round, entrants: Mapping[str, Entrant]) -> bytes:
    """An xlsx with everybody in it, in which only the scores can be typed."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8ECF2"})
        fixed = book.add_format({"num_format": "@"})
        free = book.add_format({"locked": False, "bg_color": "#FFF9E5", "border": 4})
        sheet = book.add_worksheet(SCORES)
        for column, (title, width) in enumerate(zip(HEADER, (14, 48, 12, 12), strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, head)
        for row, entrant in enumerate(entrants.values(), 1):
            for column, text in enumerate((entrant.id, entrant.name, entrant.district)):
                sheet.write_string(row, column, text, fixed)
            sheet.write_blank(row, 3, None, free)
        low, high = bounds(round)
        if entrants:
            sheet.data_validation(1, 3, len(entrants), 3, validation(low, high))
        sheet.freeze_panes(1, 0)
        sheet.protect()
        write_notes(book.add_worksheet(NOTES), rulebook, track, round)
    return content.getvalue()


def validation(low: Decimal, high: Decimal) -> dict[str, object]:
    span = f"{plain(low)} 到 {plain(high)}"
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": f"={plain(low)}",
        "maximum": f"={plain(high)}",
        "input_title": SCORE,
        "input_message": f"{span} 的数字，最多 6 位小数",
        "error_title": "得分不对",
        "error_message": f"请填 {span} 的数字。",
    }


def write_notes(sheet: Worksheet, rulebook: Rulebook, track: Track, round: Round) -> None:
    """Which round the workbook belongs to, read back on import, and how to fill it in."""
    low, high = bounds(round)
    lines = (
        ("赛事", rulebook.name, rulebook.id),
        ("组别", track.name, track.id),
        ("环节", round.name, round.id),
        ("填写", f"每个单位在“{SCORE}”一列填 {plain(low)} 到 {plain(high)} 的数字。", ""),
        ("", "不要增删行列，不要合并单元格，不要填身份证号。算出来的数先用 ROUND 保留小数位。", ""),
    )
    sheet.set_column(0, 0, 8)
    sheet.set_column(1, 1, 70)
    for row, texts in enumerate(lines):
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text)
    sheet.protect()


def bounds(round: Round) -> tuple[Decimal, Decimal]:
    """What a component may be; below zero only where the round has no floor."""
    return (Decimal(0) if round.floor is not None else -round.full), round.full


def filled(sheets: tuple[Sheet, ...], track: Track, round: Round, entrants: Mapping[str, Entrant]) -> Filled:
    """The scores in a workbook, with every problem by its cell."""
    sheet = next((sheet for sheet in sheets if sheet.name == SCORES), sheets[0])
    form = Form(sheet, round, entrants)
    found = chain(wrong_template(sheets, track, round), form.problems())
    problems = tuple(islice(found, MOST_PROBLEMS))  # fills the rows on the way
    return Filled(tuple(form.rows), problems)


def wrong_template(sheets: tuple[Sheet, ...], track: Track, round: Round) -> Iterator[Problem]:
    """A workbook of another round, noticed by its notes; one without notes was not made from a template."""
    wanted = {"组别": (track.id, track.name), "环节": (round.id, round.name)}
    for sheet in sheets:
        if sheet.name != NOTES:
            continue
        for number, row in enumerate(sheet.rows, 1):
            id, name = wanted.get(str(row[0]) if row else "", ("", ""))
            if id and len(row) > 2 and row[2] != id:
                what = sentence(
                    "这是“{given}”的表，不是“{name}”的", given=str(row[1])[:MOST_QUOTED], name=name
                )
                yield Problem(f"{NOTES}!C{number}", what, sentence("请下载本环节的模板填写"))


class Form:
    """One reading of the score sheet: `problems` finds them all, and fills `rows` on the way."""

    def __init__(self, sheet: Sheet, round: Round, entrants: Mapping[str, Entrant]) -> None:
        self.rows: list[Row] = []
        self._sheet = sheet
        self._round = round
        self._entrants = entrants
        self._seen: dict[str, int] = {}  # entrant → row number

    def problems(self) -> Iterator[Problem]:
        yield from personal(self._sheet)
        header = header_of(self._sheet)
        if header is None:
            what = sentence("没有找到表头“{id}”和“{score}”", id=ID, score=SCORE)
            yield Problem("A1", what, BY_TEMPLATE)
            return
        row, columns = header
        yield from merged(self._sheet, row)
        for number, cells in enumerate(self._sheet.rows[row + 1 :], row + 2):
            yield from self._line(number, {title: cells[at] for title, at in columns.items()}, columns)
        for id, entrant in self._entrants.items():
            if id not in self._seen:
                yield Problem(
                    letter(columns[ID]),
                    sentence("没有 {name}（编号 {id}）", name=entrant.name, id=id),
                    BY_TEMPLATE,
                )

    def _line(self, number: int, cells: Mapping[str, Cell], columns: Mapping[str, int]) -> Iterator[Problem]:
        def at(title: str) -> str:
            return f"{letter(columns[title])}{number}"

        if all(cell == "" for cell in cells.values()):
            return
        id = text_of(cells[ID])
        entrant = self._entrants.get(id)
        if entrant is None:
            what = sentence("没有编号为{id}的单位", id=shown(id)) if id else sentence("没有编号")
            near = nearest(id, self._entrants)
            if near:
                remedy = sentence("最接近的是 {nearest}；编号以模板为准", nearest=near)
            else:
                remedy = sentence("编号以模板为准")
            yield Problem(at(ID), what, remedy)
            return
        if id in self._seen:
            yield Problem(
                at(ID),
                sentence("{name}在第 {row} 行已有一行", name=entrant.name, row=self._seen[id]),
                sentence("删去多余的一行"),
            )
            return
        self._seen[id] = number
        name = text_of(cells.get(NAME, ""))
        if name and name != entrant.name:
            what = sentence(
                "编号 {id} 是 {name}，这里却写着{given}", id=id, name=entrant.name, given=shown(name)
            )
            remedy = sentence("多半是只排序了部分列，{remedy}", remedy=BY_TEMPLATE)
            yield Problem(at(NAME), what, remedy)
        wrong = wrong_score(cells[SCORE], self._round)
        if wrong:
            yield Problem(at(SCORE), *wrong)
        else:
            self.rows.append(Row(id, entrant.name, score_text(cells[SCORE])))


def header_of(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The header's row and where each title stands in it."""
    for number, cells in enumerate(sheet.rows[:HEADER_WITHIN]):
        titles = [text_of(cell) for cell in cells]
        if ID in titles and SCORE in titles:
            return number, {title: titles.index(title) for title in HEADER if title in titles}
    return None


def merged(sheet: Sheet, header: int) -> Iterator[Problem]:
    for top, left, bottom, right in sheet.merged:
        if bottom >= header:
            span = f"{letter(left)}{top + 1}:{letter(right)}{bottom + 1}"
            yield Problem(
                f"{letter(left)}{top + 1}",
                sentence("{span} 合并了单元格", span=span),
                sentence("取消合并，一格填一个单位"),
            )


def personal(sheet: Sheet) -> Iterator[Problem]:
    """Columns of identity numbers, which have no place in a competition. The number is not repeated."""
    found = set()
    for number, cells in enumerate(sheet.rows, 1):
        for column, cell in enumerate(cells):
            if column not in found and is_personal(cell):
                found.add(column)
                yield Problem(
                    f"{letter(column)}{number}",
                    sentence("这一列像是身份证号"),
                    sentence("本系统不收，删去整列后再上传"),
                )


def is_personal(cell: Cell) -> bool:
    if isinstance(cell, str):
        return bool(PERSONAL.search(cell) or ID_NUMBER.fullmatch(cell))
    return isinstance(cell, float) and 1e17 <= cell < 1e18  # eighteen digits as a number


def wrong_score(cell: Cell, round: Round) -> tuple[Sentence, Sentence] | None:
    """What is wrong with a score's cell and what to write instead; None if it is good."""
    low, high = bounds(round)
    if cell == "":
        return sentence("没有得分，或公式出错"), sentence(
            "填 {low} 到 {high} 的数字，缺的先与主办方核实", low=plain(low), high=plain(high)
        )
    if cell is None or isinstance(cell, bool):
        return sentence("不是数字，是日期、时间或是非值"), sentence("把单元格格式改为“常规”，重新填数字")
    if isinstance(cell, str):
        if is_number(cell.strip()):
            return sentence("数字{cell}存成了文本", cell=shown(cell)), sentence(
                "选中这一列，用“数据 → 分列 → 完成”转成数字"
            )
        return sentence("{cell}不是数字", cell=shown(cell)), sentence("只用半角数字和小数点，例如 88.5")
    try:
        value = parse(score_text(cell))
    except ValueError:
        return sentence("{cell} 的小数超过 6 位，或数太大", cell=repr(cell)), sentence(
            "先在表格里用 ROUND 保留规定的小数位"
        )
    if not low <= value <= high:
        return sentence(
            "{value} 不在 {low} 到 {high} 之内", value=plain(value), low=plain(low), high=plain(high)
        ), sentence("核对后重填")
    return None


def is_number(text: str) -> bool:
    try:
        parse(text)
    except ValueError:
        return False
    return True


def score_text(cell: Cell) -> str:
    """The shortest decimal text that is this number: what was typed before the file made it binary."""
    return repr(cell).removesuffix(".0")


def text_of(cell: Cell) -> str:
    return score_text(cell) if isinstance(cell, float) else str(cell or "").strip()
