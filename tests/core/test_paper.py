"""纸质评分表: typed by one, typed again by another who sees nothing of it; only then it is a sheet."""

import pytest

from judging.core import commands as c
from judging.core import events as e
from judging.core.decide import decide
from judging.core.entering.sheet_entry import EntryPhase
from judging.core.hall.performance import SheetPhase, Source
from judging.core.marking.turns import complete
from judging.core.moments import LATER
from judging.core.people.actor import Actor
from judging.core.people.duty import Appointment, Duty
from judging.core.refused import Reason
from tests import compulsory_day, day
from tests.day import after, judge, on, refusal, sheet

SCOREKEEPER, VERIFIER = day.ORGANISER, day.DIRECTOR


def entry(content="55", manner="37.5", revision=1, n=1, **more):
    return c.EnterSheet(on("e1"), f"J{n}", revision, {"content": content, "manner": manner}, **more)


def confirmation(content="55", manner="37.5", n=1, **more):
    return c.ConfirmSheet(on("e1"), f"J{n}", {"content": content, "manner": manner}, **more)


def entered(state=None, **more):
    return after(state or day.marking(), entry(**more), SCOREKEEPER)


def confirmed(state=None, **more):
    return after(state or entered(), confirmation(**more), VERIFIER)


def differed():
    return after(entered(), confirmation("54"), VERIFIER)


def entry_in(state, n=1):
    return state.performance(on("e1")).entries.get(f"J{n}")


def sheet_in(state, n=1):
    return state.performance(on("e1")).sheets.get(f"J{n}")


def others_marked(state):
    for n in (2, 3, 4, 5):
        state = after(state, sheet("e1", *day.TOTALS[n]), judge(n))
    return state


def test_what_was_typed_once_counts_for_nothing():
    state = others_marked(entered())

    assert sheet_in(state) is None
    assert not complete(state, on("e1"))


def test_marking_is_not_closed_before_the_second_person_and_is_told_who_has_to_act():
    told = refusal(others_marked(entered()), c.CloseMarking(on("e1")))

    assert told.reason is Reason.INCOMPLETE
    assert told.detail == "不能结束评分：1号评委的纸质评分表已由一人录入，须由另一人（复核员）复核"
    assert refusal(entered(), c.CloseMarking(on("e1"))).detail == "不能结束评分：2、3、4、5号评委尚未提交"


def test_typed_again_the_same_the_sheet_is_in_with_both_names():
    state = confirmed()

    found = sheet_in(state)
    assert (found.phase, found.source) == (SheetPhase.SUBMITTED, Source.PAPER)
    assert (found.entered_by, found.confirmed_by) == ("organiser", "director")
    assert found.marks == {"content": "55", "manner": "37.5"}
    assert entry_in(state) is None
    closed = after(others_marked(state), c.CloseMarking(on("e1")))
    assert closed.performance(on("e1")).announced.score == "91.17"


def test_a_number_is_the_same_however_many_noughts_it_is_written_with():
    assert sheet_in(confirmed(content="55.0")).marks["content"] == "55"


def test_the_same_eyes_never_count_twice():
    for command in (confirmation(), c.ReturnSheetEntry(on("e1"), "J1", "看不清")):
        assert refusal(entered(), command, SCOREKEEPER).reason is Reason.NOT_ALLOWED
    again = refusal(differed(), entry("54"), VERIFIER)
    assert again.reason is Reason.NOT_ALLOWED
    assert "记分员重新录入" in again.detail


def test_what_differs_is_kept_on_record_and_entered_anew():
    state = differed()

    found = entry_in(state)
    assert (found.phase, found.seen_by) == (EntryPhase.DIFFERED, "director")
    assert (found.marks["content"], found.seen_marks["content"]) == ("55", "54")
    assert sheet_in(state) is None
    assert refusal(state, confirmation("55"), VERIFIER).reason is Reason.NOT_NOW

    state = confirmed(entered(state), content="55")

    assert sheet_in(state).marks["content"] == "55"


def test_what_the_verifier_returns_is_entered_anew():
    state = after(entered(), c.ReturnSheetEntry(on("e1"), "J1", "字迹不清"), VERIFIER)

    assert (entry_in(state).phase, entry_in(state).reason) == (EntryPhase.RETURNED, "字迹不清")
    assert refusal(state, confirmation(), VERIFIER).reason is Reason.NOT_NOW
    assert sheet_in(confirmed(entered(state))) is not None


