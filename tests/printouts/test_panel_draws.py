"""评委抽签记录: whoever has the sheet can draw the panel again."""

from datetime import datetime
from hashlib import sha256

from judging.core import commands as c
from judging.core.decide import decide
from judging.core.setup.prepared import Candidate
from judging.printouts.forms import sheets
from judging.printouts.moment import moment
from judging.printouts.setting import Setting, document
from tests.day import AT, ORGANISER

from .made_up import ROUND, SEED, TRACK, set_up

FAR = tuple(Candidate(f"P{n}", f"人选{n}", "外单位", "外省") for n in range(1, 11))
NEAR = Candidate("P99", "本区人选", "某单位", "黄浦区")


def drawn():
    log = set_up()
    district = next(iter(log.state.entrants[TRACK].values())).district
    pool = (*FAR, Candidate(NEAR.id, NEAR.name, NEAR.unit, district))
    for event in decide(log.state, c.DrawPanel(TRACK, ROUND, pool, 7, 2, SEED), ORGANISER, AT):
        log.add(event, "organiser")
    [sheet] = sheets(moment(log.entries), "panel", TRACK)
    return log, sheet, district


def test_the_lots_can_be_checked_from_what_stands_on_the_sheet_alone():
    _, sheet, _ = drawn()
    seed = dict(sheet.heading)["种子"]
    lines = [[cell.text for cell in line.cells] for line in sheet.table.lines]

    in_lot = [line for line in lines if not line[0].startswith("回避")]
    digests = [sha256(f"{seed}:{line[4]}".encode()).hexdigest()[:16] for line in in_lot]
    assert [line[5] for line in in_lot] == digests
    assert in_lot == sorted(in_lot, key=lambda line: line[5])
    assert [line[0] for line in in_lot] == [*(f"{n}号席" for n in range(1, 8)), "候补1", "候补2", "未抽中"]


def test_it_says_who_was_avoided_and_why():
    _, sheet, district = drawn()

    assert [line.cells[0].text for line in sheet.table.lines][-1] == f"回避（{district}）"
    assert ("评委库", "11 人，回避 1 人") in sheet.heading


def test_it_can_be_set():
    log, sheet, _ = drawn()

    now = moment(log.entries)
    assert "核对方法" in document(now, [sheet], Setting(datetime.fromisoformat(now.at)))


def test_of_a_panel_seated_by_hand_there_is_none():
    assert sheets(moment(set_up().entries), "panel", TRACK) == []
