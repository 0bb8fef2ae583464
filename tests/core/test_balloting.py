"""Ballots on paper: each is good once, the counts always add up, and no sheet tells of its slip."""

import re
import secrets
from contextlib import suppress

import pytest

from judging.core import commands as c
from judging.core.apply import apply
from judging.core.balloting.issuing import MOST_AT_ONCE, batches, counts
from judging.core.balloting.slip import SlipKind
from judging.core.balloting.visit_codes import codes_of
from judging.core.decide import decide
from judging.core.refused import Reason, Refused
from judging.core.setup.withdrawing import SetStatus
from judging.core.state import State
from tests import ballots_day as day
from tests.ballots_day import VISIT, A, B, cast, issue, put_up, slip, visit
from tests.day import GUEST, ORGANISER, after, played, refusal

AT = day.AT
PHONE = "f" * 64
OTHER = "e" * 64


def sums(state: State, kind: SlipKind = A) -> tuple[int, int, int, int]:
    found = counts(batches(state, kind))
    return found.issued, found.returned, found.void, found.out


def test_numbers_of_a_kind_go_on_where_the_batch_before_ended():
    state = played(day.created(), (issue(A, 4, 1), issue(B, 2, 11), issue(A, 3, 21)))

    assert [(each.first, each.last) for each in batches(state, A)] == [(1, 4), (5, 7)]
    assert [(each.first, each.last) for each in batches(state, B)] == [(1, 2)]


def test_the_log_has_the_slips_in_an_order_that_says_nothing_of_their_numbers():
    hashes = tuple(slip(n) for n in (7, 3, 9, 5))
    [event] = decide(day.created(), c.IssueSlips("x", *A, hashes), ORGANISER, AT)

    assert event.slips == tuple(sorted(hashes))


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (c.IssueSlips("x", *A, ()), Reason.OUT_OF_RANGE),
        (issue(A, MOST_AT_ONCE + 1), Reason.OUT_OF_RANGE),
        (c.IssueSlips("x", *A, (slip(1), slip(1))), Reason.OUT_OF_RANGE),
        (c.IssueSlips("x", *A, ("no hash",)), Reason.ALREADY),
        (issue(A, 1, entrant="w1"), Reason.MALFORMED),
        (issue(VISIT, 1), Reason.MALFORMED),
        (issue(VISIT, 1, entrant="nobody"), Reason.UNKNOWN),
        (issue(SlipKind("window", "vote", "c")), Reason.UNKNOWN),
        (issue(SlipKind("window", "vote", "")), Reason.UNKNOWN),
        (issue(SlipKind("window", "nothing", "")), Reason.UNKNOWN),
    ],
)
def test_slips_that_could_not_be_cast_are_not_issued(command, reason):
    assert refusal(day.created(), command).reason is reason


def test_slips_are_not_issued_twice():
    assert refusal(day.issued(), issue()).reason is Reason.ALREADY
    assert refusal(day.issued(), c.IssueSlips("other", *B, (slip(1),))).reason is Reason.ALREADY


def test_a_slip_counts_once_whoever_comes_with_it_again():
    state = after(day.opened(), cast(1), GUEST, AT)

    again = c.CastBallot(slip(1), "T0", {"w1": {"grade": "0"}})

    assert refusal(state, again, GUEST, AT).reason is Reason.ALREADY
    assert sums(state) == (4, 1, 0, 3)


def test_what_was_guessed_a_thousand_times_was_never_issued():
    state = day.opened()

    for _ in range(1000):
        guessed = c.CastBallot(secrets.token_hex(32), "T0", day.GRADES)
        assert refusal(state, guessed, GUEST, AT).reason is Reason.PASS_VOID


def test_a_slip_that_was_made_void_is_taken_no_more_and_one_that_is_returned_cannot_be():
    state = after(day.opened(), c.VoidSlips("a1", {2: slip(2), 3: slip(3)}, "写错"))
    state = after(state, cast(1), GUEST, AT)

    assert refusal(state, cast(2), GUEST, AT).reason is Reason.PASS_VOID
    assert refusal(state, c.VoidSlips("a1", {1: slip(1)}, "遗失")).reason is Reason.ALREADY
    assert refusal(state, c.VoidSlips("a1", {2: slip(2)}, "遗失")).reason is Reason.ALREADY
    assert refusal(state, c.VoidSlips("a1", {4: slip(11)}, "遗失")).reason is Reason.UNKNOWN
    assert refusal(state, c.VoidSlips("a1", {4: slip(4)}, " ")).reason is Reason.MALFORMED
    assert sums(state) == (4, 1, 2, 1)


