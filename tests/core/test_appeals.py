"""异议: until when it is taken, by when it is answered, and that 定稿 waits for it."""

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core import events as e
from judging.core.appeals.award_phase import AwardPhase, pending, phase_of
from judging.core.appeals.objection import About, Channel, Objector, Resolution
from judging.core.appeals.publicity import Final
from judging.core.apply import apply
from judging.core.correction.record import Correction, Deducted, Fate
from judging.core.hall.performance import PerformanceId
from judging.core.people.actor import acting
from judging.core.people.duty import Appointment, Duty
from judging.core.people.person import Person
from judging.core.refused import Reason
from judging.core.scoring.oversight import Act
from judging.core.scoring.recourse import ObjectionRules, PublicityRules
from judging.core.signing.waiting import thing
from tests import corrected_day
from tests.corrected_day import lowered
from tests.day import AT, ORGANISER, after, on, refusal, view
from tests.honours_day import BACK, FRONT, POOL, decision, lock, locked, rows, special

DIRECTOR, SUPERVISOR = acting(Duty.DIRECTOR), acting(Duty.SUPERVISOR)
SECRETS = ("参赛者甲", "示例单位", "口头留言", "现场计时有误", "计时属实")
OBJECTOR = Objector("参赛者甲", "示例单位", "口头留言")
TUESDAY, WEDNESDAY = "2026-11-24T02:00:00.000Z", "2026-11-25T02:00:00.000Z"
OVER = "2026-11-26T16:00:00.000Z"  # three working days after Monday the 23rd
MONDAY = "2026-11-23T02:00:00.000Z"
RULES = {"publicity": PublicityRules(3)}
DAYS = ObjectionRules(contact_days=1, settle_days=4, complicated_days=13)


def objection(track=BACK, late="", received="", entrant="", round=""):
    about = About(track, entrant, round)
    return c.RegisterObjection(OBJECTOR, about, "现场计时有误", Channel.ON_SITE, received, late)


def decided(**rules):
    """Friday, 2026-11-20."""
    state = locked(**(RULES | rules))
    return after(state, decision(state), at=AT)


def public(**rules):
    return after(decided(**rules), c.StartPublicity(POOL), at=MONDAY)


def settled(state, number=1, at=TUESDAY, resolution=Resolution.DISMISSED):
    state = after(state, c.DecideObjection(number, resolution, "经核对计时记录"), at=at)
    return after(state, c.AnswerObjection(number, "当面送达"), at=at)


def test_an_award_goes_from_the_lock_to_the_end_in_five_steps():
    state = locked(**RULES)
    assert phase_of(locked(tracks=(FRONT,), **RULES), POOL) is AwardPhase.OPEN
    assert phase_of(state, POOL) is AwardPhase.PROPOSED
    assert phase_of(decided(), POOL) is AwardPhase.DECIDED
    assert phase_of(public(), POOL) is AwardPhase.PUBLISHED

    state = after(public(), c.Finalise(POOL), at=OVER)

    assert phase_of(state, POOL) is AwardPhase.FINAL
    assert state.finals[POOL].tracks == (FRONT, BACK)


def test_nothing_is_made_public_before_it_is_decided():
    assert refusal(locked(**RULES), c.StartPublicity(POOL), at=MONDAY).reason is Reason.INCOMPLETE


def test_nothing_is_final_before_the_last_day_is_over():
    state = public()

    refused = refusal(state, c.Finalise(POOL), at="2026-11-26T15:59:59.999Z")

    assert state.publicities[POOL].ends == "2026-11-26T15:59:59.999Z"
    assert "2026-11-26 当天结束" in refused.detail


@pytest.mark.parametrize(
    ("day", "at"),
    [("2026-11-24", MONDAY), ("2026-11-19", MONDAY), ("2026-2-3", MONDAY)],
    ids=["to come", "before the decision", "no date"],
)
def test_a_publication_is_of_a_day_between_the_decision_and_today(day, at):
    assert refusal(decided(), c.StartPublicity(POOL, day), at=at).reason is Reason.MALFORMED


def test_an_objection_that_waits_keeps_the_award_from_being_final():
    state = after(public(), objection(), at=TUESDAY)
    decided_only = after(state, c.DecideObjection(1, Resolution.DISMISSED, "核对无误"), at=TUESDAY)

    assert [each.number for each in pending(state, POOL)] == [1]
    assert "第 1 号异议还没有办结" in refusal(state, c.Finalise(POOL), at=OVER).detail
    assert "第 1 号异议还没有办结" in refusal(decided_only, c.Finalise(POOL), at=OVER).detail
    assert phase_of(after(settled(state), c.Finalise(POOL), at=OVER), POOL) is AwardPhase.FINAL
    withdrawn = after(state, c.WithdrawObjection(1, "本人来函"), at=TUESDAY)
    assert phase_of(after(withdrawn, c.Finalise(POOL), at=OVER), POOL) is AwardPhase.FINAL


