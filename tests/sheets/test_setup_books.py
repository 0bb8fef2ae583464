"""Judges, duties and orders out of workbooks, and all sheets out of one: checked by cell, imported whole."""

import io

import openpyxl
import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.hall.hall import NamedHall
from judging.core.people.duty import Appointment, Duty, Scope
from judging.core.people.person import Person
from judging.core.people.taking_part import Entrant
from judging.core.setup.file_importing import ImportFile
from judging.core.setup.source_file import SourceFile
from judging.core.state import State
from judging.sheets import reader, whole
from judging.sheets.form import Column, Span
from judging.sheets.preview import Opened, Record
from judging.sheets.taken import prepared
from tests import day, halls, panels_day
from tests.core import test_judges_in_groups
from tests.day import after

FILE = SourceFile("全部.xlsx", "ab" * 32)
KEEPER = Person("P1", "记分员一", unit="区中心", appointments=(Appointment(Duty.SCOREKEEPER),))


Line = dict[str, object]


def opened(state: State, instead: dict[str, list[Line]] = {}, *, without: tuple[str, ...] = ()) -> Opened:  # noqa: B006
    """All sheets as they are downloaded, some with other lines, read again."""
    state = prepared(state)
    made = []
    for kind in whole.kinds(state):
        form = kind.form(state)
        keys = [column.title for column in form.columns]
        known = [{each.title: filled_in(each, line) for each in form.columns} for line in kind.known(state)]
        lines = instead.get(form.sheet, known)
        cells = [tuple(cell_of(line.get(title, "")) for title in keys) for line in lines]
        if form.sheet not in without:
            made.append(reader.Sheet(form.sheet, (tuple(keys), *cells), ()))
    return whole.filled(tuple(made), state)


def filled_in(column: Column, line: Record) -> object:
    """As the template has it: a number where only numbers may be typed."""
    text = line.get(column.key, "")
    return float(text) if text and isinstance(column.check, Span) else text


def cell_of(value: object) -> reader.Cell:
    return float(value) if isinstance(value, int | float) else str(value or "")


def problems(found: Opened) -> list[tuple[str, str]]:
    return [(problem.cell, str(problem.what)) for problem in found.preview.problems]


def imported(state: State, found: Opened) -> State:
    assert problems(found) == []
    return after(state, ImportFile(FILE, found.parts))


SCORES = c.ImportComponents("centre", "daily", {"e1": "90.00", "e2": "80.5", "e3": "88.25"}, "日常.xlsx")
WITHDRAWN = c.SetStatus("centre", "e2", "withdrawn", "来函")
STATES = {
    "somebody withdrew, and a score has places": after(after(day.ready(), SCORES), WITHDRAWN),
    "day": day.ready(),
    "halls": halls.ready(),
    "panels": panels_day.ready(),
    "judges in groups": test_judges_in_groups.ready(),
}


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_a_workbook_as_it_was_downloaded_changes_nothing(state: State):
    state = after(state, c.SetPerson(KEEPER))

    found = opened(state)

    assert problems(found) == []
    assert (found.preview.changes, found.parts) == ((), ())


def test_whoever_is_in_the_sheet_of_duties_has_just_those():
    state = after(halls.ready(), c.SetPerson(KEEPER))
    lines = (
        {"姓名": "记分员一", "职责": "主持人、计时员", "范围": "会场 乙会场", "单位": "区中心"},
        {"姓名": "场控一", "职责": "场控", "单位": "市中心", "电话": "021-1234567"},
        {"姓名": "场控一", "职责": "主持人", "范围": "会场乙会场"},
    )
    hall = next(id for id, each in state.halls.items() if id != "main")
    lines[0]["范围"] = lines[2]["范围"] = f"会场 {state.halls[hall].name}"

    people = imported(state, opened(state, {"人员与职责": lines})).people

    there = Scope(hall=hall)
    assert people["P1"].appointments == (Appointment(Duty.EMCEE, there), Appointment(Duty.TIMEKEEPER, there))
    assert people["P2"] == Person(
        "P2",
        "场控一",
        "市中心",
        "",
        "021-1234567",
        (Appointment(Duty.DIRECTOR), Appointment(Duty.EMCEE, there)),
    )


