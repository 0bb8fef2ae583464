"""A made-up day: six people of three districts before panel A in one hall and B in another, put on a par.

J3 sits on both panels. Each judge gives the whole mark that `GIVEN` says.
"""

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from judging.core import commands as c
from judging.core.apply import apply
from judging.core.decide import decide
from judging.core.events import Event
from judging.core.hall.hall import NamedHall
from judging.core.hall.performance import PerformanceId
from judging.core.moments import LATER
from judging.core.people.actor import Actor, acting
from judging.core.people.duty import Duty
from judging.core.people.taking_part import Entrant, Judge
from judging.core.scoring.rulebook import Criterion, Equalise, Kind, Round, Rulebook, Track
from judging.core.setup.ordering import taking_part
from judging.core.state import State
from tests.day import AT, ORGANISER, Asked, after, asked, played

SHOW = Round(
    id="show",
    name="风采展示",
    kind=Kind.JUDGED,
    weight=Decimal(100),
    minimum=2,
    panels=("A", "B"),
    equalise=Equalise.COEFFICIENT,
    criteria=(Criterion("all", "总体", Decimal(0), Decimal(100), Decimal(1)),),
)
PEOPLE = Track(id="people", name="一线", rounds=(SHOW,), ties=("share",))
RULES = Rulebook(id="panels", name="几个评委组", organiser="主办方", tracks=(PEOPLE,))
ENTRANTS = tuple(
    Entrant(f"p{n}", f"选手{n}", district)
    for n, district in enumerate(("东区", "东区", "西区", "西区", "南区", "南区"), 1)
)
A, B = ("J1", "J2", "J3"), ("J4", "J5", "J3")
PANELS = {"p1": "A", "p2": "B", "p3": "A", "p4": "B", "p5": "A", "p6": "B"}
ORDER = ("p6", "p1", "p2", "p3", "p4", "p5")
GIVEN = {"p1": 80, "p2": 90, "p3": 70, "p4": 95, "p5": 60, "p6": 85}  # means: A 70, B 90, all 80
HALLS = (NamedHall("main", "一号厅"), NamedHall("h2", "二号厅"))
ASSIGN = c.EnterAssignment("people", "show", PANELS, "见证人")


def seat(panel: str, judges: tuple[str, ...], hall: str | None = None) -> c.SeatPanel:
    seats = tuple(Judge(id, n, f"评委{id[1:]}") for n, id in enumerate(judges, 1))
    return c.SeatPanel("people", "show", seats, panel, hall)


def on(entrant: str) -> PerformanceId:
    return PerformanceId("people", "show", entrant)


def blank(**changes: object) -> State:
    """Created, with the round changed, and nothing else prepared."""
    rules = replace(RULES, tracks=(replace(PEOPLE, rounds=(replace(SHOW, **changes),)),))
    return played(State(), (c.CreateCompetition(rules, {"people": ENTRANTS}),))


def ready(**changes: object) -> State:
    """All is prepared; nobody has been called."""
    order = c.EnterOrder("people", "show", ORDER, "见证人")
    return played(
        blank(**changes), (c.SetHalls(HALLS), seat("A", A, "main"), seat("B", B, "h2"), ASSIGN, order)
    )


def called(state: State, *entrants: str) -> State:
    return played(state, [c.CallEntrant(on(entrant)) for entrant in entrants])


def opened(state: State, *entrants: str) -> State:
    """Called, and marking is open."""
    for entrant in entrants:
        state = played(state, (c.CallEntrant(on(entrant)), c.OpenMarking(on(entrant))))
    return state


def submitted(state: State, entrant: str, mark: int | None = None) -> State:
    """All sheets of who is open for marks are in."""
    for judge in state.panel(on(entrant)):
        known = state.performance(on(entrant)).sheets.get(judge.id)
        marks = {"all": str(GIVEN[entrant] if mark is None else mark)}
        sheet = c.SubmitSheet(on(entrant), (known.revision if known else 0) + 1, marks)
        state = after(state, sheet, acting(Duty.JUDGE, judge.id))
    return state


def confirmed(state: State, entrant: str, mark: int | None = None) -> State:
    return played(submitted(opened(state, entrant), entrant, mark), (c.CloseMarking(on(entrant)),))


def revealed(state: State, *entrants: str) -> State:
    """Called, marked, closed and revealed, one after the other."""
    for entrant in entrants:
        state = played(confirmed(state, entrant), (c.RevealScore(on(entrant)),))
    return state


def done(state: State | None = None) -> State:
    """Everybody who takes part has been revealed."""
    state = state or ready()
    return revealed(state, *[id for id in ORDER if id in taking_part(state, "people")])


SECOND = replace(SHOW, id="second", name="自我介绍", panels=(), equalise=Equalise.NONE)


def second(entrant: str) -> PerformanceId:
    return PerformanceId("people", "second", entrant)


def two_rounds(*entrants: str) -> State:
    """The equalised round is done, and of a second one before J1 and J2 these have 50 revealed."""
    rules = replace(RULES, tracks=(replace(PEOPLE, rounds=(SHOW, SECOND)),))
    panel = tuple(Judge(f"J{n}", n, f"评委{n}") for n in (1, 2))
    order = c.EnterOrder("people", "second", ORDER, "见证人")
    state = done(played(ready(), (c.SetRules(rules), c.SeatPanel("people", "second", panel), order)))
    for id in map(second, entrants):
        state = played(state, (c.CallEntrant(id), c.OpenMarking(id)))
        for judge in panel:
            state = after(state, c.SubmitSheet(id, 1, {"all": "50"}), acting(Duty.JUDGE, judge.id))
        state = played(state, (c.CloseMarking(id), c.RevealScore(id)))
    return state


def events() -> Iterator[Event]:
    """Of the whole day, to the lock."""
    state = State()
    for command, by in _commands():
        for event in decide(state, asked(state, command), by, LATER):
            state = apply(state, event, AT, by.label)
            yield event


def _commands() -> Iterator[tuple[Asked, Actor]]:
    order = c.EnterOrder("people", "show", ORDER, "见证人")
    prepared = (c.CreateCompetition(RULES, {"people": ENTRANTS}), c.SetHalls(HALLS))
    for command in (*prepared, seat("A", A, "main"), seat("B", B, "h2"), ASSIGN, order):
        yield command, ORGANISER
    for entrant in ORDER:
        yield c.CallEntrant(on(entrant)), ORGANISER
        yield c.OpenMarking(on(entrant)), ORGANISER
        for judge in A if PANELS[entrant] == "A" else B:
            sheet = c.SubmitSheet(on(entrant), 1, {"all": str(GIVEN[entrant])})
            yield sheet, acting(Duty.JUDGE, judge)
        yield c.CloseMarking(on(entrant)), ORGANISER
        yield c.RevealScore(on(entrant)), ORGANISER
    yield c.LockTrack("people"), ORGANISER
