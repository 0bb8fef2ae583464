"""`judging tally` tells where the second engine finds otherwise."""

import json
import multiprocessing
import subprocess
import sys

import pytest

from judging import tally
from judging.core.scoring import panel
from judging.second import filed
from judging.tally import beside
from tests.test_tally import SEVEN, rules, run, sheets


def test_a_disagreement_is_told_beside_the_result_with_a_status_of_its_own(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(panel.REDUCERS, "mean", panel.REDUCERS["median"])

    status = run(tmp_path, rules(), sheets(*SEVEN), "--json")

    out, err = capsys.readouterr()
    assert status == 1
    assert json.loads(out)["tracks"]["t"]["scores"][0]["score"] == "91.00"
    assert "核分不一致：t e1“r”的最后得分：系统 91.00，核分 91.05" in err.splitlines()


def test_what_the_second_engine_cannot_read_is_a_disagreement(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(filed, "MARKS", ("track",))

    status = run(tmp_path, rules(), sheets(*SEVEN))

    out, err = capsys.readouterr()
    assert status == 1
    assert "91.05" in out
    assert "核分不一致：" in err


def test_agreement_is_not_worth_a_word(tmp_path, capsys):
    assert run(tmp_path, rules(), sheets(*SEVEN)) == 0

    assert capsys.readouterr().err == ""


def test_marks_may_come_through_a_pipe(tmp_path):
    (tmp_path / "rules.toml").write_text(rules(), "utf-8")
    marks = f"track,round,entrant,judge,criterion,mark\n{sheets(*SEVEN)}\n"
    command = [sys.executable, "-m", "judging.tally", tmp_path / "rules.toml", "/dev/stdin", "--json"]

    done = subprocess.run(command, input=marks, capture_output=True, encoding="utf-8", check=True)

    assert json.loads(done.stdout)["tracks"]["t"]["scores"][0]["score"] == "91.05"


def test_of_many_marks_a_process_of_its_own_tells_the_same(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(beside, "WORTH_BYTES", 0)
    assert run(tmp_path, rules(), sheets(*SEVEN)) == 0
    assert capsys.readouterr().err == ""

    monkeypatch.setitem(panel.REDUCERS, "mean", panel.REDUCERS["median"])
    assert run(tmp_path, rules(), sheets(*SEVEN)) == 1
    assert "系统 91.00，核分 91.05" in capsys.readouterr().err


@pytest.mark.parametrize("fault", [KeyError("no such column"), SystemExit(3)])
def test_a_process_that_fails_or_ends_is_a_disagreement(tmp_path, capsys, monkeypatch, fault):
    def failing(texts):
        raise fault

    monkeypatch.setattr(beside, "WORTH_BYTES", 0)
    monkeypatch.setattr(tally, "computed", failing)

    assert run(tmp_path, rules(), sheets(*SEVEN)) == 1
    assert "核分不一致：" in capsys.readouterr().err


def test_bad_input_leaves_no_process_behind(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(beside, "WORTH_BYTES", 0)

    assert run(tmp_path, rules(), "t,r,e1,J1,k1,1000") == 2
    assert multiprocessing.active_children() == []
