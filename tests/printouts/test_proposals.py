"""获奖建议名单: printed once the pool's tracks are locked and the rules settle it."""

import io
from datetime import UTC, datetime
from decimal import Decimal

import openpyxl
import pytest
from msgspec.structs import replace

from judging import presets
from judging.core import events as e
from judging.core.people.taking_part import Entrant
from judging.core.publication.standing import StandingRow
from judging.printouts import proof
from judging.printouts.books import book
from judging.printouts.forms import FORMS, sheets
from judging.printouts.moment import moment
from judging.printouts.phrases import local_moment
from judging.printouts.setting import Setting, document
from judging.web.proof_jobs import judged

from .made_up import Log
from .test_summary import rows, texts

POOL, FRONT, BACK = "individual", "frontline", "backoffice"
SETTING = Setting(datetime(2026, 11, 20, 9, tzinfo=UTC), "http://192.168.1.5:8000", is_alone=True)
NAMES = {FRONT: "综窗", BACK: "后台"}
DISTRICTS = ("浦东新区", "黄浦区", "静安区", "徐汇区")


def ranking(prefix, composites):
    return tuple(
        StandingRow(place, f"{prefix}{place}", {}, composite, None)
        for place, composite in enumerate(composites, 1)
    )


def falling(first, count):
    return [f"{Decimal(first) - Decimal('0.15') * n:.2f}" for n in range(count)]


def locked(*, front, back, tracks=(FRONT, BACK), rehearsal=False):
    """The preset's individual pool with these composites, its *tracks* locked."""
    rules = presets.load("shequ-2024").rulebook
    found = {FRONT: ranking("f", front), BACK: ranking("b", back)}
    entrants = {
        track: tuple(
            Entrant(row.entrant, f"{NAMES[track]}选手{row.place:02}", DISTRICTS[n % 4])
            for n, row in enumerate(rows)
        )
        for track, rows in found.items()
    }
    log = Log()
    log.add(e.CompetitionCreated(rules, entrants, rehearsal), "organiser")
    for track in tracks:
        log.add(e.TrackLocked(track, found[track]))
    return log


@pytest.fixture(scope="module")
def day():
    """The back office is better: by composites alone the front line would be two short of 44."""
    return locked(front=falling("92.40", 60), back=falling("95.80", 25))


def sheet_of(log):
    [sheet] = sheets(moment(log.entries), "awards", POOL)
    return sheet


def test_it_lists_all_winners_with_level_track_place_and_composite(day):
    sheet = sheet_of(day)

    assert len(rows(sheet)) == 55
    assert texts(sheet, "track").count("综合窗口一线") >= 44
    assert texts(sheet, "number") == [str(n) for n in range(1, 56)]
    first = rows(sheet)[0]
    assert (first["name"].text, first["composite"].text) == ("后台选手01", "95.80")


def test_it_explains_floors_and_exchanges(day):
    notes = "\n".join(sheet_of(day).notes)

    assert "至少 44 个" in notes
    assert "才满足 80%：补入 综窗选手" in notes
    assert "不少于 80%（44 名）" in notes


def test_there_is_none_before_every_track_of_the_pool_is_locked():
    log = locked(front=falling("92", 60), back=falling("95", 25), tracks=(FRONT,))

    assert sheets(moment(log.entries), "awards", POOL) == []


def test_there_is_none_while_equals_lie_across_the_line():
    rules = presets.load("shequ-2024").rulebook
    log = locked(front=["90.00"] * 60, back=["80.00"] * 25)
    tied = [replace(row, place=1, broken_by="share") for row in ranking("f", ["90.00"] * 60)]
    log.add(e.TrackLocked(FRONT, tuple(tied)))

    assert rules.pools
    assert sheets(moment(log.entries), "awards", POOL) == []


def test_it_says_when_the_last_of_its_tracks_was_locked(day):
    now = moment(day.entries)

    html = document(now, [sheet_of(day)], SETTING)

    assert f"已核分锁定 {local_moment(now.state.locked_at[BACK])}" in html
    assert "未锁定" not in html


def test_its_code_proves_it_and_is_another_where_somebody_else_is_inside(day):
    now, sheet = moment(day.entries), sheet_of(day)

    found = proof.find(now, proof.code(now, sheet))

    assert found is not None
    assert found.sheet == sheet
    first, *others = sheet.table.lines
    changed = replace(sheet, table=replace(sheet.table, lines=(others[0], first, *others[1:])))
    other = replace(sheet, table=replace(sheet.table, lines=tuple(others)))
    assert proof.code(now, sheet) not in (proof.code(now, changed), proof.code(now, other))


def test_it_is_never_public_since_nothing_is_decided(day):
    assert not FORMS["awards"].is_public(day.state, sheet_of(day))


def test_whoever_checks_its_code_is_told_that_it_is_true_and_nobody_on_it(day):
    now, sheet = moment(day.entries), sheet_of(day)

    checked = judged(now, now, proof.find(now, proof.code(now, sheet)))

    assert checked.agrees
    assert checked.form == "获奖建议名单"
    assert checked.lines == ()


def test_the_workbook_has_the_same_list(day):
    now = moment(day.entries)

    [sheet] = openpyxl.load_workbook(io.BytesIO(book(now, [sheet_of(day)]))).worksheets

    cells = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "个人奖获奖建议名单" in cells
    assert {f"综窗选手{n:02}" for n in range(1, 45)} <= set(cells)
