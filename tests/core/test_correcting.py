"""更正: what may be corrected after the lock, by whom, and that nothing else changes."""

import random

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core import events as e
from judging.core.apply import apply
from judging.core.correction.record import Deducted, Fate, NewMarks, Undeducted
from judging.core.hall.air import Scene
from judging.core.hall.performance import SheetPhase
from judging.core.people.actor import Actor
from judging.core.people.duty import Appointment, Duty
from judging.core.people.taking_part import Entrant
from judging.core.publication.on_air import fingerprint, present
from judging.core.publication.ranked import ranking
from judging.core.refused import Reason, Refused
from judging.core.scoring.oversight import Act
from judging.core.scoring.rulebook import Rulebook
from judging.core.signing.things import correction_of
from judging.core.signing.waiting import waiting
from tests import corrected_day, day
from tests.corrected_day import DROPPED, OFF, corrected, lowered, raised, swap
from tests.day import DIRECTOR, ORGANISER, after, judge, on, publish, refusal


@pytest.fixture(scope="module")
def locked():
    return corrected_day.locked()


def places(state):
    return {row.entrant: row.place for row in state.locked["centre"]}


def test_before_the_lock_the_ordinary_ways_are_named():
    refused = refusal(corrected_day.revealed(), lowered())

    assert refused.reason is Reason.NOT_NOW
    assert "退回评分表" in refused.detail
    assert "重开评分" in refused.detail


def test_a_proposal_changes_no_number(locked):
    proposed = after(locked, lowered())

    assert proposed.performances == locked.performances
    assert proposed.locked == locked.locked
    assert proposed.corrections[1].fate is Fate.WAITING


def test_who_proposed_does_not_put_it_into_effect(locked):
    proposed = after(locked, lowered(), ORGANISER)

    refused = refusal(proposed, c.ApplyCorrection(1), ORGANISER)

    assert refused.reason is Reason.NOT_ALLOWED
    assert "另一人" in refused.detail


def test_a_judge_is_one_person_with_and_without_the_panel(locked):
    """As who sits on a panel and as the director by name: the same eyes."""
    person = Actor((Appointment(Duty.DIRECTOR),), None, "", "J2")
    seated = Actor((Appointment(Duty.DIRECTOR), Appointment(Duty.JUDGE)), "J2", "", "J2")

    proposed = after(locked, lowered(), person)

    assert refusal(proposed, c.ApplyCorrection(1), seated).reason is Reason.NOT_ALLOWED


def countersigned_day():
    """Where the rules want the supervisor's name under a correction, one waits for it."""
    state = corrected_day.locked()
    rules = replace(state.rules, countersign=(Act.CORRECTION,))
    return after(replace(state, rules=rules), lowered(), ORGANISER)


def signed(state, by="person/S1"):
    thing = correction_of(state, state.corrections[1])
    event = e.Countersigned(thing.act, thing.subject, thing.digest, by, thing.track)
    return apply(state, event, day.AT, by)


def test_where_the_supervisor_countersigns_nothing_happens_without_his_name():
    state = countersigned_day()

    assert refusal(state, c.ApplyCorrection(1), DIRECTOR).reason is Reason.INCOMPLETE
    assert [each.thing.subject for each in waiting(state)] == ["1"]


def test_his_name_is_under_what_it_moved_when_he_looked():
    state = signed(countersigned_day())
    assert after(state, c.ApplyCorrection(1), DIRECTOR)
    moved = [replace(row, place=9) for row in state.locked["centre"]]

    state = replace(state, locked={"centre": tuple(moved)})

    assert refusal(state, c.ApplyCorrection(1), DIRECTOR).reason is Reason.INCOMPLETE


def test_his_name_is_the_second_hand():
    state = after(signed(countersigned_day()), c.ApplyCorrection(1), ORGANISER)

    found = state.corrections[1]
    assert (found.fate, found.proposed_by, found.second_hand) == (Fate.APPLIED, "organiser", "person/S1")
    assert waiting(state) == ()


def test_who_proposed_is_no_second_hand_by_signing():
    state = signed(countersigned_day(), by="organiser")

    assert refusal(state, c.ApplyCorrection(1), DIRECTOR).reason is Reason.NOT_ALLOWED