WRONG_DUTIES = {
    "no duty": ({"姓名": "甲", "职责": "场空"}, "人员与职责!B2", "没有“场空”"),
    "a judge": ({"姓名": "甲", "职责": "评委"}, "人员与职责!B2", "没有“评委”"),
    "no part": ({"姓名": "甲", "职责": "场控", "范围": "会场 丁"}, "人员与职责!C2", "没有“会场 丁”"),
    "no name": ({"职责": "场控"}, "人员与职责!A2", "没有填"),
    "two that exclude each other": ({"姓名": "甲", "职责": "记分员、复核员"}, "人员与职责!A2", "不能同时是"),
}


@pytest.mark.parametrize(("line", "cell", "what"), WRONG_DUTIES.values(), ids=WRONG_DUTIES)
def test_a_wrong_line_of_duties_is_named_by_its_cell(line: dict[str, object], cell: str, what: str):
    found = opened(day.ready(), {"人员与职责": [line]})

    [(place, said)] = problems(found)
    assert (place, what in said) == (cell, True)
    assert found.parts == ()


def panel(*names: str) -> list[dict[str, object]]:
    return [{"姓名": name} for name in names]


def test_a_panel_is_exchanged_by_its_sheet_and_who_stays_keeps_the_id():
    state = day.ready()
    before = {judge.name: judge.id for judge in state.panels["centre", "present", ""].judges}
    lines = panel("评委2", "新评委", "评委1")
    lines[1] |= {"单位": "某单位", "区": "东区"}

    state = imported(state, opened(state, {"评委": [*lines, {"姓名": "候补甲", "身份": "候补"}]}))

    found = state.panels["centre", "present", ""]
    assert [judge.name for judge in found.judges] == ["评委2", "新评委", "评委1"]
    assert [judge.id for judge in found.judges][::2] == [before["评委2"], before["评委1"]]
    assert [judge.name for judge in found.reserves] == ["候补甲"]
    assert state.people[found.judges[1].id].unit == "某单位"


WRONG_JUDGES = {
    "twice": (panel("评委1", "评委2", "评委1"), "评委!C4", "在第 2 行已有一行"),
    "a seat twice": ([{"姓名": "甲", "席位": 1}, {"姓名": "乙", "席位": 1}], "评委!B3", "在第 2 行已有人"),
    "a gap": ([{"姓名": "甲", "席位": 1}, {"姓名": "乙", "席位": 3}], "评委!B3", "没有席位 2"),
    "half numbered": ([{"姓名": "甲", "席位": 1}, {"姓名": "乙"}], "评委!B3", "没有席位号"),
    "a seat too far": ([{"姓名": "甲", "席位": 16}], "评委!B2", "16 不在 1 到 15 之内"),
    "no such kind": ([{"姓名": "甲", "身份": "观察员"}], "评委!A2", "不明白“观察员”"),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "cell", "what"), WRONG_JUDGES.values(), ids=WRONG_JUDGES)
def test_a_wrong_line_of_judges_is_named_by_its_cell(lines: list[dict[str, object]], cell: str, what: str):
    found = opened(day.ready(), {"评委": lines})

    place, said = problems(found)[0]
    assert (place, what in said) == (cell, True)
    assert found.parts == ()


def test_a_panel_that_has_judged_is_not_exchanged():
    state = day.revealed(day.marking())

    [(cell, said)] = problems(opened(state, {"评委": panel("甲", "乙", "丙", "丁", "戊")}))

    assert (cell, "席位不能再改" in said) == ("评委!C2", True)


def order(*numbers: object, witness: str = "见证人甲") -> list[dict[str, object]]:
    return [
        {"编号": id, "序号": number, "见证人": witness}
        for id, number in zip(("e1", "e2", "e3"), numbers, strict=False)
    ]


def test_an_order_is_entered_from_its_sheet():
    state = day.ready()

    state = imported(state, opened(state, {"出场顺序": order(2, 3, 1)}))

    known = state.orders["centre", "present"]
    assert (known.entrants, known.witness) == (("e3", "e1", "e2"), "见证人甲")


def test_an_order_that_is_the_same_keeps_its_seed():
    state = after(day.ready(), c.DrawOrder("centre", "present", "种子"))
    numbers = {id: number for number, id in enumerate(state.orders["centre", "present"].entrants, 1)}

    found = opened(state, {"出场顺序": order(numbers["e1"], numbers["e2"], numbers["e3"])})

    assert found.parts == ()


