"""What is told of a clock: its face to all, its price to the desk, its buttons to who keeps it."""

import msgspec
import pytest

from judging.core import commands as c
from judging.core.moments import milliseconds
from judging.core.scoring.time_limits import Segment, Time
from judging.core.timing.clock import ClockState
from judging.core.words import PAUSES
from tests import day, timed
from tests.day import after, view
from tests.timed import E1, LIMIT, PARTS, PAUSE, moment, opened, ran, told

TOPICS = ("clocks/main", "console/main", "judge/J3", "emcee/main")


def face(state, topic="clocks/main"):
    shown = view(state, topic)
    match topic.partition("/")[0]:
        case "clocks":
            return shown.clocks[0].clock
        case "console":
            return shown.stage.clock
        case "judge":
            return shown.tasks[0].clock
        case _:
            return shown.clock


def at(s: str) -> int:
    return milliseconds(moment(s))


@pytest.mark.parametrize("topic", TOPICS)
def test_a_running_clock_says_what_was_used_when_and_how_much_there_is(topic):
    steps = ("0", c.StartClock(E1)), ("60.5", PAUSE), ("90", c.ResumeClock(E1))
    state = told(opened(Time(300, (60, 30))), *steps)

    found = face(after(state, c.GrantTime(E1, 15, "系统故障", "监督员一")), topic)

    assert (found.state, found.whole.used_ms, found.whole.since) == (ClockState.RUNNING, 60_500, at("90"))
    assert (found.whole.limit_ms, found.whole.warn_ms, found.extra_s) == (315_000, (60_000, 30_000), 15)
    assert (found.segment, found.part, found.pause, found.confirmed) == ("", None, None, None)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_paused_clock_stands_and_says_why(topic):
    found = face(told(opened(LIMIT), ("0", c.StartClock(E1)), ("60.5", PAUSE)), topic)

    assert (found.whole.used_ms, found.whole.since, found.pause) == (60_500, None, PAUSES[PAUSE.reason])


def test_a_segment_has_a_time_of_its_own_and_leaves_the_whole_alone_where_it_does_not_count():
    state = told(opened(PARTS), ("0", c.StartClock(E1)), ("50", c.NextSegment(E1, "talk")))
    asked = after(state, c.NextSegment(E1, "asked"), at=moment("70"))

    first, second = face(state), face(asked)

    assert (first.segment, first.part.used_ms, first.part.since) == ("talk", 0, at("50"))
    assert (first.whole.used_ms, first.whole.since) == (50_000, at("50"))
    assert (second.whole.used_ms, second.whole.since) == (70_000, None)
    assert (second.part.since, [each.counts for each in second.segments]) == (at("70"), [True, True, False])
    assert face(opened(PARTS)).part.limit_ms == 60_000


def test_a_round_that_is_not_timed_has_no_face_until_somebody_starts_a_clock():
    assert [face(day.marking(), topic) for topic in TOPICS] == [None] * 4
    assert face(told(day.marking(), ("0", c.StartClock(E1)))).whole.limit_ms is None


def test_only_the_desk_is_told_what_the_time_costs():
    state = after(ran("331"), c.ConfirmTime(E1))
    waived = after(state, c.WaiveOvertime(E1, "真实办件占用"))

    for topic in ("clocks/main", "console/main"):
        assert (face(state, topic).confirmed.over_s, face(state, topic).confirmed.points) == (31, "2.5")
        assert face(waived, topic).confirmed.waived == "真实办件占用"
    for topic in ("judge/J3", "emcee/main"):
        assert (face(state, topic).confirmed.over_s, face(state, topic).confirmed.points) == (31, "")
        assert "真实办件占用" not in msgspec.json.encode(view(waived, topic)).decode()


def steps(state):
    [shown] = view(state, "clocks/main").clocks
    return {f"{each.id} {each.data.get('segment', '')}".strip(): each.blocked is None for each in shown.steps}


def test_the_buttons_are_those_that_lead_on():
    running = told(opened(PARTS), ("0", c.StartClock(E1)))
    stopped = after(running, c.StopClock(E1), at=moment("9"))

    assert steps(opened(PARTS)) == {"start": True, "confirm": False}
    assert steps(running) == {
        "pause": True, "stop": True, "segment talk": True, "segment asked": True, "confirm": False,
    }  # fmt: skip
    assert steps(after(running, PAUSE, at=moment("5"))).keys() >= {"resume", "stop"}
    assert steps(stopped) == {"resume": True, "confirm": True}
    assert steps(after(stopped, c.ConfirmTime(E1))) == {"resume": False}


def test_what_asks_for_a_reason_stands_apart():
    state = after(ran("331"), c.ConfirmTime(E1))
    [shown] = view(state, "clocks/main").clocks

    assert {each.id: each.blocked is None for each in shown.more} == {
        "correct": False, "grant": False, "waive": True, "unconfirm": True,
    }  # fmt: skip
    assert all(each.asks_reason for each in shown.more)
    assert not shown.asks_over
    assert view(opened(), "clocks/main").clocks[0].asks_over


def test_who_is_at_a_window_comes_in_its_order_and_who_is_done_is_gone():
    state = timed.walking("e1", "e2", "e3")
    found = view(state, "clocks/main")

    assert [(each.window, each.entrant) for each in found.clocks] == [
        (1, "乙镇中心"), (2, "甲街道中心"), (3, "丙镇中心"),
    ]  # fmt: skip
    assert found.windows == 3
    assert view(after(day.marked(ran("9")), c.ConfirmTime(E1)), "clocks/main").clocks
    closed = day.played(day.marked(ran("9")), (c.ConfirmTime(E1), c.CloseMarking(E1)))
    assert view(closed, "clocks/main").clocks == ()


def test_a_segment_without_a_limit_counts_up():
    parts = Time(300, segments=(Segment("talk", "展示"),))

    assert face(told(opened(parts), ("0", c.StartClock(E1)))).part.limit_ms is None
