"""What was nominated or decided follows the rosters, the rules and the meetings that come later."""

import pytest
from msgspec.structs import replace

from judging.audit.decisions import write_decisions
from judging.core import commands as c
from judging.core import events as e
from judging.core.appeals.award_phase import obstacles
from judging.core.apply import apply
from judging.core.ceremony.programme import AwardPart, Programme
from judging.core.honours.decided import agenda, decided
from judging.core.honours.decision import Verdict
from judging.core.refused import Reason
from judging.core.scoring.recourse import PublicityRules
from judging.views.honours import honours
from tests.day import AT, after, refusal
from tests.honours_day import FRONT, ORGANISED, POOL, SHOWN, WINDOW, decision, locked

VETO, LATER = (Verdict.VETOED, "材料不实"), (Verdict.DEFERRED, "待核实")
ALL = ("f1", "f2", "b1", "b2")


def early(*specials):
    """Before anything is locked: rosters may change. One window is nominated and confirmed."""
    state = locked(tracks=(), specials=specials or (ORGANISED, SHOWN))
    state = after(state, c.ProposeSpecial("shown", (WINDOW,)))
    return after(state, decision(state, "shown"))


def without_f2(state):
    left = tuple(each for each in state.entrants[FRONT].values() if each.id != "f2")
    return apply(state, e.EntrantsSet(FRONT, left), AT, "organiser")


def withdrawn_f2(state):
    return after(state, c.SetStatus(FRONT, "f2", "withdrawn", "本人申请"))


@pytest.mark.parametrize("gone", [without_f2, withdrawn_f2])
def test_who_takes_part_no_more_is_honoured_no_more_and_the_page_says_so(gone):
    state = gone(early())

    assert decided(state, "shown") == ()
    assert "请重新提名" in str(agenda(state, "shown").open)
    shown = honours(state, "").awards[-1]
    assert [(each.entrant, each.reason) for each in shown.nominating.nominees] == [("", "示范岗位")]
    assert "shown" in write_decisions(state)  # what was decided once is still told

    state = after(state, c.ProposeSpecial("shown", (replace(WINDOW, entrant="f1"),)))
    assert [line.entrant for line in agenda(state, "shown").undecided] == ["f1"]


def test_more_nominees_than_slots_are_not_put_before_a_meeting():
    state = after(
        locked(specials=(SHOWN,)), c.ProposeSpecial("shown", (WINDOW, replace(WINDOW, entrant="f1")))
    )

    fewer = after(state, c.SetRules(replace(state.rulebook, specials=(replace(SHOWN, slots=1),))))

    assert "只有 1 个名额，提名了 2 个" in str(agenda(fewer, "shown").open)


def test_a_ceremony_does_not_begin_with_an_award_that_the_rules_have_no_more():
    state = after(locked(specials=(ORGANISED, SHOWN)), c.SetCeremony(Programme((AwardPart("shown"),))))
    state = after(state, c.SetRules(replace(state.rulebook, specials=(ORGANISED,))))

    assert "规则里已没有奖项“shown”" in refusal(state, c.BeginCeremony()).detail


def test_how_a_meeting_decides_is_not_changed_after_it_did():
    state = locked()
    state = after(state, decision(state, f1=VETO))
    fills = c.SetRules(replace(state.rulebook, fill=True))

    assert "先撤回全部决定" in refusal(state, fills).detail
    assert after(after(state, c.WithdrawDecision(POOL, "记录有误")), fills).rulebook.fill


@pytest.mark.parametrize(
    ("verdicts", "told"),
    [
        (dict.fromkeys(ALL, VETO), "没有同意任何人选"),
        (dict.fromkeys(ALL, LATER), "还没有决定"),
        ({"f1": LATER}, "综窗选手01还没有决定"),
    ],
    ids=["all vetoed", "all deferred", "one deferred"],
)
def test_nothing_is_final_while_somebody_waits_or_nobody_is_honoured(verdicts, told):
    state = locked(publicity=PublicityRules())
    state = after(state, decision(state, **verdicts))

    assert told in "；".join(map(str, obstacles(state, POOL)))
    assert refusal(state, c.Finalise(POOL)).reason is Reason.INCOMPLETE
