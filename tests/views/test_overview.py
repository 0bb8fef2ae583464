"""总览: what is on in each hall, for who works in all of them, and what of it everybody may know."""

import msgspec
import pytest

from judging.core import commands as c
from judging.core.hall.air import Scene
from judging.core.hall.performance import Phase, SheetPhase
from judging.core.publication.on_air import fingerprint, present
from judging.core.state import State
from judging.views import topic as topic_of
from judging.views import unchanged
from judging.views.watching import may_watch
from tests import day
from tests.day import after, played, refusal, view
from tests.halls import (
    DIRECTORS,
    HALLS,
    far,
    judge,
    marked,
    near,
    open_for_marks,
    panel,
    ready,
    revealed,
    shared,
    sheet,
)


def glance(state: State, hall: str):
    return next(each for each in view(state, "overview").halls if each.id == hall)


def public(state: State) -> str:
    state = after(state, c.AssignScreen(3, "C厅主屏", Scene.OVERVIEW, "C"))
    return msgspec.json.encode(view(state, "screen/3")).decode()


def test_a_hall_tells_who_is_on_and_what_it_waits_for():
    state = open_for_marks(ready(), shared(0))
    state = after(state, sheet(shared(0), "81.5"), judge(1))
    found = glance(state, "A")

    assert (found.name, found.entrant, found.phase, found.since) == ("A厅", "甲号中心", Phase.MARKING, day.AT)
    assert (found.panel, found.done, found.of) == ("p", 1, 3)
    assert (found.next, str(found.blocked)) == ("close", "不能结束评分：2、3号评委尚未提交")
    assert (glance(state, "B").entrant, glance(state, "B").coming) == ("", "乙号中心")


def test_a_hand_and_a_phone_that_asks_show_in_their_hall():
    state = after(ready(), c.ClaimSeat("one", "link-8"), day.GUEST)
    state = after(after(state, c.ClaimSeat("two", "link-8"), day.GUEST), c.RaiseHand(), judge(9))

    assert [(glance(state, hall).hands, glance(state, hall).asking) for hall in HALLS] == [
        (0, 0),
        (0, 0),
        (1, 1),
    ]


def test_who_works_in_one_hall_watches_no_other_and_no_overview():
    state = ready()
    topics = [f"{name}/{hall}" for name in ("console", "order", "emcee") for hall in HALLS]

    seen = {topic for topic in topics if may_watch(state, DIRECTORS["B"], topic_of(topic))}

    assert seen == {"console/B", "order/B", "emcee/B"}
    assert not may_watch(state, DIRECTORS["B"], topic_of("overview"))
    assert may_watch(state, day.DIRECTOR, topic_of("overview"))


@pytest.mark.parametrize("given", [(), (1,), (1, 2, 3)])
def test_a_screen_tells_of_a_hall_who_is_on_and_how_many_are_done(given: tuple[int, ...]):
    state = open_for_marks(ready(), shared(0))
    for n in given:
        state = after(state, sheet(shared(0), f"8{n}.573"), judge(n))
    told = view(after(state, c.ShowScene(Scene.OVERVIEW, "A")), "screen/1").halls

    assert [(each.name, each.entrant, each.done, each.of) for each in told] == [
        ("A厅", "甲号中心", len(given), 3),
        ("B厅", "", 0, 0),
        ("C厅", "", 0, 0),
    ]
    assert "573" not in public(state)
    assert "尚未提交" not in public(state)


def test_no_score_is_in_the_public_overview_at_any_step():
    state = marked(open_for_marks(ready(), far(0)), far(0))
    score = "82.000"  # of 81.5 and 82.5
    assert score not in public(state)
    state = after(state, c.CloseMarking(far(0)))
    assert score not in public(state)
    state = after(state, c.RevealScore(far(0)))

    assert score not in public(state)
    assert "日号中心" in public(state)


def test_a_screen_without_that_scene_is_told_nothing_of_the_other_halls():
    state = revealed(ready(), far(0))

    assert view(state, "screen/1").halls == ()


def test_of_a_single_hall_there_is_no_overview():
    state = day.ready()

    assert Scene.OVERVIEW not in [button.id for button in view(state, "console/main").scenes]
    assert "没有总览" in str(refusal(state, c.ShowScene(Scene.OVERVIEW)).detail)
    assert view(state, "console/main").hall_name == ""


