"""A 评分表 as one person typed it from paper: nothing counts of it until another has typed the same."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from judging.core.scoring.numbers import parse


class EntryPhase(StrEnum):
    WAITING = "waiting"  # 待复核
    DIFFERED = "differed"  # whoever typed it again found otherwise; it is to be entered anew
    RETURNED = "returned"  # 退回, with a reason; likewise


class SheetEntry(Struct, frozen=True):
    phase: EntryPhase
    revision: int  # of the sheet it will be
    marks: Mapping[str, str]
    items: Mapping[str, bool]
    note: str
    recommended: bool
    entered_by: str  # as the log names who typed it
    at: str  # UTC, of the last change
    seen_by: str = ""  # who typed it again, or returned it
    seen_marks: Mapping[str, str] = {}  # what was typed then, where it differs
    seen_items: Mapping[str, bool] = {}
    reason: str = ""  # why it was returned


def agree(
    marks: Mapping[str, str],
    items: Mapping[str, bool],
    again: Mapping[str, str],
    items_again: Mapping[str, bool],
) -> bool:
    """Whether both mean the same sheet: 92 is 92.0."""
    return _numbers(marks) == _numbers(again) and dict(items) == dict(items_again)


def _numbers(marks: Mapping[str, str]) -> dict[str, Decimal]:
    return {id: parse(mark) for id, mark in marks.items()}