def test_of_several_that_are_to_be_void_all_are_or_none():
    state = after(day.opened(), cast(1), GUEST, AT)

    refusal(state, c.VoidSlips("a1", {1: slip(1), 2: slip(2)}, "遗失"))

    assert after(state, cast(2), GUEST, AT)


@pytest.mark.parametrize("at", ["2026-11-20T07:00:00.000Z", "2026-11-21T00:00:00.000Z"])
def test_nothing_is_taken_from_the_moment_on_when_it_closes_by_itself(at):
    state = day.opened(until="2026-11-20T07:00:00.000Z")

    assert refusal(state, cast(1), GUEST, at).reason is Reason.NOT_NOW
    assert after(state, cast(1), GUEST, "2026-11-20T06:59:59.999Z")


def test_nothing_is_taken_before_it_opens():
    assert refusal(day.issued(), cast(1), GUEST, AT).reason is Reason.NOT_NOW


def test_the_counts_add_up_whatever_happens():
    state = day.opened()
    steps = [
        *((cast(n), GUEST) for n in (1, 2, 1)),
        (c.VoidSlips("a1", {3: slip(3)}, "写错"), ORGANISER),
        (cast(3), GUEST),
        (issue(A, 5, 31), ORGANISER),
        (cast(33), GUEST),
    ]
    for command, by in steps:
        with suppress(Refused):  # what was before still adds up
            state = after(state, command, by, AT)
        issued, returned, void, out = sums(state)
        assert issued == returned + void + out

    assert sums(state) == (9, 3, 1, 5)


def test_a_ballot_gives_the_sheets_of_its_group_under_the_alias_alone():
    state = after(after(day.opened(), cast(1), GUEST, AT), cast(11), GUEST, AT)

    sheets = state.evaluations["window", "vote"].sheets

    assert {key: (sheet.group, sheet.marks["grade"]) for key, sheet in sheets.items()} == {
        (f"T{n:016x}", entrant): (group, marks["grade"])
        for n, group in ((1, "a"), (11, "b"))
        for entrant, marks in day.GRADES.items()
    }
    assert not any(slip(n) in repr(sheets) for n in (1, 11)), "a sheet says by which slip it came"


def test_a_sheet_does_not_say_when_it_came():
    state = after(day.opened(), cast(1), GUEST, AT)

    assert {sheet.at for sheet in state.evaluations["window", "vote"].sheets.values()} == {""}
    assert state.halls == day.opened().halls, "the console's story has a line for it"


def test_a_grade_that_is_none_and_a_name_that_is_not_asked_about_are_refused():
    state = day.opened()

    assert refusal(state, cast(1, {"w1": {"grade": "99"}}), GUEST, AT).reason is Reason.OUT_OF_RANGE
    assert refusal(state, cast(1, {"w9": {"grade": "80"}}), GUEST, AT).reason is Reason.UNKNOWN
    assert refusal(state, cast(1, {}), GUEST, AT).reason is Reason.INCOMPLETE
    assert refusal(state, visit(21, "w2", "T"), GUEST, AT).reason is Reason.UNKNOWN


def test_who_takes_part_no_more_is_asked_about_no_more():
    state = replaced(day.opened(), "w1")

    assert refusal(state, cast(1), GUEST, AT).reason is Reason.UNKNOWN
    assert refusal(state, visit(21, "w1", "T"), GUEST, AT).reason is Reason.NOT_NOW


def replaced(state: State, entrant: str) -> State:
    return after(state, SetStatus("window", entrant, "withdrawn", "病假"))


# Codes that stand at the windows


def heard(hours: int = 24, an_hour: int = 30) -> State:
    state = after(day.opened(), put_up(hours, an_hour))
    return after(state, visit(901, "w1", PHONE), GUEST, AT)


