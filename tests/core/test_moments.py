"""Moments of the log against the calendar of the standard library."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.core.moments import after, is_moment, milliseconds
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


@given(MOMENTS, st.integers(0, 10**11))
def test_a_later_moment_is_as_the_calendar_has_it(moment: datetime, ms: int):
    assert after(utc_text(moment), ms) == utc_text(moment + timedelta(milliseconds=ms))


@pytest.mark.parametrize(
    "text",
    ["", "2026-11-20", "2026-11-20T14:03:22Z", "2026-02-30T14:03:22.123Z", "2026-11-20T24:03:22.123Z"],
)
def test_what_is_no_moment_of_the_log_is_none(text):
    assert not is_moment(text)
    assert is_moment("2026-11-20T14:03:22.123Z")
