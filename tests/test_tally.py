import argparse
import json
import subprocess
import sys

import pytest

from judging import cli, tally

RULES = """
schema = 1
competition = {{ id = "x", name = "演示赛" }}
[[tracks]]
id = "t"
name = "一组"
ties = {ties}
[[tracks.rounds]]
id = "r"
name = "汇报"
kind = "judged"
weight = "30"
{round}
{criteria}
"""

CRITERION = '[[tracks.rounds.criteria]]\nid = "{}"\nmin = "0"\nmax = "100"\nstep = "0.01"\n'


def rules(round="trim = { high = 1, low = 1, from = 5 }", criteria=("c",), ties="[]"):
    return RULES.format(round=round, criteria="".join(map(CRITERION.format, criteria)), ties=ties)


def sheets(*marks, entrant="e1"):
    """A marks file of one entrant: a judge per argument, a mark (or one per criterion) each; None: no row."""
    rows = []
    for n, mark in enumerate(marks, 1):
        given = mark if isinstance(mark, tuple) else (mark,)
        names = [""] if mark in ("absent", "recused") else ["c", "d", "e"]
        rows += [
            f"t,r,{entrant},J{n},{name},{m}" for name, m in zip(names, given, strict=False) if m is not None
        ]
    return "\n".join(rows)


def run(tmp_path, rules, marks, *options, **files):
    """The exit status of a tally; files by option name."""
    (tmp_path / "rules.toml").write_text(rules, "utf-8")
    (tmp_path / "marks.csv").write_text(f"track,round,entrant,judge,criterion,mark\n{marks}\n", "utf-8")
    arguments = [str(tmp_path / "rules.toml"), str(tmp_path / "marks.csv"), *options]
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
        arguments += [f"--{name}", str(tmp_path / f"{name}.csv")]
    parser = argparse.ArgumentParser()
    tally.add_arguments(parser)
    return tally.main(parser.parse_args(arguments))


@pytest.fixture
def computed(tmp_path, capsys):
    """The track of the JSON object that a tally prints."""

    def compute(rules, marks, **files):
        assert run(tmp_path, rules, marks, "--json", **files) == 0
        return json.loads(capsys.readouterr().out)["tracks"]["t"]

    return compute


SEVEN = (92.5, 90, 91.25, 88, 95, 91, 90.5)


@pytest.mark.parametrize(
    ("round", "marks", "score"),
    [
        ("trim = { high = 1, low = 1 }", SEVEN, "91.05"),
        ("trim = { high = 1, low = 1 }", (95, 95, 90, 91, 92, 88, 88), "91.20"),
        ("trim = { high = 1, low = 1 }", (91.04, 91.05, 91.04, 91.05, 95, 85), "91.05"),
        (
            'rounding = "half_even"\ntrim = { high = 1, low = 1 }',
            (91.04, 91.05, 91.04, 91.05, 95, 85),
            "91.04",
        ),
        (
            'rounding = "truncate"\ntrim = { high = 1, low = 1 }',
            (91.04, 91.05, 91.04, 91.05, 95, 85),
            "91.04",
        ),
        ("trim = { high = 1, low = 1 }", (9.62, 9.55, 9.48, 9.60, 9.57), "9.57"),
        ("places = 3\ntrim = { high = 1, low = 1 }", (9.62, 9.55, 9.48, 9.60, 9.57), "9.573"),
        ("trim = { high = 1, low = 1, from = 5 }", (*SEVEN[:6], "recused"), "91.19"),
        ("trim = { high = 1, low = 1, from = 7 }", (*SEVEN[:6], "recused"), "91.29"),
        ('absent = "fill"\ntrim = { high = 1, low = 1 }', (*SEVEN[:6], "recused"), "91.21"),
    ],
)
def test_the_vectors_of_the_contract_come_out_of_files(round, marks, score, computed):
    result = computed(rules(round), sheets(*marks))

    assert [s["score"] for s in result["scores"]] == [score]


@pytest.mark.parametrize(("of", "score"), [("total", "71.67"), ("criterion", "70.67")])
def test_totals_and_criteria_are_trimmed_differently(of, score, computed):
    marks = sheets((21, 25, 20), (20, 20, 30), (28, 20, 26), (30, 23, 26), (20, 28, 23))

    result = computed(rules(f'of = "{of}"\ntrim = {{ high = 1, low = 1 }}', ("c", "d", "e")), marks)

    assert result["scores"][0]["score"] == score


def test_a_judged_score_has_every_key_of_the_contract(computed):
    result = computed(rules(), sheets(*SEVEN))

    assert result["scores"] == [
        {
            "entrant": "e1",
            "round": "r",
            "score": "91.05",
            "raw": "91.05",
            "count": 7,
            "dropped": {"high": ["J5"], "low": ["J4"]},
            "criteria": {},
            "deductions": "0",
            "announced": "91.05",
            "coefficient": None,
        }
    ]


def test_trimmed_criteria_are_shown_with_who_was_dropped(computed):
    marks = sheets((1, 5), (2, 4), (3, 3))

    [score] = computed(rules('of = "criterion"\ntrim = { high = 1, low = 1 }', ("c", "d")), marks)["scores"]

    assert score["criteria"] == {"c": "2.000000", "d": "4.000000"}
    assert score["dropped"] == {"c": {"high": ["J3"], "low": ["J1"]}, "d": {"high": ["J1"], "low": ["J3"]}}


