"""SIGKILL at random moments while robots submit: what was acknowledged is there once, the chain holds."""

import asyncio
import os
import random
from collections import Counter
from itertools import permutations

import pytest
from msgspec import to_builtins

from judging.audit.verify import replayed
from judging.core.hall.performance import Phase
from judging.rehearse.made_up import Size
from judging.rehearse.original import of_preset
from judging.rehearse.plan import plan
from judging.rehearse.trouble import supervised, troubled
from tests.rehearse.contest import small
from tests.rehearse.killing import JUDGES, killed_day, killed_days
from tests.rehearse.test_day import judging, standings, tallied

KILLS = int(os.environ.get("JUDGING_KILLS", "20"))  # more on demand
KILLS_OF_SEVERAL = int(os.environ.get("JUDGING_KILLS", "6"))
ENTRANTS = 24 + 8 + 60 + 25  # in four tracks and four halls
TIMED = 60 + 25
SUPERVISED_JUDGES = 5
EACH = (4, 5, 6)  # entrants in each of two tracks and two halls, of competitions that are open at once
PATIENCE_S = 180 + KILLS * 10  # the whole contest, and a start after each kill

pytestmark = pytest.mark.limit(PATIENCE_S + 60)


async def test_a_supervised_day_loses_nothing_that_two_people_did(tmp_path):
    """Signatures, paper typed twice, decisions, a correction: whatever the server was doing when it died."""
    size = Size(SUPERVISED_JUDGES, entrants=6, screens=0, halls=3)
    wanted = troubled(
        plan(supervised(of_preset("shequ-2024")), size, random.randrange(10**6), is_smooth=True)
    )
    (day,) = await killed_days(tmp_path, KILLS_OF_SEVERAL // 2, [wanted], PATIENCE_S)

    assert (day.lost, day.twice, day.wrong) == (0, 0, 0), f"seed {day.seed}"
    kinds = Counter(type(entry.event).__name__ for entry in day.log)
    assert kinds["JudgeReplaced"] in range(1, 3 + 1)  # where the track is over by then, none is
    assert (kinds["ShortDecided"], kinds["ResultCorrected"]) == (1, 1)
    assert kinds["SheetEntered"] >= 2 * 3
    state = replayed(day.log)
    assert state.locked.keys() == {track.id for track in state.rulebook.tracks}
    assert "一致" in judging("verify", day.report.file)


async def test_no_acknowledged_sheet_is_lost_or_counted_twice(tmp_path):
    day = await killed_day(tmp_path, KILLS, None, PATIENCE_S)  # whose log was read: the chain holds

    assert (day.lost, day.twice, day.wrong) == (0, 0, 0), f"seed {day.seed}"
    assert len(day.stored) >= len(day.sheets) > JUDGES * ENTRANTS * 0.9
    assert (day.lost_steps, day.steps_twice) == (0, 0), f"seed {day.seed}"
    assert len(day.steps) > 3 * TIMED * 0.9  # started, stopped and confirmed
    assert day.phases == {Phase.REVEALED: ENTRANTS}
    assert day.kills >= KILLS


@pytest.fixture(scope="module")
def days(tmp_path_factory):
    """Of several competitions in one server, which opened all of them again after each kill."""
    seed, size = random.randrange(10**6), Size(JUDGES, screens=1, halls=2)
    wanted = [plan(small(entrants), size, seed + n, is_smooth=True) for n, entrants in enumerate(EACH)]
    return asyncio.run(killed_days(tmp_path_factory.mktemp("killed"), KILLS_OF_SEVERAL, wanted, PATIENCE_S))


def test_no_competition_loses_a_sheet_or_counts_one_twice(days):
    for day, entrants in zip(days, EACH, strict=True):
        assert (day.lost, day.twice, day.wrong) == (0, 0, 0), f"seed {day.seed}"
        assert len(day.stored) >= len(day.sheets) > JUDGES * 2 * entrants * 0.9
        assert day.phases == {Phase.REVEALED: 2 * entrants}
        assert day.kills >= KILLS_OF_SEVERAL
        assert "一致" in judging("verify", day.report.file)


def test_no_command_to_one_competition_stands_in_the_log_of_another(days):
    for day, other in permutations(days, 2):
        assert day.commands & {entry.command for entry in day.log}
        assert not day.commands & {entry.command for entry in other.log}, f"seed {day.seed}"


def test_the_tally_of_each_export_is_what_the_screens_of_its_competition_showed(days, tmp_path):
    for n, day in enumerate(days):
        folder = tmp_path / str(n)
        judging("export", day.report.file, "--out", folder)
        tracks = tallied(folder)["tracks"]
        assert len(tracks) == 2
        for track, found in tracks.items():
            shown = [(row["place"], row["composite"]) for row in standings(to_builtins(day.report), track)]
            assert len(shown) == EACH[n]
            assert shown == [(row["place"], row["composite"]) for row in found["standings"]]
