"""A small made-up day for tests: three units, five judges, one imported and one judged round."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count

import pytest

from judging import views
from judging.core import commands as c
from judging.core.apply import apply
from judging.core.decide import decide
from judging.core.hall.performance import PerformanceId
from judging.core.moments import LATER
from judging.core.people.actor import Actor, acting
from judging.core.people.duty import Duty
from judging.core.people.taking_part import Entrant, Judge
from judging.core.publication.on_air import fingerprint, present
from judging.core.refused import Refused
from judging.core.scoring.rulebook import Criterion, Kind, Round, Rulebook, Track, Trim
from judging.core.state import State
from judging.core.tagged import AnyCommand

ORGANISER = acting(Duty.ORGANISER)
DIRECTOR = acting(Duty.DIRECTOR)
GUEST = acting(Duty.GUEST)
AT = "2026-11-20T06:03:22.000Z"

DAILY = Round(id="daily", name="日常服务能级", kind=Kind.IMPORTED, weight=Decimal(70))
PRESENT = Round(
    id="present",
    name="现场汇报展示",
    kind=Kind.JUDGED,
    weight=Decimal(30),
    trim=Trim(1, 1, 5),
    minimum=3,
    criteria=(
        Criterion("content", "内容", Decimal(0), Decimal(60), Decimal("0.5")),
        Criterion("manner", "表达", Decimal(0), Decimal(40), Decimal("0.5")),
    ),
)
CENTRE = Track(id="centre", name="受理中心组", rounds=(DAILY, PRESENT), ties=("round:present", "share"))
RULES = Rulebook(id="test-day", name="测试赛事", organiser="主办方", tracks=(CENTRE,))
ENTRANTS = (
    Entrant("e1", "甲街道中心", "东区"),
    Entrant("e2", "乙镇中心", "西区"),
    Entrant("e3", "丙镇中心", "南区"),
)
JUDGES = tuple(Judge(f"J{n}", n, f"评委{n}") for n in range(1, 6))
CREATE = c.CreateCompetition(RULES, {"centre": ENTRANTS})
SEAT = c.SeatPanel("centre", "present", JUDGES)
COMPONENTS = c.ImportComponents("centre", "daily", {"e1": "90", "e2": "80.5", "e3": "88.25"}, "日常.xlsx")
ORDER = c.EnterOrder("centre", "present", ("e1", "e2", "e3"), "见证人")


def minutes() -> Callable[[], datetime]:
    """A desk's clock by which a minute goes by between commands: long enough for every reveal."""
    passed = count()
    return lambda: datetime(2026, 11, 20, 6, tzinfo=UTC) + timedelta(minutes=next(passed))


def on(entrant: str) -> PerformanceId:
    return PerformanceId("centre", "present", entrant)


def judge(n: int) -> Actor:
    return acting(Duty.JUDGE, f"J{n}")


def sheet(entrant: str, content: str, manner: str, revision: int = 1) -> c.SubmitSheet:
    return c.SubmitSheet(on(entrant), revision, {"content": content, "manner": manner})


Asked = c.Command | Callable[[State], c.Command]  # what is bound to a state is made when it is there


def publish(track: str = "centre") -> Callable[[State], c.Command]:
    """公布排名, after a look at its preview."""
    return lambda state: c.RevealStandings(track, fingerprint(present(state, track)))


def asked(state: State, command: Asked) -> c.Command:
    return command if isinstance(command, AnyCommand) else command(state)


def after(state: State, command: Asked, by: Actor = ORGANISER, at: str = "") -> State:
    """*state* once *command* is carried out: at *at*, or else when nothing runs any more. Raises Refused."""
    for event in decide(state, asked(state, command), by, at or LATER):
        state = apply(state, event, at or AT, by.label)
    return state


def played(state: State, commands: Iterable[Asked]) -> State:
    for command in commands:
        state = after(state, command)
    return state


def ready() -> State:
    """Everything is set up; nobody has been called."""
    return played(State(), (CREATE, SEAT, COMPONENTS, ORDER))


def marking(entrant: str = "e1") -> State:
    """The panel may mark *entrant*, the first on stage."""
    return played(ready(), (c.CallEntrant(on(entrant)), c.OpenMarking(on(entrant))))


TOTALS = {
    1: ("55", "37.5"),
    2: ("54", "36"),
    3: ("55", "36"),
    4: ("53", "35"),
    5: ("57", "38"),
}  # 92.5 90 91 88 95


def marked(state: State, entrant: str = "e1") -> State:
    """All five sheets of *entrant* are in: 92.5, 90, 91, 88, 95; trimmed mean 91.17."""
    for n, (content, manner) in TOTALS.items():
        state = after(state, sheet(entrant, content, manner), judge(n))
    return state


def revealed(state: State, entrant: str = "e1") -> State:
    """*entrant*, on stage and open for marks, is marked, closed and revealed."""
    return played(marked(state, entrant), (c.CloseMarking(on(entrant)), c.RevealScore(on(entrant))))


def refusal(state: State, command: Asked, by: Actor = ORGANISER, at: str = "") -> Refused:
    """What *command* is refused with in *state*, at *at* as for `after`."""
    with pytest.raises(Refused) as caught:
        after(state, command, by, at)
    return caught.value


def view(state: State, topic: str) -> views.View:
    """What whoever watches *topic* sees."""
    return views.view(state, views.topic(topic))
