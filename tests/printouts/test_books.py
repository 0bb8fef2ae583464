"""The workbooks, opened again."""

import io
from datetime import datetime

import openpyxl
import pytest

from judging.core import events as e
from judging.core.hall.performance import SheetPhase
from judging.core.publication.ranked import ranking
from judging.printouts.books import book
from judging.printouts.forms import sheets
from judging.printouts.moment import moment

from .made_up import OF_LOCK, TRACK, full_day, mark, set_up


def opened(log, *forms):
    now = moment(log.entries)
    found = [sheet for form in forms for sheet in sheets(now, form, TRACK)]
    return openpyxl.load_workbook(io.BytesIO(book(now, found)))


def texts(sheet):
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


@pytest.fixture(scope="module")
def day():
    return full_day()


@pytest.mark.parametrize("form", OF_LOCK)
def test_every_sheet_of_an_unlocked_track_says_so_on_each_page(day, form):
    for sheet in opened(day, form):
        assert sheet["A1"].value == "未锁定"
        assert sheet.print_title_rows.startswith("$1:"), "what is above the table is printed on every page"


@pytest.mark.parametrize("form", OF_LOCK)
def test_every_sheet_of_a_locked_track_says_when_it_was_locked(form):
    log = full_day()
    log.add(e.TrackLocked(TRACK, ranking(log.state, TRACK)))
    at = datetime.fromisoformat(log.entries[-1].at).astimezone()

    for sheet in opened(log, form):
        assert sheet["A1"].value == f"已核分锁定 {at:%Y年%m月%d日 %H:%M:%S}"
        assert "未锁定" not in texts(sheet)


def test_each_worksheet_is_called_after_its_form_and_counted_within_it(day):
    names = opened(day, "results", "round", "score").sheetnames

    assert names[:4] == ["成绩汇总表1", "成绩登记表1", "评分表1", "评分表2"]


def test_everybody_who_signs_has_room_to_and_who_was_recused_signs_that():
    log = set_up(judges=9)
    id = mark(log, "c01")
    log.add(e.JudgeExcused(id, "J2", SheetPhase.RECUSED, "曾在该单位任职"))
    log.add(e.JudgeExcused(id, "J5", SheetPhase.ABSENT, "突发疾病"))
    log.close(id)
    log.reveal(id)

    [sheet] = opened(log, "score")

    signed = [text for text in texts(sheet) if "＿＿＿" in text]
    assert signed[0].startswith("2号 评委二 回避（曾在该单位任职），本人签名：＿＿＿")
    assert "".join(signed[1:]).count("：＿＿＿") == 7 + 4
    assert max(text.count("：＿＿＿") for text in signed) <= 3, "on one line of the sheet's width"
    assert "5号 评委五 缺席（突发疾病），不签名。" in texts(sheet)


def test_long_lines_below_the_table_are_wrapped_within_it(day):
    sheet = opened(day, "score").worksheets[0]

    [marks] = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("打分")]
    assert marks.alignment.wrap_text
    assert f"A{marks.row}" in {str(found).partition(":")[0] for found in sheet.merged_cells.ranges}
    assert sheet.row_dimensions[marks.row].height > 20, "two lines at least"
