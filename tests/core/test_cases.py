"""题目: drawn by lot without repeats, on record, or chosen for a real client."""

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core import events as e
from judging.core.apply import apply
from judging.core.decide import decide
from judging.core.hall.stepping_back import StepBack
from judging.core.moments import LATER
from judging.core.refused import Reason
from judging.core.setup.draw import shuffled
from tests.compulsory_day import CARD, HOUSE, closed, marked, marking
from tests.day import AT, DIRECTOR, after, on, played, refusal

DRAW = c.DrawCase(on("e1"), "明天的天气")


def with_cases(*cases):
    return marking(cases=cases)


def next_up(state, entrant, before):
    """*entrant* is on stage, and who was *before* is not any more."""
    steps = (StepBack(on(before), "重来"), StepBack(on(before), "重来"), c.CallEntrant(on(entrant)))
    return played(state, steps)


def test_whoever_knows_the_seed_can_draw_again():
    cases = [replace(HOUSE, id=f"c{n}") for n in range(9)]

    [event] = decide(with_cases(*cases), DRAW, DIRECTOR, LATER)

    assert event == e.CaseDrawn(on("e1"), shuffled([case.id for case in cases], DRAW.seed)[0], DRAW.seed)


def test_nobody_of_the_round_draws_what_another_has_drawn():
    state = after(with_cases(HOUSE, CARD), DRAW)
    first = state.performance(on("e1")).case

    state = after(next_up(state, "e2", "e1"), c.DrawCase(on("e2"), DRAW.seed))

    assert {first, state.performance(on("e2")).case} == {"house", "card"}


def test_there_is_no_draw_from_a_list_that_is_used_up():
    state = after(with_cases(HOUSE), DRAW)

    found = refusal(next_up(state, "e2", "e1"), c.DrawCase(on("e2"), "一"))

    assert found.reason is Reason.INCOMPLETE
    assert "请选定一题" in found.detail


def test_nobody_draws_until_the_case_is_liked():
    assert refusal(after(with_cases(HOUSE, CARD), DRAW), DRAW).reason is Reason.ALREADY


def test_a_retake_draws_another():
    state = after(with_cases(HOUSE, CARD), DRAW)
    first = state.performance(on("e1"))
    again = replace(first, attempt=1)

    state = after(replace(state, performances={on("e1"): again}), DRAW)

    assert state.performance(on("e1")).case != first.case


def test_the_case_of_a_real_client_may_come_again():
    state = after(with_cases(HOUSE, CARD), c.ChooseCase(on("e1"), "house"))

    state = after(next_up(state, "e2", "e1"), c.ChooseCase(on("e2"), "house"))

    assert [state.performance(on(id)).case for id in ("e1", "e2")] == ["house", "house"]
    assert after(state, c.DrawCase(on("e2"), "一")).performance(on("e2")).draws


def test_another_may_be_chosen_than_was_drawn_and_both_stay_on_record():
    state = after(with_cases(HOUSE, CARD), DRAW)
    [drawn] = state.performance(on("e1")).draws
    other = "card" if drawn.case == "house" else "house"

    performance = after(state, c.ChooseCase(on("e1"), other)).performance(on("e1"))

    assert (performance.case, performance.draws) == (other, (drawn,))


@pytest.mark.parametrize("command", [DRAW, c.ChooseCase(on("e1"), "house")], ids=["draw", "choose"])
def test_no_case_is_given_once_the_score_is_confirmed(command):
    state = closed(marked(with_cases(HOUSE), (), asked=()))

    assert refusal(state, command).reason is Reason.NOT_NOW


def test_a_case_that_is_not_listed_cannot_be_chosen():
    assert refusal(with_cases(HOUSE), c.ChooseCase(on("e1"), "other")).reason is Reason.UNKNOWN
    assert refusal(with_cases(), c.ChooseCase(on("e1"), "other")).reason is Reason.UNKNOWN
    assert refusal(with_cases(), DRAW).reason is Reason.UNKNOWN


def test_choosing_what_is_given_already_is_not_worth_an_entry():
    state = after(with_cases(HOUSE), c.ChooseCase(on("e1"), "house"))

    assert decide(state, c.ChooseCase(on("e1"), "house"), DIRECTOR, LATER) == ()


def test_a_draw_that_was_logged_is_what_was_drawn():
    state = apply(with_cases(HOUSE, CARD), e.CaseDrawn(on("e1"), "card", "一"), AT, "director")

    assert state.performance(on("e1")).case == "card"
