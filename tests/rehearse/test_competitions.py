"""Three competitions at once in one server: each has all of its day, and nothing of another."""

import json
from pathlib import Path

import pytest

from judging.audit.verify import replayed
from judging.store.sqlite import entries

from .contest import HALLS, rules_file
from .test_day import judging, standings, tallied

AT_ONCE = 3


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rehearsal")
    contest = rules_file(folder)
    size = ("--halls", HALLS, "--judges", 3, "--entrants", 6, "--screens", 1, "--seed", 7)
    judging("rehearse", *[contest] * AT_ONCE, *size, "--data", folder, "--report", folder / "report.json")
    return json.loads((folder / "report.json").read_text("utf-8"))


def test_each_competition_is_played_to_its_end_in_a_file_of_its_own(reports):
    assert len({report["file"] for report in reports}) == AT_ONCE

    for report in reports:
        assert "一致" in judging("verify", report["file"])
        state = replayed(entries(Path(report["file"])))
        assert state.locked.keys() == state.entrants.keys()
        assert report["commands"] == report["acknowledgements"] + report["refusals"]


def test_the_tally_of_each_export_is_what_its_own_screens_showed(reports, tmp_path):
    seen = set()

    for n, report in enumerate(reports):
        folder = tmp_path / str(n)
        judging("export", report["file"], "--out", folder)
        for track, found in tallied(folder)["tracks"].items():
            shown = [(row["place"], row["composite"]) for row in standings(report, track)]
            assert shown == [(row["place"], row["composite"]) for row in found["standings"]]
            seen.add(tuple(shown))

    assert len(seen) == AT_ONCE * 4  # no two days came out alike