WRONG_ORDERS = {
    "a number twice": (order(1, 1, 2), "出场顺序!C3", "序号 1 有两个"),
    "no number": (order(1, None, 2), "出场顺序!C3", "没有序号"),
    "a gap": (order(1, 2, 4), "出场顺序!C4", "4 不在 1 到 3 之内"),
    "somebody is missing": (order(1, 2), "出场顺序!A", "没有"),
    "a stranger": ([*order(1, 2), {"编号": "e9", "序号": 3}], "出场顺序!A4", "名单里没有“e9”"),
    "no witness": (order(2, 1, 3, witness=""), "出场顺序!D2", "没有见证人"),
    "a name that is another's": (
        [order(1)[0] | {"名称": "别人"}, *order(1, 2, 3)[1:]], "出场顺序!B2", "这里却写着“别人”",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "cell", "what"), WRONG_ORDERS.values(), ids=WRONG_ORDERS)
def test_a_wrong_line_of_an_order_is_named_by_its_cell(lines: list[dict[str, object]], cell: str, what: str):
    found = opened(day.ready(), {"出场顺序": lines})

    place, said = problems(found)[0]
    assert (place, what in said) == (cell, True)
    assert found.parts == ()


ROSTER = {"名单": [{"名称": "新甲中心", "区": "东区"}, {"名称": "新乙中心", "区": "西区"}]}
NEW_ORDER = {
    "出场顺序": [{"名称": "新甲中心", "序号": 2, "见证人": "见证人甲"}, {"名称": "新乙中心", "序号": 1}]
}


def test_each_sheet_is_read_on_what_those_before_it_make():
    """The order names entrants by a roster that stands in the same file."""
    state = day.ready()

    after_it = imported(state, opened(state, ROSTER | NEW_ORDER, without=("日常服务能级",)))

    assert [each.name for each in after_it.entrants["centre"].values()] == ["新甲中心", "新乙中心"]
    names = [after_it.entrants["centre"][id].name for id in after_it.orders["centre", "present"].entrants]
    assert names == ["新乙中心", "新甲中心"]


def test_scores_of_an_imported_round_come_in_the_same_file():
    state = day.ready()
    lines = [{"编号": id, "得分": score} for id, score in (("e1", 91), ("e2", "92.5"), ("e3", 93))]

    found = opened(state, {"日常服务能级": lines})
    known = imported(state, found).components["centre", "daily"]

    assert known.scores == {"e1": "91", "e2": "92.5", "e3": "93"}
    assert (known.source, known.sha256) == (FILE.name, FILE.sha256)
    assert [str(note) for note in found.preview.notes] == [
        "1 格数字存成了文本，已按数字读入：日常服务能级!D3"
    ]


def test_one_problem_in_one_sheet_lets_nothing_of_the_file_in():
    found = opened(day.ready(), ROSTER | {"人员与职责": [{"姓名": "甲", "职责": "场空"}]})

    assert problems(found)[0][0] == "人员与职责!B2"
    assert (found.parts, found.preview.changes) == ((), ())


def test_sheets_that_were_deleted_leave_what_they_are_about_as_it_is():
    state = day.ready()

    found = opened(
        state,
        {"评委": panel("甲", "乙", "丙", "丁", "戊")},
        without=("名单", "人员与职责", "出场顺序", "日常服务能级"),
    )

    assert [type(part) for part in found.parts] == [c.SeatPanel]


def test_a_file_without_any_of_the_sheets_is_refused_with_their_names():
    with pytest.raises(reader.NoWorkbook) as caught:
        whole.filled((reader.Sheet("表", (), ()),), prepared(day.ready()))

    assert "人员与职责" in caught.value.detail


def test_the_workbook_of_all_sheets_offers_what_may_be_chosen_and_reads_back():
    state = prepared(after(halls.ready(), c.SetPerson(KEEPER)))
    content = whole.template_of_all(state)
    made = openpyxl.load_workbook(io.BytesIO(content))

    lists = [rule for rule in made["人员与职责"].data_validations.dataValidation if rule.type == "list"]
    spans = [rule for rule in made["出场顺序"].data_validations.dataValidation if rule.type == "whole"]
    assert (len(lists), len(spans)) == (2, 1)
    assert "场控" in [cell.value for column in made["选项"].columns for cell in column]
    found = whole.opened_all(content, state)
    assert (problems(found), found.preview.changes, found.parts) == ([], (), ())


