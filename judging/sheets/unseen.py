"""What people do not see in a sheet, by cell: hidden rows, numbers made dates, formulas that failed."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby

from judging.core.sentence import Sentence, sentence

from .form import Faults
from .formats.oddities import OddCell, Oddity
from .reader import Sheet, letter


def unseen(
    sheet: Sheet,
    header: int,
    columns: Mapping[str, int],
    at: str,
    faults: Faults,
    days: Collection[int] = (),
) -> None:
    """Of the rows below *header* and the columns that are read; *at* stands before each place.

    *days*: the columns where a date is just what is wanted.
    """
    if sheet.is_hidden:
        what = sentence("工作表“{sheet}”是隐藏的", sheet=sheet.name)
        faults.add(f"{at}A1", what, sentence("取消隐藏，核对后再上传；不要的删去"))
    filled = (
        row for row in sheet.hidden_rows if row > header and any(cell != "" for cell in sheet.rows[row])
    )
    for first, last in ranges(filled):
        rows = sentence("第 {row} 行", row=first + 1)
        if last > first:
            rows = sentence("第 {first}～{last} 行", first=first + 1, last=last + 1)
        what = sentence("{rows}是隐藏的，或被筛选掉了", rows=rows)
        faults.add(f"{at}A{first + 1}", what, sentence("取消隐藏、清除筛选，核对后再上传；不要的删去整行"))
    for column in sheet.hidden_columns:
        if column in columns.values():
            what = sentence("{column} 列是隐藏的", column=letter(column))
            faults.add(f"{at}{letter(column)}{header + 1}", what, sentence("取消隐藏，核对后再上传"))
    for cell in sheet.odd:
        is_wanted = cell.kind is Oddity.DATE and cell.column in days
        if cell.row > header and cell.column in columns.values() and not is_wanted:
            faults.add(f"{at}{letter(cell.column)}{cell.row + 1}", *said(cell), alone=True)


def said(cell: OddCell) -> tuple[Sentence, Sentence]:
    """What is wrong with it, and what to do."""
    match cell.kind:
        case Oddity.DATE:
            return sentence("这里是日期或时间 {text}", text=cell.text), sentence(
                "把单元格格式改为“文本”，照原样重新填写；数字的用“常规”"
            )
        case Oddity.PERCENT:
            return sentence("这里是百分数"), sentence(
                "看不出要的是 95 还是 0.95：把单元格格式改为“常规”，重新填数字"
            )
        case Oddity.FAILED:
            return sentence("公式出错：{text}", text=cell.text or "#"), sentence("改正公式，或直接填数")
        case Oddity.UNCOUNTED:
            return sentence("公式没有算出的结果"), sentence(
                "用 Excel 或 WPS 打开，保存一次再上传；或直接填数"
            )


def ranges(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of those that follow each other."""
    for _, run in groupby(enumerate(sorted(numbers)), key=lambda each: each[1] - each[0]):
        found = [number for _, number in run]
        yield found[0], found[-1]
