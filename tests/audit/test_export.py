"""What `judging export` writes is what `judging tally` reads: both come to the same numbers."""

import json

from judging.audit.export import export
from judging.core import commands as c
from judging.core.performance import SheetPhase
from judging.files import rules
from judging.files.results import dump
from judging.files.tables import Files, read_days
from tests import day
from tests.day import after, judge, on, sheet


def recomputed(folder):
    rulebook = rules.load(folder / "rules.toml")
    files = Files(
        folder / "marks.csv", folder / "components.csv", folder / "deductions.csv", folder / "status.csv"
    )
    return dump(rulebook, read_days(rulebook, files))


def test_a_day_in_progress_is_recomputed_from_its_files(tmp_path):
    state = after(day.marking(), c.EnterDeduction(on("e1"), "0.5", "=超时"))
    state = day.revealed(state)
    state = after(state, c.SetStatus("centre", "e3", "withdrawn", "来函"))
    state = day.played(state, (c.CallEntrant(on("e2")), c.OpenMarking(on("e2"))))
    state = after(state, sheet("e2", "50", "30"), judge(1))
    state = after(state, c.ExcuseJudge(on("e2"), "J2", SheetPhase.RECUSED, "亲属"))

    export(state, tmp_path)

    again = recomputed(tmp_path)
    written = json.loads((tmp_path / "results.json").read_text("utf-8"))
    for found in (again, written):
        for held in found["tracks"]["centre"]["held"]:
            del held["detail"]  # free text: the live day names seats, files name judges
    assert again == written
    scores = {
        score["round"]: score for score in again["tracks"]["centre"]["scores"] if score["entrant"] == "e1"
    }
    assert (scores["present"]["raw"], scores["present"]["score"]) == ("91.17", "90.67")
    assert [held["entrant"] for held in again["tracks"]["centre"]["held"]] == ["e2"]
    assert again["tracks"]["centre"]["unranked"] == [{"entrant": "e3", "status": "withdrawn"}]
    assert "'=超时" in (tmp_path / "deductions.csv").read_text("utf-8")


def test_a_returned_sheet_is_missing_until_it_is_sent_again(tmp_path):
    state = after(day.marked(day.marking()), c.ReturnSheet(on("e1"), "J2", "笔误"))

    export(state, tmp_path)

    assert {held["reason"] for held in recomputed(tmp_path)["tracks"]["centre"]["held"]} == {"missing"}
