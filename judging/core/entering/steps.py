"""All that happens to what is typed from paper, or entered for another to confirm."""

from .entry_confirming import EntryConfirmed, EntryReturned
from .entry_making import EntryMade
from .sheet_confirming import SheetEntryDiffered, SheetEntryReturned
from .sheet_entering import SheetEntered
from .sheet_withdrawing import SheetEntryWithdrawn

EnteringEvent = (
    EntryMade
    | EntryConfirmed
    | EntryReturned
    | SheetEntered
    | SheetEntryDiffered
    | SheetEntryReturned
    | SheetEntryWithdrawn
)
