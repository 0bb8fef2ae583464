"""From preset to pack: clocks by case, visitors' slips meanwhile, 整改单, and every figure once more."""

import csv
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from judging.audit.verify import replayed
from judging.core import events as e
from judging.core.appeals.workdays import end_of
from judging.core.ledger.ledger_entry import Way
from judging.store.sqlite import entries

from .month_by_hand import WEIGHTS, MonthByHand
from .test_day import judging

PATIENCE_S = 200  # for all of it, on two busy cores

pytestmark = pytest.mark.limit(PATIENCE_S + 60)


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("month")
    options = ("--whole", "--seed", 3, "--data", folder, "--report", folder / "report.json")
    asked = [sys.executable, "-m", "judging", *map(str, ("rehearse", "--preset", "tisheng-2022", *options))]
    env = {**os.environ, "PATH": ""}  # no browser is found: forms are pages, which takes seconds
    done = subprocess.run(
        asked, env=env, capture_output=True, encoding="utf-8", timeout=PATIENCE_S, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads((folder / "report.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def log(report):
    return entries(Path(report["file"]))


@pytest.fixture(scope="module")
def state(log):
    return replayed(log)


@pytest.fixture(scope="module")
def exported(report, tmp_path_factory):
    folder = tmp_path_factory.mktemp("export")
    judging("export", report["file"], "--out", folder)
    return folder


def positions(log, kind):
    return [entry.position for entry in log if isinstance(entry.event, kind)]


def forms(report):
    return (Path(report["folder"]) / "全部表单.html").read_text("utf-8")


def test_five_hundred_visitors_vote_while_companions_walk_round(report, log):
    [survey] = report["survey"]
    [slips] = survey["slips"]
    cast, sheets = positions(log, e.BallotCast), positions(log, e.SheetSubmitted)

    assert len(cast) == slips["cast"] >= 500
    assert cast[0] < sheets[-1]
    assert sheets[0] < cast[-1]
    [closed] = positions(log, e.EvaluationClosed)
    assert max(*cast, *sheets) < closed < min(positions(log, e.TrackLocked)[-1:])


def test_copies_void_slips_and_made_up_ones_were_refused(report, state):
    [slips] = report["survey"][0]["slips"]
    batches = state.slip_batches.values()

    assert slips["issued"] == sum(batch.issued for batch in batches)
    assert slips["cast"] == sum(len(batch.returned) for batch in batches)
    assert slips["void"] == sum(len(batch.void) for batch in batches) == 2 * len(batches)
    assert not any(batch.returned & batch.void.keys() for batch in batches)
    assert slips["refused"] > slips["void"] + 1  # copies, too


@pytest.mark.parametrize("track", WEIGHTS)
def test_every_composite_and_place_is_what_anybody_reckons(state, exported, track):
    rows, by_hand = state.locked[track], MonthByHand(exported)

    assert {row.entrant: int(row.composite.replace(".", "")) for row in rows} == by_hand.composites(track)
    assert [int(row.composite.replace(".", "")) for row in rows] == sorted(
        by_hand.composites(track).values(), reverse=True
    )
    assert [row.place for row in rows] == list(range(1, len(rows) + 1))


def test_tally_and_the_second_engine_come_to_the_same(report, state, exported):
    files = [
        f"--{name}={exported / name}.csv"
        for name in ("components", "deductions", "status", "order", "decisions")
    ]
    told = json.loads(judging("tally", exported / "rules.toml", exported / "marks.csv", *files, "--json"))

    for track, rows in state.locked.items():
        assert [(row.place, row.entrant, row.composite) for row in rows] == [
            (row["place"], row["entrant"], row["composite"]) for row in told["tracks"][track]["standings"]
        ]
    assert "一致" in judging("verify", report["file"])


def test_what_the_stopwatch_said_is_the_value_for_this_type_of_case_alone(exported):
    values = MonthByHand(exported).values("window")
    with (exported / "clocks.csv").open(encoding="utf-8", newline="") as file:
        clocks = [row for row in csv.DictReader(file) if ("filing", row["entrant"]) in values]

    types = Counter(clock["case"] for clock in clocks)
    assert min(types["general"], types["complex"]) > 1
    for clock in clocks:
        who, other = clock["entrant"], {"general": "complex", "complex": "general"}[clock["case"]]
        assert values["filing", who] == clock["used_s"]
        assert values[f"wait_{other}", who] == "none"
        assert int(values[f"wait_{clock['case']}", who]) > 0
    seconds = {int(value) for (round, _), value in values.items() if round == "filing"}
    assert min(seconds) <= 1200 < max(seconds)  # some in time, some too late


def test_slips_of_companions_are_settled_by_the_clock_and_cost_what_the_rules_say(state, log):
    easy, hard, late = state.rectifications.values()

    for each in (easy, hard, late):
        worked = [day.date for day in each.deadlines.days if day.works]
        dues = each.deadlines.contact, each.deadlines.settle, each.deadlines.complicated
        assert dues == tuple(end_of(worked[n - 1]) for n in (1, 4, 13))
        assert each.contacted.at <= each.deadlines.contact
        assert each.mended
    assert easy.answered.at <= easy.deadlines.settle
    assert hard.deadlines.settle < hard.answered.at <= hard.deadlines.complicated
    assert late.answered.at > late.deadlines.settle
    lines = [(each.round, each.line.entrant, each.line.points) for each in state.ledger.values()]
    assert lines == [
        ("filing", easy.entrant, "2"),
        ("filing", late.entrant, "2"),
        ("filing", late.entrant, "5"),
    ]
    assert {each.line.way for each in state.ledger.values()} == {Way.SLIP}
    assert positions(log, e.RectificationAdvanced)[-1] < positions(log, e.EvaluationClosed)[0]


def test_the_pack_has_all_papers_with_the_counts_of_slips(report):
    folder, [slips] = Path(report["folder"]), report["survey"][0]["slips"]

    assert set(report["papers"]) == {path.name for path in folder.iterdir()}
    assert {"全部表单.html", "归档目录.html", "算分工作簿.xlsx"} <= set(report["papers"])
    paper = forms(report)
    for title in ("成绩汇总表", "成绩登记表", "评分表", "计时记录", "指标折算表", "台账"):
        assert title in paper, title
    out = slips["issued"] - slips["cast"] - slips["void"]
    told = f"发出 {slips['issued']} 张，收回 {slips['cast']} 张，作废 {slips['void']} 张，未交回 {out} 张"
    assert told in paper
    assert "0位评委" not in paper


def test_nothing_that_is_shown_joins_a_slip_to_what_it_said(report, state, log, exported):
    secrets = set(state.slips) | {alias for sheet in state.evaluations.values() for alias, _ in sheet.sheets}
    assert len(secrets) > 1000
    shown = [forms(report)]
    shown += [path.read_text("utf-8") for path in exported.iterdir() if path.suffix in (".csv", ".json")]

    for text in shown:
        assert not [secret for secret in secrets if secret in text]
    rows = list(csv.DictReader((exported / "marks.csv").read_text("utf-8").splitlines()))
    given = {}
    for row in rows:
        if row["round"] == "survey" and row["criterion"]:
            given.setdefault(row["entrant"], {}).setdefault(row["judge"], []).append(int(row["mark"]))
    for sheets in given.values():  # in the order of what was given, not of who came when
        assert list(sheets.values()) == sorted(sheets.values())
    told = (exported / "log.csv").read_text("utf-8")
    assert "BallotCast" not in told