def test_an_objection_to_another_pool_is_in_nobodys_way():
    state = after(public(), objection("centre"), at=TUESDAY)

    assert pending(state, POOL) == ()
    assert phase_of(after(state, c.Finalise(POOL), at=OVER), POOL) is AwardPhase.FINAL


def test_an_award_to_districts_waits_for_every_objection():
    state = after(special(), objection("centre"), at=MONDAY)

    assert [each.number for each in pending(state, "organised")] == [1]
    assert pending(state, "shown") == ()


def test_a_ranking_that_changed_is_decided_and_made_public_anew_with_all_its_days():
    state = lock(public(), BACK, rows("b", ("92.50", "92.00", "90.00")))
    again = after(state, decision(state), at=WEDNESDAY)

    refused = refusal(again, c.Finalise(POOL), at=OVER)
    renewed = after(again, c.RenewPublicity(POOL, "后台组更正"), at=WEDNESDAY)

    assert "重新决定" in refusal(state, c.RenewPublicity(POOL, "更正"), at=WEDNESDAY).detail
    assert "重新公示" in refused.detail
    assert [each.date for each in renewed.publicities[POOL].days if each.works] == [
        "2026-11-26",
        "2026-11-27",
        "2026-11-30",
    ]
    assert refusal(renewed, c.Finalise(POOL), at=OVER).reason is Reason.INCOMPLETE
    assert phase_of(after(renewed, c.Finalise(POOL), at="2026-11-30T16:00:00.000Z"), POOL) is AwardPhase.FINAL


def test_days_that_are_set_free_count_in_a_publicity_that_runs():
    state = after(public(), c.SetHolidays(("2026-11-25",), ()), at=TUESDAY)

    assert state.publicities[POOL].ends == "2026-11-27T15:59:59.999Z"


def test_days_that_are_set_free_move_what_objections_that_wait_are_due():
    state = after(public(objections=DAYS), objection(), at=TUESDAY)
    both = after(settled(state), objection(), at=TUESDAY)

    moved = after(both, c.SetHolidays(("2026-11-26",), ()), at=TUESDAY)

    due = moved.objections[2].deadlines
    assert (due.contact, due.settle) == ("2026-11-25T15:59:59.999Z", "2026-12-01T15:59:59.999Z")
    assert due.complicated == "2026-12-14T15:59:59.999Z"
    assert moved.objections[1] == both.objections[1]


def test_a_publication_anew_is_of_no_day_before_the_correction():
    state, id = public(), PerformanceId(BACK, "present", "b1")
    made = Correction(
        1, id, Deducted("1", "缺项"), "漏记", (), "organiser", TUESDAY, Fate.APPLIED, at=WEDNESDAY
    )
    state = replace(state, corrections={1: made})

    assert "2026-11-25" in refusal(state, c.RenewPublicity(POOL, "更正", "2026-11-24"), at=OVER).detail
    assert after(state, c.RenewPublicity(POOL, "更正", "2026-11-25"), at=OVER).publicities[POOL].reasons


def test_no_period_is_shortened_by_working_on_a_day_of_rest():
    refused = refusal(public(), c.SetHolidays((), ("2026-11-28",)), at=TUESDAY)

    assert "休息日" in refused.detail


def test_what_is_final_is_corrected_only_once_it_is_reopened():
    final = replace(corrected_day.locked(), finals={"any": Final("", ("centre",), AT, "organiser")})

    assert refusal(final, lowered()).reason is Reason.LOCKED
    assert "撤销定稿" in refusal(final, lowered()).detail


def test_no_meeting_decides_on_what_is_final():
    state = after(public(), c.Finalise(POOL), at=OVER)

    assert refusal(state, decision(state)).reason is Reason.LOCKED
    assert refusal(state, c.WithdrawDecision(POOL, "有误")).reason is Reason.LOCKED


def test_a_final_award_is_reopened_for_a_reason_that_was_given_before():
    state = after(public(), c.Finalise(POOL), at=OVER)

    assert refusal(state, c.ReopenFinal(POOL), at=OVER).reason is Reason.INCOMPLETE
    proposed = after(state, c.ProposeReopening(POOL, "来函更正"), at=OVER)
    assert phase_of(proposed, POOL) is AwardPhase.FINAL
    assert phase_of(after(proposed, c.ReopenFinal(POOL), at=OVER), POOL) is AwardPhase.PUBLISHED


