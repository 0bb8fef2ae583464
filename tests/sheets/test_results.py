import io

import openpyxl
import pytest

from judging.sheets.results import Printout, workbook
from judging.sheets.table import Cell, Column, Line, Table

COLUMNS = (
    Column("place", "名次", "place"),
    Column("name", "单位", "name"),
    Column("seat:1", "1号", "mark"),
    Column("seat:2", "2号", "mark"),
    Column("composite", "综合成绩", "final"),
    Column("note", "备注", "note"),
)
HOSTILE = ('=HYPERLINK("http://x")', "+1+1", "-1", "@SUM(A1)", "http://x.test/", "\t=1")


def printout(*lines, rehearsal=False):
    return Printout(
        name="成绩汇总表1",
        title=("试赛", "受理中心组成绩汇总表"),
        heading="",
        table=Table(COLUMNS, lines),
        below=("规则一", "=1+1"),
        signatures=("记分员", "复核员"),
        footer="校验码 187-ABCDE-FGHJK　链尾 0123456789ab　A&B",
        excuses=("2号 评委二 回避（曾任职），本人签名：",),
        mark="未锁定",
        rehearsal=rehearsal,
    )


def line(name, first="91.50"):
    cells = (Cell("1"), Cell(name), Cell(first), Cell("95", "high"), Cell("92.60"), Cell())
    return Line("c1", cells)


@pytest.fixture
def sheet():
    book = openpyxl.load_workbook(io.BytesIO(workbook([printout(*map(line, ("甲中心", *HOSTILE)))])))
    return book["成绩汇总表1"]


def test_a_dropped_mark_is_struck_out_and_still_a_number(sheet):
    dropped, kept = sheet["D5"], sheet["C5"]

    assert (dropped.value, dropped.font.strike) == (95, True)
    assert (kept.value, kept.number_format, kept.font.strike) == (91.5, "0.00", None)


def test_no_text_becomes_a_formula_or_a_link(sheet):
    for row, name in enumerate(HOSTILE, 6):
        cell = sheet.cell(row, 2)
        assert (cell.value, cell.data_type, cell.hyperlink, cell.number_format) == (name, "s", None, "@")
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_a_word_in_a_seat_s_column_is_text():
    content = workbook([printout(line("甲中心", first="回避"))])

    cell = openpyxl.load_workbook(io.BytesIO(content))["成绩汇总表1"]["C5"]

    assert (cell.value, cell.data_type) == ("回避", "s")


def test_it_is_ready_to_be_printed(sheet):
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight or 1) == (1, 1), (
        "no page of signatures alone"
    )
    assert sheet.print_title_rows == "$1:$4", "each page says whose it is"
    assert "187-ABCDE-FGHJK" in sheet.oddFooter.left.text
    assert "A&&B" in sheet.oddFooter.left.text or "A&B" in sheet.oddFooter.left.text
    assert "&P" in sheet.oddFooter.right.text


def test_rules_and_lines_to_sign_follow_the_table(sheet):
    texts = [cell.value for row in sheet.iter_rows(min_row=12) for cell in row if cell.value]

    assert texts[:2] == ["规则一", "=1+1"]
    assert texts[2].startswith("2号 评委二 回避（曾任职），本人签名：＿＿")
    assert texts[3].startswith("记分员：＿＿")


def test_a_long_table_takes_as_many_pages_as_it_needs_one_page_wide():
    content = workbook([printout(*map(line, ["甲中心"] * 60))])

    page = openpyxl.load_workbook(io.BytesIO(content))["成绩汇总表1"].page_setup

    assert (page.fitToWidth or 1, page.fitToHeight) == (1, 0)


def test_a_rehearsal_says_so_above_everything():
    book = openpyxl.load_workbook(io.BytesIO(workbook([printout(line("甲中心"), rehearsal=True)])))

    assert book["成绩汇总表1"]["A1"].value == "演练"
