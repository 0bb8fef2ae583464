"""Check codes: how a sheet of paper proves that it says what the log said when it was printed.

Whoever checks one makes every sheet there was at the position it names again from the log, and looks for
the one with this code. Since the hash of the log is in it, nobody who has no such sheet can try scores out
until a code fits.
"""

from collections.abc import Iterator

from msgspec import Struct

from .codes import TAIL_DIGITS as TAIL_DIGITS
from .codes import code as code
from .codes import parsed as parsed
from .codes import written as written
from .forms import FORMS, owners, sheets
from .moment import Moment
from .sheet import Fact, Sheet, SheetPlace, facts

PLACE_KEYS = ("place", "note")  # change whenever somebody else is revealed: no correction of this line
AWAITED = ("coefficient", "round", "composite")  # columns, blank until panels are put on a par, or all is in


class ProvenSheet(Struct, frozen=True):
    sheet: Sheet
    whole: bool  # it holds scores that were not revealed when it was printed


def find(moment: Moment, letters: str) -> ProvenSheet | None:
    """The sheet with this code among all that could be printed at *moment*."""
    return next((found for found in printable(moment) if code(moment, found.sheet) == letters), None)


def printable(moment: Moment) -> Iterator[ProvenSheet]:
    """Every sheet that carries a code, also as the organiser may print it before the reveal."""
    if moment.state.rules is None:
        return
    for whole in (False, True):
        for name, form in FORMS.items():
            if form.is_proven:
                for owner in owners(moment.state, form):
                    yield from (
                        ProvenSheet(sheet, whole) for sheet in sheets(moment, name, owner, whole=whole)
                    )


def corrected(moment: Moment, found: ProvenSheet) -> bool:
    """Whether at a later *moment* the sheet would say something else of what it speaks of.

    That more entrants have been revealed since, and the places shifted by it, is no correction.
    """
    place: SheetPlace = found.sheet.place
    if moment.state.rules is None:
        return True
    later = sheets(moment, found.sheet.form, place.owner, place.round, place.subject, whole=True)
    known = {fact for sheet in later for fact in facts(sheet)}
    return any(fact not in known for fact in facts(found.sheet) if _stands(fact))


def _stands(fact: Fact) -> bool:
    """Whether the log may say nothing else of it later."""
    _, what, text = fact
    is_awaited = not text and what.partition(":")[0] in AWAITED
    return what not in PLACE_KEYS and not is_awaited
