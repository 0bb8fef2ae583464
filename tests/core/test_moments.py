"""Moments of the log against the calendar of the standard library."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from judging.core.moments import milliseconds
from judging.desk import utc_text

MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(MOMENTS)
def test_a_moment_is_as_far_from_1970_as_the_calendar_says(moment: datetime):
    whole = moment.replace(microsecond=moment.microsecond // 1000 * 1000)

    assert (
        milliseconds(utc_text(moment))
        == (whole - datetime(1970, 1, 1, tzinfo=UTC)) // whole.resolution // 1000
    )


def test_a_moment_after_a_leap_day():
    assert (
        milliseconds("2024-03-01T00:00:00.000Z") - milliseconds("2024-02-28T00:00:00.000Z") == 2 * 86_400_000
    )
