"""Check codes: how a sheet of paper proves that it says what the log said when it was printed.

    base32( SHA-256( JSON of [competition, form, track, round, subject, hash of the last entry, facts] ) )

cut to ten characters. It stands on the sheet behind the log's position: “187-ABCDE-FGHJK”. Whoever checks it
makes every sheet there was at that position again from the log, and looks for the one with this code. Since
the hash of the log is in it, nobody who has no such sheet can try scores out until a code fits.
"""

import json
import re
from base64 import b32encode
from collections.abc import Iterator
from hashlib import sha256

from msgspec import Struct

from .forms import FORMS, sheets
from .moment import Moment
from .sheet import Place, Sheet, facts

LENGTH = 10  # 50 bits
TAIL_DIGITS = 12  # of the log's hash, on each sheet: shows which log it was, even where nothing else fits
WRITTEN = re.compile(r"0*([0-9]{1,9})[\s-]+([A-Z0-8]{5})[\s-]*([A-Z0-8]{5})")
MISREAD = str.maketrans("018", "OIB")  # base32 has no such digits

PLACE_KEYS = ("place", "note")  # change whenever somebody else is revealed: no correction of this line


class Found(Struct, frozen=True):
    sheet: Sheet
    whole: bool  # it holds scores that were not revealed when it was printed


def code(moment: Moment, sheet: Sheet) -> str:
    """Ten characters, A–Z and 2–7."""
    place = sheet.place
    content = [moment.state.rulebook.id, sheet.form, place.track, place.round, place.subject, moment.tail]
    text = json.dumps([*content, list(facts(sheet))], ensure_ascii=False, separators=(",", ":"))
    return b32encode(sha256(text.encode()).digest()).decode()[:LENGTH]


def written(moment: Moment, sheet: Sheet) -> str:
    """The code as it stands on the sheet, with the position: “187-ABCDE-FGHJK”."""
    letters = code(moment, sheet)
    return f"{moment.position}-{letters[:5]}-{letters[5:]}"


def parsed(text: str) -> tuple[int, str]:
    """Position and code of what somebody typed off a sheet. Raises ValueError if it cannot be one."""
    match = WRITTEN.fullmatch(text.strip().upper())
    if match is None:
        raise ValueError(f"no check code: {text!r}")
    return int(match[1]), (match[2] + match[3]).translate(MISREAD)


def find(moment: Moment, letters: str) -> Found | None:
    """The sheet with this code among all that could be printed at *moment*."""
    return next((found for found in printable(moment) if code(moment, found.sheet) == letters), None)


def printable(moment: Moment) -> Iterator[Found]:
    """Every sheet that carries a code, also as the organiser may print it before the reveal."""
    if moment.state.rules is None:
        return
    for whole in (False, True):
        for name, form in FORMS.items():
            if form.is_proven:
                for track in moment.state.rulebook.tracks:
                    yield from (Found(sheet, whole) for sheet in sheets(moment, name, track.id, whole=whole))


def corrected(moment: Moment, found: Found) -> bool:
    """Whether at a later *moment* the sheet would say something else of what it speaks of.

    That more entrants have been revealed since, and the places shifted by it, is no correction.
    """
    place: Place = found.sheet.place
    if moment.state.rules is None:
        return True
    later = sheets(moment, found.sheet.form, place.track, place.round, place.subject, whole=True)
    known = {fact for sheet in later for fact in facts(sheet)}
    return any(fact not in known for fact in facts(found.sheet) if fact[1] not in PLACE_KEYS)
