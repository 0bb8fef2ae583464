"""SIGKILL at random moments while robots submit: what was acknowledged is there once, the chain holds."""

import os

import pytest

from judging.core.performance import Phase
from tests.rehearse.killing import JUDGES, killed_day

KILLS = int(os.environ.get("JUDGING_KILLS", "50"))  # more on demand
ENTRANTS = 24
PATIENCE_S = KILLS * 10


@pytest.mark.limit(PATIENCE_S + 60)
async def test_no_acknowledged_sheet_is_lost_or_counted_twice(tmp_path):
    day = await killed_day(tmp_path, KILLS, ENTRANTS, PATIENCE_S)  # whose log was read: the chain holds

    assert (day.lost, day.twice, day.wrong) == (0, 0, 0), f"seed {day.seed}"
    assert len(day.stored) >= len(day.sheets) > JUDGES * ENTRANTS * 0.9
    assert day.phases == {Phase.REVEALED: ENTRANTS}
    assert day.kills >= KILLS
