import io
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from msgspec.structs import replace
from openpyxl.worksheet.worksheet import Worksheet

from judging.core import commands as c
from judging.core.commands import SetEntrants
from judging.core.people.taking_part import Entrant
from judging.core.scoring.roster_rule import RosterRule
from judging.core.scoring.rulebook import Rulebook, Track
from judging.core.setup.file_importing import ImportFile
from judging.core.setup.source_file import SourceFile
from judging.core.state import State
from judging.sheets import reader, roster
from judging.sheets.listing import Roster
from judging.sheets.preview import Opened
from judging.sheets.reader import Cell, Sheet
from tests.core.test_roster_checks import rules
from tests.day import after

CENTRE, WINDOW = (
    Track(id="centre", name="受理中心组", rounds=()),
    Track(id="window", name="窗口组", rounds=()),
)
RULES = Rulebook(id="test", name="测试赛事", tracks=(CENTRE, WINDOW))
FULL = Entrant("c02", "选手02", "西区", "乙中心", "窗口", "2.5", 3, "选手02", "0012", "公安", "02.jpg")
KNOWN = Roster(
    RULES,
    (CENTRE,),
    {"centre": (Entrant("c01", "选手01", "东区"), FULL)},
    {"centre": (Entrant("c03", "选手03", "东区"),)},
    frozenset(),
)
ALL = replace(
    KNOWN,
    tracks=(CENTRE, WINDOW),
    entrants={**KNOWN.entrants, "window": (Entrant("w1", "选手04"),)},
    reserves={**KNOWN.reserves, "window": ()},
)
ROWS: tuple[tuple[Cell, ...], ...] = (
    ("编号", "名称", "区", "顺延"),
    ("c01", "选手01", "东区", ""),
    ("c02", "选手02", "西区", ""),
    ("c03", "选手03", "东区", "候补"),
)


def template(known: Roster = KNOWN) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(roster.template(known)))


def changed(change: Callable[[Worksheet], object] = lambda sheet: None, known: Roster = KNOWN) -> Opened:
    """What is read from the template after somebody changed it."""
    book = template(known)
    change(book["名单"])
    content = io.BytesIO()
    book.save(content)
    return roster.opened(content.getvalue(), known)


def read(*rows: tuple[Cell, ...], known: Roster = KNOWN) -> Opened:
    return roster.filled((Sheet("Sheet1", rows, ()),), known)


def problems(opened: Opened) -> list[tuple[str, str]]:
    return [(problem.cell, str(problem.what)) for problem in opened.preview.problems]


def told(opened: Opened) -> list[tuple[str, str, str]]:
    return [
        (" · ".join(map(str, change.where[1:])), str(change.before or "—"), str(change.after or "—"))
        for change in opened.preview.changes
    ]


def part(opened: Opened) -> SetEntrants:
    assert opened.preview.problems == ()
    [found] = opened.parts
    assert isinstance(found, SetEntrants)
    return found


def test_a_template_that_comes_back_as_it_was_changes_nothing():
    opened = changed()

    assert (problems(opened), told(opened), opened.parts) == ([], [], ())


def test_a_template_of_all_tracks_comes_back_the_same_too():
    opened = changed(known=ALL)

    assert (problems(opened), told(opened), opened.preview.count) == ([], [], 4)


def test_a_template_has_drop_downs_and_keeps_numbers_as_they_are_written():
    sheet = template(ALL)["名单"]

    lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert [str(rule.sqref).split(":")[0] for rule in lists] == ["A2", "N2"]
    assert sheet["J3"].value == "0012"
    assert sheet.freeze_panes == "A2"
    assert not sheet.protection.sheet


def test_who_is_new_gets_a_number_that_nobody_had():
    opened = read(*ROWS, ("", "选手05", "南区", ""))

    assert told(opened) == [("选手05", "—", "新增：编号 c04、区 南区")]
    assert [each.id for each in part(opened).entrants] == ["c01", "c02", "c04"]


def test_who_is_new_does_not_get_the_number_of_who_left():
    opened = read(*ROWS[:2], ROWS[3], ("", "选手05", "南区", ""))

    assert [each.id for each in part(opened).entrants] == ["c01", "c04"]


def test_without_numbers_people_are_known_by_their_names_and_keep_theirs():
    opened = read(("姓名", "区"), ("选手02", "北区"), ("选手01", "东区"), ("选手03", "东区"))

    found = part(opened)
    assert [each.id for each in found.entrants] == ["c02", "c01"]
    assert [each.id for each in found.reserves or ()] == ["c03"]
    assert told(opened)[0] == ("选手02 · 区", "西区", "北区")


def test_what_the_sheet_has_no_column_for_stays():
    opened = read(("编号", "名称"), ("c01", "选手01"), ("c02", "选手99"), ("c03", "选手03"))

    assert part(opened).entrants[1] == replace(FULL, name="选手99")


