"""Seed 002 from preset to pack: a drill by eight rules, patrols, objections by the 1-4-13 clock."""

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from judging.audit.verify import replayed
from judging.core import events as e
from judging.core.appeals.objection import Resolution
from judging.core.appeals.workdays import day_of, end_of
from judging.core.scoring.rulebook import Manner
from judging.store.sqlite import entries

from .efficiency_by_hand import EfficiencyByHand
from .test_day import judging

SIZE = {"window": 18, "centre": 9}
RULES = ("文明服务", "服务承诺", "首问负责", "一次告知", "AB岗", "收件凭证", "限时办结", "窗口无否决权")
OFF = {"5": "没有张贴“好差评”二维码", "2.5": "收件凭证没有当场出具"}
PATIENCE_S = 200  # for all of it, on two busy cores

pytestmark = pytest.mark.limit(PATIENCE_S + 60)


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("efficiency")
    options = ("--whole", "--seed", 7, "--data", folder, "--report", folder / "report.json")
    asked = [sys.executable, "-m", "judging", *map(str, ("rehearse", "--preset", "xiaoneng-2022", *options))]
    env = {**os.environ, "PATH": ""}  # no browser is found: forms are pages, which takes seconds
    done = subprocess.run(
        asked, env=env, capture_output=True, encoding="utf-8", timeout=PATIENCE_S, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "18 人走场实操，9 个中心，明察暗访记台账 2 笔" in done.stdout
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


def test_the_drill_walks_from_window_to_window_by_the_eight_rules(state, log):
    practice = state.round("window", "practice")

    assert practice.manner is Manner.WALK
    assert all(any(rule in criterion.name for criterion in practice.criteria) for rule in RULES), (
        practice.criteria
    )
    called = [entry.event for entry in log if isinstance(entry.event, e.EntrantCalled)]
    assert len({event.window for event in called if event.performance.track == "window"}) > 1
    assert state.locked.keys() == SIZE.keys()


@pytest.mark.parametrize("track", SIZE)
def test_every_composite_and_place_is_what_anybody_reckons(state, exported, track):
    rows = state.locked[track]

    found = {row.entrant: (row.place, int(row.composite.replace(".", ""))) for row in rows}
    assert found == EfficiencyByHand(exported).places(track)
    assert len(rows) == SIZE[track] - 2  # one withdrew, one did not come


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


def test_what_patrols_found_comes_off_the_indicator_and_stands_on_paper(report, state, exported):
    by_hand = EfficiencyByHand(exported)
    lines = [each.line for each in state.ledger.values()]

    assert {line.points: line.reason for line in lines} == OFF
    assert [by_hand.off("centre", "mended", line.entrant) for line in lines] == [500, 250]
    assert all(reason in forms(report) for reason in OFF.values())


def forms(report):
    return (Path(report["folder"]) / "全部表单.html").read_text("utf-8")


def test_each_objection_is_worked_within_one_four_and_thirteen_working_days(state):
    easy, hard = state.objections.values()

    assert (easy.resolution, hard.resolution) == (Resolution.UPHELD, Resolution.DISMISSED)
    for each in (easy, hard):
        counted = [day.date for day in each.deadlines.days]
        first = date.fromisoformat(day_of(each.received_at)) + timedelta(days=1)
        assert counted == [str(first + timedelta(days=n)) for n in range(len(counted))]
        worked = [day.date for day in each.deadlines.days if day.works]
        assert [end_of(worked[n - 1]) for n in (1, 4, 13)] == [
            each.deadlines.contact,
            each.deadlines.settle,
            each.deadlines.complicated,
        ]
        assert len(worked) == 13
        assert each.contacted.at <= each.deadlines.contact
    assert easy.answered.at <= easy.deadlines.settle
    assert hard.deadlines.settle < hard.answered.at <= hard.deadlines.complicated
    assert day_of(hard.answered.at) == day_of(hard.deadlines.complicated)


def test_each_slip_is_dealt_with_before_the_drill_and_the_late_one_is_told_so(report, log, state):
    easy, hard, late = state.rectifications.values()

    for each in (easy, hard, late):
        worked = [day.date for day in each.deadlines.days if day.works]
        assert [end_of(worked[n - 1]) for n in (1, 4, 13)] == [
            each.deadlines.contact,
            each.deadlines.settle,
            each.deadlines.complicated,
        ]
        assert each.contacted.at <= each.deadlines.contact
        assert each.answered.at <= each.checked.at
    assert easy.answered.at <= easy.deadlines.settle < late.answered.at
    assert day_of(hard.answered.at) == day_of(hard.deadlines.complicated)
    assert [each.is_late for each in (easy, hard, late)] == [False, False, True]
    assert [each["is_late"] for each in report["slips"]] == [False, False, True]
    first = next(entry for entry in log if isinstance(entry.event, e.EntrantCalled))
    assert hard.checked.at < first.at


def test_the_objection_that_was_upheld_moved_two_places(report, log, state):
    [corrected] = [entry for entry in log if isinstance(entry.event, e.ResultCorrected)]
    [correction] = state.corrections.values()
    up, down = report["moved"]

    assert (correction.number, correction.objection) == (corrected.event.correction, 1)
    assert (up["before"], up["place"]) == (down["place"], down["before"])
    assert report["complaints"][0]["name"] in {up["name"], down["name"]}
    assert any(isinstance(entry.event, e.ClockAdvanced) for entry in log)


def test_the_pack_has_all_papers(report):
    folder = Path(report["folder"])

    assert set(report["papers"]) == {path.name for path in folder.iterdir()}
    assert set(report["papers"]) == {
        "全部表单.html",
        "归档目录.html",
        "算分工作簿.xlsx",
        "异议答复函（领队一）.docx",
        "异议答复函（领队二）.docx",
    }
    paper = forms(report)
    for title in ("成绩汇总表", "评分表", "指标折算表", "台账", "异议登记表", "更正记录", "监督工作记录"):
        assert title in paper, title
