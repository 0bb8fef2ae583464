"""Check codes as they stand on a sheet: made of the log and of all that the sheet says.

    base32( SHA-256( JSON of [competition, form, track, round, subject, hash of the last entry, facts] ) )

(of an award pool its id in place of the track) cut to ten characters. It stands on the sheet behind the
log's position: “187-ABCDE-FGHJK”.
"""

import json
import re
from base64 import b32encode
from hashlib import sha256

from .moment import Moment
from .sheet import Sheet, facts

LENGTH = 10  # 50 bits
TAIL_DIGITS = 12  # of the log's hash, on each sheet: shows which log it was, even where nothing else fits
WRITTEN = re.compile(r"0*([0-9]{1,9})[\s-]+([A-Z0-8]{5})[\s-]*([A-Z0-8]{5})")
MISREAD = str.maketrans("018", "OIB")  # base32 has no such digits


def code(moment: Moment, sheet: Sheet) -> str:
    """Ten characters, A–Z and 2–7."""
    place = sheet.place
    content = [moment.state.rulebook.id, sheet.form, place.owner, place.round, place.subject, moment.tail]
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
