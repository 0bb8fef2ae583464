"""The result page's view: what has been told, and never before it was."""

import msgspec
import pytest

from judging.core import commands as c
from judging.core.hall.air import Pace, Scene
from judging.core.refused import Reason
from judging.core.state import State
from judging.views import VIEWS
from judging.views import topic as topic_of
from judging.views.watching import may_watch
from tests import corrected_day, day, panels_day
from tests.day import after, on, played, publish, refusal, view
from tests.views.test_walking_secrecy import THREE, at_windows, marked

OPEN = c.OpenResults()
LATE = "2026-11-20T08:00:00.000Z"


def opened(state: State) -> State:
    return after(state, OPEN)


def told(state: State) -> str:
    return msgspec.json.encode(view(state, "results")).decode()


def rows(state: State) -> dict[str, tuple[str, ...]]:
    """The scores of each who is named, by name."""
    return {row.name: row.scores for track in view(state, "results").tracks for row in track.rows}


def over(state: State) -> State:
    """The reveal has played, and the screens stand by."""
    return after(state, c.ShowScene(Scene.STANDBY))


def test_nothing_but_the_name_is_told_before_the_page_is_opened_and_after_it_is_closed():
    state = after(over(day.revealed(day.marking())), publish())
    closed = view(state, "results")
    assert (closed.competition, closed.open, closed.tracks) == ("测试赛事", False, ())
    assert "90.35" in told(opened(state))

    again = after(opened(state), c.CloseResults())

    assert told(again) == told(state)


def test_each_step_before_the_reveal_leaves_the_page_as_it_was():
    """Byte by byte, so that no size, order or count tells what is coming."""
    before = told(opened(day.ready()))
    state = opened(day.ready())
    steps = [c.CallEntrant(on("e1")), c.OpenMarking(on("e1"))]
    for step in steps:
        state = after(state, step)
        assert told(state) == before
    state = day.marked(state)
    assert told(state) == before

    state = after(state, c.CloseMarking(on("e1")))

    assert told(state) == before


@pytest.mark.parametrize("pace", Pace)
def test_a_score_comes_to_phones_once_the_screen_has_told_it(pace):
    state = opened(after(day.ready(), c.SetPace(pace)))
    state = day.revealed(played(state, (c.CallEntrant(on("e1")), c.OpenMarking(on("e1")))))
    [row] = view(state, "results").tracks[0].rows
    assert (row.name, row.scores, row.on_screen) == ("甲街道中心", ("", ""), True)
    assert "91.17" not in told(state)
    state = after(state, c.ShowScene(Scene.BLACK))
    assert "91.17" not in told(state)
    if pace is Pace.STEPS:
        state = after(after(state, c.ShowScene(Scene.REVEAL)), c.AdvanceReveal(on("e1"), whole=True))
        assert "91.17" not in told(state)

    state = after(state, c.CallEntrant(on("e2")))

    [row] = view(state, "results").tracks[0].rows
    assert (row.scores, row.on_screen, row.composite) == (("", "91.17"), False, "")


def test_a_reveal_that_is_taken_back_takes_its_score_from_the_page():
    state = opened(over(day.revealed(day.marking())))
    assert rows(state) == {"甲街道中心": ("", "91.17")}

    state = after(state, c.StepBack(on("e1"), "核对"))

    assert rows(state) == {}


def test_scores_of_a_list_come_once_it_has_left_the_screen():
    state = opened(at_windows(*THREE))
    for id in THREE:
        state = after(marked(state, id), c.CloseMarking(id))
    state = after(state, c.RevealTogether(THREE, "A"))
    assert all(row.on_screen and not any(row.scores) for row in view(state, "results").tracks[0].rows)

    state = after(state, c.ShowScene(Scene.STANDBY, "A"))

    assert all(any(row.scores) for row in view(state, "results").tracks[0].rows)


def test_components_and_composites_come_with_the_published_ranking_and_go_with_it():
    state = opened(over(day.revealed(day.marking())))
    assert "90.35" not in told(state)

    published = after(state, publish())

    [track] = view(published, "results").tracks
    [row] = track.rows
    assert (row.place, row.composite, row.scores) == (1, "90.35", ("90.00", "91.17"))
    assert (track.ranked, track.of) == (1, 3)
    assert "88.25" not in told(published)

    withdrawn = after(published, c.WithdrawStandings("centre", "有误"))

    assert told(withdrawn) == told(state)


def test_whoever_is_out_is_not_on_the_page():
    state = opened(over(day.revealed(day.marking())))

    state = after(state, c.SetStatus("centre", "e1", "disqualified", "资格不符"))

    assert rows(state) == {}


def test_a_corrected_score_comes_once_it_is_published_anew_and_says_so():
    state = opened(corrected_day.locked())
    before = told(state)

    state = corrected_day.corrected(state, corrected_day.lowered())

    assert told(state) == before
    state = after(state, publish(), at=LATE)
    found = {row.name: row.corrected for row in view(state, "results").tracks[0].rows}
    assert found == {"甲街道中心": True, "乙镇中心": False, "丙镇中心": False}


def test_a_corrected_score_without_a_ranking_is_not_told():
    state = opened(after(corrected_day.locked(), c.WithdrawStandings("centre", "有误")))
    assert "甲街道中心" in rows(state)

    state = corrected_day.corrected(state, corrected_day.lowered())

    assert rows(state).keys() == {"乙镇中心", "丙镇中心"}


def test_scores_of_several_panels_are_said_to_be_of_the_day():
    state = opened(panels_day.ready())
    state = panels_day.revealed(state, "p1")
    state = after(state, c.ShowScene(Scene.STANDBY))

    assert [row.unequalised for row in view(state, "results").tracks[0].rows] == [True]


def test_the_scene_waits_for_the_page_and_leaves_the_screens_with_it():
    state = after(day.ready(), c.AdmitScreen(1, "device", "主屏"))
    assert refusal(state, c.ShowScene(Scene.RESULTS)).reason is Reason.NOT_NOW
    assert Scene.RESULTS not in [button.id for button in view(state, "console/main").scenes]

    state = after(opened(state), c.ShowScene(Scene.RESULTS))

    assert (view(state, "screen/1").scene, view(state, "screen/1").results) == (Scene.RESULTS, True)
    state = after(state, c.CloseResults())
    assert (view(state, "screen/1").scene, view(state, "screen/1").results) == (Scene.STANDBY, False)


def test_a_pinned_screen_shows_no_code_of_a_closed_page():
    state = after(after(day.ready(), c.AdmitScreen(1, "device", "主屏", Scene.RESULTS)), OPEN)

    assert view(state, "screen/1").results
    assert not view(after(state, c.CloseResults()), "screen/1").results


def test_guests_watch_this_view_and_no_other():
    state = day.ready()
    topics = (topic_of(name) for name in VIEWS)

    assert [str(topic) for topic in topics if may_watch(state, day.GUEST, topic)] == ["results"]
    assert not may_watch(state, day.GUEST, topic_of("results/main"))


def test_opening_twice_is_written_once():
    state = opened(day.ready())

    assert after(state, OPEN) is state
    assert after(day.ready(), c.CloseResults()).results_open is False
