"""Tables as organisers really have them: what has one meaning is read, the rest refused at its cell."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from judging.core.people.taking_part import Entrant
from judging.core.scoring.rulebook import Kind, Round, Track
from judging.sheets import components, reader
from judging.sheets.components import Filled
from judging.sheets.formats.tags import tags

from . import old_book, open_book

DAILY = Round(id="daily", name="日常", kind=Kind.IMPORTED, weight=Decimal(70))
TRACK = Track(id="centre", name="中心组", rounds=(DAILY,))
ENTRANTS = {id: Entrant(id, name, "") for id, name in (("c1", "甲"), ("c2", "乙"), ("03", "丙"))}
HEADER = ["编号", "单位", "得分"]
ROWS = [["c1", "甲", 95.5], ["c2", "乙", 1], ["03", "丙", 80]]
CSV = "编号,单位,得分\r\nc1,甲,95.5\r\nc2,乙,1\r\n03,丙,80\r\n"


def opened(content: bytes) -> Filled:
    """Read in this process: how it is bounded is tried with the reader."""
    sheets = reader.outcome(content)
    assert not isinstance(sheets, reader.Unread)
    return components.filled(sheets, TRACK, DAILY, ENTRANTS)


def xlsx(change: Callable[[Worksheet], object] = lambda sheet: None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "成绩"
    for row in (HEADER, *ROWS):
        sheet.append(row)
    change(sheet)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def putting(cell: str, value: object) -> Callable[[Worksheet], object]:
    return lambda sheet: setattr(sheet[cell], "value", value)


def hide_empty_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[9].hidden = True


def hide_other_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["F"].hidden = True


def xls(*rows: list[object], **hidden: list[int]) -> bytes:
    return old_book.book({"成绩": old_book.sheet([HEADER, *(rows or ROWS)], **hidden)})


def ods(*rows: str, columns: str = "") -> bytes:
    return open_book.book(open_book.row(*HEADER), *rows, columns=columns)


GOOD = {
    "xlsx": xlsx(),
    "xls": xls(),
    "ods": ods(*(open_book.row(*row) for row in ROWS)),
    "csv in UTF-8": CSV.encode(),
    "csv in UTF-8 with its mark, of Excel": CSV.encode("utf-8-sig"),
    "csv in GBK, of Excel and WPS": CSV.encode("gbk"),
    "csv in GB18030": CSV.encode("gb18030"),
    "text of Excel (UTF-16, tabs)": CSV.replace(",", "\t").encode("utf-16"),
    "csv of a system with semicolons": CSV.replace(",", ";").encode(),
    "csv with a line that names its mark": f"sep=;\r\n{CSV.replace(',', ';')}".encode(),
    "csv in quotes": '"编号","单位","得分"\n"c1","甲","95.5"\n"c2","乙","1"\n"03","丙","80"'.encode(),
    "csv with texts wrapped as formulas": CSV.replace("03", '="03"').encode(),
    "csv with blank lines": CSV.replace("\r\n", "\r\n\r\n").encode(),
    "csv with full-width digits": CSV.replace("95.5", "９５．５").encode("gbk"),
    "xlsx with numbers stored as text": xlsx(putting("C2", "95.5")),
    "xlsx with full-width digits": xlsx(putting("C2", " ９５．５０ ")),
    "xlsx with a hidden row without anything": xlsx(hide_empty_row),
    "xlsx with a hidden column that nobody reads": xlsx(hide_other_column),
}


@pytest.mark.parametrize("content", GOOD.values(), ids=GOOD)
def test_a_table_with_one_meaning_is_read_whatever_wrote_it(content: bytes):
    found = opened(content)

    assert found.problems == ()
    assert [(row.entrant, row.score) for row in found.rows] == [("c1", "95.5"), ("c2", "1"), ("03", "80")]


def test_numbers_that_were_stored_as_text_are_named_before_the_import():
    [note] = opened(xlsx(putting("C2", "95.5"))).notes

    assert str(note) == "1 格数字存成了文本，已按数字读入：C2"
    assert opened(CSV.encode()).notes == ()  # there every cell is a text


def test_thousands_may_stand_apart_and_still_have_to_fit():
    [problem] = opened(xlsx(putting("C2", "1,095.5"))).problems

    assert "1095.5 不在 0 到 100 之内" in str(problem.what)


def hide_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[3].hidden = True


def filter_rows(sheet: Worksheet) -> None:
    sheet.auto_filter.ref = "A1:C4"
    sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = True


def hide_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["C"].hidden = True


def percent(sheet: Worksheet) -> None:
    sheet["C2"] = 0.95
    sheet["C2"].number_format = "0.0%"


def not_percent(sheet: Worksheet) -> None:
    sheet["C2"].number_format = '0.0"%"'


def cached_error(content: bytes) -> bytes:
    """As Excel stores a formula that failed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as book, zipfile.ZipFile(target, "w") as made:
        for name in book.namelist():
            before, after = b'<c r="C2" t="n"><v>95.5</v></c>', b'<c r="C2" t="e"><f>A1</f><v>#REF!</v></c>'
            made.writestr(name, book.read(name).replace(before, after))
    return target.getvalue()


