"""Sheets as an Excel workbook: the same tables, notes and check codes, a worksheet each."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import count

from judging.core.scoring.told import told
from judging.sheets.results import Printout, workbook

from . import proof
from .forms import FORMS
from .moment import Moment
from .phrases import local_moment, lock_mark
from .sheet import Sheet


def book(moment: Moment, sheets: Sequence[Sheet]) -> bytes:
    """The .xlsx file of the sheets, numbered within each form."""
    numbers: defaultdict[str, count[int]] = defaultdict(lambda: count(1))
    return workbook([_printout(moment, next(numbers[sheet.form]), sheet) for sheet in sheets])


def _printout(moment: Moment, number: int, sheet: Sheet) -> Printout:
    proven = _proof(moment, sheet)
    outcome = [f"{label}：{value}" for label, value in sheet.outcome]
    steps = [f"{line.heading}　{line.text}" for line in map(told, sheet.steps)]
    attempts = [f"补赛　{local_moment(found.at)}　{found.text}" for found in sheet.attempts]
    corrections = [f"更正　{local_moment(found.at)}　{found.text}" for found in sheet.corrected]
    return Printout(
        name=f"{FORMS[sheet.form].name}{number}",
        title=(moment.state.rulebook.name, sheet.title),
        heading="　".join(f"{label}：{value}" for label, value in sheet.heading if value),
        table=sheet.table,
        below=(*steps, *attempts, *corrections, *outcome, *sheet.notes, *filter(None, [proven])),
        excuses=[excuse.text for excuse in sheet.excuses],
        signatures=sheet.signatures,
        mark=lock_mark(moment.locked_at(sheet.place)) if FORMS[sheet.form].tells_lock else "",
        footer=proven,
        rehearsal=moment.state.rehearsal,
    )


def _proof(moment: Moment, sheet: Sheet) -> str:
    if not FORMS[sheet.form].is_proven:
        return ""
    return f"校验码 {proof.written(moment, sheet)}　链尾 {moment.tail[: proof.TAIL_DIGITS]}"
