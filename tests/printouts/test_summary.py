from fractions import Fraction
from itertools import pairwise

import pytest
from msgspec.structs import replace

from judging import presets
from judging.core import events as e
from judging.core.people.taking_part import Entrant
from judging.core.scoring.numbers import rounded
from judging.core.scoring.rulebook import Rounding
from judging.printouts.forms import sheets
from judging.printouts.moment import moment

from .made_up import ROUND, TRACK, Log, full_day, mark, marks, play, set_up


def result(log, *, whole=False):
    [sheet] = sheets(moment(log.entries), "results", TRACK, whole=whole)
    return sheet


def rows(sheet):
    """Each line as a dict of its cells by column key."""
    keys = [column.key for column in sheet.table.columns]
    return [dict(zip(keys, line.cells, strict=True)) | {"id": line.subject} for line in sheet.table.lines]


def texts(sheet, key):
    return [row[key].text for row in rows(sheet)]


@pytest.fixture(scope="module")
def day():
    return full_day()


def test_all_stand_in_the_order_of_their_places_with_the_composite_of_70_and_30(day):
    ranked = [row for row in rows(result(day)) if row["place"].text]

    assert len(ranked) == 23
    for row in ranked:
        exact = (Fraction(row["round:daily"].text) * 70 + Fraction(row["round:present"].text) * 30) / 100
        assert row["composite"].text == str(rounded(exact, 2, Rounding.HALF_UP))
    assert all(float(a["composite"].text) >= float(b["composite"].text) for a, b in pairwise(ranked))


def test_exactly_one_highest_and_one_lowest_total_is_struck_out(day):
    for row in rows(result(day)):
        seats = [cell for key, cell in row.items() if key.startswith("seat:")]
        given = {float(cell.text) for cell in seats if cell.text.replace(".", "").isdigit()}
        high = [float(cell.text) for cell in seats if cell.struck == "high"]
        low = [float(cell.text) for cell in seats if cell.struck == "low"]
        assert (high, low) == ([max(given)], [min(given)]) if given else (high, low) == ([], [])


def test_a_recusal_and_a_deduction_are_told(day):
    second = day.state.orders[TRACK, ROUND].entrants[1]
    [row] = [row for row in rows(result(day)) if row["id"] == second]

    assert row["seat:2"].text == "回避"
    assert row["deductions"].text == "0.5"
    assert row["note"].text == "超时 20 秒"


def test_who_withdrew_stands_below_without_a_number(day):
    last = rows(result(day))[-1]

    assert last["note"].text == "弃权"
    assert {last[key].text for key in ("place", "seat:1", "round:present", "composite")} == {""}


def test_a_score_that_was_not_revealed_is_only_on_what_the_organiser_prints_before_the_reveal():
    log = set_up()
    first, second, third, *_ = log.state.orders[TRACK, ROUND].entrants
    play(log, [first])
    log.close(mark(log, second))
    mark(log, third)

    usual, before = result(log), result(log, whole=True)

    assert [row["id"] for row in rows(usual)] == [first]
    assert {row["id"] for row in rows(before)} == {first, second}
    assert "另有 23 个参赛对象尚未亮分，未列入本表。" in usual.notes


def test_nothing_can_be_printed_before_the_first_reveal():
    log = set_up()
    log.close(mark(log, log.state.orders[TRACK, ROUND].entrants[0]))

    assert sheets(moment(log.entries), "results", TRACK) == []
    assert sheets(moment(log.entries), "round", TRACK) == []
    assert sheets(moment(log.entries), "score", TRACK) == []


def test_a_tie_is_explained_by_a_footnote_and_a_shared_place_by_a_word():
    log = set_up()
    # 90.00 and 95.0 come to 91.50; 89.79 and 95.5 to 91.503; 80.00 and 95.0 twice to 84.50
    daily = {"c01": "90.00", "c02": "89.79", "c03": "80.00", "c04": "80.00"}
    log.add(e.ComponentsImported(TRACK, "daily", daily, "x.xlsx"))
    for entrant, lost in (("c01", 10), ("c02", 9), ("c03", 10), ("c04", 10)):
        id = mark(log, entrant, [lost] * 7)
        log.close(id)
        log.reveal(id)

    sheet = result(log)

    assert [row["id"] for row in rows(sheet)] == ["c02", "c01", "c03", "c04"]
    assert texts(sheet, "place") == ["1", "2", "3", "3"]
    assert texts(sheet, "composite") == ["91.50", "91.50", "84.50", "84.50"]
    assert texts(sheet, "note") == ["①", "①", "并列", "并列"]
    assert sheet.notes[0] == "① 综合成绩相同，比较现场汇报展示的得分定先后。"


def test_a_missing_component_leaves_no_place_and_says_so():
    log = set_up()
    play(log, ["c01", "c02"])
    log.add(e.ComponentsImported(TRACK, "daily", {"c01": "90"}, "x.xlsx"))

    first, second = rows(result(log))

    assert (first["id"], first["place"].text) == ("c01", "1")
    assert (second["id"], second["place"].text, second["composite"].text) == ("c02", "", "")
    assert second["note"].text == "日常服务能级成绩未录入"


def test_the_sheet_of_a_round_is_ordered_by_its_own_score_and_equal_scores_share_the_place(day):
    [sheet] = sheets(moment(day.entries), "round", TRACK)

    ranked = [row for row in rows(sheet) if row["place"].text]
    scores = [float(row["score"].text) for row in ranked]
    assert scores == sorted(scores, reverse=True)
    assert [int(row["place"].text) for row in ranked] == [scores.index(score) + 1 for score in scores]


def test_marks_of_the_made_up_day_are_what_they_say():
    assert sum(map(float, marks(21).values())) == 89.5


def test_a_track_whose_scores_are_all_imported_has_its_sheet_too():
    preset = presets.load("shequ-2024").rulebook
    centre = preset.tracks[0]
    quiz = replace(centre, rounds=centre.rounds[:1], ties=("share",))
    log = Log()
    entrants = tuple(Entrant(f"c{n}", f"第{n}中心", "东区") for n in range(1, 4))
    log.add(e.CompetitionCreated(replace(preset, tracks=(quiz,), pools=()), {TRACK: entrants}))
    assert sheets(moment(log.entries), "results", TRACK) == []

    log.add(e.ComponentsImported(TRACK, "daily", {"c1": "80", "c2": "92.5", "c3": "85"}, "日常.xlsx"))

    assert [(row["place"].text, row["name"].text, row["composite"].text) for row in rows(result(log))] == [
        ("1", "第2中心", "64.75"),
        ("2", "第3中心", "59.50"),
        ("3", "第1中心", "56.00"),
    ]
