"""A made-up day in three halls: A and B share a track of two panels and a judge, C shares nothing."""

from collections.abc import Iterable
from decimal import Decimal

from judging.core import commands as c
from judging.core.hall.hall import MAIN, NamedHall
from judging.core.hall.performance import PerformanceId
from judging.core.people.actor import Actor, acting
from judging.core.people.duty import Duty
from judging.core.people.taking_part import Entrant, Judge
from judging.core.scoring.rulebook import Criterion, Equalise, Kind, Round, Rulebook, Track
from judging.core.state import State
from tests.day import after, played

HALLS = ("A", "B", "C")
QUIZ = Round(id="quiz", name="理论考试", kind=Kind.IMPORTED, weight=Decimal(30), places=3)


def judged(id: str, weight: int, **settings: object) -> Round:
    return Round(
        id=id,
        name=f"{id}展示",
        kind=Kind.JUDGED,
        weight=Decimal(weight),
        places=3,
        minimum=2,
        criteria=(Criterion("all", "表现", Decimal(0), Decimal(100), Decimal("0.000001")),),
        **settings,  # type: ignore[arg-type]
    )


TRACKS = (
    Track("shared", "共评组", (QUIZ, judged("duo", 70, panels=("p", "q"), equalise=Equalise.COEFFICIENT))),
    Track("near", "近处组", (judged("one", 50), judged("two", 50)), ties=("manual",)),
    Track("far", "远处组", (judged("solo", 100),), ties=("manual",)),
)
RULES = Rulebook(id="halls", name="多会场赛事", organiser="主办方", tracks=TRACKS)
NAMES = {"shared": "甲乙丙丁戊", "near": "子丑寅", "far": "日月星"}
ENTRANTS = {
    track: tuple(Entrant(f"{track}{n}", f"{name}号中心", f"{n % 2}区") for n, name in enumerate(names))
    for track, names in NAMES.items()
}
PANELS = (  # track, round, panel, hall, judges: J3 sits in A and B, J1 and J4 on two panels
    ("shared", "duo", "p", "A", (1, 2, 3)),
    ("shared", "duo", "q", "B", (3, 4, 5)),
    ("near", "one", "", "A", (1, 6)),
    ("near", "two", "", "B", (4, 7)),
    ("far", "solo", "", "C", (8, 9)),
)
DIRECTORS = {hall: acting(Duty.DIRECTOR, hall=hall) for hall in HALLS}


def panel(*numbers: int) -> tuple[Judge, ...]:
    return tuple(Judge(f"J{n}", seat, f"评委{n}") for seat, n in enumerate(numbers, 1))


def set_up() -> Iterable[c.Command]:
    yield c.CreateCompetition(RULES, ENTRANTS)
    named = tuple(NamedHall(hall, f"{hall}厅") for hall in HALLS)
    yield c.SetHalls((*named, NamedHall(MAIN, "总厅")))
    for track, round, name, hall, judges in PANELS:
        yield c.SeatPanel(track, round, panel(*judges), name, hall)
    yield c.SetHalls(named)
    places = {each.id: "pq"[n % 2] for n, each in enumerate(ENTRANTS["shared"])}
    yield c.EnterAssignment("shared", "duo", places, "见证人")
    for track, round in dict.fromkeys(key[:2] for key in PANELS):
        order = tuple(each.id for each in ENTRANTS[track])
        yield c.EnterOrder(track, round, order, "见证人")
    scores = {each.id: f"{60 + n}.{n}79" for n, each in enumerate(ENTRANTS["shared"])}
    yield c.ImportComponents("shared", "quiz", scores, "理论.xlsx")
    for number, hall in enumerate(HALLS, 1):
        yield c.AdmitScreen(number, f"screen{number}", f"{hall}厅主屏", hall=hall)
        yield c.IssuePass(f"director{hall}", Duty.DIRECTOR, None, f"link-d{hall}", hall)
        yield c.IssuePass(f"emcee{hall}", Duty.EMCEE, None, f"link-e{hall}", hall)
    yield c.IssuePass("director", Duty.DIRECTOR, None, "link-d")
    for n in range(1, 10):
        yield c.IssuePass(f"pass{n}", Duty.JUDGE, f"J{n}", f"link-{n}")


def ready() -> State:
    """Everything is set up in all halls; nobody has been called."""
    return played(State(), set_up())


def shared(n: int) -> PerformanceId:
    """Before panel p in hall A where *n* is even, else before q in hall B."""
    return PerformanceId("shared", "duo", f"shared{n}")


def near(n: int, round: str = "one") -> PerformanceId:
    return PerformanceId("near", round, f"near{n}")


def far(n: int) -> PerformanceId:
    return PerformanceId("far", "solo", f"far{n}")


def judge(n: int) -> Actor:
    return acting(Duty.JUDGE, f"J{n}")


def sheet(id: PerformanceId, mark: str, revision: int = 1) -> c.SubmitSheet:
    return c.SubmitSheet(id, revision, {"all": mark})


def open_for_marks(state: State, id: PerformanceId) -> State:
    return played(state, (c.CallEntrant(id), c.OpenMarking(id)))


def marked(state: State, id: PerformanceId) -> State:
    """*id*, open for marks, with a sheet of each judge: 81.5, 82.5, …"""
    for judge_, seat in ((each, each.seat) for each in state.panel(id)):
        state = after(state, sheet(id, f"8{seat}.5"), acting(Duty.JUDGE, judge_.id))
    return state


def revealed(state: State, id: PerformanceId) -> State:
    """*id*, waiting, is called, marked by all, closed and revealed."""
    return played(marked(open_for_marks(state, id), id), (c.CloseMarking(id), c.RevealScore(id)))