def test_who_is_not_in_the_sheet_is_gone_and_the_diff_says_so():
    opened = read(*ROWS[:2], ROWS[3])

    assert [where for where, before, after in told(opened) if after == "移除"] == ["选手02"]


def test_tracks_without_a_row_stay_as_they_are():
    opened = read(("组别", "姓名"), ("窗口组", "选手04"), ("窗口组", "选手05"), known=ALL)

    assert part(opened).track == "window"


def test_numbers_come_as_text_full_width_and_with_their_unit():
    head: tuple[Cell, ...] = ("编号", "名称", "在岗年限", "团队人数", "工号")
    opened = read(head, ("c01", "选手01", "３．５年", "5人", 12.0))

    found = part(opened).entrants[0]
    assert (found.years, found.team, found.number) == ("3.5", 5, "12")


WRONG: dict[str, tuple[tuple[Cell, ...], str, str]] = {
    "no name": (("c09", "", "东区", ""), "B5", "没有填"),
    "a date for a name": (("c09", None, "东区", ""), "B5", "不是文字"),
    "a number twice": (("c01", "选手09", "东区", ""), "A5", "在第 2 行已有"),
    "a name twice": (("c09", "选手01", "", ""), "B5", "没有不同的单位或区"),
    "a long name": (("c09", "长" * 61, "", ""), "B5", "最多 60 字"),
    "a mark nobody understands": (("c09", "选手09", "", "也许"), "D5", "不明白"),
    "an unseen character": (("c09", "选手\u200b09", "", ""), "B5", "控制字符"),
}


@pytest.mark.parametrize(("row", "cell", "what"), WRONG.values(), ids=WRONG)
def test_a_wrong_cell_is_named_and_nothing_is_to_be_imported(row: tuple[Cell, ...], cell: str, what: str):
    opened = read(*ROWS, row)

    [(where, said)] = problems(opened)
    assert (where, what in said) == (cell, True)
    assert opened.parts == ()


@pytest.mark.parametrize(
    ("title", "cell", "what"),
    [
        ("在岗年限", "三年", "不是数字"),
        ("在岗年限", date(2020, 1, 2), "是日期"),
        ("在岗年限", 99.0, "不在 0 到 60 之内"),
        ("团队人数", 2.5, "不是整数"),
        ("团队人数", 0.0, "不在 1 到 999 之内"),
        ("工号", 1234567890123456.0, "数字太长"),
    ],
)
def test_a_wrong_number_is_named(title: str, cell: object, what: str):
    wrong = None if isinstance(cell, date) else cell
    opened = read(("编号", "名称", title), ("c01", "选手01", wrong))  # type: ignore[arg-type]

    [(where, said)] = problems(opened)
    assert (where, what in said) == ("C2", True)


def test_an_unknown_track_is_shown_the_nearest_one():
    opened = read(("组别", "姓名"), ("窗口", "选手04"), known=ALL)

    [problem] = opened.preview.problems
    assert (problem.cell, "窗口组" in str(problem.remedy)) == ("A2", True)


def test_a_roster_that_stands_is_not_changed():
    begun = replace(KNOWN, begun=frozenset({"centre"}))

    assert problems(read(*ROWS, known=begun)) == []
    [(_, what)] = problems(read(*ROWS[:2], known=begun))
    assert "已开始评分" in what


def test_a_workbook_of_another_track_is_noticed():
    other = replace(ALL, tracks=(WINDOW,))
    content = roster.template(KNOWN)

    assert "受理中心组" in problems(roster.filled(reader.read(content), other))[0][1]


def test_a_header_that_stands_twice_is_noticed():
    assert problems(read(("名称", "名称"), ("选手01", "选手02"))) == [("B1", "表头“名称”有两列")]


def test_a_sheet_with_nobody_in_it_is_noticed():
    assert problems(read(("编号", "名称"))) == [("B", "表头下面没有内容")]


def test_titles_are_known_however_they_are_written():
    opened = read(("序号", "姓 名*", "所在区（必填）", "电话"), (1.0, "选手01", "东区", "1"))

    assert opened.preview.problems == ()
    assert opened.preview.unread == ("序号", "电话")


# What the rules ask


def ruled(**rule: object) -> Roster:
    track = replace(CENTRE, roster=RosterRule(**rule))  # type: ignore[arg-type]
    return replace(KNOWN, rules=replace(RULES, tracks=(track, WINDOW)), tracks=(track,))


CAPS = {"东区": 2, "西区": 1, "南区": 1}


@pytest.mark.parametrize(
    ("rule", "row", "cell", "what"),
    [
        ({"districts": CAPS}, ("c09", "选手09", "东南区", ""), "C5", "不在各区名额里"),
        ({"districts": CAPS}, ("c09", "选手09", "西区", ""), "C", "西区有 2 个，名额 1 个"),
        ({"exactly": 2}, ("c09", "选手09", "东区", ""), "B", "有 3 个，至多 2 个"),
        ({"exactly": 4}, ("c09", "选手09", "东区", ""), "B", "只有 3 个，须恰好 4 个"),
        ({"districts": CAPS}, ("c09", "选手09", "北区", "候补"), "C5", "不在各区名额里"),
    ],
)
def test_what_the_rules_ask_is_said_by_its_cell_or_column(
    rule: dict[str, object], row: tuple[Cell, ...], cell: str, what: str
):
    [(where, said)] = problems(read(*ROWS, row, known=ruled(**rule)))

    assert (where, what in said) == (cell, True)


