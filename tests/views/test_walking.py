"""走场 in the views: what console and setup say of windows, and how little of it is computed again."""

from judging.core import commands as c
from judging.core.hall.hall import NamedHall
from judging.core.scoring.rulebook import Case
from tests.core.test_walking import ASSIGNED, TWO, at_windows, confirmed, marked, ready
from tests.day import after, on, view


def test_a_sheet_at_one_window_leaves_the_scores_at_the_others_as_they_were_computed():
    state = marked(marked(at_windows(ready(), "e1", "e2"), "e1"), "e2", 1, 2, 3, 4)
    before = view(state, "console/main").walk.at[0]

    after_sheet = view(marked(state, "e2", 5), "console/main").walk.at

    assert after_sheet[1].on.preview.score == "83.00"
    assert after_sheet[0].on is before.on
    assert after_sheet[0].steps[0] is before.steps[0]


def test_a_score_is_computed_again_when_anything_it_rests_on_has_changed():
    state = marked(at_windows(ready(), "e1"), "e1")
    view(state, "console/main")

    state = after(state, c.EnterDeduction(on("e1"), "1", "超时"))

    assert view(state, "console/main").walk.at[0].on.preview.score == "82.00"


def test_the_last_case_is_offered_to_nobody_else_once_it_is_drawn():
    cases = (Case("card", "办卡", "一般", "易"),)
    state = at_windows(ready(cases=cases), "e1", "e2")
    before = view(state, "console/main").walk.at

    state = after(state, c.DrawCase(on("e1"), "明天的天气"))

    assert [each.on.may_draw for each in before] == [True, True]
    assert [each.on.may_draw for each in view(state, "console/main").walk.at] == [False, False]


def test_scores_that_wait_are_told_together_in_the_running_order():
    state = confirmed(at_windows(ready(), "e2", "e1"), "e2", "e1")

    together = view(state, "console/main").walk.together

    assert [id["entrant"] for id in together.data["performances"]] == ["e1", "e2"]
    assert together.blocked is None


def test_scores_that_are_held_are_not_told_together_either():
    state = confirmed(at_windows(ready(hold_first=2), "e1", "e2"), "e1")

    assert "定标" in view(state, "console/main").walk.together.blocked.template


def test_each_tab_says_whether_its_panel_walks():
    assert [tab.walks for tab in view(ready(), "console/main").rounds] == [True]


def test_the_setup_says_how_many_windows_a_hall_has_and_who_judges_at_each():
    setup = view(after(ready(**TWO), ASSIGNED), "setup")

    assert setup.halls == (NamedHall("main", "", 3),)
    [panel] = next(each for each in setup.tracks[0].rounds if each.round == "present").seating
    assert panel.windows == ASSIGNED.windows
