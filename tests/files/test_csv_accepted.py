import csv
import io
import random

import pytest

from judging.core.scoring.day import SheetState
from judging.core.scoring.natural import natural
from judging.files import exports, rulesfile
from judging.files.day_files import Files, read_days
from judging.files.results_json import dump

from .examples import FILES, MARKS, RULES
from .test_csv_refused import write_files

RULEBOOK = rulesfile.read(RULES, "rules.toml")
OTHERS = {
    "components": "components.csv",
    "deductions": "deductions.csv",
    "status": "status.csv",
    "order": "order.csv",
    "decisions": "decisions.csv",
}


def days(folder, **changed):
    write_files(folder, **changed)
    return read_days(
        RULEBOOK, Files(folder / "marks.csv", **{name: folder / file for name, file in OTHERS.items()})
    )


@pytest.fixture
def expected(tmp_path):
    return dump(RULEBOOK, days(tmp_path))


def with_columns(text, columns):
    """The same rows with the columns in another order, or fewer."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(csv.DictReader(io.StringIO(text)))
    return out.getvalue()


def excel(text):
    """What Excel's “CSV UTF-8” makes of it: a byte order mark, CRLF, and rows of cleared cells."""
    return b"\xef\xbb\xbf" + (text + ",,,,,,,\n").replace("\n", "\r\n").encode()


def quoted(text):
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(csv.reader(io.StringIO(text)))
    return out.getvalue()


ODD = {
    "byte order mark": "\ufeff" + MARKS,
    "CRLF": MARKS.replace("\n", "\r\n"),
    "CR": MARKS.replace("\n", "\r"),
    "no last line end": MARKS.rstrip("\n"),
    "blank lines": MARKS.replace("\n", "\n\n"),
    "quoted cells": quoted(MARKS),
    "other column order": with_columns(
        MARKS, ["mark", "panel", "judge", "group", "track", "criterion", "entrant", "round"]
    ),
    "saved by Excel": excel(MARKS),
    "an empty mark beside a state": MARKS + "centre,present,e2,J2,form,,,\n",
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_odd_but_good_forms_read_the_same(odd, tmp_path, expected):
    assert dump(RULEBOOK, days(tmp_path, marks=odd)) == expected


def test_the_order_of_rows_does_not_matter(tmp_path, expected):
    head, *rows = MARKS.splitlines()
    random.Random(1).shuffle(rows)

    assert dump(RULEBOOK, days(tmp_path, marks="\n".join([head, *rows]))) == expected


def test_columns_nobody_needs_may_be_left_out(tmp_path):
    centre = "\n".join(line for line in MARKS.splitlines() if not line.startswith("team"))
    narrow = with_columns(centre, ["track", "round", "entrant", "judge", "criterion", "mark"])

    read = days(tmp_path, marks=narrow)["centre"]

    assert [sheet.judge for sheet in read.turns["present", "e1"].sheets] == ["J1", "J2", "J10"]


def test_judges_sit_in_natural_order():
    assert sorted(["J10", "J2", "J", "J02", "评委一", "10", "9", "J2a"], key=natural) == [
        "9", "10", "J", "J02", "J2", "J2a", "J10", "评委一",
    ]  # fmt: skip


def test_a_judge_who_sits_for_one_sits_for_all(tmp_path):
    read = days(tmp_path, marks=MARKS + "centre,present,e3,J3,content,1,,\n")["centre"]

    sheets = {sheet.judge: sheet.state for sheet in read.turns["present", "e1"].sheets}
    assert sheets == {
        "J1": SheetState.IN,
        "J2": SheetState.IN,
        "J3": SheetState.MISSING,
        "J10": SheetState.IN,
    }


def test_a_sheet_with_one_mark_open_is_missing(tmp_path):
    read = days(tmp_path, marks=MARKS.replace("J10,form,29", "J10,form,"))["centre"]

    assert read.turns["present", "e1"].sheets[2].state is SheetState.MISSING


def test_an_entrant_nobody_marked_is_missing_from_all(tmp_path):
    components = FILES["components.csv"] + "centre,daily,e7,80,\n"

    read = days(tmp_path, components=components)["centre"]

    assert [sheet.state for sheet in read.turns["present", "e7"].sheets] == [SheetState.MISSING] * 3


def test_panels_and_groups_reach_the_turn(tmp_path):
    turn = days(tmp_path)["team"].turns["jury", "t2"]

    assert (turn.panel, [(s.judge, s.group) for s in turn.sheets]) == (
        "B",
        [("E2", "expert"), ("P2", "public")],
    )


def test_the_same_deduction_twice_counts_twice(tmp_path):
    twice = FILES["deductions.csv"] + "centre,present,e1,0.5,超时\n"

    assert len(days(tmp_path, deductions=twice)["centre"].turns["present", "e1"].deductions) == 2


def test_an_exported_day_is_read_back_the_same(tmp_path, expected):
    read = days(tmp_path)
    written = {
        "marks": exports.write_marks(RULEBOOK, read),
        "components": exports.write_components(RULEBOOK, read),
        "deductions": exports.write_deductions(RULEBOOK, read),
        "status": exports.write_status(RULEBOOK, read),
        "order": exports.write_order(RULEBOOK, read),
        "decisions": exports.write_decisions(RULEBOOK, read),
    }

    assert dump(RULEBOOK, days(tmp_path, **written)) == expected


def test_an_indicator_shows_value_class_and_rank_and_none_survives_the_export(tmp_path):
    rulebook = rulesfile.read(RULES.replace('less = "5"', 'less = "5", none = "60"'), "rules.toml")
    components = FILES["components.csv"].replace("t2,900,", "t2,none,").replace("t1,1200,", "t1,1200.50,")
    write_files(tmp_path, components=components)
    files = Files(tmp_path / "marks.csv", tmp_path / "components.csv")
    read = read_days(rulebook, files)

    scores = {s["entrant"]: s for s in dump(rulebook, read)["tracks"]["team"]["scores"] if "value" in s}

    shown = {e: (s["score"], s["value"], s["class"], s["rank"]) for e, s in scores.items()}
    assert shown == {"t1": ("100.00", "1200.5", "综合", 1), "t2": ("60.00", "none", "综合", None)}
    assert "team,calls,t2,none,综合\n" in exports.write_components(rulebook, read)


def test_an_exported_missing_sheet_stays_missing(tmp_path):
    read = days(tmp_path, marks=MARKS + "centre,present,e3,J3,content,1,,\n")

    again = days(tmp_path, marks=exports.write_marks(RULEBOOK, read))

    assert dump(RULEBOOK, again) == dump(RULEBOOK, read)


def test_an_exported_reason_is_no_formula(tmp_path):
    read = days(tmp_path, deductions=FILES["deductions.csv"].replace("超时", "=1+1"))

    assert ",'=1+1\n" in exports.write_deductions(RULEBOOK, read)
