"""A whole day by robots: what the screens showed is what verify, export and tally come to."""

import json
import subprocess
import sys
from pathlib import Path

import pytest


def judging(*arguments, check=True):
    """What the command printed."""
    command = [sys.executable, "-m", "judging", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 0 or not check, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rehearsal")
    said = judging("rehearse", "--data", folder, "--seed", 2024, "--report", folder / "report.json")
    assert "演练完成：24 个参赛对象、7 位评委" in said
    return json.loads((folder / "report.json").read_text("utf-8"))


def test_every_command_of_the_day_was_acknowledged(report):
    assert report["commands"] == report["acknowledgements"] > 24 * 7
    assert report["retries"] == 0


def test_the_whole_day_takes_under_a_minute(report):
    assert report["seconds"] < 60  # the promise is for two cores; a day takes a few seconds


def test_the_file_verifies(report):
    assert "一致" in judging("verify", report["file"])


def test_the_tally_of_the_export_agrees_with_what_the_screens_showed(report, tmp_path):
    judging("export", report["file"], "--out", tmp_path)

    files = [f"--{name}={tmp_path / name}.csv" for name in ("components", "deductions", "status")]
    said = judging("tally", tmp_path / "rules.toml", tmp_path / "marks.csv", *files, "--json")
    tallied = json.loads(said)["tracks"]["centre"]
    names = roster(report["file"])
    scores = {(row["entrant"], row["round"]): row["score"] for row in tallied["scores"]}
    shown = [(row["place"], row["name"], row["scores"], row["composite"]) for row in report["standings"]]
    assert len(shown) == 24
    assert shown == [
        (
            row["place"],
            names[row["entrant"]],
            [scores[row["entrant"], "daily"], scores[row["entrant"], "present"]],
            row["composite"],
        )
        for row in tallied["standings"]
    ]


def roster(file: str) -> dict[str, str]:
    from judging.audit.verify import replayed
    from judging.store.sqlite import entries

    return {id: entrant.name for id, entrant in replayed(entries(Path(file))).entrants["centre"].items()}


def test_the_export_holds_the_same_results_as_its_tally(report, tmp_path):
    judging("export", report["file"], "--out", tmp_path)

    results = json.loads((tmp_path / "results.json").read_text("utf-8"))

    assert [row["composite"] for row in results["tracks"]["centre"]["standings"]] == [
        row["composite"] for row in report["standings"]
    ]


def test_a_day_goes_without_screens_and_says_nothing_about_them(tmp_path):
    options = ("--screens", 0, "--judges", 3, "--entrants", 1, "--report", tmp_path / "report.json")

    said = judging("rehearse", "--data", tmp_path, *options)

    assert "提交到确认" in said
    assert "大屏" not in said
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["submit_to_last_screen_ms"] is None


def test_the_same_seed_gives_the_same_day(report, tmp_path):
    judging("rehearse", "--data", tmp_path, "--seed", 2024, "--report", tmp_path / "report.json")

    again = json.loads((tmp_path / "report.json").read_text("utf-8"))
    same = [(row["name"], row["composite"]) for row in again["standings"]]
    assert same == [(row["name"], row["composite"]) for row in report["standings"]]
