"""The natural order of ids, which is that of seats where there are none."""

import re
from functools import lru_cache


@lru_cache(maxsize=1 << 16)  # an evaluator fills in sheets for several entrants
def natural(id: str) -> tuple[tuple[int, int, str], ...]:
    """J2 before J10: runs of digits compare as numbers, and come before other text."""
    parts: list[str] = re.findall(r"[0-9]+|[^0-9]+", id)
    digits = [(part, part.lstrip("0")) for part in parts]
    keys = [(0, len(bare), bare) if part[0] in "0123456789" else (1, 0, part) for part, bare in digits]
    return (*keys, (-1, 0, id))
