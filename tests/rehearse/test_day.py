"""A whole day by robots: what the screens showed is what verify, export and tally come to."""

import csv
import json
import subprocess
import sys
from collections import Counter
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


@pytest.fixture(scope="module")
def exported(report, tmp_path_factory):
    """The folder with the day as plain files."""
    folder = tmp_path_factory.mktemp("export")
    judging("export", report["file"], "--out", folder)
    return folder


BESIDE = ("components", "deductions", "status", "order")


def tallied(folder, files=BESIDE):
    """What `judging tally` makes of the exported files, or None if it refuses them."""
    options = [f"--{name}={folder / name}.csv" for name in files]
    said = judging("tally", folder / "rules.toml", folder / "marks.csv", *options, "--json", check=False)
    return json.loads(said) if said else None


def rows_of(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_tally_of_the_export_agrees_with_what_the_screens_showed(report, exported):
    found = tallied(exported)["tracks"]["centre"]

    names = roster(report["file"])
    scores = {(row["entrant"], row["round"]): row["score"] for row in found["scores"]}
    shown = [(row["place"], row["name"], row["scores"], row["composite"]) for row in report["standings"]]
    assert len(shown) == 22
    assert shown == [
        (
            row["place"],
            names[row["entrant"]],
            [scores[row["entrant"], "daily"], scores[row["entrant"], "present"]],
            row["composite"],
        )
        for row in found["standings"]
    ]


def roster(file: str) -> dict[str, str]:
    from judging.audit.verify import replayed
    from judging.store.sqlite import entries

    return {id: entrant.name for id, entrant in replayed(entries(Path(file))).entrants["centre"].items()}


def test_the_export_holds_the_same_results_as_its_tally(exported):
    results = json.loads((exported / "results.json").read_text("utf-8"))

    assert results == tallied(exported)


def test_the_day_has_deductions_absences_a_withdrawal_a_no_show_and_a_tie_for_the_head_judge(exported):
    found = tallied(exported)["tracks"]["centre"]

    assert {row["status"] for row in rows_of(exported, "status")} == {"withdrawn", "no_show"}
    assert {row["status"] for row in found["unranked"]} == {"withdrawn", "no_show"}
    assert {"absent", "recused"} <= {row["mark"] for row in rows_of(exported, "marks")}
    off = rows_of(exported, "deductions")
    assert max(Counter(row["entrant"] for row in off).values()) == 2
    assert {row["points"] for row in off} == {"0.5", "1"}
    order = [row["entrant"] for row in sorted(rows_of(exported, "order"), key=lambda row: row["order"])]
    tied = [row["entrant"] for row in found["standings"] if row["broken_by"] == "manual"]
    assert order == tied
    assert len(tied) == 2


@pytest.mark.parametrize("left_out", BESIDE)
def test_each_exported_file_matters_to_the_tally(exported, left_out):
    files = [name for name in BESIDE if name != left_out]

    assert tallied(exported, files) != tallied(exported)


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
