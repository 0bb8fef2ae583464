from pathlib import Path

import pytest
from msgspec.structs import replace

from judging.core import events as e
from judging.core.publication.ranked import ranking
from judging.files import rulesfile
from judging.printouts import proof
from judging.printouts.forms import FORMS, sheets
from judging.printouts.moment import moment

from .made_up import OF_TRACKS, ROUND, TRACK, full_day, mark, marks, performance, play, set_up

# The preset as it was when these sheets were printed: what a plan is read to ask today must not matter here.
PRINTED_UNDER = Path(__file__).parent.parent / "versions" / "first-shequ-2024.toml"


@pytest.fixture(scope="module")
def day():
    return full_day()


def found_at(log, position, written):
    where, letters = proof.parsed(written)
    assert where == position
    return proof.find(moment(log.entries, position), letters)


def test_every_sheet_is_found_again_by_its_code_at_the_position_it_was_printed_at(day):
    now = moment(day.entries)

    for found in proof.printable(now):
        again = found_at(day, now.position, proof.written(now, found.sheet))
        assert again is not None
        assert again.sheet == found.sheet


def test_no_two_different_sheets_have_the_same_code(day):
    now = moment(day.entries)
    different = {(s.sheet.form, s.sheet.place, s.sheet.table) for s in proof.printable(now)}

    assert len({proof.code(now, found.sheet) for found in proof.printable(now)}) == len(different)


def test_a_code_of_one_position_is_no_code_of_another(day):
    now = moment(day.entries)
    [sheet] = sheets(now, "results", TRACK)

    assert proof.find(moment(day.entries, now.position - 1), proof.code(now, sheet)) is None


def test_one_mark_changed_in_the_log_changes_the_code():
    one, other = set_up(), set_up()
    for log, first in ((one, 10), (other, 11)):
        id = mark(log, "c01", [first, 12, 14, 16, 18, 20, 22])
        log.close(id)
        log.reveal(id)
    codes = [
        proof.code(moment(log.entries), sheets(moment(log.entries), "score", TRACK)[0])
        for log in (one, other)
    ]

    assert codes[0] != codes[1]


def test_a_code_stays_what_it_is_across_versions():
    """Paper lasts longer than a version: whatever changes this makes sheets in drawers unverifiable."""
    rules = rulesfile.read(PRINTED_UNDER.read_text("utf-8"), PRINTED_UNDER.name)
    now = replace(moment(full_day(rules=rules).entries), tail="0" * 64)
    # The steps come from the log as they were announced; today's wording of them must not matter here.
    codes = {
        name: proof.code(now, replace(sheets(now, name, TRACK)[0], steps=()))
        for name in OF_TRACKS
        if FORMS[name].is_proven
    }

    assert codes == {
        "results": "UJNE72Y3CP",
        "round": "DV4MTKK3SM",
        "score": "7LDEGK2QKN",
        "draw": "36FRURJWCD",
        "history": "GA6MNRBBGR",
        "confirmation": "BWI3FCQCEN",
    }


@pytest.mark.parametrize(
    "typed",
    ["187-ABCDE-FGHIJ", " 187-abcde-fghij ", "187 ABCDE FGHIJ", "187-ABCDEFGHIJ", "0187-A8CDE-FGH1J"],
)
def test_a_code_may_be_typed_as_people_type(typed):
    assert proof.parsed(typed) == (187, "ABCDEFGHIJ")


@pytest.mark.parametrize(
    "typed",
    ["", "187", "ABCDE-FGHIJ", "187-ABCDE", "187-ABCDE-FGHIJK", "x-ABCDE-FGHIJ", "１８７-ABCDE-FGHIJ"],
)
def test_anything_else_is_no_code(typed):
    with pytest.raises(ValueError, match="no check code"):
        proof.parsed(typed)


def test_a_sheet_is_corrected_when_a_mark_on_it_is_changed_later():
    log = set_up()
    play(log, ["c01", "c02"])
    then = moment(log.entries)
    score, other = (proof.ProvenSheet(sheet, whole=False) for sheet in sheets(then, "score", TRACK))
    [result] = [proof.ProvenSheet(sheet, whole=False) for sheet in sheets(then, "results", TRACK)]

    id = performance(score.sheet.place.subject)
    log.add(e.RevealWithdrawn(id, "核分有误"))
    log.add(e.MarkingReopened(id, "核分有误"))
    log.add(e.SheetReturned(id, "J1", "核分有误"))
    log.add(e.SheetSubmitted(id, "J1", 2, marks(3)), "judge/J1")
    log.close(id)
    log.reveal(id)

    now = moment(log.entries)
    assert [proof.corrected(now, found) for found in (score, other, result)] == [True, False, True]


def test_that_others_were_revealed_since_is_no_correction():
    log = set_up()
    play(log, ["c01", "c02"])
    then = moment(log.entries)
    printed = list(proof.printable(then))

    play(log, ["c03", "c04", "c05"])

    assert [found for found in printed if proof.corrected(moment(log.entries), found)] == []


def test_a_sheet_is_public_only_when_all_on_it_has_been_revealed():
    log = set_up()
    play(log, ["c01"])
    log.close(mark(log, "c02"))
    now = moment(log.entries)

    def is_public(form, *, whole):
        return [FORMS[form].is_public(now.state, sheet) for sheet in sheets(now, form, TRACK, whole=whole)]

    assert is_public("score", whole=True) == [
        entrant == "c01" for entrant in log.state.orders[TRACK, ROUND].entrants if entrant in ("c01", "c02")
    ]
    assert (is_public("round", whole=False), is_public("round", whole=True)) == ([True], [False])


def test_places_are_public_only_once_that_ranking_was_shown():
    log = set_up()
    play(log, ["c01", "c02"])
    before = moment(log.entries)
    [sheet] = sheets(before, "results", TRACK)
    log.add(e.StandingsRevealed(TRACK, ranking(log.state, TRACK), 24))
    after = moment(log.entries)

    assert not FORMS["results"].is_public(before.state, sheet)
    assert FORMS["results"].is_public(after.state, sheet)
