"""Whatever people did, somebody who may can always go on, to the lock of every track."""

import os

import pytest

from tests.core.persons_day import Contest

DAYS = int(os.environ.get("JUDGING_PERSON_DAYS", "15"))
STEPS = 150


@pytest.mark.parametrize("seed", range(DAYS))
def test_nobody_is_ever_stuck(seed: int):
    contest = Contest(seed)

    for _ in range(STEPS):
        contest.disturb()

    assert contest.end() == "", contest.happened


def test_a_contest_that_nobody_disturbs_comes_to_its_end():
    contest = Contest(0)

    assert contest.end() == ""
    assert contest.happened.keys() >= {
        "RulesSigned",
        "Countersigned",
        "EntryConfirmed",
        "ScoreConfirmed",
        "TrackLocked",
    }
