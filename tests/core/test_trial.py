"""试评: a panel finds its measure on somebody who does not count, and nothing of it is told or counted."""

import msgspec
import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.hall.performance import PerformanceId
from judging.core.refused import Reason
from judging.core.state import PanelKey
from judging.views import VIEWS
from tests import day
from tests.day import after, judge, on, refusal, view

OPEN = c.OpenTrial("centre", "present", "示范选手")
CLOSE = c.CloseTrial("centre", "present")
NOBODY = PerformanceId("centre", "present", "")
KEY = PanelKey("centre", "present")
TOLD = {'"59.5"', '"43.5"', '"7"', '"45"', '"52"'}


def sheet(content="20.5", manner="20", number=1):
    return c.SubmitTrialSheet(NOBODY, "", number, {"content": content, "manner": manner})


def tried(*, judges=5):
    """The sheets come to 45, 46, … 52: seven apart."""
    state = after(day.ready(), OPEN)
    for n in range(1, judges + 1):
        state = after(state, sheet("25", str(18 + n + 2 * (n == 5) + n // 5 * (n - 4))), judge(n))
    return state


def test_a_trial_counts_for_nobody():
    state = after(tried(), CLOSE)

    assert replace(state, trials={}, halls=day.ready().halls) == replace(day.ready(), trials={})
    assert len(state.trials[KEY].sheets) == 5


def test_its_spread_is_told_once_all_sheets_are_in_and_to_the_head_judge_alone():
    [before] = view(tried(judges=4), "head/main").trials
    assert (before.spread, {seat.total for seat in before.seats}) == (None, {None})
    assert [seat.is_in for seat in before.seats] == [True] * 4 + [False]

    state = tried()

    [trial] = view(state, "head/main").trials
    totals = [seat.total for seat in trial.seats]
    assert trial.spread == str(int(totals[-1]) - int(totals[0]))
    assert trial.criteria[0] == ("内容", "25", "25")
    with_screen = after(state, c.AdmitScreen(1, "device", "主屏"))
    for name, audience in VIEWS.items():
        for argument in ("", "main", "J3", "1"):
            try:
                told = msgspec.json.encode(audience.view(with_screen, argument)).decode()
            except (KeyError, ValueError):
                continue
            assert name == "head" or f'"{totals[-1]}"' not in told


def test_a_judge_gets_the_trial_marked_as_one_and_the_own_sheet_alone():
    [task] = view(tried(judges=2), "judge/J2").tasks

    assert (task.trial, task.entrant, task.open, task.sheet) == (True, "示范选手", True, "submitted")
    assert task.marks == {"content": "25", "manner": "20"}
    [other] = view(tried(judges=2), "judge/J3").tasks
    assert (other.trial, other.sheet, dict(other.marks)) == (True, None, {})
    assert view(after(tried(), CLOSE), "judge/J3").tasks == ()


def test_nobody_is_called_before_a_panel_that_tries_out():
    why = refusal(tried(), c.CallEntrant(on("e1")))

    assert why.reason is Reason.STAGE_TAKEN
    assert "请先结束试评" in why.detail
    after(after(tried(), CLOSE), c.CallEntrant(on("e1")))


def test_nobody_is_opened_again_before_a_panel_that_tries_out():
    state = after(after(day.marked(day.marking()), c.CloseMarking(on("e1"))), OPEN)

    assert "请先结束试评" in refusal(state, c.StepBack(on("e1"), "重看")).detail


@pytest.mark.parametrize("state", [day.marking(), day.played(day.ready(), (c.CallEntrant(on("e1")),))])
def test_no_trial_is_opened_while_the_panel_judges(state):
    why = refusal(state, OPEN)

    assert why.reason is Reason.STAGE_TAKEN
    assert "结束评分后" in why.detail


def test_only_one_at_a_time_and_with_a_name():
    assert refusal(after(day.ready(), OPEN), OPEN).reason is Reason.ALREADY
    assert refusal(day.ready(), c.OpenTrial("centre", "present", " ")).reason is Reason.MALFORMED
    assert refusal(day.ready(), c.OpenTrial("centre", "daily", "示范")).reason is Reason.UNKNOWN


def test_a_sheet_of_another_trial_or_of_somebody_else_is_not_taken():
    state = after(after(after(day.ready(), OPEN), CLOSE), OPEN)

    assert refusal(state, sheet(number=1), judge(1)).reason is Reason.NOT_NOW
    assert refusal(state, sheet(number=2), judge(9)).reason is Reason.NOT_ON_PANEL
    state = after(state, sheet(number=2), judge(1))
    assert refusal(state, sheet(number=2), judge(1)).reason is Reason.ALREADY
    assert refusal(after(state, CLOSE), sheet(number=2), judge(2)).reason is Reason.NOT_NOW


def test_its_marks_keep_to_the_rules():
    state = after(day.ready(), OPEN)

    assert refusal(state, sheet("60.5"), judge(1)).reason is Reason.OUT_OF_RANGE
    short = c.SubmitTrialSheet(NOBODY, "", 1, {"content": "20"})
    assert refusal(state, short, judge(1)).reason is Reason.INCOMPLETE


def test_a_change_of_the_rules_ends_it():
    [track] = day.RULES.tracks
    rules = replace(day.RULES, tracks=(replace(track, name="中心组"),))

    assert after(tried(), c.SetRules(rules)).trials == {}
