"""What the districts handed in, and who took whose place, on paper: also before the day."""

from judging.core import events as e
from judging.core.intake.receipt import Medium
from judging.core.people.taking_part import Entrant
from judging.printouts.forms import sheets
from judging.printouts.moment import moment
from judging.printouts.setting import document
from judging.printouts.sheet import WHOLE

from .made_up import TRACK, set_up
from .test_papers import SETTING


def cells(sheet):
    return [[cell.text for cell in line.cells] for line in sheet.table.lines]


def test_the_list_says_what_was_received_from_whom_and_what_is_missing():
    log = set_up()
    log.add(e.ReceiptNoted("浦东新区", "form", Medium.PAPER, True, "organiser", "缺公章"), "organiser")

    now = moment(log.entries)
    [sheet] = sheets(now, "intake", WHOLE)

    pudong, *others = cells(sheet)
    assert pudong[1] == "浦东新区"
    assert "组织者（缺公章）" in pudong[2]
    assert pudong[3:] == ["缺", "缺", "缺"]
    assert all(row[2:] == ["缺"] * 4 for row in others)
    assert "申报表还缺 16 个区：浦东新区、黄浦区" in sheet.notes[0]
    assert "收件登记表" in document(now, [sheet], SETTING)


def test_who_took_whose_place_stands_with_reason_and_witness():
    log = set_up()
    assert sheets(moment(log.entries), "replaced", TRACK) == []
    left = next(iter(log.state.entrants[TRACK]))
    log.add(e.StatusSet(TRACK, left, "withdrawn", "来函放弃"), "organiser")
    log.add(
        e.EntrantReplaced(TRACK, left, Entrant("r1", "候补中心", "浦东新区"), "来函放弃", "见证人甲"),
        "organiser",
    )

    now = moment(log.entries)
    [sheet] = sheets(now, "replaced", TRACK)

    [row] = cells(sheet)
    assert row[1:6] == [
        log.state.name_of(TRACK, left),
        "候补中心",
        "浦东新区",
        "来函放弃",
        "见证人甲",
    ]
    assert "顺延记录" in document(now, [sheet], SETTING)