def in_row(value: object) -> list[str]:
    return [open_book.row("c1", "甲", value), *(open_book.row(*row) for row in ROWS[1:])]


HIDDEN = 'table:visibility="collapse"'
WRONG = {
    "xlsx, a hidden row": (xlsx(hide_row), "A3", "第 3 行是隐藏的"),
    "xlsx, rows that a filter hides": (xlsx(filter_rows), "A3", "第 3～4 行是隐藏的，或被筛选掉了"),
    "xlsx, a hidden column": (xlsx(hide_column), "C1", "C 列是隐藏的"),
    "xlsx, percent": (xlsx(percent), "C2", "百分数"),
    "xlsx, percent as a text": (xlsx(putting("C2", "95%")), "C2", "百分数"),
    "xlsx, a date": (xlsx(putting("C2", date(2024, 3, 1))), "C2", "日期"),
    "xlsx, a formula without a value": (xlsx(putting("C2", "=A9")), "C2", "公式没有"),
    "xlsx, a formula that failed": (cached_error(xlsx()), "C2", "公式出错：#REF!"),
    "xlsx, a number that became a date": (
        xlsx(putting("A3", date(2024, 3, 1))), "A3", "日期或时间 2024-03-01",
    ),
    "xls, a hidden row": (xls(hidden_rows=[2]), "A3", "第 3 行是隐藏的"),
    "xls, a hidden column": (xls(hidden_columns=[2]), "C1", "C 列是隐藏的"),
    "xls, percent": (xls(["c1", "甲", (0.95, "percent")], *ROWS[1:]), "C2", "百分数"),
    "xls, a formula that failed": (xls(["c1", "甲", "failed"], *ROWS[1:]), "C2", "公式出错：#DIV/0!"),
    "ods, a hidden row": (
        ods(*(open_book.row(*row, attributes=HIDDEN if row[0] == "c2" else "") for row in ROWS)),
        "A3", "第 3 行是隐藏的",
    ),
    "ods, a hidden column": (
        ods(
            *(open_book.row(*row) for row in ROWS),
            columns=f'<table:table-column table:number-columns-repeated="2"/><table:table-column {HIDDEN}/>',
        ),
        "C1", "C 列是隐藏的",
    ),
    "ods, percent": (ods(*in_row(open_book.percent(0.95))), "C2", "百分数"),
    "ods, a formula that failed": (ods(*in_row(open_book.FAILED)), "C2", "公式出错：#DIV/0!"),
    "ods, a formula without a value": (ods(*in_row(open_book.UNCOUNTED)), "C2", "公式没有"),
    "csv, a formula": (CSV.replace("95.5", "=SUM(A1)").encode(), "C2", "公式没有"),
    "csv, percent": (CSV.replace("95.5", "95%").encode(), "C2", "百分数"),
    "csv, a decimal comma": (CSV.replace(",95.5", ',"95,5"').encode(), "C2", "不是数字"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "cell", "what"), WRONG.values(), ids=WRONG)
