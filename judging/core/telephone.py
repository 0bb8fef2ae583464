"""Telephone numbers, by which a person could be found where nobody is to be."""

import re

# A mobile number, or one of a landline with its area, however its digits are spaced and in whatever width.
BETWEEN = r"[\s\-－‐‑–—.·()（）/／_＿]*"
MOBILE = rf"(?:(?:[+＋]|[0０]{{2}})?\s*[8８][6６]{BETWEEN})?[1１]{BETWEEN}[3-9３-９](?:{BETWEEN}\d){{9}}"
LANDLINE = rf"[0０](?:{BETWEEN}\d){{9,11}}"
NUMBER = re.compile(rf"(?<!\d)(?:{MOBILE}|{LANDLINE})(?!\d)")


def holds_telephone_number(text: str) -> bool:
    return bool(NUMBER.search(text))
