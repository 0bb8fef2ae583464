import json
import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the bench counts with epoll")


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="there is one core for all")
def test_the_server_and_its_load_have_a_core_each():
    program = """
import os, subprocess, sys
from tests.bench.machine import pin
pin(1)
print(os.sched_getaffinity(0))
sys.stdout.flush()
tell = [sys.executable, "-c", "import os; print(os.sched_getaffinity(0))"]
subprocess.run(tell, preexec_fn=lambda: pin(0), check=True)
"""

    load, server = subprocess.check_output([sys.executable, "-c", program], text=True).splitlines()

    assert load != server


def test_every_figure_of_the_viewers_is_taken(monkeypatch):
    from tests.bench import viewers

    for name, few in (("VIEWERS", 20), ("ROUNDS", 1), ("MESSAGES", 2), ("SUBMISSIONS", 2), ("AT_ONCE", 5)):
        monkeypatch.setattr(viewers, name, few)
    monkeypatch.setattr(viewers, "pin", lambda core: None)

    rows = list(viewers.measure())

    assert len(rows) == 13
    assert all(float(row.ratio) > 0 for row in rows if row.ratio)


def test_the_judge_is_measured_among_guests(monkeypatch):
    from tests.bench import guests

    for name, few in (("GUESTS", 20), ("ROUNDS", 1), ("SUBMISSIONS", 2), ("SETTLE_S", 0), ("WARM_UP_S", 0.5)):
        monkeypatch.setattr(guests, name, few)
    monkeypatch.setattr(guests, "pin", lambda core: None)

    assert all(float(row.ratio) > 0 for row in guests.measure())


def test_the_judge_is_measured_among_visitors(monkeypatch):
    from tests.bench import ballots, guests

    for name, few in (("ROUNDS", 1), ("SUBMISSIONS", 2), ("SETTLE_S", 0)):
        monkeypatch.setattr(guests, name, few)
    monkeypatch.setattr(ballots, "SETTLE_S", 0)
    monkeypatch.setattr(ballots, "GUESTS", 600)
    monkeypatch.setattr(ballots, "pin", lambda core: None)

    assert [float(row.ratio) > 0 for row in ballots.measure() if row.ratio] == [True]


def test_a_storm_is_weathered(monkeypatch):
    from tests.bench import storm

    monkeypatch.setattr(storm, "CLIENTS", 50)
    monkeypatch.setattr(storm, "ROUNDS", 1)
    monkeypatch.setattr(storm, "pin", lambda core: None)

    assert [float(row.ratio) > 0 for row in storm.measure()] == [True, True]


def test_every_hold_is_measured(monkeypatch):
    from tests.bench import full, holds

    prepared = full.prepared
    monkeypatch.setattr(full, "prepared", lambda folder: prepared(folder, entrants=3))
    for name, few in (("VIEWERS", 20), ("QUIET_S", 0.5)):
        monkeypatch.setattr(holds, name, few)
    monkeypatch.setattr(holds, "pin", lambda core: None)

    assert len(list(holds.measure())) == 13


def test_every_shape_of_a_million_marks_is_a_day_both_engines_agree_on(tmp_path, capsys):
    from judging import cli
    from tests.bench import tally

    for shape in tally.SHAPES:
        tally.write_day(tmp_path, shape._replace(entrants=60))

        status = cli.main(["tally", str(tmp_path / "rules.toml"), str(tmp_path / "marks.csv"), "--json"])

        found = json.loads(capsys.readouterr().out)
        assert status == 0
        assert sum(len(track["standings"]) for track in found["tracks"].values()) == 60
        counts = {score["count"] for track in found["tracks"].values() for score in track["scores"]}
        assert max(counts) == shape.judges


def test_the_year_of_weeks_is_a_season_both_engines_agree_on(tmp_path, capsys):
    from judging import cli
    from tests.bench import season

    rules, _ = season.write_year(tmp_path, people=5)

    assert cli.main(["season", str(rules), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["tracks"]["person"]
    assert len(found["standings"]) == 5
    assert [len(row["events"]) for row in found["scores"]] == [season.WEEKS] * 5
