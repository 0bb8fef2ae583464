from hashlib import sha256

from judging.core import events as e
from judging.printouts.forms import sheets
from judging.printouts.moment import moment

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


def test_each_judge_has_a_blank_sheet_with_all_entrants_and_criteria():
    log = set_up()

    blanks = sheets(moment(log.entries), "blank", TRACK)

    assert [dict(sheet.heading)["评委"] for sheet in blanks[:2]] == ["评委一", "评委二"]
    assert len(blanks) == 7
    assert [line.subject for line in blanks[0].table.lines] == list(log.state.orders[TRACK, ROUND].entrants)
    assert [column.heading for column in blanks[0].table.columns[2:]] == [
        "标准化建设\n0–30\n每档0.5",
        "“一网通办”\n0–30\n每档0.5",
        "中心管理\n0–20\n每档0.5",
        "特色亮点\n0–20\n每档0.5",
        "总分\n100",
    ]
