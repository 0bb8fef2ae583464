"""sheets = "each": questionnaires, ballots, 自评 / 互评. Who filled in a sheet counts, nobody else."""

import argparse
import json

import pytest

from judging import tally
from judging.files import exports, rulesfile
from judging.files.day_files import Files, read_days
from judging.files.results_json import dump

RULES = """
schema = 1
competition = {{ id = "x" }}
[[tracks]]
id = "w"
[[tracks.rounds]]
id = "r"
kind = "judged"
weight = "100"
sheets = "each"
{settings}
criteria = [ {{ id = "a", min = 0, max = 100, step = 1 }}, {{ id = "b", min = 0, max = 100, step = 1 }} ]
"""
GROUPS = 'groups = [ {{ id = "self", weight = 30 }}, {{ id = "peer", weight = "70", minimum = {quorum} }} ]'
VISITORS = """\
track,round,entrant,judge,criterion,mark
w,r,一号窗,V1,a,50
w,r,一号窗,V1,b,40
w,r,一号窗,V2,a,40
w,r,一号窗,V2,b,30
w,r,二号窗,V3,a,40
w,r,二号窗,V3,b,40
"""
PEERS = """\
track,round,entrant,judge,criterion,mark,group
w,r,张,张,a,50,self
w,r,张,张,b,50,self
w,r,张,李,a,40,peer
w,r,张,李,b,40,peer
w,r,李,李,a,45,self
w,r,李,李,b,45,self
w,r,李,张,a,30,peer
w,r,李,张,b,30,peer
"""


@pytest.fixture
def computed(tmp_path, capsys):
    """Scores and held entrants of a tally, or its errors."""

    def compute(marks, settings=""):
        (tmp_path / "rules.toml").write_text(RULES.format(settings=settings), "utf-8")
        (tmp_path / "marks.csv").write_text(marks, "utf-8")
        parser = argparse.ArgumentParser()
        tally.add_arguments(parser)
        arguments = [str(tmp_path / "rules.toml"), str(tmp_path / "marks.csv"), "--json"]
        if tally.main(parser.parse_args(arguments)):
            return capsys.readouterr().err.replace(str(tmp_path), "").splitlines()
        track = json.loads(capsys.readouterr().out)["tracks"]["w"]
        scores = {score["entrant"]: (score["score"], score["count"]) for score in track["scores"]}
        return scores, {(held["entrant"], held["reason"]) for held in track["held"]}

    return compute


def test_three_visitors_at_two_windows_wait_for_nobody(computed):
    assert computed(VISITORS) == ({"一号窗": ("80.00", 2), "二号窗": ("80.00", 1)}, set())


def test_one_person_may_be_self_for_one_entrant_and_peer_for_another(computed):
    found = computed(PEERS, GROUPS.format(quorum=1))

    assert found == ({"张": ("86.00", 2), "李": ("69.00", 2)}, set())


def test_one_person_in_two_groups_for_the_same_entrant_is_refused(computed):
    marks = PEERS.replace("w,r,张,李,b,40,peer", "w,r,张,李,b,40,self")

    assert computed(marks, GROUPS.format(quorum=1)) == [
        "/marks.csv:5: group: 评委 “李” 前面写的是 “peer”，这里是 “self”: 给 张 打分只能属于一个"
    ]


def test_an_evaluator_who_left_a_mark_open_is_awaited(computed):
    assert computed(VISITORS.replace("V2,b,30", "V2,b,")) == (
        {"二号窗": ("80.00", 1)},
        {("一号窗", "missing")},
    )


def test_an_evaluator_who_recused_is_left_out(computed):
    marks = VISITORS + "w,r,二号窗,V4,,recused\n"

    assert computed(marks)[0]["二号窗"] == ("80.00", 1)


def test_the_quorum_holds_who_was_asked_about_too_seldom(computed):
    assert computed(VISITORS, "minimum = 2") == ({"一号窗": ("80.00", 2)}, {("二号窗", "minimum")})
    assert computed(PEERS, GROUPS.format(quorum=2)) == ({}, {("张", "minimum"), ("李", "minimum")})


def test_who_has_no_sheet_at_all_is_missing(tmp_path):
    (tmp_path / "marks.csv").write_text(VISITORS, "utf-8")
    (tmp_path / "components.csv").write_text("track,round,entrant,score\nw,i,三号窗,90\n", "utf-8")
    imported = '[[tracks.rounds]]\nid = "i"\nkind = "imported"\nweight = 1\n'
    rulebook = rulesfile.read(RULES.format(settings="") + imported, "rules.toml")
    days = read_days(rulebook, Files(tmp_path / "marks.csv", tmp_path / "components.csv"))

    held = dump(rulebook, days)["tracks"]["w"]["held"]

    assert ("三号窗", "r", "missing") in {(h["entrant"], h["round"], h["reason"]) for h in held}


def test_extremes_fall_by_the_natural_order_of_ids(tmp_path):
    marks = "track,round,entrant,judge,criterion,mark\n" + "".join(
        f"w,r,窗,V{n},{criterion},50\n" for n in (10, 2, 9) for criterion in "ab"
    )
    (tmp_path / "marks.csv").write_text(marks, "utf-8")
    rulebook = rulesfile.read(RULES.format(settings="trim = { high = 1, low = 1 }"), "rules.toml")
    days = read_days(rulebook, Files(tmp_path / "marks.csv"))

    [score] = dump(rulebook, days)["tracks"]["w"]["scores"]

    assert score["dropped"] == {"high": ["V2"], "low": ["V9"]}


def test_an_exported_questionnaire_is_read_back_the_same(tmp_path):
    (tmp_path / "marks.csv").write_text(PEERS.replace("李,b,40,peer", "李,b,,peer"), "utf-8")
    rulebook = rulesfile.read(RULES.format(settings=GROUPS.format(quorum=1)), "rules.toml")
    read = read_days(rulebook, Files(tmp_path / "marks.csv"))

    (tmp_path / "again.csv").write_text(exports.write_marks(rulebook, read), "utf-8")

    assert dump(rulebook, read_days(rulebook, Files(tmp_path / "again.csv"))) == dump(rulebook, read)


def test_ten_thousand_ballots_of_strangers_are_no_mixed_up_columns(computed):
    ballots = "".join(f"w,r,窗{n % 4},V{n},{c},50\n" for n in range(10_000) for c in "ab")

    scores, held = computed("track,round,entrant,judge,criterion,mark\n" + ballots)

    assert (scores["窗0"], held) == (("100.00", 2500), set())
