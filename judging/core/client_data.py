"""What says who a client is: it has no place in a competition, not in a reason, not in a slip."""

import re

from .checks import text
from .refused import Reason, Refused
from .sentence import Sentence

# A mobile number, however it is spaced; a line with its area code, or eight digits said to be a phone's.
BETWEEN = r"[\s\-－‐‑–—]*"
MOBILE = re.compile(rf"(?<!\d)(?:(?:\+|00)?86{BETWEEN})?1{BETWEEN}[3-9](?:{BETWEEN}\d){{9}}(?!\d)")
LINE = re.compile(rf"(?<!\d)0\d{{2,3}}{BETWEEN}\d{{7,8}}(?!\d)")
TOLD = re.compile(r"(?:电话|手机|致电|座机|Tel)\D{0,6}\d{7,8}(?!\d)", re.IGNORECASE)


def holds_phone_number(given: str) -> bool:
    return any(each.search(given) for each in (MOBILE, LINE, TOLD))


def without_client_data(value: str, what: Sentence, *, most: int) -> str:
    """As `checks.text`, and no telephone number either, which the refusal does not repeat. Raises Refused."""
    found = text(value, what, most=most)
    if holds_phone_number(found):
        raise Refused(
            Reason.MALFORMED,
            "{what}里像是有电话号码；办事人的姓名、电话、证件号都不收，请删去后重新填写",
            what=what,
        )
    return found
