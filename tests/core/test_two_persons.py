"""Where the rules ask for two persons: what one enters counts once another has confirmed it."""

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core import events as e
from judging.core.decide import decide
from judging.core.entering.waiting import waiting
from judging.core.moments import LATER
from judging.core.refused import Reason
from judging.core.state import State
from tests import day
from tests.compulsory_day import BADGE
from tests.day import after, on, played, refusal

SCOREKEEPER, VERIFIER = day.ORGANISER, day.DIRECTOR
DEDUCTION = c.EnterDeduction(on("e1"), "2", "超时")
ITEM = c.DecideItem(on("e1"), "badge", present=False)
OTHER_SCORES = c.ImportComponents("centre", "daily", {"e1": "70", "e2": "71", "e3": "72"}, "更正.xlsx")


def marking(two_persons=True) -> State:
    """The first entrant is being marked; the components were imported before the rules asked for two."""
    round = replace(day.PRESENT, compulsory=(BADGE,))
    tracks = (replace(day.CENTRE, rounds=(day.DAILY, round)),)
    state = after(State(), c.CreateCompetition(replace(day.RULES, tracks=tracks), {"centre": day.ENTRANTS}))
    state = played(state, (day.SEAT, day.COMPONENTS, day.ORDER))
    state = after(state, c.SetRules(replace(day.RULES, tracks=tracks, two_persons=two_persons)))
    return played(state, (c.CallEntrant(on("e1")), c.OpenMarking(on("e1"))))


def entered(*commands, state=None):
    state = state or marking()
    for command in commands:
        state = after(state, command, SCOREKEEPER)
    return state


def confirmed(state, number=1):
    return after(state, c.ConfirmEntry(number), VERIFIER)


def known(state):
    performance = state.performance(on("e1"))
    scores = state.components["centre", "daily"].scores
    return performance.deductions, dict(performance.items), dict(scores)


@pytest.mark.parametrize("command", [DEDUCTION, ITEM, OTHER_SCORES])
def test_nothing_counts_before_another_person_has_confirmed_it(command):
    state = entered(command)

    assert known(state) == known(marking())
    assert [each.entered_by for each in waiting(state)] == ["organiser"]
    assert refusal(state, c.ConfirmEntry(1), SCOREKEEPER).reason is Reason.NOT_ALLOWED

    state = confirmed(state)

    assert known(state) == known(after(marking(two_persons=False), command))
    assert tuple(waiting(state)) == ()
    assert refusal(state, c.ConfirmEntry(1), VERIFIER).reason is Reason.NOT_NOW


@pytest.mark.parametrize("command", [DEDUCTION, ITEM, OTHER_SCORES])
def test_without_the_setting_all_is_as_it_was(command):
    [event] = decide(marking(two_persons=False), command, SCOREKEEPER, LATER)

    assert isinstance(event, e.DeductionEntered | e.ItemDecided | e.ComponentsImported)


def test_what_is_returned_never_counts_and_may_be_entered_anew():
    state = after(entered(DEDUCTION), c.ReturnEntry(1, "没有这回事"), VERIFIER)

    assert known(state) == known(marking())
    assert known(confirmed(entered(DEDUCTION, state=state), 2)) == known(confirmed(entered(DEDUCTION)))


def test_taking_a_deduction_away_takes_two_persons_as_well():
    standing = confirmed(entered(DEDUCTION))

    state = entered(c.WithdrawDeduction(on("e1"), 0, "误记"), state=standing)

    assert known(state) == known(standing)
    assert known(confirmed(state, 2))[0] == ()


def test_marking_is_not_closed_while_something_waits_and_says_who_has_to_act():
    state = day.marked(confirmed(entered(ITEM)))

    told = refusal(entered(DEDUCTION, state=state), c.CloseMarking(on("e1")))

    assert told.reason is Reason.INCOMPLETE
    assert told.detail == "不能结束评分：1 笔扣分或必备项已由一人录入，须由另一人（复核员）复核"
    assert after(state, c.CloseMarking(on("e1"))).performance(on("e1")).announced


def test_nothing_is_ranked_while_a_file_of_components_waits():
    state = day.marked(confirmed(entered(ITEM)))
    state = played(state, (c.CloseMarking(on("e1")), c.RevealScore(on("e1"))))
    published = after(state, day.publish())

    told = refusal(entered(OTHER_SCORES, state=state), day.publish())

    assert published.standings
    assert "“日常服务能级”的成绩或台账已由一人录入，须由另一人（复核员）复核" in told.detail


def test_one_entry_at_a_time_waits_about_the_same_thing():
    assert refusal(entered(ITEM), c.DecideItem(on("e1"), "badge", present=True)).reason is Reason.ALREADY
    assert refusal(entered(OTHER_SCORES), OTHER_SCORES).reason is Reason.ALREADY
    assert refusal(entered(DEDUCTION), DEDUCTION).reason is Reason.ALREADY


def test_what_was_entered_of_an_attempt_that_was_set_aside_waits_no_longer():
    state = after(entered(DEDUCTION), c.GrantRetake(on("e1"), "断电", "见证人", last=False))

    state = played(state, (c.CallEntrant(on("e1")), c.OpenMarking(on("e1"))))

    assert tuple(waiting(state)) == ()
    assert refusal(state, c.ConfirmEntry(1), VERIFIER).reason is Reason.NOT_NOW


def test_a_mistaken_entry_is_refused_before_anybody_has_to_confirm_it():
    assert refusal(marking(), c.EnterDeduction(on("e1"), "900", "超时")).reason is Reason.OUT_OF_RANGE
