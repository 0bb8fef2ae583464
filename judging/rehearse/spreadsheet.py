"""Filling the components template as a person would in Excel: numbers typed into the score column."""

from collections.abc import Callable
from io import BytesIO

import xlsxwriter
from python_calamine import CalamineWorkbook

SCORE = "得分"


def filled(template: bytes, score: Callable[[str], str]) -> bytes:
    """*template* as a workbook with *score* (id) in the score column of each row that names an entrant."""
    sheet = CalamineWorkbook.from_filelike(BytesIO(template)).get_sheet_by_index(0)
    rows = sheet.to_python(skip_empty_area=False)
    head = next(n for n, row in enumerate(rows) if any(SCORE in str(cell) for cell in row))
    column = next(n for n, cell in enumerate(rows[head]) if SCORE in str(cell))
    made = BytesIO()
    with xlsxwriter.Workbook(made) as book:
        page = book.add_worksheet(sheet.name)
        for n, row in enumerate(rows):
            for m, cell in enumerate(row):
                if n > head and m == column and (id := str(row[0]).strip()):
                    page.write_number(n, m, float(score(id)))  # as Excel keeps it
                else:
                    page.write(n, m, cell)
    return made.getvalue()
