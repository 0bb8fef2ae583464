"""Working days in China, where a day begins eight hours before it does in UTC.

The calendar knows the years whose holidays have been announced; of the others only that weekends are free,
and each of their days is to be checked (待核对). An organiser's word stands above both. Whoever uses a day
writes into the event what it was taken for: the calendar of next year may know better.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum

from chinese_calendar import is_workday
from msgspec import Struct

from judging.core.moments import FIRST, milliseconds

EAST_MS = 8 * 60 * 60 * 1000  # 北京时间
SATURDAY = 5


class Source(StrEnum):
    """Where it is known from whether a day is a working day."""

    CALENDAR = "calendar"  # 国务院公布的放假安排
    WEEKDAY = "weekday"  # nothing is known but the weekday: 待核对
    SET = "set"  # the organiser said so


class Day(Struct, frozen=True):
    date: str  # as “2024-10-08”
    works: bool
    source: Source


Holidays = Mapping[str, bool]  # date → whether it is a working day, where the organiser said so


def day_of(at: str) -> str:
    """The date in China at this moment."""
    return str(FIRST + timedelta(milliseconds=milliseconds(at) + EAST_MS))


def is_date(text: str) -> bool:
    try:
        return str(date.fromisoformat(text)) == text
    except ValueError:
        return False


def day(text: str, known: Holidays) -> Day:
    """What kind of day this date is."""
    if text in known:
        return Day(text, known[text], Source.SET)
    found = date.fromisoformat(text)
    try:
        return Day(text, bool(is_workday(found)), Source.CALENDAR)
    except NotImplementedError:  # the year is not announced yet
        return Day(text, found.weekday() < SATURDAY, Source.WEEKDAY)


def days_after(start: str, known: Holidays) -> Iterator[Day]:
    """The days after *start*, without end."""
    found = date.fromisoformat(start)
    while True:
        found += timedelta(days=1)
        yield day(str(found), known)


def working_days(start: str, count: int, known: Holidays) -> tuple[Day, ...]:
    """The days after *start* up to and with the *count*-th working day: *start* itself does not count."""
    found, left, days = list[Day](), count, days_after(start, known)
    while left:
        found.append(next(days))
        left -= found[-1].works
    return tuple(found)


def end_of(text: str) -> str:
    """The moment in UTC at which this day is over in China."""
    return f"{text}T15:59:59.999Z"


def unsure(days: tuple[Day, ...]) -> tuple[str, ...]:
    """The dates of those that somebody should check."""
    return tuple(each.date for each in days if each.source is Source.WEEKDAY)