def test_who_typed_it_may_put_it_right_before_it_is_confirmed_and_nobody_else():
    state = after(entered(), entry("54"), SCOREKEEPER)

    assert entry_in(state).marks["content"] == "54"
    assert refusal(state, entry("53"), VERIFIER).reason is Reason.ALREADY
    assert decide(state, entry("54"), SCOREKEEPER, LATER) == ()


def test_a_phone_that_is_first_makes_the_entry_fall_on_record():
    state = entered()

    events = decide(state, sheet("e1", "57", "38"), judge(1), LATER)

    assert [type(each) for each in events] == [e.SheetEntryWithdrawn, e.SheetSubmitted]
    state = after(state, sheet("e1", "57", "38"), judge(1))
    assert entry_in(state) is None
    assert sheet_in(state).source is Source.PHONE
    assert refusal(state, confirmation(), VERIFIER).reason is Reason.ALREADY


def test_a_phone_that_comes_back_after_the_paper_is_told_so_and_counts_nothing():
    state = confirmed()

    told = refusal(state, sheet("e1", "57", "38"), judge(1))

    assert told.reason is Reason.ALREADY
    assert "已按纸质评分表录入" in told.detail
    assert sheet_in(state).marks["content"] == "55"


def test_a_paper_sheet_is_returned_like_any_other_and_may_come_again_either_way():
    state = after(confirmed(), c.ReturnSheet(on("e1"), "J1", "笔误"))

    by_phone = after(state, sheet("e1", "57", "38", 2), judge(1))
    on_paper = confirmed(entered(state, content="57", revision=2), content="57")

    assert (sheet_in(by_phone).source, sheet_in(by_phone).entered_by) == (Source.PHONE, "")
    assert (sheet_in(on_paper).source, sheet_in(on_paper).revision) == (Source.PAPER, 2)
    assert refusal(state, entry(), SCOREKEEPER).reason is Reason.STALE


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("60.5", Reason.OUT_OF_RANGE), ("50.25", Reason.OUT_OF_RANGE), ("五十", Reason.MALFORMED)],
)
def test_a_mark_off_the_scale_is_taken_from_neither(typed, reason):
    assert refusal(day.marking(), entry(typed), SCOREKEEPER).reason is reason
    assert refusal(entered(), confirmation(typed), VERIFIER).reason is reason


def test_no_paper_is_taken_of_who_is_excused_or_before_marking_or_of_an_earlier_attempt():
    excused = after(day.marking(), c.ExcuseJudge(on("e1"), "J1", SheetPhase.ABSENT, "离场"))
    called = after(day.ready(), c.CallEntrant(on("e1")))

    assert refusal(excused, entry(), SCOREKEEPER).reason is Reason.NOT_NOW
    assert refusal(called, entry(), SCOREKEEPER).reason is Reason.NOT_NOW
    assert refusal(day.marking(), entry(attempt=1), SCOREKEEPER).reason is Reason.STALE


def test_an_excuse_and_a_reason_make_an_entry_fall():
    excused = after(entered(), c.ExcuseJudge(on("e1"), "J1", SheetPhase.ABSENT, "离场"))
    withdrawn = after(entered(), c.WithdrawSheetEntry(on("e1"), "J1", "是2号的"))

    assert entry_in(excused) is None
    assert entry_in(withdrawn) is None


def test_answers_are_compared_too():
    state = compulsory_day.marking(compulsory_day.INTRO)
    paper = c.EnterSheet(on("e1"), "J1", 1, {"content": "55", "manner": "37.5"}, items={"intro": True})
    other = c.ConfirmSheet(on("e1"), "J1", paper.marks, {"intro": False})

    state = after(after(state, paper, SCOREKEEPER), other, VERIFIER)

    assert entry_in(state).phase is EntryPhase.DIFFERED


def test_nothing_of_an_entry_is_left_for_the_next_attempt():
    state = after(entered(), c.GrantRetake(on("e1"), "断电", "见证人", last=False))

    assert entry_in(state) is None


def test_a_person_is_one_pair_of_eyes_under_either_name():
    """Who sits on a panel is logged by the seat: the same person all the same."""
    by_name = Actor((Appointment(Duty.SCOREKEEPER),), person="J9")
    by_seat = Actor((Appointment(Duty.JUDGE), Appointment(Duty.VERIFIER)), judge="J9", person="J9")

    state = after(day.marking(), entry(), by_name)

    assert refusal(state, confirmation(), by_seat).reason is Reason.NOT_ALLOWED