def test_a_duty_in_a_hall_that_is_no_more_never_becomes_one_for_the_whole():
    main, other = (NamedHall("main", "主会场"), NamedHall("x", "偏厅"))
    keeper = replace(KEEPER, appointments=(Appointment(Duty.SCOREKEEPER, Scope(hall="x")),))
    state = day.played(day.ready(), (c.SetHalls((main, other)), c.SetPerson(keeper), c.SetHalls((main,))))
    state = prepared(state)

    found = whole.opened_as("duties", whole.template("duties", state), state)

    assert (problems(found), found.parts) == ([], ())


LONG = "街道社区事务受理服务中心窗口业务综合技能大比武个人全能项目组别"


@pytest.mark.parametrize(
    "names", [("日常考核", "第三方测评"), ("名单", "评委"), ("a", "A"), (LONG, LONG + "二")]
)
def test_no_names_of_rounds_keep_the_workbook_of_all_sheets_from_being_made(names: tuple[str, str]):
    state = day.ready()
    centre = replace(state.track("centre"), name=LONG)
    rounds = tuple(replace(centre.round("daily"), id=f"i{at}", name=name) for at, name in enumerate(names))
    other = replace(centre, id="other", name=LONG + "二", rounds=rounds)
    rulebook = replace(state.rulebook, tracks=(replace(centre, rounds=rounds), other))
    state = prepared(after(State(), c.CreateCompetition(rulebook, {"centre": day.ENTRANTS})))

    found = whole.opened_all(whole.template_of_all(state), state)

    sheets = [kind.form(state).sheet for kind in whole.kinds(state)]
    assert len({each.casefold() for each in sheets}) == len(sheets) == 8
    assert (problems(found), found.parts) == ([], ())


@pytest.mark.parametrize("name", [name for name in whole.TITLES if name != "evaluators"])  # of nobody here
def test_a_workbook_of_one_kind_reads_back(name: str):
    state = prepared(after(day.ready(), c.SetPerson(KEEPER)))

    found = whole.opened_as(name, whole.template(name, state), state)

    assert (problems(found), found.parts) == ([], ())


def test_an_entrant_may_be_named_as_the_page_names_it():
    entrants = (Entrant("a", "同名", unit="甲单位"), Entrant("b", "同名", unit="乙单位"))
    state = after(day.ready(), c.SetEntrants("centre", entrants))
    lines = [{"名称": "同名（乙单位）", "序号": 1, "见证人": "见证人"}, {"名称": "同名（甲单位）", "序号": 2}]

    found = imported(state, opened(state, {"出场顺序": lines}))

    assert found.orders["centre", "present"].entrants == ("b", "a")


def test_judges_in_groups_have_a_column_for_it():
    state = test_judges_in_groups.ready()
    rows = [
        {"席位": n, "姓名": f"评委{n}", "评委分组": group}
        for n, group in enumerate(("专家", "大众", "专家", "public", "大众"), 1)
    ]

    after_it = imported(state, opened(state, {"评委": rows}))
    [panel] = after_it.panels.values()

    assert [judge.group for judge in panel.judges] == ["expert", "public", "expert", "public", "public"]


def test_a_group_that_is_not_there_is_named_by_its_cell_and_a_small_one_refused():
    state = test_judges_in_groups.ready()
    rows = [{"席位": n, "姓名": f"评委{n}", "评委分组": "专家"} for n in range(1, 6)]
    wrong = [*rows[:4], {**rows[4], "评委分组": "群众"}]
    trainee = [*rows, {"身份": "见习", "席位": 1, "姓名": "见习一", "评委分组": "大众"}]

    [(cell, what)] = problems(opened(state, {"评委": wrong}))
    assert (cell, what) == ("评委!C6", "没有“群众”")
    assert any("大众只有 0 位评委" in what for _, what in problems(opened(state, {"评委": rows})))
    assert any("见习评委不分组" in what for _, what in problems(opened(state, {"评委": trainee})))
