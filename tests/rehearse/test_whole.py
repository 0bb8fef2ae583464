"""Seed 001 from preset to 定稿: all that was scored, placed, honoured and announced, reckoned once more."""

import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace

from judging import cli
from judging.audit.verify import replayed
from judging.core import events as e
from judging.core.appeals.award_phase import AwardPhase, phase_of
from judging.core.appeals.workdays import day_of
from judging.core.ceremony.bottom_up import announced_honours
from judging.core.honours.decided import decided
from judging.files import rulesfile
from judging.printouts import moment
from judging.printouts.forms import FORMS
from judging.second.logged import Logged, read
from judging.store.sqlite import entries
from judging.views.results import results
from tests import day
from tests.test_packaging import elsewhere as elsewhere
from tests.test_packaging import wheel as wheel

from .by_hand import ByHand
from .test_day import judging

SIZE = {"centre": 24, "district_team": 8, "frontline": 60, "backoffice": 25}
LEVELS = {
    "collective": {"一等奖": 3, "二等奖": 5, "三等奖": 8},
    "individual": {"一等奖": 10, "二等奖": 18, "三等奖": 27},
}

PATIENCE_S = 400  # for the whole contest, on two busy cores

pytestmark = pytest.mark.limit(PATIENCE_S + 60)


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    options = ("--judges", 5, "--screens", 1, "--seed", 2024, "--report", folder / "report.json")
    command = ("rehearse", "--preset", "shequ-2024", "--whole", *options, "--data", folder)
    asked = [sys.executable, "-m", "judging", *map(str, command)]
    env = {**os.environ, "PATH": ""}  # no browser is found: the archive has pages, which takes seconds
    done = subprocess.run(
        asked, env=env, capture_output=True, encoding="utf-8", timeout=PATIENCE_S, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "个人奖：评审会议决定 55 个" in done.stdout
    return json.loads((folder / "report.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def log(report):
    return entries(Path(report["file"]))


@pytest.fixture(scope="module")
def state(log):
    return replayed(log)


@pytest.fixture(scope="module")
def by_hand(report, tmp_path_factory):
    folder = tmp_path_factory.mktemp("export")
    judging("export", report["file"], "--out", folder)
    return ByHand(folder)


@pytest.fixture(scope="module")
def second(report):
    """What the second engine makes of the stored text of every entry."""
    known = Logged()
    with sqlite3.connect(f"file:{report['file']}?mode=ro", uri=True) as file:
        for at, text in file.execute("SELECT at, data FROM log ORDER BY position"):
            known.take(read(text, at))
    return known.answer()


def honoured(report, award):
    [found] = (each for each in report["whole"]["awards"] if each["award"] == award)
    return [(each["track"], each["entrant"]) for each in found["honoured"]], found


def test_four_tracks_are_played_in_three_halls(report, state):
    assert len(report["halls"]) == 3
    tracks = [track for hall in report["halls"] for track in hall["tracks"]]
    assert {track["track"]: track["entrants"] for track in tracks} == SIZE
    assert sum(SIZE[track] for track in ("frontline", "backoffice")) == 85
    assert state.locked.keys() == SIZE.keys()
    assert "一致" in judging("verify", report["file"])


@pytest.mark.parametrize("track", SIZE)
def test_every_composite_and_place_is_what_anybody_reckons(state, by_hand, second, track):
    rows = state.locked[track]

    found = {row.entrant: (row.place, int(row.composite.replace(".", ""))) for row in rows}
    assert found == by_hand.places(track)
    assert [(row.place, row.entrant, row.composite) for row in rows] == [
        (row["place"], row["entrant"], row["composite"]) for row in second["tracks"][track]["standings"]
    ]
    assert len(rows) == SIZE[track] - 2  # one withdrew, one did not come


@pytest.mark.parametrize("award", LEVELS)
def test_every_honour_is_what_anybody_reckons(report, state, by_hand, second, award):
    lines, found = honoured(report, award)

    reckoned = by_hand.collective() if award == "collective" else by_hand.individual()
    assert lines == reckoned
    levels = [level for level, count in LEVELS[award].items() for _ in range(count)]
    assert [each["level"] for each in found["honoured"]] == levels
    assert {(each["track"], each["entrant"], each["level"]) for each in found["honoured"]} == {
        (each["track"], each["entrant"], each["level"]) for each in second["awards"][award]
    }
    assert lines == [(each.track, each.entrant) for each in decided(state, award)]


def test_the_floors_are_kept(report):
    collective, _ = honoured(report, "collective")
    individual, _ = honoured(report, "individual")

    assert len(collective) == 16
    assert Counter(track for track, _ in collective)["centre"] == 13
    assert len(individual) == 55
    assert Counter(track for track, _ in individual)["frontline"] >= 44


def test_the_objection_changed_a_place_and_with_it_an_honour(report, log, state):
    told = report["whole"]["objection"]
    (corrected,) = [entry for entry in log if isinstance(entry.event, e.ResultCorrected)]
    (correction,) = state.corrections.values()
    (objection,) = state.objections.values()

    up, down = told["moved"]
    assert (up["before"], up["place"]) == (down["place"], down["before"])
    assert told["levels"]
    assert correction.objection == objection.number
    assert objection.answered
    decisions = [entry for entry in log if isinstance(entry.event, e.DecisionRecorded)]
    renewed = [entry for entry in log if isinstance(entry.event, e.PublicityStarted) and entry.event.reason]
    assert any(entry.position > corrected.position for entry in decisions)
    assert [entry.event.award for entry in renewed]
    assert all(entry.position > corrected.position for entry in renewed)


def test_it_stands_on_paper_and_on_the_result_page(report, state):
    told, now = report["whole"]["objection"], moment.read(Path(report["file"]))

    for name in ("correction", "results"):
        form = FORMS[name]
        paper = repr([form.build(now, place, True) for place in form.places(now.state, True)])
        assert told["name"] in paper, name
    [track] = (each for each in results(state, "").tracks if each.name == told["track"])
    places = {row.name: row.place for row in track.rows}
    assert all(places[each["name"]] == each["place"] for each in told["moved"])


def test_the_ceremony_came_from_the_last_to_the_first(report, state):
    came = [name for picture in report["whole"]["ceremony"] for name in picture["names"]]
    names = [each["name"] for award in report["whole"]["awards"] for each in award["honoured"][::-1]]

    assert came == names
    assert len(announced_honours(state)) == 16 + 55


def test_it_is_final_after_three_working_days_of_a_rehearsal_that_says_so(report, log, state):
    moved = [entry for entry in log if isinstance(entry.event, e.ClockAdvanced)]

    assert log[0].event.rehearsal is True
    assert len(moved) == 2
    assert [phase_of(state, award) for award in LEVELS] == [AwardPhase.FINAL] * 2
    assert all(final.reported and final.notified for final in state.finals.values())
    for period in report["whole"]["publicity"]:
        assert len(period["days"]) == 3
        assert period["start"] < period["days"][0] < period["days"][-1] < day_of(period["final"])


def test_everything_that_is_due_in_the_end_is_printed(report):
    assert {"受理中心组成绩单", "通报（集体奖）", "公示稿（个人奖）"} <= set(report["whole"]["papers"])
    assert any(name.startswith("异议答复函") for name in report["whole"]["papers"])


def test_the_archive_verifies_with_the_wheel_alone(report, elsewhere, tmp_path):
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [elsewhere, "-m", "judging", "verify", report["archive"]]

    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", check=False)

    assert (done.returncode, done.stdout[:2]) == (0, "一致"), done.stdout + done.stderr


def test_rules_without_honours_or_publicity_are_refused_before_anything_is_played(tmp_path, capsys):
    rules = tmp_path / "rules.toml"
    rules.write_text(rulesfile.write(replace(day.RULES, pools=())), "utf-8")

    status = cli.main(["rehearse", str(rules), "--whole", "--data", str(tmp_path / "none")])

    assert status == 2
    assert "不能演练全程" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()
