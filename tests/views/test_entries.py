"""What is told of paper typed once: to the two who type it, and to nobody else, not even by its size."""

import msgspec
import pytest

from judging.core import commands as c
from judging.core.people.actor import acting
from judging.core.people.duty import Duty
from judging.views import ENTERING, topic
from judging.views.waiting_entries import check_sum
from judging.views.watching import may_watch
from tests import day, rights
from tests.day import after, on, view

SCOREKEEPER, VERIFIER = day.ORGANISER, day.DIRECTOR
ME, OTHER = SCOREKEEPER.label, VERIFIER.label
# Whoever is neither of the two; the person who types it in a hall of its own is nobody's neighbour.
OTHERS = (
    "screen/1",
    "emcee/main",
    "judge/J1",
    "judge/J3",
    "clocks/main",
    "console/main",
    "order/main",
    "overview",
    "setup",
    "entries/main",
    "typed/person/P9",
)


def entered(content, manner="37.5", **more):
    command = c.EnterSheet(on("e1"), "J1", 1, {"content": content, "manner": manner}, **more)
    state = after(day.marking(), c.AdmitScreen(1, "device", "主屏"))
    return after(state, command, SCOREKEEPER)


def differed(content, again):
    command = c.ConfirmSheet(on("e1"), "J1", {"content": again, "manner": "37.5"})
    return after(entered(content), command, VERIFIER)


def returned(content):
    return after(entered(content), c.ReturnSheetEntry(on("e1"), "J1", "字迹不清"), VERIFIER)


def told(state, watched):
    return msgspec.json.encode(view(state, watched))


@pytest.mark.parametrize("watched", OTHERS)
def test_no_other_view_tells_one_mark_from_another_not_even_by_its_size(watched):
    assert told(entered("0"), watched) == told(entered("37.5", note="亮点", recommended=True), watched)
    assert told(differed("0", "1"), watched) == told(differed("37.5", "38.5"), watched)
    assert told(returned("0"), watched) == told(returned("37.5"), watched)


def test_the_verifier_is_told_nothing_of_the_first_entry_before_they_differ():
    assert view(entered("55"), f"typed/{OTHER}").sheets == ()
    assert view(returned("55"), f"typed/{OTHER}").sheets == ()

    [sheet] = view(differed("55", "54"), f"typed/{OTHER}").sheets

    assert (sheet.marks["content"], sheet.again["content"]) == ("55", "54")


def test_who_typed_it_sees_the_own_numbers_and_the_others_only_where_they_differ():
    [mine] = view(entered("55"), f"typed/{ME}").sheets
    [both] = view(differed("55", "54"), f"typed/{ME}").sheets

    assert (mine.marks["content"], mine.again) == ("55", {})
    assert (both.marks["content"], both.again["content"]) == ("55", "54")


def test_a_sheet_that_is_in_is_nobodys_entry_any_more():
    state = after(
        entered("55"), c.ConfirmSheet(on("e1"), "J1", {"content": "55", "manner": "37.5"}), VERIFIER
    )

    assert view(state, f"typed/{ME}").sheets == view(state, f"typed/{OTHER}").sheets == ()
    seat = view(state, "entries/main").tasks[0].seats[0]
    assert (seat.state, seat.source) == ("submitted", "paper")


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (entered("55"), ("waiting", ME, "")),
        (differed("55", "54"), ("differed", ME, OTHER)),
        (returned("55"), ("sent_back", ME, OTHER)),
    ],
)
def test_the_list_says_what_waits_and_whose_turn_it_is(state, told):
    first, second, *_ = view(state, "entries/main").tasks[0].seats

    assert (first.state, first.entered_by, first.seen_by) == told
    assert (second.state, second.revision) == ("missing", 1)


def test_own_entries_are_told_to_no_other_label():
    state = entered("55")

    assert may_watch(state, SCOREKEEPER, topic(f"typed/{ME}"))
    assert not may_watch(state, VERIFIER, topic(f"typed/{ME}"))
    for role in set(Duty) - ENTERING:
        assert not may_watch(state, acting(role, "J1"), topic("entries/main"))
        assert not may_watch(state, acting(role, "J1"), topic(f"typed/{role}/J1"))


def test_whoever_may_enter_a_sheet_may_watch_what_waits():
    may = {role for role, kinds in rights.RIGHTS.items() if {"EnterSheet", "ConfirmSheet"} & kinds}

    assert {duty for duty in Duty if may_watch(day.ready(), acting(duty), topic("entries/main"))} == may


def test_a_file_of_components_waits_with_its_check_sum_and_what_it_changes():
    rules = c.SetRules(msgspec.structs.replace(day.RULES, two_persons=True))
    scores = {"e1": "90", "e2": "70", "e3": "88.25"}
    state = day.played(day.ready(), (rules, c.ImportComponents("centre", "daily", scores, "更正.xlsx")))

    [line] = view(state, "entries/main").waiting

    assert (line.entry, line.entered_by) == (1, ME)
    assert [(each.before, each.score, each.changed) for each in line.scores] == [
        ("90", "90", False),
        ("80.5", "70", True),
        ("88.25", "88.25", False),
    ]
    turned = c.ImportComponents("centre", "daily", dict(reversed(scores.items())), "又一份.xlsx")
    assert line.check_sum == check_sum(turned)
    assert line.check_sum != check_sum(msgspec.structs.replace(turned, scores={**scores, "e1": "91"}))
    after_all = after(state, c.ConfirmEntry(1), VERIFIER)
    assert view(after_all, "entries/main").waiting == ()
