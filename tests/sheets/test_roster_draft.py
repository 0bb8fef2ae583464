from msgspec.structs import replace

from judging.core.people.taking_part import Entrant
from judging.sheets.roster_draft import CheckedDraft, RosterDraft, WrittenEntrant, checked

from .test_roster import KNOWN

ONE = WrittenEntrant("c01", "选手01", "东区")
TWO = WrittenEntrant("c02", "选手02", "西区", "乙中心")


def draft(*entrants: WrittenEntrant, reserves: tuple[WrittenEntrant, ...] = ()) -> CheckedDraft:
    return checked(RosterDraft("centre", entrants, reserves), KNOWN)


def wrong(*entrants: WrittenEntrant) -> list[tuple[str, str]]:
    return [(problem.entrant, problem.field) for problem in draft(*entrants).problems]


def test_what_is_written_is_read_by_the_columns_of_the_workbook():
    written = replace(ONE, years="３年", team="5 人")

    [part] = draft(written, reserves=(TWO,)).parts

    assert part.entrants == (Entrant("c01", "选手01", "东区", years="3", team=5),)
    assert [each.id for each in part.reserves] == ["c02"]


def test_a_problem_is_told_by_whom_and_by_field():
    assert wrong(ONE, replace(TWO, name="", years="三年")) == [("c02", "name"), ("c02", "years")]


def test_people_whom_nothing_tells_apart_are_a_problem_of_the_later_one():
    assert wrong(ONE, replace(TWO, name="选手01", district="", unit="")) == [("c02", "name")]


def test_a_field_that_is_cleared_is_empty():
    [part] = draft(ONE, replace(TWO, unit="")).parts

    assert part.entrants[1].unit == ""


def test_a_roster_may_be_emptied():
    checked = draft()

    assert checked.problems == ()
    assert checked.parts[0].entrants == ()
