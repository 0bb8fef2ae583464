"""Numbers of identity cards (公民身份号码, GB 11643), which have no place in a competition, not in a note."""

import re

# Eighteen digits in a row, the last perhaps an X, however they are spaced and in whatever width.
BETWEEN = r"[\s\-－‐‑–—]*"
CANDIDATE = re.compile(rf"(?<!\d)(?:\d{BETWEEN}){{17}}[\dXxＸｘ](?!\d)")
HASH = re.compile(r"(?<![0-9a-z])(?=[0-9]*[a-f])[0-9a-f]{32,}(?![0-9a-z])")  # of a file, a seed: no card's

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
LAST = "10X98765432"  # by the weighted sum of the others, modulo 11


def holds_identity_number(text: str) -> bool:
    """Whether somewhere in *text* stands a number of eighteen digits with the right check digit."""
    return any(map(_is_right, CANDIDATE.findall(HASH.sub("", text))))


def _is_right(found: str) -> bool:
    *digits, last = (each for each in found if each.isdecimal() or each in "XxＸｘ")
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True))
    return LAST[total % 11] == (str(int(last)) if last.isdecimal() else "X")
