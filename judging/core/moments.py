"""Moments as the log writes them, "2026-11-20T14:03:22.123Z", and how far apart they are. Reads no clock."""

import re
from datetime import date, timedelta

LATER = "9999-12-31T23:59:59.999Z"  # when nothing that runs by itself runs any more

DAY_MS = 24 * 60 * 60 * 1000
FIRST = date(1970, 1, 1)
WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
EPOCH_DAY = 719_468  # 1970-01-01, counted in days from 0000-03-01


def milliseconds(at: str) -> int:
    """From the beginning of 1970 to *at*: what a page compares with its clock."""
    year, month, day = int(at[0:4]), int(at[5:7]), int(at[8:10])
    hour, minute, second, thousandth = int(at[11:13]), int(at[14:16]), int(at[17:19]), int(at[20:23])
    return _days(year, month, day) * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 + thousandth


def _days(year: int, month: int, day: int) -> int:
    """Since 1970, in the calendar of today; a year that begins in March has its odd day at the end."""
    since_march = (month + 9) % 12
    year -= month < 3
    of_year = (153 * since_march + 2) // 5 + day - 1
    return 365 * year + year // 4 - year // 100 + year // 400 + of_year - EPOCH_DAY


def after(at: str, ms: int) -> str:
    """The moment *ms* milliseconds after *at*."""
    days, rest = divmod(milliseconds(at) + ms, DAY_MS)
    seconds, thousandth = divmod(rest, 1000)
    hour, minute, second = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{FIRST + timedelta(days=days)}T{hour:02}:{minute:02}:{second:02}.{thousandth:03}Z"


def is_moment(text: str) -> bool:
    """Whether *text* is written as the log writes a moment."""
    try:
        return bool(WRITTEN.fullmatch(text)) and after(text, 0) == text
    except OverflowError:  # the year 0, or beyond the calendar
        return False