def test_a_supervisor_signs_what_is_final_and_what_is_reopened():
    rules = {"countersign": (Act.FINAL,)}
    watching = c.SetPerson(Person("P9", "监督员一", appointments=(Appointment(Duty.SUPERVISOR),)))
    state = after(public(**rules), watching, at=MONDAY)

    refused = refusal(state, c.Finalise(POOL), at=OVER)
    waits = thing(state, Act.FINAL, POOL)
    objected = after(state, objection(), at=TUESDAY)

    assert "监督员一" in refused.detail
    assert thing(objected, Act.FINAL, POOL) is None
    assert thing(settled(objected), Act.FINAL, POOL).digest != waits.digest
    final = after(signed(state, POOL), c.Finalise(POOL), at=OVER)
    assert final.finals[POOL].signed_by == "person/P9"
    proposed = after(final, c.ProposeReopening(POOL, "来函更正"), at=OVER)
    assert "监督员一" in refusal(proposed, c.ReopenFinal(POOL), at=OVER).detail
    assert POOL not in after(signed(proposed, f"reopening/{POOL}"), c.ReopenFinal(POOL), at=OVER).finals


def signed(state, subject):
    """What waits under this name, by the supervisor."""
    digest = thing(state, Act.FINAL, subject).digest
    return apply(state, e.Countersigned(Act.FINAL, subject, digest, "person/P9"), AT, "person/P9")


WINDOW = {"objections": ObjectionRules(within_hours=2, decide_hours=2)}


def test_what_comes_late_is_taken_only_by_the_organiser_and_with_a_reason():
    state = corrected_day.locked()
    state = replace(state, rules=replace(state.rulebook, **WINDOW))
    asked = replace(objection("centre"), received_at="")
    in_time, late = "2026-11-20T08:03:22.000Z", "2026-11-20T08:03:22.001Z"

    assert after(state, asked, at=in_time).objections[1].late == ""
    assert refusal(state, asked, at=late).reason is Reason.NOT_NOW
    assert refusal(state, replace(asked, late="路上耽搁"), SUPERVISOR, late).reason is Reason.NOT_ALLOWED
    taken = after(state, replace(asked, late="路上耽搁"), ORGANISER, late)
    assert taken.objections[1].late == "路上耽搁"


def test_while_it_is_public_the_window_is_open_again():
    state = after(public(**WINDOW), objection(), at=WEDNESDAY)

    assert state.objections[1].late == ""
    assert refusal(state, objection(), at=OVER).reason is Reason.NOT_NOW


def test_the_deadlines_are_told_at_the_receipt_and_do_not_count_its_day():
    told = after(public(objections=DAYS), objection(), at=TUESDAY).objections[1].deadlines
    at_once = after(decided(**WINDOW), objection(), at=MONDAY).objections[1].deadlines

    assert (told.contact, told.settle) == ("2026-11-25T15:59:59.999Z", "2026-11-30T15:59:59.999Z")
    assert told.complicated == "2026-12-11T15:59:59.999Z"
    assert (at_once.contact, at_once.settle) == ("", "2026-11-23T04:00:00.000Z")


def test_a_complicated_one_has_longer():
    state = after(public(objections=DAYS), objection(), at=TUESDAY)

    longer = after(state, c.MarkComplicated(1, "涉及多个窗口"), at=TUESDAY)

    assert longer.objections[1].due == "2026-12-11T15:59:59.999Z"
    plain = after(public(), objection(), at=TUESDAY)
    assert refusal(plain, c.MarkComplicated(1, "涉及多个窗口"), at=TUESDAY).reason is Reason.NOT_NOW


def test_a_correction_names_the_objection_it_follows_from_once_that_is_upheld():
    state = after(corrected_day.locked(), objection("centre"))
    asked = c.ProposeCorrection(on("e1"), Deducted("1", "缺项"), "漏记", objection=1)

    assert refusal(state, asked).reason is Reason.NOT_NOW
    upheld = after(state, c.DecideObjection(1, Resolution.UPHELD, "漏记属实"))
    assert after(upheld, asked).corrections[1].objection == 1
    assert refusal(upheld, replace(asked, objection=2)).reason is Reason.UNKNOWN


@pytest.mark.parametrize("topic", ["objections", "signing", "console/main", "overview", "setup", "flags"])
def test_who_objected_to_what_is_told_to_nobody_else(topic):
    rules = {"countersign": (Act.OBJECTION,)}
    state = after(public(**rules), objection(), at=TUESDAY)
    state = after(state, c.DecideObjection(1, Resolution.UPHELD, "计时属实"), at=TUESDAY)

    told = str(view(state, topic))

    assert "参赛者甲" in str(view(state, "appeals"))
    assert all(
        secret not in told for secret in ("参赛者甲", "示例单位", "口头留言", "现场计时有误", "计时属实")
    )


def test_no_judge_is_told_that_somebody_objected():
    rules = {"countersign": (Act.OBJECTION,)}
    state = after(public(**rules), objection(), at=TUESDAY)
    state = after(state, c.DecideObjection(1, Resolution.UPHELD, "计时属实"), at=TUESDAY)

    assert thing(state, Act.OBJECTION, "1") is not None
    assert view(state, "signing").lines == ()
    assert [line.number for line in view(state, "objections").lines] == [1]
