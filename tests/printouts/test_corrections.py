"""更正记录 and its footnotes on paper; and what /verify says of a sheet that was superseded."""

import pytest

from judging.core import commands as c
from judging.core.correction.record import Deducted, NewMarks, Text
from judging.core.decide import decide
from judging.core.moments import LATER
from judging.printouts import proof
from judging.printouts.forms import FORMS, sheets
from judging.printouts.moment import moment
from judging.web.proof_jobs import judged
from tests.day import DIRECTOR, ORGANISER, asked, publish

from .made_up import ROUND, TRACK, full_day, marks, performance


def do(log, command, by=ORGANISER):
    for event in decide(log.state, asked(log.state, command), by, LATER):
        log.add(event, by.label)


def correct(log, change, entrant="", reason="抄错一栏"):
    """Of the first in the ranking, where none is named."""
    entrant = entrant or log.state.locked[TRACK][0].entrant
    do(log, c.ProposeCorrection(performance(entrant), change, reason))
    do(log, c.ApplyCorrection(len(log.state.corrections)), DIRECTOR)
    return entrant


@pytest.fixture
def log():
    """A day of 24, published and locked."""
    log = full_day()
    do(log, publish(TRACK))
    do(log, c.LockTrack(TRACK))
    return log


def lines(sheet):
    return [[cell.text for cell in line.cells] for line in sheet.table.lines]


def sheet_of(log, form, subject=""):
    [found] = sheets(moment(log.entries), form, TRACK, ROUND if subject else "", subject)
    return found


def test_a_record_of_correction_has_old_and_new_and_both_names(log):
    first = log.state.locked[TRACK][0]
    entrant = correct(log, Deducted("20", "缺项"))

    sheet = sheet_of(log, "correction", "1")

    name = log.state.entrants[TRACK][entrant].name
    made = log.state.corrections[1].outcome
    assert ("单位", name) in sheet.heading
    assert ["最后得分", made.was.score, made.now.score] in lines(sheet)
    assert ["扣分　缺项", "", "−20"] in lines(sheet)
    place = next(move.place for move in made.moves if move.entrant == entrant)
    assert [f"名次　{name}", "1", str(place)] in lines(sheet)
    assert [f"综合成绩　{name}", first.composite, log_composite(log, entrant)] in lines(sheet)
    told = dict(sheet.outcome)
    assert told["更正原因"] == "抄错一栏"
    assert told["提出"].startswith("组织者")
    assert told["核对生效"].startswith("场控")


def log_composite(log, entrant):
    return next(row.composite for row in log.state.locked[TRACK] if row.entrant == entrant)


def test_new_marks_stand_beside_the_old_ones(log):
    entrant = correct(log, NewMarks("J1", marks(60)))

    told = lines(sheet_of(log, "correction", "1"))

    made = log.state.corrections[1].outcome
    assert ["1号 评委一　总分", made.was.marks[0].total, made.now.marks[0].total] in told
    assert any(what.startswith("1号 评委一　") and new == "24" for what, _, new in told)
    assert entrant


def test_a_proposal_is_no_paper(log):
    do(log, c.ProposeCorrection(performance(log.state.locked[TRACK][0].entrant), Deducted("1", "缺项"), "漏"))

    assert sheets(moment(log.entries), "correction", TRACK) == []


@pytest.mark.parametrize(("form", "round", "subject"), [("results", "", False), ("round", ROUND, False)])
def test_the_footnote_says_what_was_corrected(log, form, round, subject):
    correct(log, Deducted("20", "缺项"))

    [found] = sheets(moment(log.entries), form, TRACK, round)

    made = log.state.corrections[1].outcome
    [note] = [note for note in found.notes if note.startswith("第 1 号更正")]
    assert f"由 {made.was.score} 改为 {made.now.score}" in note
    assert "提出 组织者，核对 场控" in note
    assert any("更正1" in text for line in lines(found) for text in line)


def test_the_score_sheet_lists_the_correction_with_its_revision(log):
    entrant = correct(log, NewMarks("J1", marks(60)))

    found = sheet_of(log, "score", entrant)

    made = log.state.corrections[1].outcome
    [told] = [each.text for each in found.corrected if each.kind == "ResultCorrected"]
    assert f"由 {made.was.score} 改为 {made.now.score}（评分表第 2 版）" in told


def test_mended_words_stand_in_a_footnote_with_the_old_ones(log):
    entrant = log.state.locked[TRACK][0].entrant
    old = log.state.entrants[TRACK][entrant].name
    do(log, c.MendText(Text.ENTRANT, "新名称中心", "证书上是全称", TRACK, target=entrant))

    results, score = sheet_of(log, "results"), sheet_of(log, "score", entrant)

    for found in (results, score):
        [note] = [note for note in found.notes if note.startswith("名称更正")]
        assert f"原为“{old}”，现为“新名称中心”（证书上是全称" in note
    assert any("新名称中心" in line for line in lines(results))


def checked(log, before, form, subject=""):
    """What /verify says of a sheet that was printed after the entry *before*."""
    then = moment(log.entries, before)
    [sheet] = sheets(then, form, TRACK, ROUND if subject else "", subject)
    return judged(then, moment(log.entries), proof.find(then, proof.code(then, sheet)))


@pytest.mark.parametrize("form", ["results", "score"])
def test_a_sheet_of_before_is_superseded_and_says_by_what(log, form):
    before, first = len(log.entries), log.state.locked[TRACK][0].entrant
    correct(log, Deducted("20", "缺项"))

    answer = checked(log, before, form, first if form == "score" else "")

    made = log.state.corrections[1].outcome
    assert answer.agrees
    assert answer.is_corrected
    [told] = answer.superseded
    assert (told.old, told.new, told.reason) == (made.was.score, made.now.score, "抄错一栏")
    assert (str(told.proposed_by), str(told.second_hand)) == ("组织者", "场控")


def test_a_sheet_of_another_entrant_is_not_superseded(log):
    before, other = len(log.entries), log.state.locked[TRACK][5].entrant
    correct(log, Deducted("20", "缺项"))

    assert checked(log, before, "score", other).superseded == ()


def test_a_sheet_of_after_the_correction_is_the_valid_one(log):
    entrant = correct(log, Deducted("20", "缺项"))

    answer = checked(log, len(log.entries), "score", entrant)

    assert (answer.superseded, answer.is_corrected) == ((), False)


def test_its_record_is_shown_to_everybody_only_once_the_ranking_is_published_anew(log):
    correct(log, Deducted("20", "缺项"))
    sheet = sheet_of(log, "correction", "1")

    assert not FORMS["correction"].is_public(log.state, sheet)
    do(log, publish(TRACK))
    assert FORMS["correction"].is_public(log.state, sheet)
