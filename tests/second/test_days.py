"""The two engines on random days, the second from the log's text alone."""

import os

import pytest

from judging.codec import encode_event
from judging.core.events import ScoreRevealed, SheetReturned, StandingsRevealed, TrackLocked
from judging.recheck import both
from judging.second.hall import standing_unlike, unlike
from judging.second.logged import Logged, read
from tests.second.days import Day

DAYS = int(os.environ.get("JUDGING_DAYS", "100"))
BUNCH = 20  # days of one test: a failure names the seed


@pytest.mark.parametrize("begin", range(0, DAYS, BUNCH))
def test_whatever_the_hall_was_told_follows_from_the_text_of_the_log(begin):
    for seed in range(begin, begin + BUNCH):
        day, log = Day(seed), Logged()
        for event in day.events():
            text = read(encode_event(event))
            assert (seed, event, unlike(log, text)) == (seed, event, [])
            log.take(text)
            if isinstance(event, SheetReturned):
                assert (seed, both(day.state, log)) == (seed, [])
        assert (seed, both(day.state, log)) == (seed, [])
        assert [standing_unlike(log, track.id) for track in day.rulebook.tracks] == [
            [] for _ in day.rulebook.tracks
        ]


def test_the_days_have_all_there_is():
    """Otherwise agreement would prove little: deductions, excused judges, rankings, ties by hand, locks."""
    events = [event for seed in range(40) for event in Day(seed).events()]
    kinds = {type(event).__name__ for event in events}
    told = [event.announced for event in events if isinstance(event, ScoreRevealed)]
    rows = [
        row for event in events if isinstance(event, StandingsRevealed | TrackLocked) for row in event.rows
    ]

    assert kinds >= {"TieDecided", "TrackLocked", "StandingsRevealed", "RevealWithdrawn", "SheetReturned"}
    assert kinds >= {"StatusSet", "DeductionWithdrawn", "JudgeRestored", "ComponentsImported"}
    assert any(len(each.deductions) > 1 for each in told)
    assert {mark.state for each in told for mark in each.marks} == {"in", "absent", "recused"}
    assert {mark.dropped for each in told for mark in each.marks} == {"", "high", "low"}
    assert {"manual", "share", None} <= {row.broken_by for row in rows}
