import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from msgspec.structs import replace
from openpyxl.worksheet.worksheet import Worksheet

from judging.core import commands as c
from judging.core.people.taking_part import MOST_CLASS, Entrant
from judging.core.scoring.points import Points
from judging.core.scoring.rulebook import Kind, Round, Rulebook, Track, Within
from judging.core.state import State
from judging.sheets import components, reader
from judging.sheets.components import ComponentRow, Filled
from tests import day

DAILY = Round(id="daily", name="日常服务能级", kind=Kind.IMPORTED, weight=Decimal(70))
OTHER = replace(DAILY, id="exam", name="知识竞赛")
TRACK = Track(id="centre", name="受理中心组", rounds=(DAILY, OTHER))
RULES = Rulebook(id="test", name="测试赛事", tracks=(TRACK,))
LONG = "中国（上海）自由贸易试验区临港新片区社区事务受理服务中心"
ENTRANTS = {
    "c1": Entrant("c1", "=甲街道中心", "东区"),  # a name is never a formula
    "c2": Entrant("c2", "乙镇中心", "西区"),
    "3": Entrant("3", LONG, ""),
}
ROWS = (
    ComponentRow("c1", "=甲街道中心", "95.5"),
    ComponentRow("c2", "乙镇中心", "88.727"),
    ComponentRow("3", LONG, "100"),
)


def template(round: Round = DAILY) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(components.template(RULES, TRACK, round, ENTRANTS)))


def filled(change: Callable[[Worksheet], object] = lambda sheet: None, round: Round = DAILY) -> Filled:
    """What is read from a template that was filled in properly, and then changed."""
    book = template()
    sheet = book["成绩"]
    for row, score in zip((2, 3, 4), (95.5, 88.727, 100), strict=True):
        sheet.cell(row, 4).value = score
    change(sheet)
    content = io.BytesIO()
    book.save(content)
    return components.filled(reader.read(content.getvalue()), TRACK, round, ENTRANTS)


def setting(cell: str, value: object) -> Callable[[Worksheet], object]:
    return lambda sheet: setattr(sheet[cell], "value", value)


def test_the_template_names_everybody_and_lets_only_scores_be_typed():
    sheet = template()["成绩"]

    assert [cell.value for cell in sheet[1]] == ["编号", "单位", "区", "得分"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        [entrant.id, entrant.name, entrant.district, None] for entrant in ENTRANTS.values()
    ]
    assert sheet.protection.sheet
    assert {cell.coordinate for row in sheet for cell in row if not cell.protection.locked} == {
        "D2",
        "D3",
        "D4",
    }
    [rule] = sheet.data_validations.dataValidation
    assert (rule.type, str(rule.sqref)) == ("decimal", "D2:D4")


def test_no_name_becomes_a_formula():
    assert template()["成绩"]["B2"].data_type == "s"


def test_a_filled_template_reads_back_as_it_was_typed():
    assert filled() == Filled(ROWS, ())


def test_a_number_is_the_shortest_text_that_means_it():
    assert filled(setting("D2", 0.1)).rows[0].score == "0.1"
    assert filled(setting("D2", 0)).rows[0].score == "0"
    assert filled(setting("D2", 89.0446)).rows[0].score == "89.0446"


def test_the_order_of_rows_and_extra_columns_do_not_matter():
    def change(sheet: Worksheet) -> None:
        sheet.move_range("A2:D2", rows=4)
        sheet.delete_rows(2)
        sheet["E1"], sheet["E2"] = "备注", "未参评"

    assert filled(change) == Filled((ROWS[1], ROWS[2], ROWS[0]), ())


def test_a_title_above_the_header_does_not_matter():
    assert filled(lambda sheet: sheet.insert_rows(1, 2)) == Filled(ROWS, ())


WRONG = {
    "nothing": (None, "没有得分"),
    "a blank": ("", "没有得分"),
    "a word": ("缺考", "不是数字"),
    "a comma": ("95,5", "不是数字"),
    "a date": (date(2024, 1, 2), "日期或时间 2024-01-02"),
    "true": (True, "不是数字，是日期"),
    "a formula that nobody has counted": ("=1/0", "公式没有算出的结果"),
    "too much": (100.5, "不在 0 到 100 之内"),
    "less than nothing": (-1, "不在 0 到 100 之内"),
    "too many places": (88.7266666, "小数超过 6 位"),
    "a huge number": (1e22, "小数超过 6 位"),
}


@pytest.mark.parametrize(("value", "what"), WRONG.values(), ids=WRONG)
def test_a_wrong_score_is_named_by_its_cell(value: object, what: str):
    found = filled(setting("D3", value))

    [problem] = found.problems
    assert problem.cell == "D3"
    assert what in str(problem.what)
    assert str(problem.remedy)
    assert [row.entrant for row in found.rows] == ["c1", "3"]


def test_all_problems_are_found_at_once():
    def change(sheet: Worksheet) -> None:
        sheet["D2"], sheet["D3"], sheet["A4"] = "abc", 101, "c99"

    assert [problem.cell for problem in filled(change).problems] == ["D2", "D3", "A4", "A"]


def test_an_unknown_entrant_is_shown_the_nearest_known_one():
    [unknown, missing] = filled(setting("A3", "c22")).problems

    assert unknown.cell == "A3"
    assert "c2" in str(unknown.remedy)
    assert (missing.cell, "乙镇中心" in str(missing.what)) == ("A", True)


def test_an_entrant_twice_is_a_problem():
    def change(sheet: Worksheet) -> None:
        sheet["A5"], sheet["D5"] = "c1", 90

    [problem] = filled(change).problems
    assert problem.cell == "A5"
    assert "第 2 行" in str(problem.what)


