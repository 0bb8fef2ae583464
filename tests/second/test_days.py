"""The two engines on random days, the second from the log's text alone."""

import os

import pytest

from judging.codec import encode_event
from judging.core.correction.record import Deducted, NewMarks, Undeducted
from judging.core.events import (
    JudgeReplaced,
    ResultCorrected,
    ScoreRevealed,
    SheetReturned,
    SheetSubmitted,
    ShortDecided,
    StandingsRevealed,
    StatusSet,
    TrackLocked,
)
from judging.core.hall.performance import Source
from judging.core.publication import ranked
from judging.core.scoring.day import Held, Score
from judging.core.scoring.outcomes import round_outcomes
from judging.core.scoring.rulebook import Equalise, Kind
from judging.recheck import both
from judging.second.announcements import standing_unlike, unlike
from judging.second.logged import Logged, read
from tests.second.days import Day

DAYS = int(os.environ.get("JUDGING_DAYS", "100"))
BUNCH = 20  # days of one test: a failure names the seed


@pytest.mark.parametrize("begin", range(0, DAYS, BUNCH))
def test_whatever_the_hall_was_told_follows_from_the_text_of_the_log(begin):
    for seed in range(begin, begin + BUNCH):
        day, log = Day(seed), Logged()
        for event in day.events():
            text = read(encode_event(event), day.at)
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
    events = [event for seed in range(64) for event in Day(seed).events()]
    kinds = {type(event).__name__ for event in events}
    told = [event.announced for event in events if isinstance(event, ScoreRevealed)]
    rows = [
        row for event in events if isinstance(event, StandingsRevealed | TrackLocked) for row in event.rows
    ]

    assert kinds >= {"TieDecided", "TrackLocked", "StandingsRevealed", "RevealWithdrawn", "SheetReturned"}
    assert kinds >= {"StatusSet", "DeductionWithdrawn", "JudgeRestored", "ComponentsImported"}
    assert any(isinstance(event, StatusSet) and event.status == "disqualified" for event in events)
    assert any(len(each.deductions) > 1 for each in told)
    assert any(len(each.groups) > 2 for each in told)
    assert {mark.state for each in told for mark in each.marks} == {"in", "absent", "recused"}
    assert {mark.dropped for each in told for mark in each.marks} == {"", "high", "low"}
    assert kinds >= {"LedgerRecorded", "LedgerStruck"}
    assert kinds >= {"ItemDecided", "CaseDrawn", "CaseChosen"}
    assert any("位认定" in off.reason for each in told for off in each.deductions)
    assert kinds >= {"ClockPaused", "SegmentBegun", "ClockCorrected", "TimeGranted", "OvertimeWaived"}
    assert any(each.reason.startswith("超时 ") for of in told for each in of.deductions)
    assert kinds >= {"AssignmentDrawn", "AssignmentEntered", "PanelMoved", "HallsSet"}
    assert kinds >= {"EntrantCheckedIn", "RollCalled", "OrderMoved", "EntrantWalkedOn", "EntrantReplaced"}
    assert kinds >= {"RetakeGranted", "AttemptCounted"}
    assert kinds >= {"SheetEntered", "SheetEntryDiffered", "SheetEntryReturned", "SheetEntryWithdrawn"}
    assert {event.source for event in events if isinstance(event, SheetSubmitted)} == set(Source)
    corrected = [event for event in events if isinstance(event, ResultCorrected)]
    assert {type(event.change) for event in corrected} == {NewMarks, Deducted, Undeducted}
    assert any(event.outcome.moves for event in corrected)
    assert any(event.groups for event in events if isinstance(event, ShortDecided))
    replaced = [event for event in events if isinstance(event, JudgeReplaced)]
    assert {bool(event.entrants) for event in replaced} == {True, False}
    assert {"manual", "share", None} <= {row.broken_by for row in rows}


def test_some_days_are_judged_by_several_panels_and_put_on_a_par():
    """With judges on two of them, by hand and by lot, ranked and locked."""
    days = [Day(seed) for seed in range(60)]
    events = [(day, event) for day in days for event in day.events()]
    equalised = {
        (id(day), track.id)
        for day in days
        for track in day.rulebook.tracks
        for round in track.rounds
        if round.equalise is not Equalise.NONE
    }
    ended = {type(event) for day, event in events if (id(day), getattr(event, "track", None)) in equalised}
    seats = [
        [judge.id for key, panel in day.state.panels.items() if key.panel for judge in panel.judges]
        for day in days
    ]

    assert ended >= {StandingsRevealed, TrackLocked}
    assert any(len(set(ids)) < len(ids) for ids in seats)


def test_some_days_are_ranked_by_seconds_too():
    """Of one type of case, of one segment, and where there is nothing to measure."""
    measured = [
        (day, track, round)
        for day in played_days(60)
        for track in day.rulebook.tracks
        for round in track.rounds
        if round.measure
    ]
    found = [
        round_outcomes(round, ranked.day(day.state, track.id), ids(day, track))
        for day, track, round in measured
    ]
    values = [score.measured.value for each in found for score in each.values() if isinstance(score, Score)]

    assert {bool(round.measure.type) for _, _, round in measured} == {True, False}
    assert {bool(round.measure.segment) for _, _, round in measured} == {True, False}
    assert None in values
    assert len({value for value in values if value is not None}) > 5


def test_some_days_are_ranked_by_imported_values_too():
    """Within classes and over all; without a class, a value, or anything to measure."""
    found = [
        outcome
        for day in played_days(40)
        for track in day.rulebook.tracks
        for round in track.rounds
        if round.kind is Kind.INDICATOR and round.measure is None
        for outcome in round_outcomes(round, ranked.day(day.state, track.id), ids(day, track)).values()
    ]
    measured = [score.measured for score in found if isinstance(score, Score)]

    assert {each.within for each in measured} >= {None, "综合", "专窗"}
    assert {each.rank for each in measured} >= {None, 1, 2}
    assert any(each.value is None for each in measured)
    assert any(isinstance(outcome, Held) for outcome in found)


def played_days(many):
    for seed in range(many):
        day = Day(seed)
        list(day.events())
        yield day


def ids(day, track):
    return [id for id in day.state.entrants.get(track.id, {}) if (track.id, id) not in day.state.statuses]
