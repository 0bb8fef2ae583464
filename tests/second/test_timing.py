"""Confirmed seconds and points that do not follow from the log are found by the second engine."""

import msgspec
import pytest

from judging.codec import encode_event
from judging.core import commands as c
from judging.core.apply import apply
from judging.core.decide import decide
from judging.core.state import State
from judging.recheck import told
from judging.second.announcements import unlike
from judging.second.logged import Logged, read
from tests import day
from tests.timed import E1, PARTS, PAUSE, TABLE, moment, rules_of

STEPS = (
    ("0", c.StartClock(E1)),
    ("50", c.NextSegment(E1, "talk")),
    ("100.5", PAUSE),
    ("160", c.ResumeClock(E1)),
    ("400", c.StopClock(E1)),
    ("401", c.CorrectClock(E1, 345, "忘了停")),
    ("402", c.GrantTime(E1, 14, "系统故障", "监督员一")),
)
SET_UP = (day.SEAT, day.COMPONENTS, day.ORDER, c.CallEntrant(E1), c.OpenMarking(E1))


def logged(*last: c.Command, timed=STEPS):
    """The state and what the second engine has read before each event of *last*, with the event."""
    state, log = State(), Logged()
    set_up = (c.CreateCompetition(rules_of(PARTS, TABLE), {"centre": day.ENTRANTS}), *SET_UP)
    steps = [*(("0", each) for each in set_up), *timed, *(("500", each) for each in last)]
    for s, command in steps:
        for event in decide(state, command, day.DIRECTOR, moment(s)):
            if command in last:
                yield state, log, event
            log.take(read(encode_event(event), moment(s)))
            state = apply(state, event, moment(s), "director")


def found(log: Logged, event, state: State, **changes) -> list[str]:
    raw = {**read(encode_event(event)), **changes}
    return [str(told(each, state)) for each in unlike(log, raw)]


def test_what_the_clock_came_to_is_agreed_on():
    [(state, log, event)] = logged(c.ConfirmTime(E1))

    assert (event.used_s, event.over_s, str(event.points)) == (345, 31, "2.5")
    assert event.segments == {"intro": 50, "talk": 295, "asked": 0}
    assert found(log, event, state) == []


@pytest.mark.parametrize(
    ("timed", "used_s"),
    [
        ((("0", c.CorrectClock(E1, 30, "手工计时")), ("10", c.ResumeClock(E1)), ("70", c.StopClock(E1))), 90),
        (
            (
                *STEPS,
                ("403", c.CorrectClock(E1, 30, "看错表")),
                ("404", c.CorrectClock(E1, 100, "核对", "talk")),
            ),
            150,
        ),
    ],
)
def test_what_was_corrected_by_hand_is_agreed_on(timed, used_s):
    [(state, log, event)] = logged(c.ConfirmTime(E1), timed=timed)

    assert event.used_s == used_s
    assert found(log, event, state) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"used_s": 344}, "甲街道中心“现场汇报展示”的用时（秒）：系统 344，核分 345"),
        ({"over_s": 30}, "甲街道中心“现场汇报展示”的超时（秒）：系统 30，核分 31"),
        ({"points": "1"}, "甲街道中心“现场汇报展示”的超时扣分：系统 1，核分 2.5"),
        ({"segments": {"intro": 50, "talk": 294, "asked": 0}}, "的各段用时（秒）：系统 intro 50; talk 294"),
    ],
)
def test_a_time_that_was_confirmed_otherwise_is_found(changes, words):
    [(state, log, event)] = logged(c.ConfirmTime(E1))

    [said] = found(log, event, state, **changes)

    assert words in said


def test_a_waiver_of_other_seconds_is_found():
    [(state, log, event)] = logged(c.WaiveOvertime(E1, "真实办件"))

    assert found(log, event, state) == []
    [said] = found(log, event, state, over_s=29)
    assert "超时（秒）：系统 29，核分 31" in said


@pytest.mark.parametrize("command", [c.ConfirmTime(E1), c.WaiveOvertime(E1, "真实办件")])
def test_a_score_without_its_overtime_is_found(command):
    sheets = [
        (c.SubmitSheet(E1, 1, {"content": content, "manner": manner}), day.judge(n))
        for n, (content, manner) in day.TOTALS.items()
    ]
    *_, (state, log, event) = logged(command)
    for each, by in [(command, day.DIRECTOR), *sheets, (c.CloseMarking(E1), day.DIRECTOR)]:
        for event in decide(state, each, by, moment("600")):
            assert unlike(log, read(encode_event(event), moment("600"))) == []
            closing = log, event
            if not isinstance(each, c.CloseMarking):
                log.take(read(encode_event(event), moment("600")))
                state = apply(state, event, moment("600"), "director")

    log, event = closing
    off = "2.5" if isinstance(command, c.ConfirmTime) else "0"
    other = msgspec.structs.replace(event.announced, deductions=(), score="91.17")
    raw = read(encode_event(msgspec.structs.replace(event, announced=other)))
    assert [each.what for each in unlike(log, raw)] == (["score", "deductions"] if off != "0" else [])
