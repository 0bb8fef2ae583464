import io
import subprocess
import sys
import zipfile

import openpyxl
import pytest
import xlsxwriter

from judging.sheets import reader


def workbook(*cells: tuple[int, int, object]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("成绩")
        for row, column, value in cells:
            sheet.write(row, column, value)
    return content.getvalue()


def test_cells_keep_their_places_and_kinds():
    [sheet] = reader.read(workbook((0, 1, "编号"), (2, 0, 95), (2, 1, True)))

    assert sheet == reader.Sheet("成绩", (("", "编号"), ("", ""), (95.0, True)), ())


@pytest.mark.skipif(sys.platform == "win32", reason="has no such limits")
def test_a_reader_that_nobody_waits_for_any_more_ends_by_itself():
    program = "from judging.sheets import reader; reader.SECONDS = 1; reader.limit()\nwhile True: pass"

    done = subprocess.run([sys.executable, "-c", program], timeout=30, check=False)

    assert done.returncode < 0


NOT_A_WORKBOOK = {
    "nothing": b"",
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
    "a zip of something else": b"PK\x03\x04" + b"\0" * 100,
    "half a workbook": workbook((0, 0, "编号"))[:2000],
}


@pytest.mark.parametrize("content", NOT_A_WORKBOOK.values(), ids=NOT_A_WORKBOOK)
def test_what_is_no_workbook_is_refused_with_a_remedy(content: bytes):
    with pytest.raises(reader.NoWorkbook) as caught:
        reader.read(content)

    assert ".xlsx" in caught.value.detail


def test_a_sheet_as_large_as_excel_allows_harms_nobody():
    """Two cells in opposite corners: as a table that is 17 billion cells."""
    with pytest.raises(reader.NoWorkbook):
        reader.read(workbook((0, 0, 1), (1_048_575, 16_383, 1)))


def test_a_zip_bomb_harms_nobody():
    bomb = io.BytesIO()
    blanks = b" " * (1 << 20)
    with (
        zipfile.ZipFile(io.BytesIO(workbook((0, 0, "编号")))) as source,
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target,
    ):
        for name in source.namelist():
            with target.open(name, "w") as member:
                for _ in range(reader.MEMORY_BYTES // len(blanks) if "sharedStrings" in name else 0):
                    member.write(blanks)
                member.write(source.read(name))

    with pytest.raises(reader.NoWorkbook):
        reader.read(bomb.getvalue())


def test_a_table_that_is_too_long_is_refused():
    with pytest.raises(reader.NoWorkbook) as caught:
        reader.read(workbook(*((row, 0, "x") for row in range(reader.MOST_ROWS + 1))))

    assert str(reader.MOST_ROWS) in caught.value.detail


def test_merged_cells_are_told():
    book = openpyxl.Workbook()
    book.active.merge_cells("B2:C4")
    content = io.BytesIO()
    book.save(content)

    [sheet] = reader.read(content.getvalue())

    assert sheet.merged == ((1, 1, 3, 2),)
