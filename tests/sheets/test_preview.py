from judging.core.sentence import sentence
from judging.sheets.cells import text_of
from judging.sheets.form import Column, Form, Problem
from judging.sheets.preview import Record, differences, preview

FORM = Form(
    "名单", (Column("id", "编号", text_of), Column("name", "名称", text_of), Column("unit", "单位", text_of))
)
BEFORE: dict[str, Record] = {
    "a": {"id": "a", "name": "选手01", "unit": "甲中心"},
    "b": {"id": "b", "name": "选手02", "unit": "乙中心"},
}


def told(after: dict[str, Record]) -> list[tuple[str, ...]]:
    return [
        (" · ".join(map(str, change.where)), str(change.before or "—"), str(change.after or "—"))
        for change in differences(FORM, ("甲组",), BEFORE, after)
    ]


def test_nothing_differs_where_all_is_as_it_was():
    assert told(BEFORE) == []


def test_who_is_gone_who_is_new_and_what_of_whom_changes():
    after: dict[str, Record] = {
        "b": {"id": "b", "name": "选手02", "unit": "丙中心"},
        "c": {"id": "c", "name": "选手03", "unit": ""},
    }

    assert told(after) == [
        ("甲组 · 选手01", "编号 a、单位 甲中心", "移除"),
        ("甲组 · 选手02 · 单位", "乙中心", "丙中心"),
        ("甲组 · 选手03", "—", "新增：编号 c"),
    ]


def test_what_is_cleared_or_written_first_is_told():
    assert told({**BEFORE, "a": {**BEFORE["a"], "unit": ""}}) == [("甲组 · 选手01 · 单位", "甲中心", "—")]


def test_another_order_of_those_who_stay_is_a_difference():
    assert told({"b": BEFORE["b"], "a": BEFORE["a"]}) == [("甲组 · 先后", "选手01、选手02", "选手02、选手01")]


def test_where_something_is_wrong_no_change_is_told():
    problem = Problem("A2", sentence("没有编号"), sentence("编号以模板为准"))
    changes = tuple(differences(FORM, (), BEFORE, {}))

    assert preview(2, (problem,), changes).changes == ()
    assert preview(2, (), changes).changes == changes


def test_what_was_shown_is_told_from_anything_else():
    gone, none = preview(0, (), differences(FORM, (), BEFORE, {})), preview(0, (), ())

    assert gone.shown != none.shown
    assert gone.shown == preview(0, (), differences(FORM, (), BEFORE, {})).shown
