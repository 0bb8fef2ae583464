from datetime import datetime
from hashlib import sha256

from judging.core import commands as c
from judging.core import events as e
from judging.core.decide import decide
from judging.core.hall.performance import PerformanceId
from judging.core.moments import LATER
from judging.core.setup.draw import shuffled
from judging.core.setup.ordering import taking_part
from judging.printouts.forms import sheets
from judging.printouts.moment import moment
from judging.printouts.setting import Setting, document
from judging.printouts.sheet import facts
from tests.day import ORGANISER

from .made_up import ROUND, SEED, TRACK, set_up


def draw(log):
    [sheet] = sheets(moment(log.entries), "draw", TRACK)
    return sheet


def test_the_order_can_be_checked_from_what_stands_on_the_sheet_alone():
    sheet = draw(set_up())

    seed = dict(sheet.heading)["种子"]
    lines = [(line.cells[3].text, line.cells[4].text) for line in sheet.table.lines]
    assert seed == SEED
    assert [digest for _, digest in lines] == [
        sha256(f"{seed}:{id}".encode()).hexdigest()[:16] for id, _ in lines
    ]
    assert lines == sorted(lines, key=lambda line: line[1])
    assert len(lines) == 24


def test_an_order_drawn_by_hand_names_its_witness_and_no_digests():
    log = set_up()
    log.add(e.OrderEntered(TRACK, ROUND, ("c02", "c01"), "见证人甲"))

    sheet = draw(log)

    assert ("见证人", "见证人甲") in sheet.heading
    assert [line.subject for line in sheet.table.lines] == ["c02", "c01"]
    assert [column.key for column in sheet.table.columns] == ["number", "name", "district", "id"]


def test_what_was_moved_since_stands_below_the_order_as_it_was_drawn():
    log = set_up()
    before = draw(log)
    first, second = (line.subject for line in before.table.lines[:2])
    for command in (
        c.MoveInOrder(PerformanceId(TRACK, ROUND, first), None, "设备故障", "见证人甲"),
        c.SetStatus(TRACK, second, "withdrawn", "来函"),
    ):
        for event in decide(log.state, command, ORGANISER, LATER):
            log.add(event)

    sheet = draw(log)

    assert sheet.table == before.table
    [moved] = sheet.corrected
    assert (
        moved.text
        == f"{log.state.entrants[TRACK][first].name}由第 1 位移到第 24 位：设备故障（见证人 见证人甲）"
    )
    told = [fact for fact in facts(sheet) if fact not in set(facts(before))]
    assert [fact[:2] for fact in told] == [("correction", "moved")]
    assert "设备故障" in told[0][2]
    assert "见证人甲" in told[0][2]


def test_who_returned_after_the_draw_is_no_line_of_it():
    """Whose lot was not drawn has no place among those that were."""
    log = set_up()
    log.add(e.StatusSet(TRACK, "c02", "withdrawn", "来函"))
    log.add(e.OrderDrawn(TRACK, ROUND, shuffled(taking_part(log.state, TRACK), SEED), SEED))
    log.add(e.StatusSet(TRACK, "c02", None, "赶到"))

    sheet = draw(log)

    lines = [(line.subject, line.cells[4].text) for line in sheet.table.lines]
    assert lines == sorted(lines, key=lambda line: line[1])
    assert "c02" not in dict(lines)
    assert [found.text for found in sheet.corrected] == [
        f"{log.state.entrants[TRACK]['c02'].name}恢复参赛，排在第 24 位：赶到"
    ]
    now = moment(log.entries)
    assert "抽签后的调整" in document(now, [sheet], Setting(datetime.fromisoformat(now.at)))


def test_each_judge_has_a_blank_sheet_with_all_entrants_and_criteria():
    log = set_up()

    blanks = sheets(moment(log.entries), "blank", TRACK)

    assert [dict(sheet.heading)["评委"] for sheet in blanks[:2]] == ["评委一", "评委二"]
    assert len(blanks) == 7
    assert [line.subject for line in blanks[0].table.lines] == list(log.state.orders[TRACK, ROUND].entrants)
    assert [column.heading for column in blanks[0].table.columns[2:]] == [
        "比工作成效\n0–30\n每档0.5",
        "比服务管理\n0–30\n每档0.5",
        "比社会美誉\n0–20\n每档0.5",
        "比制度建设\n0–10\n每档0.5",
        "比环境优美\n0–10\n每档0.5",
        "总分\n100",
    ]
