"""Confirmed seconds as an indicator's value: of the round, of a segment, of one type of case."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.publication.ranked import day as ranked_day
from judging.core.runnable import runnable
from judging.core.scoring.points import Measure, Points
from judging.core.scoring.ranking import track_result
from judging.core.scoring.rulebook import Kind, Round
from judging.core.scoring.time_limits import Segment, Time
from judging.core.state import State
from tests import day
from tests.compulsory_day import CARD, HOUSE
from tests.day import after, marked, on, played, refusal

BY_LINE = Points("linear", zero=Decimal(400), full=Decimal(200), none=Decimal(60))
PARTS = Time(300, segments=(Segment("intro", "自我介绍"), Segment("talk", "展示")))


def marking(measure: Measure, points: Points = BY_LINE, **changes: object) -> State:
    """The first entrant may be marked, in a round whose seconds count."""
    speed = Round("speed", "办理时长", Kind.INDICATOR, Decimal(30), points=points, measure=measure)
    rounds = (speed, replace(day.PRESENT, **{"time": Time(300), **changes}))
    rules = replace(day.RULES, tracks=(replace(day.CENTRE, rounds=rounds),))
    state = after(State(), c.CreateCompetition(rules, {"centre": day.ENTRANTS}))
    return played(state, (day.SEAT, day.ORDER, c.CallEntrant(on("e1")), c.OpenMarking(on("e1"))))


def timed(state: State, seconds: int, segment: str = "", entrant: str = "e1") -> State:
    steps = (c.CorrectClock(on(entrant), seconds, "秒表", segment), c.ConfirmTime(on(entrant)))
    return played(state, steps)


def values(state: State, *, only_revealed: bool = False) -> dict[str, Decimal | None]:
    known = ranked_day(state, "centre", only_revealed=only_revealed)
    found = {entrant: value for (_, entrant), value in known.components.items()}
    return found | {entrant: None for _, entrant in known.unmeasured}


def score(state: State, round: str = "speed") -> str:
    result = track_result(state.track("centre"), ranked_day(state, "centre"))
    return next(str(found.score) for found in result.scores if found.round == round)


def test_confirmed_seconds_become_points():
    state = timed(marking(Measure("present")), 335)

    assert runnable(state.rulebook) == ()
    assert values(state) == {"e1": 335}
    assert score(state) == "32.50"


def test_nothing_is_known_of_a_time_that_is_not_confirmed():
    stopped = after(marking(Measure("present")), c.CorrectClock(on("e1"), 335, "秒表"))

    assert values(stopped) == {}
    assert values(after(timed(marking(Measure("present")), 335), c.UnconfirmTime(on("e1"), "看错"))) == {}


def test_one_segment_may_count():
    state = marking(Measure("present", segment="intro"), time=PARTS)
    state = after(state, c.CorrectClock(on("e1"), 45, "秒表", "intro"))

    assert values(timed(state, 200, "talk")) == {"e1": 45}


@pytest.mark.parametrize(("case", "value", "points"), [("house", 335, "32.50"), ("card", None, "60.00")])
def test_a_case_of_another_type_has_nothing_to_measure(case, value, points):
    state = after(marking(Measure("present", "复杂"), cases=(HOUSE, CARD)), c.ChooseCase(on("e1"), case))
    state = timed(state, 335)

    assert values(state) == {"e1": value}
    assert score(state) == points


def test_marking_is_not_closed_before_the_time_is_confirmed():
    found = refusal(marked(marking(Measure("present"))), c.CloseMarking(on("e1")))

    assert found.detail == "不能结束评分：用时要折算成指标，还没有确认；请先确认用时"


def test_nor_before_there_is_a_case_whose_type_counts():
    state = timed(marked(marking(Measure("present", "复杂"), cases=(HOUSE, CARD))), 335)

    found = refusal(state, c.CloseMarking(on("e1")))

    assert found.detail == "不能结束评分：用时按题目类型折算，还没有题目；请先抽题或选定题目"
    assert values(state) == {}


def test_no_case_is_given_once_the_clock_is_stopped():
    state = marking(Measure("present", "复杂"), cases=(HOUSE, CARD))
    state = played(state, (c.StartClock(on("e1")), c.StopClock(on("e1"))))

    for command in (c.DrawCase(on("e1"), "一"), c.ChooseCase(on("e1"), "card")):
        assert "计时已停止" in refusal(state, command).detail


def test_what_a_ranking_shows_has_no_seconds_of_who_is_still_to_be_revealed():
    state = after(timed(marked(marking(Measure("present"))), 335), c.CloseMarking(on("e1")))
    assert values(state, only_revealed=True) == {}

    assert values(after(state, c.RevealScore(on("e1"))), only_revealed=True) == {"e1": 335}


def test_a_retake_is_timed_anew():
    state = timed(marked(marking(Measure("present"))), 335)

    state = after(state, c.GrantRetake(on("e1"), "停电", "见证人"))

    assert values(state) == {}