def test_what_people_do_not_see_or_could_mean_otherwise_is_refused_at_its_cell(
    content: bytes, cell: str, what: str
):
    problem, *_ = opened(content).problems

    assert (problem.cell, what in str(problem.what)) == (cell, True)
    assert str(problem.remedy)


def test_a_percent_sign_that_is_only_a_unit_changes_no_number():
    assert opened(xlsx(not_percent)).problems == ()


def test_a_sheet_that_is_hidden_is_refused():
    def hide(sheet: Worksheet) -> None:
        sheet.parent.create_sheet("别的")
        sheet.sheet_state = "hidden"

    [problem] = opened(xlsx(hide)).problems

    assert "工作表“成绩”是隐藏的" in str(problem.what)


def test_merged_cells_of_an_open_document_are_told():
    spans = 'table:number-columns-spanned="2" office:value-type="string"'
    wide = f"<table:table-cell {spans}><text:p>c1</text:p></table:table-cell>"
    content = open_book.book(open_book.row(*HEADER), open_book.row(wide, "<table:covered-table-cell/>", 5))

    [sheet] = reader.read(content)

    assert sheet.merged == ((1, 0, 1, 1),)


def zipped(*names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return target.getvalue()


LOCKED = "<encryption-data/>"
REFUSED = {
    "xlsx with a password": (old_book.compound("EncryptedPackage", b"x" * 5000), "密码"),
    "xls with a password": (old_book.book({"成绩": old_book.sheet(ROWS)}, locked=True), "密码"),
    "ods with a password": (open_book.book(manifest=LOCKED), "密码"),
    "a web page called .xls": ("<html><table><tr><td>编号</td></tr></table></html>".encode("gbk"), "网页"),
    "a page with a declaration": (b'\r\n<!DOCTYPE html PUBLIC "-//W3C//DTD"><html>', "网页"),
    "XML of Excel 2003": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "另存为",
    ),
    "a binary workbook": (zipped("xl/workbook.bin"), "另存为"),
    "a document of Word": (zipped("word/document.xml"), "文字文档"),
    "an old document of Word or WPS": (old_book.compound("WordDocument", b"x" * 5000), "文字文档"),
    "a table of Numbers": (zipped("Index/Document.iwa"), "Numbers"),
    "a PDF": (b"%PDF-1.7", "PDF"),
    "a picture": (b"\xff\xd8\xff\xe0", "图片"),
    "an archive": (zipped("名单.txt"), "压缩包"),
    "nothing": (b"", "空文件"),
    "csv with a quote that is not closed": (b'a,b\n"1,2\n3,4', "引号"),
    "bytes": (bytes(range(256)) * 4, "编码"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "what"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_table_is_refused_by_what_it_is(content: bytes, what: str):
    found = reader.outcome(content)

    assert isinstance(found, reader.Unread)
    assert what in reader.refusal(found).detail
    assert "请" in reader.refusal(found).detail


def test_xml_that_names_what_grows_is_not_read():
    grown = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><x>&a;</x>'

    with pytest.raises(ValueError, match="document type"):
        list(tags(io.BytesIO(grown)))


def test_a_table_of_texts_keeps_the_limits():
    with pytest.raises(reader.NoWorkbook) as long:
        reader.read(b"a,b\n" * (reader.MOST_ROWS + 1))
    with pytest.raises(reader.NoWorkbook) as wide:
        reader.read(f"a,{'长' * (reader.MOST_IN_CELL + 1)}".encode())

    assert str(reader.MOST_ROWS) in long.value.detail
    assert "B1" in wide.value.detail
