"""回避声明: what a judge signs before the draw."""

from judging.core import events as e
from judging.core.marking.recusal import RecusalGround
from judging.printouts.forms import sheets
from judging.printouts.moment import moment

from .made_up import ROUND, TRACK, full_day, set_up


def declared():
    log = set_up()
    [first, *_] = log.state.entrants[TRACK]
    log.add(e.RecusalDeclared("J2", TRACK, first, RecusalGround.KIN, "表姐"), "judge/J2")
    return log


def test_each_judge_has_one_with_what_is_known_and_room_for_more_and_there_is_a_blank_one():
    log = declared()

    found = {sheet.place.subject: sheet for sheet in sheets(moment(log.entries), "recusal", TRACK, ROUND)}

    assert list(found) == [f"J{n}" for n in range(1, 8)] + ["blank"]
    [known, *empty] = [[cell.text for cell in line.cells] for line in found["J2"].table.lines]
    assert known[3] == "亲属关系：表姐"
    assert known[4].startswith("本人在手机上声明")
    assert {text for line in empty for text in line[1:]} == {""}
    assert all(not line.cells[1].text for line in found["blank"].table.lines)
    assert "评委本人" in found["blank"].signatures


def test_the_result_sheets_say_at_the_foot_who_was_recused_and_why():
    log = full_day()

    for form in ("results", "round"):
        [sheet, *_] = sheets(moment(log.entries), form, TRACK)
        assert any("2号评委 评委二 回避：曾在该单位任职。" in note for note in sheet.notes)