WATCHED = tuple(f"{name}/{hall}" for name in ("console", "order") for hall in HALLS)


def step_by_step() -> list[State]:
    """A day in which each step is seen by halls that share a track, a judge, or nothing."""
    state = ready()
    seen = [state]

    def do(*commands, by=day.ORGANISER):
        nonlocal state
        for command in commands:
            state = after(state, command, by)
            seen.append(state)

    def marks(id):
        for seated in state.panel(id):
            do(sheet(id, f"8{seated.seat}.5"), by=judge(int(seated.id[1:])))

    do(c.CallEntrant(shared(0)), c.OpenMarking(shared(0)), c.CallEntrant(far(0)), c.OpenMarking(far(0)))
    do(c.RaiseHand(), by=judge(3))
    marks(far(0))
    marks(shared(0))
    do(c.CloseMarking(far(0)), c.CloseMarking(shared(0)), c.RevealScore(shared(0)), c.RevealScore(far(0)))
    do(c.CallEntrant(shared(1)), c.OpenMarking(shared(1)))
    marks(shared(1))
    do(c.CloseMarking(shared(1)), c.StepBack(shared(1), "核对"), c.StepBack(shared(0), "核对"))
    do(c.RevealScore(shared(0)), c.CallEntrant(near(0)), c.OpenMarking(near(0)))
    marks(near(0))
    do(c.CloseMarking(near(0)), c.RevealScore(near(0)), c.CallEntrant(far(1)), c.OpenMarking(far(1)))
    marks(far(1))
    do(
        c.CloseMarking(far(1)),
        c.RevealScore(far(1)),
        lambda now: c.RevealStandings("far", fingerprint(present(now, "far")), "C"),
        c.SetStatus("far", "far2", "no_show", "未到"),
    )
    do(c.CloseMarking(shared(1)), c.RevealScore(shared(1)))
    do(c.CallEntrant(near(0, "two")), c.OpenMarking(near(0, "two")))
    marks(near(0, "two"))
    do(c.CloseMarking(near(0, "two")), c.RevealScore(near(0, "two")), c.CallEntrant(near(1)))
    do(c.OpenMarking(near(1)))
    marks(near(1))
    do(c.CloseMarking(near(1)), c.StepBack(near(1), "核对"), c.CloseMarking(near(1)), c.RevealScore(near(1)))
    do(c.ShowScene(Scene.BLACK, "C"), c.AssignScreen(1, "侧屏", None, "B"), c.MovePanel("near", "one", "C"))
    return seen


def test_what_is_remembered_is_what_would_be_computed():
    states = step_by_step()
    remembered = [[view(state, topic) for topic in (*WATCHED, "overview")] for state in states]

    for state, told in zip(states, remembered, strict=True):
        unchanged.known.clear()
        assert [view(state, topic) for topic in (*WATCHED, "overview")] == told


def no_call(state: State, hall: str):
    """Why nobody can be called there."""
    return next(each for each in view(state, f"console/{hall}").buttons if each.id == "call").blocked


def test_a_judge_of_two_halls_blocks_the_call_in_one_only_as_long_as_the_other_waits_for_the_sheet():
    state = after(ready(), c.SeatPanel("far", "solo", panel(8, 1), "", "C"))
    blocked = [no_call(state, "C")]

    for command in (
        c.CallEntrant(near(0)),
        c.ExcuseJudge(near(0), "J1", SheetPhase.ABSENT, "离场"),
        c.RestoreJudge(near(0), "J1"),
    ):
        state = after(state, command)
        blocked.append(no_call(state, "C"))
    state = marked(after(state, c.OpenMarking(near(0))), near(0))
    blocked += [no_call(state, "C"), no_call(after(state, c.CloseMarking(near(0))), "C")]

    assert [bool(each) for each in blocked] == [False, True, False, True, True, False]


def test_nothing_is_computed_again_for_a_hall_in_which_nothing_happened():
    state = open_for_marks(open_for_marks(ready(), far(0)), shared(0))
    before = [view(state, topic) for topic in ("console/C", "order/C")]

    later = played(marked(state, shared(0)), (c.CloseMarking(shared(0)), c.RevealScore(shared(0))))

    assert all(
        view(later, topic) is kept for topic, kept in zip(("console/C", "order/C"), before, strict=True)
    )