def test_new_marks_are_a_new_revision_with_its_score(locked):
    state = corrected(locked, swap())

    sheet = state.performance(on("e1")).sheets["J1"]
    assert (sheet.revision, dict(sheet.marks)) == (2, {"content": "40", "manner": "30"})
    assert sheet.phase is SheetPhase.SUBMITTED
    assert state.performance(on("e1")).announced.score == "89.17"
    assert state.locked["centre"] == ranking(state, "centre")


def test_the_event_says_old_and_new_of_all_that_moved(locked):
    proposed = after(locked, lowered(), ORGANISER)
    told = after(proposed, c.ApplyCorrection(1), DIRECTOR).first_hall.story[-1].event

    assert isinstance(told, e.ResultCorrected)
    assert (told.proposed_by, told.applied_by, told.reason) == ("organiser", "director", "漏记扣分")
    assert (told.outcome.was.score, told.outcome.now.score) == ("90.67", "30.67")
    assert told.outcome.was == locked.performance(on("e1")).announced
    assert [(move.entrant, move.before, move.place) for move in told.outcome.moves] == [
        ("e3", 2, 1),
        ("e2", 3, 2),
        ("e1", 1, 3),
    ]


def test_a_deduction_can_be_withdrawn_after_the_lock(locked):
    state = corrected(locked, raised())

    assert state.performance(on("e1")).deductions == ()
    assert state.performance(on("e1")).announced.score == "91.17"


def test_the_lock_stays(locked):
    state = corrected(locked, swap())

    assert state.locked_at == locked.locked_at
    assert refusal(state, c.StepBack(on("e1"), "改分")).reason is Reason.LOCKED


def test_a_dropped_mark_moves_nobody_and_is_on_record_all_the_same(locked):
    state = corrected(locked, c.ProposeCorrection(on("e1"), DROPPED, "抄错"))

    assert places(state) == places(locked)
    assert state.corrections[1].outcome.moves == ()
    assert state.performance(on("e1")).announced.marks[4].total == "97.0"


def test_a_published_ranking_stays_until_it_is_published_anew(locked):
    state = corrected(locked, lowered())

    assert state.standings == locked.standings
    assert fingerprint(state.standings["centre"]) != fingerprint(present(state, "centre"))
    again = after(state, publish())
    assert [row.entrant for row in again.standings["centre"].rows] == ["e3", "e2", "e1"]


def test_no_screen_goes_over_to_the_new_score_by_itself():
    state = day.played(corrected_day.revealed(), (c.LockTrack("centre"),))
    assert (state.first_hall.scene, state.first_hall.on_stage) == (Scene.REVEAL, on("e3"))

    state = corrected(state, swap("e3"))

    assert (state.first_hall.scene, state.first_hall.on_stage) == (Scene.STANDBY, None)


def test_one_correction_of_a_performance_waits_at_a_time(locked):
    proposed = after(locked, lowered())

    assert "等待生效" in refusal(proposed, raised()).detail
    assert refusal(proposed, raised()).reason is Reason.ALREADY
    assert after(after(proposed, c.DropCorrection(1, "填错")), raised()).corrections[2].fate is Fate.WAITING


def test_a_dropped_correction_has_no_effect(locked):
    dropped = after(after(locked, lowered()), c.DropCorrection(1, "填错"))

    assert refusal(dropped, c.ApplyCorrection(1), DIRECTOR).reason is Reason.NOT_NOW
    assert dropped.corrections[1].why_dropped == "填错"
    assert after(dropped, c.DropCorrection(1, "填错")) == dropped


def test_what_took_effect_takes_effect_once(locked):
    state = corrected(locked, lowered())

    assert after(state, c.ApplyCorrection(1), DIRECTOR) == state
    assert refusal(state, c.DropCorrection(1, "填错")).reason is Reason.NOT_NOW


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (NewMarks("J9", {"content": "40", "manner": "30"}), Reason.NOT_ON_PANEL),
        (NewMarks("J1", {"content": "61", "manner": "30"}), Reason.OUT_OF_RANGE),
        (NewMarks("J1", {"content": "40"}), Reason.INCOMPLETE),
        (NewMarks("J1", {"content": "55.0", "manner": "37.50"}), Reason.ALREADY),
        (Deducted("0", "缺项"), Reason.OUT_OF_RANGE),
        (Deducted("0.5", "超时"), Reason.ALREADY),
        (Undeducted(replace(OFF, reason="别的")), Reason.UNKNOWN),
    ],
)
def test_what_cannot_be_or_changes_nothing_is_refused(locked, change, reason):
    assert refusal(locked, c.ProposeCorrection(on("e1"), change, "更正")).reason is reason


