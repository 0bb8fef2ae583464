"""The plan that ranks by the month, from its preset to its stars: every figure reckoned once more."""

import csv
import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from judging import cli

from .by_hand import hundredths
from .quarter_by_hand import Exported, rounded, rows
from .test_day import judging

PATIENCE_S = 240  # for all of it, on two busy cores

pytestmark = pytest.mark.limit(PATIENCE_S + 60)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The data folder once the quarter is over, with the report."""
    folder = tmp_path_factory.mktemp("quarter")
    options = ("--seed", "11", "--data", folder, "--report", folder / "report.json")
    asked = [sys.executable, "-m", "judging", *map(str, ("rehearse", "--preset", "sanliang-2023", *options))]
    done = subprocess.run(asked, capture_output=True, encoding="utf-8", timeout=PATIENCE_S, check=False)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def report(folder):
    return json.loads((folder / "report.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def exported(folder, report, tmp_path_factory):
    """The folder of each competition as plain files: the months, then what the meeting decided on."""

    def out(file: str) -> Path:
        to = tmp_path_factory.mktemp("export")
        assert cli.main(["export", str(folder / file), "--out", str(to)]) == 0
        return to

    return [out(each["file"]) for each in (*report["months"], report["decided"])]


@pytest.fixture(scope="module")
def found(folder, report):
    return json.loads(judging("season", folder / "seasons" / report["season"] / "SEASON.toml", "--json"))


def live(export: Path) -> dict[str, dict[str, int]]:
    """The composites as the server had them, by track."""
    tracks = json.loads((export / "results.json").read_text("utf-8"))["tracks"]
    return {
        id: {row["entrant"]: hundredths(row["composite"]) for row in track["standings"]}
        for id, track in tracks.items()
    }


def test_every_composite_of_each_month_and_of_the_evaluation_is_as_reckoned_by_hand(exported):
    seen = set()
    for export in exported:
        by_hand = Exported(export)
        for track, composites in live(export).items():
            assert composites == by_hand.composites(track)
            seen.add(track)

    assert seen == {"front", "back", "staff", "pioneer"}


def test_patrols_and_rates_of_nothing_were_among_what_was_reckoned(exported):
    months = exported[:3]

    assert all(len(rows(month / "deductions.csv")) == 4 for month in months)
    assert any(row["score"] == "none" for month in months for row in rows(month / "components.csv"))


def test_tally_of_every_export_is_what_was_live(exported):
    for export in exported:
        beside = [
            part
            for name in ("components", "deductions", "status", "order")
            for part in (f"--{name}", export / f"{name}.csv")
        ]
        told = json.loads(judging("tally", export / "rules.toml", export / "marks.csv", *beside, "--json"))
        assert told["tracks"] == json.loads((export / "results.json").read_text("utf-8"))["tracks"]


def test_the_quarter_is_the_mean_of_its_months_and_its_stars_are_the_first_three(exported, found):
    months = [live(export) for export in exported[:3]]
    for table in ("front", "back"):
        wanted = {}
        for who in {who for month in months for who in month[table]}:
            values = [Fraction(month[table][who], 100) for month in months if who in month[table]]
            if len(values) >= 2:
                wanted[who] = rounded(sum(values, Fraction()) / len(values))
        standings = found["tracks"][table]["standings"]
        assert {row["entrant"]: hundredths(row["composite"]) for row in standings} == wanted
        assert [wanted[row["entrant"]] for row in standings] == sorted(wanted.values(), reverse=True)
        stars = [row["entrant"] for row in standings][:3]
        given = [row for row in found["awards"]["star"] if row["track"] == table]
        assert sorted(row["entrant"] for row in given) == sorted(stars)
        assert {row["title"] for row in given} == {"服务明星"}


def test_the_meeting_honoured_the_best_of_each_evaluation(exported, report):
    composites = live(exported[3])
    for track, slots in (("staff", 10), ("pioneer", 5)):
        best = sorted(composites[track].values(), reverse=True)[:slots]
        honoured = [who for award, who in report["decided"]["honoured"] if award == track]
        assert sorted((composites[track][who] for who in honoured), reverse=True) == best


def test_no_file_of_the_evaluation_says_who_gave_what_in_a_secret_round(exported):
    with (exported[3] / "marks.csv").open(encoding="utf-8", newline="") as text:
        marks = list(csv.DictReader(text))
    secret = {row["judge"] for row in marks if row["group"] in ("peer", "lead") or row["round"] == "branch"}

    assert secret
    people = {row["entrant"] for row in marks}
    assert secret.isdisjoint(people)
    assert all(each.rpartition("-")[2].isdecimal() for each in secret)


def test_all_of_it_comes_out_of_the_printer(report):
    pack = Path(report["folder"])

    assert sorted(report["papers"]) == sorted(
        each.relative_to(pack).as_posix()
        for each in pack.rglob("*")
        if each.is_file() and each.parent.name != "会议决定"
    )
    decided = {each.stem for each in (pack / "会议决定").iterdir()}
    assert {"优秀员工评审决定书", "党员先锋岗评审决定书", "公示稿（优秀员工）"} <= decided
    assert any("奖牌" in name for name in report["papers"])
