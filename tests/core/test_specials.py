"""单项奖: nominated with a reason, or the best in one criterion; a meeting decides on both."""

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.ceremony.programme import AwardPart, Programme
from judging.core.ceremony.stepping import Way
from judging.core.honours.decided import agenda, award_name, decided, honour_name, undecided
from judging.core.honours.nominee import Nominee
from judging.core.refused import Reason
from judging.core.scoring.special import Special, SpecialBy
from tests import corrected_day
from tests.day import after, played, refusal, view
from tests.honours_day import BACK, FRONT, WINDOW, decision, special

DISTRICT = Nominee("", "浦东新区", "组织得力")


def named(*nominees, award="shown"):
    return c.ProposeSpecial(award, nominees)


def best(slots):
    """A locked day whose rules have the best in manner: e1 has the highest one."""
    state = corrected_day.locked()
    rule = Special("manner", "风采之星", slots, SpecialBy.CRITERION, tracks=("centre",), round="present",
                   criterion="manner")  # fmt: skip
    return replace(state, rules=replace(state.rulebook, specials=(rule,)))


def test_who_is_nominated_is_put_before_the_meeting_with_the_reason():
    state = after(special(), named(DISTRICT, award="organised"))
    assert agenda(state, "organised").figures == ("组织得力",)

    state = after(state, decision(state, "organised"))

    [honour] = decided(state, "organised")
    assert (award_name(state, honour.award), honour_name(state, honour)) == ("优秀组织奖", "浦东新区")
    assert "提名" in str(agenda(state, "shown").open)


@pytest.mark.parametrize(
    ("nominees", "reason"),
    [
        ((WINDOW, WINDOW), Reason.MALFORMED),
        ((WINDOW, replace(WINDOW, entrant="f1"), replace(WINDOW, entrant="f3")), Reason.OUT_OF_RANGE),
        ((replace(WINDOW, reason=" "),), Reason.MALFORMED),
        ((replace(WINDOW, entrant="nobody"),), Reason.UNKNOWN),
        ((replace(WINDOW, track="centre"),), Reason.UNKNOWN),
        ((DISTRICT,), Reason.UNKNOWN),
    ],
    ids=["twice", "more than slots", "no reason", "nobody", "another track", "a district"],
)
def test_a_nominee_takes_part_and_has_a_reason(nominees, reason):
    assert refusal(special(), named(*nominees)).reason is reason


def test_who_withdrew_is_not_nominated():
    state = special()
    gone = replace(state, statuses={(FRONT, "f2"): "withdrawn"})

    assert "已弃权" in refusal(gone, named(WINDOW)).detail


def test_a_nomination_stands_once_it_is_decided_on():
    state = after(special(), named(WINDOW))
    state = after(state, decision(state, "shown"))

    assert refusal(state, named(replace(WINDOW, entrant="f3"))).reason is Reason.ALREADY

    state = after(state, c.WithdrawDecision("shown", "记录有误"))
    changed = after(state, named(replace(WINDOW, track=BACK, entrant="b3")))
    assert [line.entrant for line in undecided(changed, "shown")] == ["b3"]
    assert after(changed, named()).nominees["shown"] == ()


def test_the_best_in_a_criterion_is_computed_from_the_locked_marks():
    state = best(1)

    found = agenda(state, "manner")

    assert (found.open, [line.entrant for line in found.lines]) == (None, ["e1"])
    assert refusal(state, named(Nominee("centre", "e2", "更好"), award="manner")).reason is Reason.NOT_NOW


def test_it_is_open_before_its_track_is_locked():
    state = replace(best(1), locked={})

    assert "还没有核分锁定" in str(agenda(state, "manner").open)


def test_equals_across_the_last_slot_are_told_and_chosen_among(monkeypatch):
    monkeypatch.setitem(corrected_day.MARKS, "e3", corrected_day.MARKS["e2"])
    state = best(2)
    found = agenda(state, "manner")
    assert "同为" in str(found.open)
    assert "只剩 1 个名额" in str(found.open)
    refused = refusal(state, named(Nominee("centre", "e1", "更好"), award="manner"))
    assert "不在同分的几个里" in refused.detail

    state = after(state, named(Nominee("centre", "e3", "组长抽签"), award="manner"))

    assert [line.entrant for line in agenda(state, "manner").lines] == ["e1", "e3"]


def presented():
    """示范窗口 has come out on the screen, and the ceremony goes on."""
    state = after(special(), named(WINDOW))
    programme = Programme((AwardPart("shown"),), hold_s=0)
    steps = (c.StepCeremony(Way.FORWARD, 0), c.StepCeremony(Way.FORWARD, 1))
    asked = (c.SetCeremony(programme), c.OpenResults(), c.BeginCeremony(), *steps)
    return played(after(state, decision(state, "shown")), asked)


def test_the_rules_keep_an_award_that_a_meeting_has_decided_on():
    state = presented()
    without = c.SetRules(replace(state.rulebook, specials=()), "")

    assert refusal(state, without).reason is Reason.LOCKED
    assert [award.name for award in view(state, "results").awards] == ["示范窗口"]
    undone = played(state, (c.EndCeremony(), c.WithdrawDecision("shown", "有误"), without))
    assert view(undone, "results").awards == ()
    assert "shown" in str(view(undone, "console/main").story)
