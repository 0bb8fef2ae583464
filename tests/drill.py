"""A made-up drill (实操比武) as entries of a log: three entrants at windows of two halls, with clocks."""

from decimal import Decimal

from msgspec.structs import replace

from judging.core import commands as c
from judging.core.apply import apply
from judging.core.decide import decide
from judging.core.hall.hall import NamedHall
from judging.core.hall.performance import PerformanceId
from judging.core.people.actor import Actor, acting
from judging.core.people.duty import Duty
from judging.core.scoring.rulebook import Manner
from judging.core.scoring.time_limits import Overtime, Time
from judging.core.state import State
from judging.core.timing.clock import PauseReason
from judging.store import draft
from judging.store.chain import START, as_read, linked, verified
from tests import day

TABLE = (Overtime(0, 30, Decimal("0.5")), Overtime(30, None, Decimal(1)))
ROUND = replace(day.PRESENT, manner=Manner.WALK, time=Time(300, (60,)), overtime=TABLE, panels=("A", "B"))
RULES = replace(day.RULES, tracks=(replace(day.CENTRE, rounds=(day.DAILY, ROUND)),))
HALLS = (NamedHall("main", "一号厅", 2), NamedHall("B", "二号厅", 1))
TIMEKEEPER = acting(Duty.DIRECTOR, hall="main")


def on(entrant: str) -> PerformanceId:
    return PerformanceId("centre", "present", entrant)


def moment(clock: str) -> str:
    """ "9:05:00.250" of the day, in UTC."""
    time, _, thousandth = clock.partition(".")
    hour, minute, second = time.split(":")
    return f"2026-11-20T{int(hour):02}:{minute}:{second}.{thousandth or 0:0<3}Z"


class Drill:
    def __init__(self) -> None:
        self.state, self.entries, self._tail = State(), [], START
        judges = tuple(replace(judge, id=f"K{judge.seat}") for judge in day.JUDGES)
        for command in (
            c.CreateCompetition(RULES, {"centre": day.ENTRANTS}),
            c.SetHalls(HALLS),
            c.SeatPanel("centre", "present", day.JUDGES, "A", "main"),
            c.SeatPanel("centre", "present", judges, "B", "B"),
            day.COMPONENTS,
            day.ORDER,
            c.EnterAssignment("centre", "present", {"e1": "A", "e2": "A", "e3": "B"}, "见证人"),
        ):
            self.do("8:00:00", command, day.ORGANISER)

    def do(self, at: str, command: c.Command, by: Actor = day.DIRECTOR) -> None:
        """Carries it out at this time of the day. Raises Refused."""
        for event in decide(self.state, command, by, moment(at)):
            made = [draft(event, moment(at), by.label, f"{len(self.entries):032x}")]
            [entry] = verified(self._tail, as_read(linked(self._tail, made)))
            self._tail = (entry.position, entry.hash)
            self.entries.append(entry)
            self.state = apply(self.state, entry.event, entry.at, entry.by)

    def marked(self, at: str, entrant: str) -> None:
        for judge in self.state.panel(on(entrant)):
            sheet = c.SubmitSheet(on(entrant), 1, {"content": "50", "manner": str(30 + judge.seat)})
            self.do(at, sheet, acting(Duty.JUDGE, judge.id))


def drill() -> Drill:
    """e1 is 40.75 s late after a real client's two minutes, e2 was granted time, e3 is still at work."""
    day = Drill()
    day.do("9:00:00", c.CallEntrant(on("e1"), 1))
    day.do("9:01:00.250", c.StartClock(on("e1")), TIMEKEEPER)
    day.do("9:02:00", c.CallEntrant(on("e2"), 2))
    day.do("9:02:30", c.StartClock(on("e2")), TIMEKEEPER)
    day.do("9:03:00.250", c.PauseClock(on("e1"), PauseReason.CLIENT), TIMEKEEPER)
    day.do("9:05:00", c.ResumeClock(on("e1")), TIMEKEEPER)
    day.do("9:06:00", c.GrantTime(on("e2"), 60, "叫号机重启", "见证人甲"))
    day.do("9:08:10", c.StopClock(on("e2")), TIMEKEEPER)
    day.do("9:08:40.750", c.StopClock(on("e1")), TIMEKEEPER)
    day.do("9:10:00", c.CallEntrant(on("e3"), 1))
    day.do("9:10:30", c.StartClock(on("e3")))
    for entrant in ("e1", "e2"):
        day.do("9:12:00", c.ConfirmTime(on(entrant)), TIMEKEEPER)
        day.marked("9:12:30", entrant)
        day.do("9:13:00", c.CloseMarking(on(entrant)))
        day.do("9:14:00" if entrant == "e1" else "9:15:00", c.RevealScore(on(entrant)))
    return day
