"""Paper tells which file imported numbers and names came from."""

from judging.core import commands as c
from judging.core import events as e
from judging.core.setup.file_importing import ImportedPart
from judging.core.setup.source_file import SourceFile
from judging.printouts.forms import sheets
from judging.printouts.moment import moment

from .made_up import ROUND, TRACK, full_day, set_up

FILE = SourceFile("名单.xlsx", "ab" * 32)


def notes(log, form="results", track=TRACK):
    [sheet] = sheets(moment(log.entries), form, track)
    return [note for note in sheet.notes if "导入自" in note]


def imported(sha256=FILE.sha256):
    log = full_day()
    scores = log.state.components[TRACK, "daily"].scores
    log.add(e.ComponentsImported(TRACK, "daily", scores, "日常.xlsx", sha256), by="organiser")
    return log


def test_a_result_sheet_names_the_file_of_its_imported_scores_and_who_brought_it_in():
    [note] = notes(imported())

    assert note.startswith("日常服务能级成绩导入自 日常.xlsx（导入 组织者，2026年11月20日")
    assert FILE.sha256 in note


def test_of_scores_of_before_only_the_name_of_the_file_is_known():
    [note] = notes(imported(""))

    assert "SHA-256" not in note


def test_scores_that_two_persons_brought_in_name_both():
    log = full_day()
    scores = log.state.components[TRACK, "daily"].scores
    asked = c.ImportComponents(TRACK, "daily", scores, "日常.xlsx", FILE.sha256)
    log.add(e.EntryMade(1, asked, "organiser"), by="organiser")
    log.add(e.EntryConfirmed(1, "director"), by="director")
    log.add(e.ComponentsImported(TRACK, "daily", scores, "日常.xlsx", FILE.sha256), by="director")

    [note] = notes(log)

    assert "导入 组织者，复核 场控" in note


def test_a_roster_from_a_file_is_told_until_it_is_changed_by_hand():
    log = imported()
    roster = e.EntrantsSet(TRACK, tuple(log.state.entrants[TRACK].values()))
    log.add(roster)
    log.add(e.FileImported(FILE, (ImportedPart("SetEntrants", TRACK),)), by="organiser")
    before = notes(log)
    log.add(roster)

    assert any(note.startswith("名单导入自 名单.xlsx") for note in before)
    assert [note[:2] for note in notes(log)] == ["日常"]


def test_a_running_order_from_a_file_is_told_on_the_record_of_the_draw():
    log = set_up()
    log.add(e.OrderEntered(TRACK, ROUND, ("c02", "c01"), "见证人"))
    log.add(e.FileImported(FILE, (ImportedPart("EnterOrder", TRACK, ROUND),)), by="organiser")

    assert [note[:6] for note in notes(log, "draw")] == ["出场顺序导入"]
