"""评审决定: a meeting confirms, defers or vetoes what the scores come to, and changes nothing of them."""

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.ceremony.programme import AwardPart, Programme
from judging.core.honours.decided import agenda, awards_of, decided, decision_of, is_overtaken, undecided
from judging.core.honours.deciding import Entry
from judging.core.honours.decision import Verdict, Votes
from judging.core.people.actor import acting
from judging.core.people.duty import Appointment, Duty
from judging.core.people.person import Person
from judging.core.refused import Reason
from judging.core.scoring.meeting import Majority
from judging.core.scoring.oversight import Act
from judging.core.signing.waiting import thing
from tests import honours_day
from tests.day import after, refusal
from tests.honours_day import BACK, FRONT, MEMBERS, POOL, decision, locked, rows

VETO, LATER = (Verdict.VETOED, "材料不实"), (Verdict.DEFERRED, "待核实")
CARRIED = Votes(2, 1, 0)


def ids(honours):
    return [line.entrant for line in honours]


def test_nothing_is_decided_before_a_meeting():
    state = locked()

    assert ids(agenda(state, POOL).undecided) == ["f1", "b1", "f2", "b2"]
    assert (decided(state, POOL), decision_of(state, POOL)) == ((), None)
    assert awards_of(state) == ("collective", POOL)


def test_what_was_confirmed_is_decided_and_the_rest_is_not():
    state = after(locked(), decision(locked(), b1=VETO, f2=LATER))

    assert [(line.entrant, line.level, line.title) for line in decided(state, POOL)] == [
        ("f1", "一等奖", "金牌店小二"),
        ("b2", "二等奖", ""),
    ]
    assert ids(undecided(state, POOL)) == ["f2"]
    assert [each.reason for each in decision_of(state, POOL).rulings] == ["", "材料不实", "待核实", ""]


def test_a_later_meeting_decides_on_what_was_deferred_alone():
    state = after(locked(), decision(locked(), f2=LATER))

    again = after(state, decision(state))

    assert ids(decided(again, POOL)) == ["f1", "b1", "f2", "b2"]
    assert len(decision_of(again, POOL).rulings) == 1
    assert refusal(again, decision(again)).reason is Reason.ALREADY


def test_the_list_that_was_looked_at_is_decided_on_and_no_other():
    state = locked()
    seen = decision(state)

    other = honours_day.lock(state, FRONT, rows("f", ("95.00", "90.50", "89.00")))

    refused = refusal(other, replace(seen, entries=decision(other).entries))
    assert refused.reason is Reason.STALE
    assert "重新决定" in refused.detail


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        (lambda given: given[:-1], Reason.INCOMPLETE),
        (lambda given: (*given, given[0]), Reason.UNKNOWN),
        (lambda given: (*given, Entry(BACK, "b3", Verdict.CONFIRMED)), Reason.UNKNOWN),
        (lambda given: (*given[1:], replace(given[0], verdict=Verdict.VETOED)), Reason.MALFORMED),
    ],
    ids=["one is left out", "one twice", "one who is not proposed", "a veto without a reason"],
)
def test_a_meeting_decides_on_each_proposed_entry_once(entries, reason):
    asked = decision(locked())

    assert refusal(locked(), replace(asked, entries=entries(asked.entries))).reason is reason


@pytest.mark.parametrize("members", [(), ("委员一", "委员一"), tuple(map(str, range(61)))])
def test_it_is_known_who_was_there(members):
    assert refusal(locked(), replace(decision(locked()), members=members)).reason is Reason.MALFORMED


def test_nothing_is_decided_while_a_track_is_open():
    state = locked(tracks=(FRONT,))

    refused = refusal(state, c.RecordDecision(POOL, MEMBERS, (), agenda(state, POOL).digest))

    assert refused.reason is Reason.INCOMPLETE
    assert "还没有核分锁定" in refused.detail


def test_too_few_members_decide_nothing():
    refused = refusal(locked(quorum=5), decision(locked(quorum=5)))

    assert refused.reason is Reason.INCOMPLETE
    assert "还差 2 人" in refused.detail


@pytest.mark.parametrize(
    ("majority", "votes", "verdict", "is_refused"),
    [
        (Majority.TWO_THIRDS, CARRIED, Verdict.CONFIRMED, False),
        (Majority.TWO_THIRDS, Votes(1, 1, 1), Verdict.CONFIRMED, True),
        (Majority.TWO_THIRDS, Votes(1, 1, 1), Verdict.VETOED, False),
        (Majority.TWO_THIRDS, CARRIED, Verdict.VETOED, True),
        (Majority.HALF, CARRIED, Verdict.CONFIRMED, False),
        (Majority.HALF, Votes(1, 2, 0), Verdict.CONFIRMED, True),
        (Majority.HALF, Votes(2, 2, 0), Verdict.CONFIRMED, True),
        (Majority.HALF, None, Verdict.CONFIRMED, True),
        (Majority.HALF, None, Verdict.DEFERRED, False),
        (Majority.HALF, CARRIED, Verdict.DEFERRED, False),
        (None, CARRIED, Verdict.CONFIRMED, True),
    ],
)
def test_votes_carry_what_is_said_to_be_decided(majority, votes, verdict, is_refused):
    state = locked(majority=majority)
    usual = CARRIED if majority else None
    asked = decision(state, votes=usual)
    first = replace(asked.entries[0], verdict=verdict, reason="见记录", votes=votes)

    command = replace(asked, entries=(first, *asked.entries[1:]))

    if is_refused:
        refusal(state, command)
    else:
        assert decision_of(after(state, command), POOL).rulings[0].votes == votes