def test_a_score_without_an_entrant_is_a_problem():
    [problem] = filled(setting("D5", 90)).problems

    assert (problem.cell, str(problem.what)) == ("A5", "没有编号")


def test_names_that_were_sorted_without_their_scores_are_noticed():
    def change(sheet: Worksheet) -> None:
        sheet["B3"].value, sheet["B4"].value = sheet["B4"].value, sheet["B3"].value

    assert [problem.cell for problem in filled(change).problems] == ["B3", "B4"]


def test_the_template_of_another_round_is_noticed():
    [problem] = filled(round=OTHER).problems

    assert problem.cell == "说明!C3"
    assert "日常服务能级" in str(problem.what)


def test_a_table_without_our_header_is_noticed():
    [problem] = filled(setting("D1", "总分")).problems

    assert (problem.cell, "表头" in str(problem.what)) == ("A1", True)


def test_merged_cells_are_noticed():
    [problem, *_] = filled(lambda sheet: sheet.merge_cells("A1:B1")).problems

    assert (problem.cell, "合并" in str(problem.what)) == ("A1", True)


@pytest.mark.parametrize("number", ["11010519491231002X", " 110105194912310021 ", 110105194912310021])
def test_identity_numbers_are_refused_and_not_repeated(number: object):
    found = filled(setting("F3", number))

    [problem] = found.problems
    assert problem.cell == "F3"
    assert "1949" not in str(problem.what) + str(problem.remedy)


def test_a_column_that_asks_for_identity_numbers_is_refused():
    [problem] = filled(setting("F1", "身份证号码")).problems

    assert problem.cell == "F1"


def test_below_zero_is_good_only_where_there_is_no_floor():
    sunken = replace(DAILY, floor=None)
    sheets = reader.read(components.template(RULES, TRACK, sunken, {}))
    sheet = replace(sheets[0], rows=(*sheets[0].rows, ("c1", "", "", -5.0)))

    found = components.filled((sheet,), TRACK, sunken, {"c1": ENTRANTS["c1"]})

    assert found == Filled((ComponentRow("c1", "=甲街道中心", "-5"),), ())


CALLS = Round(
    id="calls",
    name="叫号量",
    kind=Kind.INDICATOR,
    weight=Decimal(30),
    points=Points("rank", top=Decimal(100), less=Decimal(2), none=Decimal(60)),
    within=Within.CLASS,
)


def values(change: Callable[[Worksheet], object] = lambda sheet: None, round: Round = CALLS) -> Filled:
    """What is read from an indicator's template; one entrant has a class on the roster."""
    listed = ENTRANTS | {"c1": replace(ENTRANTS["c1"], window_class="综合")}
    book = openpyxl.load_workbook(io.BytesIO(components.template(RULES, TRACK, round, listed)))
    sheet = book["成绩"]
    for row, (group, value) in enumerate(((None, 300), ("专窗", -2.5), ("专窗", "none")), 2):
        sheet.cell(row, 5).value = value
        sheet.cell(row, 4).value = group or sheet.cell(row, 4).value
    change(sheet)
    content = io.BytesIO()
    book.save(content)
    return components.filled(reader.read(content.getvalue()), TRACK, round, listed)


def test_an_indicator_s_workbook_takes_values_with_their_class():
    assert values() == Filled(
        (
            ComponentRow("c1", "=甲街道中心", "300", "综合"),
            ComponentRow("c2", "乙镇中心", "-2.5", "专窗"),
            ComponentRow("3", LONG, "none", "专窗"),
        ),
        (),
    )


def test_a_class_as_long_as_the_roster_takes_it_comes_back_from_the_template():
    long, ids = "社" * MOST_CLASS, ("e1", "e2", "e3")

    found = values(lambda sheet: [sheet.cell(row, 4, long) for row in (3, 4)])

    assert found.problems == ()
    rules = replace(day.RULES, tracks=(replace(day.CENTRE, rounds=(CALLS,)),))
    state = day.after(State(), c.CreateCompetition(rules, {"centre": day.ENTRANTS}))
    given = dict.fromkeys(ids, "1"), "指标.xlsx", "", dict.fromkeys(ids, long)
    state = day.after(state, c.ImportComponents("centre", "calls", *given))
    assert state.components["centre", "calls"].classes["e1"] == long


def test_a_class_of_the_roster_need_not_stand_in_the_workbook_and_may_not_differ():
    assert values(setting("D2", "")).rows[0] == ComponentRow("c1", "=甲街道中心", "300", "")

    [problem] = values(setting("D2", "专窗")).problems

    assert (problem.cell, "综合" in str(problem.what)) == ("D2", True)


@pytest.mark.parametrize(
    ("cell", "value", "what"),
    [
        ("D3", "", "没有窗口大类"),
        ("E3", "", "没有指标值"),
        ("E3", "很多", "不是数字"),
        ("D3", "类" * (MOST_CLASS + 1), "太长"),
    ],
)
def test_what_is_wrong_with_a_value_or_a_class_is_named_by_its_cell(cell: str, value: str, what: str):
    [problem] = values(setting(cell, value)).problems

    assert (problem.cell, what in str(problem.what)) == (cell, True)


def test_none_is_refused_where_the_rules_give_it_no_points():
    round = replace(CALLS, points=Points("rank", top=Decimal(100), less=Decimal(2)))

    [problem] = values(round=round).problems

    assert (problem.cell, "none" in str(problem.what)) == ("E4", True)


def test_a_round_that_is_not_ranked_within_classes_has_no_column_for_them():
    titles = [column.title for column in components.form(replace(CALLS, within=None)).columns]

    assert titles == ["编号", "单位", "区", "指标值"]