def test_a_workbook_that_changes_nothing_is_not_held_to_the_rules_again():
    assert problems(read(*ROWS, known=ruled(exactly=9))) == []


def test_the_people_of_a_rehearsal_are_free():
    rehearsal = replace(ruled(exactly=9), rehearsal=True)

    assert problems(read(*ROWS, ("c09", "选手09", "东区", ""), known=rehearsal)) == []


def test_the_districts_of_the_rules_are_in_the_drop_down():
    sheet = template(ruled(districts=CAPS))["名单"]

    [districts] = [
        rule
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list" and str(rule.sqref).startswith("C2")
    ]
    assert districts.errorStyle == "warning"


def test_one_person_in_two_tracks_of_one_workbook_is_found():
    rules = replace(RULES, one_track=True)
    head: tuple[Cell, ...] = ("组别", "姓名", "单位", "工号")
    rows = (("受理中心组", "选手07", "甲中心", "7"), ("窗口组", "选手07", "甲中心", "7"))

    found = problems(read(head, *rows, known=replace(ALL, rules=rules)))

    assert [cell for cell, what in found if "已经报名" in what] == ["B2", "B3"]


def test_a_whole_number_may_be_typed_as_text_with_its_zeros():
    opened = read(("编号", "名称", "团队人数"), ("c01", "选手01", "5.0"), ("c02", "选手02", "3.00"))

    assert [each.team for each in part(opened).entrants] == [5, 3]


def both(one: Rulebook) -> State:
    entrants = {
        "front": (Entrant("f1", "选手01", "东区", "甲中心"), Entrant("f2", "选手02", "东区", "乙中心")),
        "back": (Entrant("b1", "选手03", "东区", "丙中心"),),
    }
    return after(State(), c.CreateCompetition(one, entrants))


@pytest.mark.parametrize("rule", [{"one_track": True}, {"pooled": True, "exactly": 3}])
@pytest.mark.parametrize(
    "listed", [("front", "back", "back"), ("back", "front", "front"), ("back", "back", "front")]
)
def test_who_goes_to_another_track_can_be_imported_in_one_workbook(
    rule: dict[str, Any], listed: tuple[str, ...]
):
    state = both(rules(**rule, back={key: rule[key] for key in rule if key != "one_track"}))
    names = {track.id: track.name for track in state.rulebook.tracks}
    people = [each for track in state.entrants.values() for each in track.values()]
    rows = [(names[to], each.name, each.district, each.unit) for to, each in zip(listed, people, strict=True)]

    opened = read(("组别", "名称", "区", "单位"), *rows, known=roster.present(state, None))

    assert problems(opened) == []
    moved = after(state, ImportFile(SourceFile("名单.xlsx", "ab" * 32), opened.parts))
    found = {each.name: track for track, own in moved.entrants.items() for each in own.values()}
    assert tuple(found[each.name] for each in people) == listed


def test_who_takes_over_an_id_while_its_holder_goes_to_another_track_can_be_imported_too():
    state = both(rules(one_track=True))
    names = {track.id: track.name for track in state.rulebook.tracks}
    head: tuple[Cell, ...] = ("组别", "编号", "名称", "单位")
    rows = (
        (names["front"], "f1", "选手01", "甲中心"),
        (names["front"], "", "选手03", "丙中心"),
        (names["back"], "b1", "选手04", "丁中心"),
    )

    opened = read(head, *rows, known=roster.present(state, None))
    moved = after(state, ImportFile(SourceFile("名单.xlsx", "ab" * 32), opened.parts))

    assert [each.name for each in moved.entrants["front"].values()] == ["选手01", "选手03"]
    assert moved.entrants["back"]["b1"].name == "选手04"


NAMESAKES: tuple[tuple[Cell, ...], ...] = (("名称", "区"), ("选手02", "东区"), ("选手02", "西区"))


@pytest.mark.parametrize("rows", [NAMESAKES, (NAMESAKES[0], *reversed(NAMESAKES[1:]))])
def test_a_new_namesake_never_takes_the_id_of_who_is_known(rows: tuple[tuple[Cell, ...], ...]):
    """Neither where it stands above, nor where the sheet has no column for what is known of the other."""
    found = {each.id: each for each in part(read(*rows)).entrants}
    again = read(
        *rows, known=replace(KNOWN, entrants={"centre": tuple(found.values())}, reserves={"centre": ()})
    )

    assert (found["c02"].district, found["c02"].unit) == ("西区", "乙中心")
    assert {each.district for each in found.values()} == {"东区", "西区"}
    assert (problems(again), again.parts) == ([], ())
