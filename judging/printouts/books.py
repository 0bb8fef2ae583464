"""Sheets as an Excel workbook: the same tables, notes and check codes, a worksheet each."""

from collections.abc import Sequence

from judging.sheets.results import Printout, workbook

from . import proof
from .forms import FORMS
from .moment import Moment
from .sheet import Sheet


def book(moment: Moment, sheets: Sequence[Sheet]) -> bytes:
    """The .xlsx file of the sheets of one form."""
    return workbook([_printout(moment, number, sheet) for number, sheet in enumerate(sheets, 1)])


def _printout(moment: Moment, number: int, sheet: Sheet) -> Printout:
    proven = _proof(moment, sheet)
    outcome = [f"{label}：{value}" for label, value in sheet.outcome]
    steps = [f"{step.label}　{step.text}" for step in sheet.steps]
    corrections = [f"更正：{found.text}" for found in sheet.corrections]
    return Printout(
        name=f"{FORMS[sheet.form].name}{number}",
        title=(moment.state.rulebook.name, sheet.title),
        heading="　".join(f"{label}：{value}" for label, value in sheet.heading if value),
        table=sheet.table,
        below=(*outcome, *steps, *corrections, *sheet.notes, *filter(None, [proven])),
        signatures=sheet.signatures,
        footer=proven,
        rehearsal=moment.state.rehearsal,
    )


def _proof(moment: Moment, sheet: Sheet) -> str:
    if not FORMS[sheet.form].is_proven:
        return ""
    return f"校验码 {proof.written(moment, sheet)}　链尾 {moment.tail[: proof.TAIL_DIGITS]}"