def test_a_correction_needs_a_reason(locked):
    assert refusal(locked, replace(raised(), reason=" ")).reason is Reason.MALFORMED


def test_a_judge_who_gave_no_marks_gets_none_by_a_correction():
    state = day.marking()
    for n in (1, 2, 3, 4):
        state = after(state, day.sheet("e1", "50", "30"), judge(n))
    state = after(state, c.ExcuseJudge(on("e1"), "J5", SheetPhase.RECUSED, "亲属"))
    state = day.played(state, (c.CloseMarking(on("e1")), c.RevealScore(on("e1"))))
    for other in ("e2", "e3"):
        state = after(state, c.SetStatus("centre", other, "withdrawn", "来函"))
    state = after(state, c.LockTrack("centre"))

    assert refusal(state, c.ProposeCorrection(on("e1"), DROPPED, "补分")).reason is Reason.NOT_NOW


def tied_day():
    """e1 and e2 alike; the head judge would decide."""
    track = replace(day.CENTRE, ties=("manual",), rounds=(day.PRESENT,))
    rules = Rulebook(id="tied", name="并列", tracks=(replace(track, rounds=(day.PRESENT,)),))
    entrants = (Entrant("e1", "甲"), Entrant("e2", "乙"))
    state = day.played(
        day.State(),
        (
            c.CreateCompetition(rules, {"centre": entrants}),
            day.SEAT,
            c.EnterOrder("centre", "present", ("e1", "e2"), "见证人"),
        ),
    )
    for entrant, content in (("e1", "50"), ("e2", "40")):
        state = day.played(state, (c.CallEntrant(on(entrant)), c.OpenMarking(on(entrant))))
        for n in range(1, 6):
            given = content if n < 5 else "50"
            state = after(state, day.sheet(entrant, given, "30"), judge(n))
        state = day.played(state, (c.CloseMarking(on(entrant)), c.RevealScore(on(entrant))))
    return after(state, c.LockTrack("centre"))


def test_equals_that_a_correction_makes_wait_for_the_head_judges_order():
    state = tied_day()
    off = c.ProposeCorrection(on("e1"), Deducted("10", "缺项"), "漏记")

    refused = refusal(state, off)
    assert refused.reason is Reason.INCOMPLETE
    assert "甲、乙并列" in refused.detail

    state = corrected(state, replace(off, order=("e2", "e1")))
    assert places(state) == {"e2": 1, "e1": 2}


def test_an_order_is_not_asked_for_where_nobody_is_equal(locked):
    assert refusal(locked, replace(lowered(), order=("e2", "e1"))).reason is Reason.STALE


@pytest.mark.parametrize("seed", range(12))
def test_a_correction_changes_only_what_it_says(locked, seed):
    chance, state = random.Random(seed), locked
    for _ in range(5):
        entrant = chance.choice(["e1", "e2", "e3"])
        asked = c.ProposeCorrection(on(entrant), some_change(chance, state, entrant), "更正")
        try:
            changed = corrected(state, asked, len(state.corrections) + 1)
        except Refused:
            continue
        others = [id for id in state.performances if id != on(entrant)]
        assert [changed.performance(id) for id in others] == [state.performance(id) for id in others]
        assert changed.locked["centre"] == ranking(changed, "centre")
        assert (changed.standings, changed.statuses, changed.orders, changed.panels, changed.rules) == (
            state.standings,
            state.statuses,
            state.orders,
            state.panels,
            state.rules,
        )
        kept = dict(state.performance(on(entrant)).sheets)
        if isinstance(asked.change, NewMarks):
            kept.pop(asked.change.judge)
        sheets = changed.performance(on(entrant)).sheets
        assert {id: sheets[id] for id in kept} == kept
        state = changed
    assert state.corrections


def some_change(chance, state, entrant):
    standing = state.performance(on(entrant)).deductions
    if standing and chance.random() < 0.3:
        return Undeducted(chance.choice(standing))
    if chance.random() < 0.4:
        return Deducted(str(chance.randint(1, 9)), f"缺项{chance.randint(1, 3)}")
    given = {"content": str(chance.randint(0, 60)), "manner": str(chance.randint(0, 40))}
    return NewMarks(f"J{chance.randint(1, 5)}", given)
