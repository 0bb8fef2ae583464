"""Working days by the published calendars of 2024 to 2026, over New Year, and where nothing is published."""

import pytest

from judging.core.appeals.workdays import Source, day, day_of, end_of, is_date, unsure, working_days


def last(start, count, known=None):
    return working_days(start, count, known or {})[-1].date


@pytest.mark.parametrize(
    ("start", "count", "ends"),
    [
        ("2024-02-09", 3, "2024-02-20"),  # 春节 2024-02-10～17, 18 (Sunday) is worked
        ("2024-09-30", 3, "2024-10-10"),  # 国庆 10-01～07
        ("2024-10-11", 1, "2024-10-12"),  # a Saturday that is worked
        ("2025-01-26", 1, "2025-01-27"),  # Sunday 26 is worked, and does not count as the day of publication
        ("2025-01-27", 3, "2025-02-07"),  # 春节 2025-01-28～02-04
        ("2025-09-30", 3, "2025-10-11"),  # 国庆、中秋 10-01～08, Saturday 11 is worked
        ("2025-12-31", 3, "2026-01-06"),  # 元旦 2026-01-01～03, Sunday 4 is worked
        ("2026-02-13", 2, "2026-02-24"),  # Saturday 14 is worked, 春节 2026-02-15～23
        ("2026-09-30", 3, "2026-10-10"),  # 国庆 10-01～07, Saturday 10 is worked
        ("2026-11-20", 3, "2026-11-25"),  # a Friday
    ],
)
def test_the_days_of_rest_that_were_published_are_not_counted(start, count, ends):
    assert last(start, count) == ends


def test_of_a_year_that_is_not_published_only_weekends_are_free_and_each_day_is_to_be_checked():
    days = working_days("2026-12-30", 3, {})

    assert [(each.date, each.works, each.source) for each in days] == [
        ("2026-12-31", True, Source.CALENDAR),
        ("2027-01-01", True, Source.WEEKDAY),
        ("2027-01-02", False, Source.WEEKDAY),
        ("2027-01-03", False, Source.WEEKDAY),
        ("2027-01-04", True, Source.WEEKDAY),
    ]
    assert unsure(days) == ("2027-01-01", "2027-01-02", "2027-01-03", "2027-01-04")


def test_what_the_organiser_said_stands_above_the_weekday():
    known = {"2027-01-01": False, "2027-01-03": True}

    days = working_days("2026-12-30", 3, known)

    assert days[-1].date == "2027-01-04"
    assert [each.date for each in days if each.works] == ["2026-12-31", "2027-01-03", "2027-01-04"]
    assert day("2027-01-01", known).source is Source.SET


def test_a_day_in_china_begins_and_ends_eight_hours_before_that_of_utc():
    assert day_of("2026-11-20T15:59:59.999Z") == "2026-11-20"
    assert day_of("2026-11-20T16:00:00.000Z") == "2026-11-21"
    assert day_of(end_of("2026-11-20")) == "2026-11-20"


@pytest.mark.parametrize("text", ["", "2026-2-3", "2026-02-30", "20260203", "2026-02-03T00:00", "明天"])
def test_what_is_no_date_is_none(text):
    assert not is_date(text)