def test_a_phone_counts_once_at_a_window_within_the_hours_and_again_after_them():
    state = heard(hours=4)

    within, later = "2026-11-20T10:03:21.999Z", "2026-11-20T10:03:22.000Z"

    assert refusal(state, visit(901, "w1", PHONE, "2"), GUEST, within).reason is Reason.ALREADY
    assert after(state, visit(901, "w1", PHONE, "2"), GUEST, later)
    assert after(state, visit(901, "w1", OTHER, "3"), GUEST, within)
    assert after(state, visit(902, "w2", PHONE, "4"), GUEST, within)


def test_a_window_takes_so_many_an_hour_and_no_more_however_many_phones_come():
    state = after(day.opened(), put_up(an_hour=3))
    for n in range(3):
        state = after(state, visit(901, "w1", f"{n:064x}", str(n)), GUEST, AT)

    fourth = visit(901, "w1", f"{9:064x}", "9")

    assert refusal(state, fourth, GUEST, AT).reason is Reason.TOO_MANY
    assert after(state, visit(902, "w2", f"{9:064x}", "9"), GUEST, AT)
    assert after(state, fourth, GUEST, "2026-11-20T07:03:22.000Z")


def test_a_phone_that_keeps_no_cookie_does_not_count_at_a_window():
    state = after(day.opened(), put_up())

    assert refusal(state, visit(901, "w1", "", "2"), GUEST, AT).reason is Reason.MALFORMED


def test_codes_that_were_made_anew_or_taken_down_make_the_earlier_ones_void_and_nothing_is_forgotten():
    state = after(heard(), put_up(begin=951))

    assert refusal(state, visit(901, "w1", OTHER, "2"), GUEST, AT).reason is Reason.PASS_VOID
    assert refusal(state, visit(951, "w1", PHONE, "3"), GUEST, AT).reason is Reason.ALREADY
    state = after(state, visit(951, "w1", OTHER, "4"), GUEST, AT)
    assert state.visit_codes["codes951"].returned == {"w1": 2}

    down = after(state, c.TakeDownCodes("codes951", "结束"))

    assert refusal(down, visit(951, "w1", "d" * 64, "5"), GUEST, AT).reason is Reason.PASS_VOID
    assert refusal(down, c.TakeDownCodes("codes951", "结束")).reason is Reason.UNKNOWN
    assert codes_of(down, day.VISIT) is None
    assert len(down.evaluations["window", "visit"].sheets) == 2

    again = after(down, put_up(begin=971))

    assert refusal(again, visit(971, "w1", PHONE, "6"), GUEST, AT).reason is Reason.ALREADY
    assert again.visit_codes["codes971"].returned == {"w1": 2}


@pytest.mark.parametrize(("hours", "an_hour"), [(0, 30), (24, 0), (10_000, 30), (24, 10_000)])
def test_codes_without_a_bound_are_refused(hours, an_hour):
    assert refusal(day.created(), put_up(hours, an_hour)).reason is Reason.OUT_OF_RANGE


# What visitors write

FOUND = (
    "打我电话13812345678",
    "138 1234 5678",
    "１３８１２３４５６７８",
    "+86-138-1234-5678",
    "021-62345678",
    "电话62345678",
    "0086 13812345678",
    "008613812345678",
    "138/1234/5678",
    "138_1234_5678",
    "(021) 6234 5678",
    "身份证 11010519491231002X",
)
FREE = ("排了 20 分钟，2026年11月20日 10点半办的", "好！", "编号20261120001", "一共 3 000 000 元")


@pytest.mark.parametrize("text", FOUND)
def test_what_a_visitor_writes_has_no_number_by_which_somebody_could_be_found(text):
    refused = refusal(day.opened(), visit(21, "w1", "", "2", remark=text), GUEST, AT)

    assert refused.reason is Reason.MALFORMED
    assert not re.search(r"\d{4}", refused.detail), "it is repeated"


@pytest.mark.parametrize("text", FREE)
def test_other_numbers_may_stand_in_it(text):
    state = after(day.opened(), visit(21, "w1", "", "2", remark=text), GUEST, AT)

    assert state.remarks["window", "visit"] == (("w1", text),)


def test_what_the_log_holds_is_applied_again_alike():
    state = day.opened()
    facts = []
    for command in (cast(1), visit(21, "w1", "", "2", remark="好")):
        for event in decide(state, command, GUEST, AT):
            facts.append(event)
            state = apply(state, event, AT, "guest")

    again = day.opened()
    for event in facts:
        again = apply(again, event, AT, "guest")

    assert again == state
