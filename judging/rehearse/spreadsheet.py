"""Filling the components template as a person would in Excel: what is open is typed, numbers as numbers."""

from collections.abc import Callable, Mapping
from io import BytesIO

import xlsxwriter
from python_calamine import CalamineWorkbook

ID = "编号"
Typed = Mapping[str, Callable[[str], str]]  # title → what stands there, by entrant


def filled(template: bytes, typed: Typed) -> bytes:
    """*template* as a workbook with every empty cell of these columns filled in where an entrant is named."""
    sheet = CalamineWorkbook.from_filelike(BytesIO(template)).get_sheet_by_index(0)
    rows = sheet.to_python(skip_empty_area=False)
    head = next(n for n, row in enumerate(rows) if ID in row)
    columns = {m: typed[title] for m, cell in enumerate(rows[head]) if (title := str(cell)) in typed}
    made = BytesIO()
    with xlsxwriter.Workbook(made) as book:
        page = book.add_worksheet(sheet.name)
        for n, row in enumerate(rows):
            for m, cell in enumerate(row):
                id = str(row[0]).strip()
                text = columns[m](id) if n > head and m in columns and id and cell == "" else None
                _write(page, n, m, cell if text is None else text, is_typed=text is not None)
    return made.getvalue()


def _write(page: xlsxwriter.worksheet.Worksheet, n: int, m: int, cell: object, *, is_typed: bool) -> None:
    try:
        if is_typed:
            page.write_number(n, m, float(str(cell)))  # as Excel keeps it
            return
    except ValueError:
        pass
    page.write(n, m, cell)
