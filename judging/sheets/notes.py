"""The sheet 说明 of a workbook: which competition it is about, and how to fill it in."""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from xlsxwriter.worksheet import Worksheet

from judging.core.sentence import sentence

from .form import Faults
from .reader import Sheet

NOTES = "说明"
MOST_QUOTED = 60  # characters


class Note(Struct, frozen=True):
    """A line. With an `id` it says what the workbook is about, which is read back on import."""

    label: str
    text: str
    id: str = ""


def write_notes(sheet: Worksheet, notes: Iterable[Note]) -> None:
    sheet.set_column(0, 0, 8)
    sheet.set_column(1, 1, 70)
    for row, note in enumerate(notes):
        for column, text in enumerate((note.label, note.text, note.id)):
            sheet.write_string(row, column, text)
    sheet.protect()


def of_another(sheets: tuple[Sheet, ...], about: Mapping[str, tuple[str, str]], faults: Faults) -> None:
    """A workbook of another round, noticed by its notes; one without notes was not made from a template.

    *about*: by a note's label the id and name that it must have.
    """
    for sheet in sheets:
        if sheet.name != NOTES:
            continue
        for number, row in enumerate(sheet.rows, 1):
            id, name = about.get(str(row[0]) if row else "", ("", ""))
            if id and len(row) > 2 and row[2] != id:
                what = sentence(
                    "这是“{given}”的表，不是“{name}”的", given=str(row[1])[:MOST_QUOTED], name=name
                )
                faults.add(f"{NOTES}!C{number}", what, sentence("请下载本环节的模板填写"))
