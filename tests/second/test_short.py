"""A score with fewer sheets than the rules ask for: engines, tally and paper come to the same."""

import json

import pytest

from judging import cli
from judging.audit.export import export
from judging.core import events as e
from judging.core.hall.performance import SheetPhase, Short
from judging.printouts.forms import sheets
from judging.printouts.moment import moment
from judging.printouts.sheet import facts
from judging.recheck import both
from judging.second.announcements import unlike
from judging.second.logged import Logged, read
from tests.printouts.made_up import ROUND, TRACK, marks, performance, set_up

FILES = ("components", "deductions", "status", "order", "decisions")


@pytest.fixture(scope="module")
def log():
    """The first of 24 before a panel of seven, of which only the preset's minimum less one remain."""
    log = set_up()
    first = log.state.orders[TRACK, ROUND].entrants[0]
    id = performance(first)
    gone = 7 - log.state.round(TRACK, ROUND).minimum + 1
    log.add(e.EntrantCalled(id))
    log.add(e.MarkingOpened(id))
    for n in range(1, gone + 1):
        log.add(e.JudgeExcused(id, f"J{n}", SheetPhase.ABSENT, "停电"))
    for n in range(gone + 1, 8):
        log.add(e.SheetSubmitted(id, f"J{n}", 1, marks(10 + n)), f"judge/J{n}")
    log.add(e.ShortDecided(id, Short.WAIT, 0, "等来电", "director"))
    log.add(e.ShortDecided(id, Short.SHRINK, 7 - gone, "等不到了", "director"))
    log.close(id)
    log.reveal(id)
    return log


def entrant(log):
    return log.state.orders[TRACK, ROUND].entrants[0]


def test_the_second_engine_reads_the_decision_from_the_log(log):
    second = Logged()

    for entry in log.entries:
        event = read(entry.data, entry.at)
        assert unlike(second, event) == []
        second.take(event)

    assert both(log.state, second) == []


@pytest.mark.parametrize(
    "then",
    [
        {"kind": "ShortDecisionWithdrawn", "reason": "改作决定"},
        {"kind": "ShortDecided", "decision": "wait", "minimum": 0, "reason": "再等", "by": "director"},
    ],
    ids=lambda then: then["kind"],
)
def test_the_second_engine_holds_a_score_whose_decision_no_longer_stands(log, then):
    second = Logged()
    for entry in log.entries[:-2]:
        second.take(read(entry.data, entry.at))
    id = {"track": TRACK, "round": ROUND, "entrant": entrant(log)}

    second.take({**then, "performance": id})

    assert unlike(second, read(log.entries[-2].data)) != []


def test_tally_agrees_with_the_decisions_and_without_them_has_no_score(log, tmp_path, capsys):
    export(log.state, tmp_path)

    def tallied(names):
        files = [f"--{name}={tmp_path / name}.csv" for name in names]
        assert cli.main(["tally", f"{tmp_path}/rules.toml", f"{tmp_path}/marks.csv", *files, "--json"]) == 0
        return json.loads(capsys.readouterr().out)["tracks"][TRACK]

    told = log.state.performance(performance(entrant(log))).announced
    [score] = [row for row in tallied(FILES)["scores"] if row["round"] == ROUND]
    assert (score["announced"], score["count"]) == (told.score, told.count)
    held = {row["entrant"]: row["reason"] for row in tallied(FILES[:-1])["held"]}
    assert held[entrant(log)] == "minimum"


def test_the_score_sheet_says_who_decided_when_and_why(log):
    [sheet] = sheets(moment(log.entries), "score", TRACK, ROUND, entrant(log))

    [decided] = sheet.decisions

    minimum = log.state.round(TRACK, ROUND).minimum
    assert decided.text == f"场控决定按 {minimum - 1} 份评分表计分（规则为至少 {minimum} 份）：等不到了"
    assert decided.at == log.state.performance(performance(entrant(log))).short.at
    assert [fact for fact in facts(sheet) if fact[0] == "decision"]