def test_a_missing_sheet_holds_and_never_counts_as_zero(computed):
    marks = sheets(*SEVEN) + "\n" + sheets(92.5, 90, 91.25, 88, None, 91, 90.5, entrant="e2")

    result = computed(rules(), marks)

    assert [score["entrant"] for score in result["scores"]] == ["e1"]
    assert [(h["entrant"], h["round"], h["reason"]) for h in result["held"]] == [("e2", "r", "missing")]
    assert "J5" in result["held"][0]["detail"]


def test_deductions_come_off_and_are_added_up(computed):
    deductions = "track,round,entrant,points,reason\nt,r,e1,0.5,超时\nt,r,e1,0.50,缺材料\n"

    [score] = computed(rules(), sheets(*SEVEN), deductions=deductions)["scores"]

    assert (score["raw"], score["deductions"], score["announced"], score["score"]) == (
        "91.05",
        "1",
        "90.05",
        "90.05",
    )


def test_who_has_a_status_stands_only_among_the_unranked(computed):
    result = computed(rules(), sheets(*SEVEN), status="track,entrant,status\nt,e1,withdrawn\nt,e2,no_show\n")

    unranked = [{"entrant": "e1", "status": "withdrawn"}, {"entrant": "e2", "status": "no_show"}]
    assert result == {"scores": [], "standings": [], "unranked": unranked, "held": []}


def test_a_manual_tie_waits_for_its_order(computed):
    marks = f"{sheets(90)}\n{sheets(90, entrant='e2')}\n{sheets(80, entrant='e3')}"
    by_hand = rules("trim = {}", ties='["manual"]')

    waiting = computed(by_hand, marks)
    decided = computed(by_hand, marks, order="track,entrant,order\nt,e2,1\nt,e1,2\n")

    assert [(s["place"], s["entrant"]) for s in waiting["standings"]] == [
        (None, "e1"),
        (None, "e2"),
        (3, "e3"),
    ]
    assert [(h["entrant"], h["round"], h["reason"]) for h in waiting["held"]] == [
        ("e1", None, "manual"),
        ("e2", None, "manual"),
    ]
    assert [(s["place"], s["entrant"], s["broken_by"]) for s in decided["standings"]] == [
        (1, "e2", "manual"),
        (2, "e1", "manual"),
        (3, "e3", None),
    ]


def test_scores_stand_by_round_and_then_by_entrant_id(computed):
    marks = "\n".join(sheets(90, entrant=entrant) for entrant in ("e10", "e2", "e1"))

    assert [s["entrant"] for s in computed(rules("trim = {}"), marks)["scores"]] == ["e1", "e10", "e2"]


POOL = """
[[pools]]
id = "p"
name = "集体奖"
slots = 2
allocate = "merged"
levels = [ { name = "一等奖", title = "金牌店小二", count = 1 }, { name = "二等奖", count = 1 } ]
"""


def test_a_settled_pool_shows_level_and_title(tmp_path, capsys):
    marks = f"{sheets(90)}\n{sheets(80, entrant='e2')}"

    assert (
        run(tmp_path, rules("trim = {}").replace('name = "一组"', 'pool = "p"') + POOL, marks, "--json") == 0
    )

    found = json.loads(capsys.readouterr().out)
    assert (found["awards"], found["open"]) == (
        {
            "p": [
                {"entrant": "e1", "track": "t", "level": "一等奖", "title": "金牌店小二"},
                {"entrant": "e2", "track": "t", "level": "二等奖", "title": None},
            ]
        },
        {},
    )


def test_people_read_a_table_with_the_calculation(tmp_path, capsys):
    assert run(tmp_path, rules(), sheets(*SEVEN), "--trace") == 0

    text = capsys.readouterr().out
    assert "【一组】" in text
    assert "1     e1        91.05" in text
    assert "去掉 1 个最高分 95（J5）" in text


def test_an_empty_day_is_a_day(tmp_path, capsys):
    assert run(tmp_path, rules(), "") == 0
    assert "（无）" in capsys.readouterr().out


def test_the_tally_runs_by_itself_without_a_traceback(tmp_path):
    (tmp_path / "rules.toml").write_text("schema = ", "utf-8")
    command = [sys.executable, "-m", "judging.tally", tmp_path / "rules.toml", tmp_path / "none.csv"]

    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", env={"PYTHONIOENCODING": "ascii"}, check=False
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert "不是正确的 TOML" in done.stderr
    assert "Traceback" not in done.stderr


def test_rules_check_explains_good_rules_and_lists_what_is_wrong(tmp_path, capsys):
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text(rules(), "utf-8")
    bad.write_text(rules("minimum = 0"), "utf-8")

    assert cli.main(["rules", "check", str(good)]) == 0
    assert "7位评委：去1高1低" in capsys.readouterr().out
    assert cli.main(["rules", "check", str(bad)]) == 2
    assert f"{bad}:13: tracks[0].rounds[0].minimum" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["missing.toml", "."])
def test_rules_that_cannot_be_read_are_a_problem(name, tmp_path, capsys):
    assert cli.main(["rules", "check", str(tmp_path / name)]) == 2
    assert "读不到" in capsys.readouterr().err
