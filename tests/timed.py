"""A day like that of `day` whose judged round is timed, with moments to the thousandth of a second."""

from decimal import Decimal

from msgspec.structs import replace

from judging.core import commands as c
from judging.core.hall.hall import NamedHall
from judging.core.scoring.rulebook import Manner, Rulebook
from judging.core.scoring.time_limits import Overtime, Segment, Time
from judging.core.state import State
from judging.core.timing.clock import PauseReason
from judging.core.timing.reckoning import counted_s
from tests import day
from tests.day import after, on

E1 = on("e1")
TABLE = (Overtime(0, 30, Decimal(1)), Overtime(30, None, Decimal("2.5")))
INTRO, TALK, ASKED = Segment("intro", "自我介绍", 60), Segment("talk", "展示"), Segment("asked", "问答")
PARTS = Time(300, (60,), (INTRO, TALK, replace(ASKED, counts=False)))


def moment(s: str, hour: int = 9) -> str:
    """*s* seconds after the hour, to the thousandth."""
    whole, _, part = s.partition(".")
    return f"2026-11-20T{hour:02}:{int(whole) // 60:02}:{int(whole) % 60:02}.{part or '0':0<3}Z"


def rules_of(time: Time | None, overtime: tuple[Overtime, ...], **changes) -> Rulebook:
    round = replace(day.PRESENT, time=time, overtime=overtime, **changes)
    return replace(day.RULES, tracks=(replace(day.CENTRE, rounds=(day.DAILY, round)),))


def timed(time: Time | None = None, overtime: tuple[Overtime, ...] = TABLE) -> State:
    """The first entrant has been called, in a round of these rules."""
    set_up = (
        c.CreateCompetition(rules_of(time, overtime), {"centre": day.ENTRANTS}),
        day.SEAT,
        day.COMPONENTS,
        day.ORDER,
    )
    return day.played(State(), (*set_up, c.CallEntrant(E1)))


def opened(time: Time | None = None, overtime: tuple[Overtime, ...] = TABLE) -> State:
    return after(timed(time, overtime), c.OpenMarking(E1))


def told(state: State, *steps: tuple[str, c.Command]) -> State:
    """After these *steps*, each at its seconds after nine."""
    for s, command in steps:
        state = after(state, command, day.DIRECTOR, moment(s))
    return state


def clock(state):
    return state.performance(E1).clock


def seconds(state, at: str = "0") -> int:
    return counted_s(state.round("centre", "present"), clock(state), moment(at))


LIMIT = Time(300)


def ran(s: str, time: Time | None = LIMIT, overtime: tuple[Overtime, ...] = TABLE) -> State:
    """Marking is open, and the clock ran for *s* seconds."""
    return told(opened(time, overtime), ("0", c.StartClock(E1)), (s, c.StopClock(E1)))


PAUSE = c.PauseClock(E1, PauseReason.CLIENT)


def walking(*at_windows: str) -> State:
    """These entrants have been called, to windows 2, 1 and 3; or else the first one."""
    rules = rules_of(LIMIT, TABLE, manner=Manner.WALK)
    halls = c.SetHalls((NamedHall("main", "", 3),))
    set_up = (
        c.CreateCompetition(rules, {"centre": day.ENTRANTS}),
        halls,
        day.SEAT,
        day.COMPONENTS,
        day.ORDER,
    )
    windows = (2, 1, 3)
    calls = (c.CallEntrant(on(id), n) for id, n in zip(at_windows or ("e1",), windows, strict=False))
    return day.played(State(), (*set_up, *calls))