def test_an_even_house_needs_more_than_half():
    state = locked(majority=Majority.HALF)
    asked = replace(decision(state, votes=Votes(2, 2, 0)), members=(*MEMBERS, "委员四"))

    assert "须 3 票通过" in refusal(state, asked).detail


def test_a_correction_that_changes_the_list_overtakes_the_decision():
    state = after(locked(), decision(locked()))
    assert not is_overtaken(state, POOL)

    corrected = honours_day.lock(state, BACK, rows("b", ("94.00", "90.50", "90.00")))

    assert is_overtaken(corrected, POOL)
    assert decided(corrected, POOL) == ()
    assert ids(undecided(corrected, POOL)) == ["f1", "b1", "f2", "f3"]
    assert decision_of(corrected, POOL).number == 1
    anew = after(corrected, decision(corrected))
    assert (ids(decided(anew, POOL)), decision_of(anew, POOL).number) == (["f1", "b1", "f2", "f3"], 2)


def test_a_correction_that_leaves_the_list_as_it_is_overtakes_nothing():
    state = after(locked(), decision(locked()))

    same = honours_day.lock(state, BACK, rows("b", ("94.10", "92.00", "90.00")))

    assert decided(same, POOL) == decided(state, POOL) != ()


def test_a_vacated_slot_stays_empty():
    state = after(locked(), decision(locked(), b2=VETO))

    assert undecided(state, POOL) == ()
    assert ids(decided(state, POOL)) == ["f1", "b1", "f2"]


def test_where_the_rules_say_so_the_next_moves_up_and_is_decided_on():
    state = after(locked(fill=True), decision(locked(fill=True), b2=VETO))
    assert ids(decided(state, POOL)) == ["f1", "b1", "f2"]
    assert ids(undecided(state, POOL)) == ["f3"]

    again = after(state, decision(state))

    assert ids(decided(again, POOL)) == ["f1", "b1", "f2", "f3"]


def test_who_moves_up_a_level_is_decided_on_at_that_level():
    state = after(locked(fill=True), decision(locked(fill=True), f1=VETO))

    assert [(line.entrant, line.level) for line in undecided(state, POOL)] == [
        ("b1", "一等奖"),
        ("f3", "二等奖"),
    ]
    assert ids(decided(state, POOL)) == ["f2", "b2"]


def test_nobody_moves_up_where_nobody_is_left():
    state = locked(fill=True, front=("95.00", "93.00"), back=("94.00", "92.00"))

    state = after(state, decision(state, b2=VETO))

    assert (ids(decided(state, POOL)), undecided(state, POOL)) == (["f1", "b1", "f2"], ())


def test_a_decision_is_withdrawn_with_its_reason_and_the_one_before_stands():
    first = after(locked(), decision(locked(), f2=LATER))
    second = after(first, decision(first))

    state = after(second, c.WithdrawDecision(POOL, "记录有误"))

    assert decided(state, POOL) == decided(first, POOL)
    assert state.decisions[POOL][1].withdrawn == "记录有误"
    assert decision_of(state, POOL).number == 1
    none_left = after(state, c.WithdrawDecision(POOL, "重开"))
    assert refusal(none_left, c.WithdrawDecision(POOL, "重开")).reason is Reason.UNKNOWN
    assert after(none_left, decision(none_left)).decisions[POOL][-1].number == 3


def test_the_supervisor_signs_the_list_before_it_is_decided_on():
    state = locked(countersign=(Act.DECIDE,))
    watching = Person("P1", "监督员一", appointments=(Appointment(Duty.SUPERVISOR),))
    state, by = after(state, c.SetPerson(watching)), acting(Duty.SUPERVISOR)
    assert "监督员 监督员一 会签" in refusal(state, decision(state)).detail
    state = after(state, c.SetPin("ab" * 32), by)

    wanted = thing(state, Act.DECIDE, POOL)
    signed = after(state, c.Countersign(Act.DECIDE, POOL, wanted.digest, "ab" * 32), by)

    assert ids(decided(after(signed, decision(signed)), POOL)) == ["f1", "b1", "f2", "b2"]
    changed = honours_day.lock(signed, BACK, rows("b", ("94.00", "90.50", "90.00")))
    assert "在会签之后有了变化" in refusal(changed, decision(changed)).detail


def test_nothing_is_decided_anew_while_the_award_is_being_presented():
    state = after(locked(), decision(locked(), f2=LATER))
    state = after(state, c.SetCeremony(Programme((AwardPart(POOL),))))

    state = after(state, c.BeginCeremony())

    for asked in (c.WithdrawDecision(POOL, "记录有误"), decision(state)):
        assert "请先结束颁奖" in refusal(state, asked).detail
    assert decided(after(after(state, c.EndCeremony()), c.WithdrawDecision(POOL, "记录有误")), POOL) == ()
