"""The made-up day of `tests/halls.py` with two walk-rounds: of two panels in A and B, and of benches in C."""

from collections.abc import Iterable
from decimal import Decimal

from msgspec.structs import replace

from judging.core import commands as c
from judging.core.hall.hall import NamedHall
from judging.core.hall.performance import PerformanceId
from judging.core.people.duty import Duty
from judging.core.people.taking_part import Entrant
from judging.core.scoring.rulebook import Equalise, Manner, Rulebook, Track
from judging.core.scoring.time_limits import Overtime, Time
from judging.core.state import State
from tests import halls
from tests.day import played

DRILL = replace(
    halls.judged("walk", 100, panels=("p", "q"), equalise=Equalise.COEFFICIENT),
    manner=Manner.WALK,
)
TABLE = (Overtime(0, 60, Decimal("0.25")), Overtime(60, None, Decimal("1.5")))
TIMED = replace(DRILL, time=Time(240, (60,)), overtime=TABLE)
PAIRS = replace(halls.judged("pairs", 100), manner=Manner.WALK, window_judges=2)
TRACKS = (Track("drill", "走场组", (DRILL,)), Track("bench", "分窗组", (PAIRS,), ties=("manual",)))
RULES = replace(halls.RULES, tracks=halls.TRACKS + TRACKS)
TIMED_RULES = replace(RULES, tracks=(*halls.TRACKS, replace(TRACKS[0], rounds=(TIMED,)), *TRACKS[1:]))
NAMES = {"drill": "金木水火土石", "bench": "东南西北"}
WALKING = {
    track: tuple(Entrant(f"{track}{n}", f"{name}号中心", f"{n % 2}区") for n, name in enumerate(names))
    for track, names in NAMES.items()
}
ENTRANTS = halls.ENTRANTS | WALKING
WALKING_PANELS = (  # J3 sits in A and B, J1 and J4 on the stages there, too
    ("drill", "walk", "p", "A", (1, 3, 10)),
    ("drill", "walk", "q", "B", (3, 4, 11)),
    ("bench", "pairs", "", "C", (8, 9, 12, 13)),
)
PANELS = halls.PANELS + WALKING_PANELS
ASSIGNED = {
    ("shared", "duo"): {each.id: "pq"[n % 2] for n, each in enumerate(ENTRANTS["shared"])},
    ("drill", "walk"): {each.id: "pq"[n % 2] for n, each in enumerate(ENTRANTS["drill"])},
}
WINDOWS = {"A": 2, "B": 3, "C": 2}
BENCHES = (("J8", "J9"), ("J12", "J13"))


def named(windows: dict[str, int] | None = None) -> tuple[NamedHall, ...]:
    """With so many windows."""
    return tuple(NamedHall(hall, f"{hall}厅", (WINDOWS | (windows or {}))[hall]) for hall in halls.HALLS)


def set_up(rules: Rulebook = RULES) -> Iterable[c.Command]:
    for command in halls.set_up():
        match command:
            case c.CreateCompetition():
                yield c.CreateCompetition(rules, ENTRANTS)
            case c.SetHalls():
                yield replace(command, halls=tuple(_with_windows(hall) for hall in command.halls))
            case c.EnterAssignment():
                yield from _walk_rounds()
                yield command
            case _:
                yield command
    for n in range(10, 14):
        yield c.IssuePass(f"pass{n}", Duty.JUDGE, f"J{n}", f"link-{n}")


def _with_windows(hall: NamedHall) -> NamedHall:
    return replace(hall, windows=WINDOWS.get(hall.id, 0))


def _walk_rounds() -> Iterable[c.Command]:
    for track, round, panel, hall, judges in WALKING_PANELS:
        yield c.SeatPanel(track, round, halls.panel(*judges), panel, hall)
    yield c.EnterAssignment("drill", "walk", ASSIGNED["drill", "walk"], "见证人")
    for track, round in (("drill", "walk"), ("bench", "pairs")):
        yield c.EnterOrder(track, round, tuple(each.id for each in ENTRANTS[track]), "见证人")
    yield c.AssignWindows("bench", "pairs", BENCHES)


def ready() -> State:
    """Everything is set up in all halls; nobody has been called."""
    return played(State(), set_up())


def walker(n: int) -> PerformanceId:
    """Before panel p in hall A where *n* is even, else before q in hall B."""
    return PerformanceId("drill", "walk", f"drill{n}")


def paired(n: int) -> PerformanceId:
    """In hall C, before two judges at each window."""
    return PerformanceId("bench", "pairs", f"bench{n}")
