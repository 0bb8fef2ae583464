"""The plan of a whole year, from its preset to its printed pack: every figure of it reckoned once more."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from judging import cli
from judging.audit.verify import replayed
from judging.store.sqlite import entries

from .by_hand import hundredths
from .test_day import judging
from .year_by_hand import YearByHand

PATIENCE_S = 300  # for all of it, on two busy cores

pytestmark = pytest.mark.limit(PATIENCE_S + 60)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The data folder once the year is over, with the report."""
    folder = tmp_path_factory.mktemp("year")
    options = ("--seed", "7", "--data", folder, "--report", folder / "report.json")
    asked = [sys.executable, "-m", "judging", *map(str, ("rehearse", "--preset", "yingzhou-2024", *options))]
    done = subprocess.run(asked, capture_output=True, encoding="utf-8", timeout=PATIENCE_S, check=False)
    assert done.returncode == 0, done.stderr
    assert "52 周竞答、24 场比武、一次综合竞赛" in done.stdout
    return folder


@pytest.fixture(scope="module")
def report(folder):
    return json.loads((folder / "report.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def season(folder, report):
    return folder / "seasons" / report["season"]


@pytest.fixture(scope="module")
def found(season):
    return json.loads(judging("season", season / "SEASON.toml", "--json"))


@pytest.fixture(scope="module")
def by_hand(folder, report, season, tmp_path_factory):
    def exported(file):
        to = tmp_path_factory.mktemp("export")
        assert cli.main(["export", str(folder / file), "--out", str(to)]) == 0
        return to

    drills: dict[str, list[Path]] = {}
    for drill in report["drills"]:
        drills.setdefault(f"m{drill['month']:02}", []).append(exported(drill["file"]))
    return YearByHand(season, drills, exported(report["contest"]))


def test_twelve_months_of_two_departments_were_played_each_a_copy_of_the_last(folder, report):
    assert Counter(drill["department"] for drill in report["drills"]) == {"land": 12, "tax": 12}

    for drill in report["drills"]:
        state = replayed(entries(folder / drill["file"]))
        assert list(state.locked) == ["window"]
        assert (state.origin is None) == (drill["month"] == 1)


def test_every_score_composite_and_place_of_a_person_is_as_reckoned_by_hand(found, by_hand):
    told = found["tracks"]["person"]
    composites = by_hand.composites()

    for row in told["scores"]:
        if row["entrant"] in composites:
            assert hundredths(row["score"]) == composites[row["entrant"]][1][row["round"]], row
    shown = [(row["entrant"], hundredths(row["composite"])) for row in told["standings"]]
    assert dict(shown) == {who: composite for who, (composite, _) in composites.items()}
    absent = set(by_hand.people()) - composites.keys()
    assert {row["entrant"] for row in told["unranked"] if row["status"] == "minimum"} == absent != set()
    order = sorted(composites.values(), key=lambda each: (each[0], each[1]["contest"]), reverse=True)
    assert [(each[0], each[1]["contest"]) for each in order] == [
        (composite, composites[who][1]["contest"]) for who, composite in shown
    ]
    assert [row["place"] for row in told["standings"]] == list(range(1, len(shown) + 1))


def test_all_of_it_comes_out_of_the_printer(folder, report):
    pack = folder / "yingzhou-2024-打印"

    assert sorted(report["papers"]) == sorted(
        str(each.relative_to(pack).as_posix()) for each in pack.rglob("*") if each.is_file()
    )
    assert Counter(Path(name).suffix for name in report["papers"])[".pdf"] >= 8
    for name in report["papers"]:
        content = (pack / name).read_bytes()
        assert content[:4] == (b"%PDF" if name.endswith(".pdf") else b"PK\x03\x04"), name
    assert not [name for name in report["papers"] if "督促" in name and name.startswith("公开")]


def test_who_left_and_who_was_away_are_told_and_nothing_is_made_up_for_them(found, by_hand):
    left, away = (row["entrant"] for row in by_hand.roster[:2])

    assert {"entrant": left, "status": "withdrawn"} in found["tracks"]["person"]["unranked"]
    quiz, drill = (
        {each["event"]: each for each in row["events"]}
        for row in found["tracks"]["person"]["scores"]
        if row["entrant"] == away and row["round"] in ("quiz", "drill")
    )
    assert drill["m03"] == {"event": "m03", "value": None, "place": None, "state": "excused", "counts": False}
    assert {quiz[f"w{week}"]["state"] for week in range(10, 23)} == {"excused"}


def test_every_centre_has_the_place_that_the_contest_gave_it(found, by_hand):
    told = found["tracks"]["group"]["standings"]

    assert {row["entrant"]: hundredths(row["composite"]) for row in told} == by_hand.contest("group")


def test_first_prizes_carry_their_titles_down_to_the_very_line(found, report):
    for pool, table, title, levels in (
        ("group", "group", "金牌瀛洲店小二", (2, 3, 5)),
        ("person", "person", "最美瀛洲店小二", (4, 6, 10)),
    ):
        best = [row["entrant"] for row in found["tracks"][table]["standings"]][: sum(levels)]
        first, second, third = levels
        words = ["一等奖"] * first + ["二等奖"] * second + ["三等奖"] * third
        wanted = {
            who: (level, title if level == "一等奖" else None) for who, level in zip(best, words, strict=True)
        }
        assert {row["entrant"]: (row["level"], row["title"]) for row in found["awards"][pool]} == wanted
        given = {row["entrant"]: row["level"] for row in report["awards"] if row["pool"] == pool}
        assert given == {who: level for who, (level, _) in wanted.items()}
