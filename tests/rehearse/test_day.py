"""A whole contest by robots: what the screens showed is what verify, export and tally come to."""

import csv
import functools
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from judging.audit.verify import replayed
from judging.core.events import BatchShown, EntrantCalled, WindowLeft, WindowTaken
from judging.rehearse.made_up import USUAL_WINDOWS
from judging.store.sqlite import entries
from tests.rehearse.contest import HALLS, IN_PANELS, TRACKS, rules_file


def judging(*arguments, check=True):
    """What the command printed."""
    command = [sys.executable, "-m", "judging", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 0 or not check, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rehearsal")
    options = ("--halls", HALLS, "--data", folder, "--seed", 2024, "--report", folder / "report.json")
    said = judging("rehearse", rules_file(folder), *options)
    assert "演练完成：4 个会场、4 个组别、117 个参赛对象" in said
    return json.loads((folder / "report.json").read_text("utf-8"))


def test_every_command_of_the_day_was_acknowledged(report):
    assert report["acknowledgements"] > 117 * 7
    assert report["commands"] == report["acknowledgements"] + report["refusals"]
    assert report["refusals"] <= 2 * HALLS  # two who publish a ranking, or settle a clock, at once
    assert report["retries"] == 0


def test_the_file_verifies(report):
    assert "一致" in judging("verify", report["file"])


@pytest.fixture(scope="module")
def exported(report, tmp_path_factory):
    """The folder with the day as plain files."""
    folder = tmp_path_factory.mktemp("export")
    judging("export", report["file"], "--out", folder)
    return folder


BESIDE = ("components", "deductions", "status", "order", "decisions")


@functools.cache
def tallied(folder, files=BESIDE):
    """What `judging tally` makes of the exported files, or None if it refuses them."""
    options = [f"--{name}={folder / name}.csv" for name in files]
    said = judging("tally", folder / "rules.toml", folder / "marks.csv", *options, "--json", check=False)
    return json.loads(said) if said else None


def rows_of(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_track_of_the_contest_is_played_in_its_halls(report):
    tracks = [track for hall in report["halls"] for track in hall["tracks"]]

    assert {track["track"]: track["entrants"] for track in tracks} == TRACKS
    assert [[track["track"] for track in hall["tracks"]] for hall in report["halls"]] == [
        ["centre", IN_PANELS],
        ["district_team", IN_PANELS],
        ["frontline"],
        [IN_PANELS],
    ]
    assert report["not_played"] == []
    assert all(track["sheets"] > 0 for track in tracks)
    assert sum(track["sheets"] for track in tracks) == report["sheets"]
    assert len(report["notes"]) == 4 + 4 + 3 + 3 + 1  # entrants, reserves, judges of panels, and windows


def test_the_frontline_is_judged_at_windows(report):
    log = entries(Path(report["file"]))
    kinds = Counter(type(entry.event) for entry in log)
    called = [entry.event for entry in log if isinstance(entry.event, EntrantCalled)]

    windows = {call.window for call in called if call.performance.track == "frontline"}
    assert windows <= set(range(1, USUAL_WINDOWS + 1))
    assert len(windows) > 1  # how many are free at once is a matter of the machine
    for each in (WindowTaken, WindowLeft, BatchShown):
        assert kinds[each], each


def test_no_judge_is_asked_for_in_two_halls(report):
    panels = replayed(entries(Path(report["file"]))).panels.values()

    seated = {(judge.id, panel.hall) for panel in panels for judge in panel.judges}

    assert len(seated) == len({judge for judge, _ in seated}) == 7 * 6


@pytest.mark.parametrize("track", TRACKS)
def test_the_tally_of_the_export_agrees_with_what_the_screens_showed(report, exported, track):
    found = tallied(exported)["tracks"][track]

    names = roster(report["file"], track)
    scores = {(row["entrant"], row["round"]): row["score"] for row in found["scores"]}
    rounds = list(dict.fromkeys(row["round"] for row in found["scores"]))
    shown = [(row["place"], row["name"], row["scores"], row["composite"]) for row in standings(report, track)]
    assert len(shown) == TRACKS[track] - 2  # one withdrew, one did not come
    assert shown == [
        (
            row["place"],
            names[row["entrant"]],
            [scores[row["entrant"], round] for round in rounds],
            row["composite"],
        )
        for row in found["standings"]
    ]


def standings(report, id):
    return next(
        track["standings"] for hall in report["halls"] for track in hall["tracks"] if track["track"] == id
    )


def roster(file: str, track: str) -> dict[str, str]:
    return {id: entrant.name for id, entrant in replayed(entries(Path(file))).entrants[track].items()}


def test_the_export_holds_the_same_results_as_its_tally(exported):
    results = json.loads((exported / "results.json").read_text("utf-8"))

    assert results == tallied(exported)


@pytest.mark.parametrize("track", TRACKS)
def test_each_track_has_deductions_absences_a_withdrawal_a_no_show_and_a_tie_to_decide(exported, track):
    def rows(name):
        return [row for row in rows_of(exported, name) if row["track"] == track]

    found = tallied(exported)["tracks"][track]
    assert {row["status"] for row in rows("status")} == {"withdrawn", "no_show"}
    assert {row["status"] for row in found["unranked"]} == {"withdrawn", "no_show"}
    assert "absent" in {row["mark"] for row in rows("marks")}
    off = [row for row in rows("deductions") if not any(word in row["reason"] for word in ("认定", "超时"))]
    assert max(Counter(row["entrant"] for row in off).values()) == 2
    assert {row["points"] for row in off} == {"0.5", "1"}
    if track == IN_PANELS:
        return  # between panels nobody is alike
    order = [row["entrant"] for row in sorted(rows("order"), key=lambda row: row["order"])]
    tied = [row["entrant"] for row in found["standings"] if row["broken_by"] == "manual"]
    assert order == tied
    assert len(tied) == 2


def test_a_judge_recuses_in_the_course_of_the_contest(exported):
    assert "recused" in {row["mark"] for row in rows_of(exported, "marks")}


@pytest.mark.parametrize("left_out", [name for name in BESIDE if name != "decisions"])
def test_each_exported_file_matters_to_the_tally(exported, left_out):
    files = tuple(name for name in BESIDE if name != left_out)

    assert tallied(exported, files) != tallied(exported)


def test_a_day_goes_without_screens_and_says_nothing_about_them(tmp_path):
    options = ("--screens", 0, "--judges", 3, "--entrants", 1, "--report", tmp_path / "report.json")

    said = judging("rehearse", "--data", tmp_path, *options)

    assert "提交到确认" in said
    assert "大屏" not in said
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["submit_to_last_screen_ms"] is None


def test_the_same_seed_gives_the_same_day(tmp_path):
    size = ("--halls", HALLS, "--judges", 5, "--entrants", 6, "--screens", 1, "--seed", 2024)

    def played(name):
        folder = tmp_path / name
        folder.mkdir()
        judging("rehearse", rules_file(folder), *size, "--data", folder, "--report", folder / "report.json")
        return json.loads((folder / "report.json").read_text("utf-8"))

    first, second = played("first"), played("second")

    for track in TRACKS:
        assert standings(first, track)
        assert [(row["name"], row["composite"]) for row in standings(first, track)] == [
            (row["name"], row["composite"]) for row in standings(second, track)
        ]


def test_robots_answer_for_compulsory_items_and_draw_cases(report):
    state = replayed(entries(Path(report["file"])))
    played = [found for id, found in state.performances.items() if id.track == "centre" and found.announced]
    drawn = [draw.case for found in played for draw in found.draws]
    reasons = [off.reason for found in played for off in found.announced.deductions]

    assert len(set(drawn)) == len(drawn)  # also where somebody performed again
    assert all(found.draws for found in played)
    assert any("位认定" in reason for reason in reasons)
    assert any("记分员认定" in reason for reason in reasons)
