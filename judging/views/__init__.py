"""What each audience may know: pure functions from State to records.

A view is sent whole. What an audience must not know is not in its view; nothing is filtered later.
"""

from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct

from judging.core.people.duty import Duty
from judging.core.state import State

from .appeals import AppealsView, PendingView, appeals, pending_objections
from .ballots import BallotsView, ballots
from .ceremony import CeremonyView, ceremony
from .console import ConsoleView, console
from .countersigning import CountersigningView, countersigning
from .emcee import EmceeView, emcee
from .entries import EntriesView, TypedView, entries, typed
from .evaluating import EvaluatingView, evaluating
from .evaluations import EvaluationsView, evaluations
from .flags import FlagsView, flags
from .head import HeadView, head
from .honours import HonoursView, honours
from .judge import JudgeView, judge
from .ledger import LedgerView, ledger
from .organising import SetupView, setup
from .overview import OverviewView, overview
from .rectifications import RectificationsView, rectifications
from .recusals import RecusalsView, recusals
from .results import ResultsView, results
from .running_order import OrderView, order
from .screen import ScreenView, screen
from .signing import SigningView, signing
from .simulator import SimulatorView, simulator
from .supervisor import SupervisorView, supervisor
from .timekeeping import ClocksView, clocks

View = (
    HeadView
    | JudgeView
    | RecusalsView
    | ScreenView
    | EmceeView
    | ClocksView
    | ConsoleView
    | CeremonyView
    | OrderView
    | OverviewView
    | SetupView
    | SupervisorView
    | CountersigningView
    | FlagsView
    | SigningView
    | HonoursView
    | SimulatorView
    | EntriesView
    | EvaluatingView
    | EvaluationsView
    | TypedView
    | ResultsView
    | AppealsView
    | LedgerView
    | RectificationsView
    | PendingView
    | BallotsView
)


class Subject(StrEnum):
    """What a view is of: whom or what a topic names behind its "/"."""

    COMPETITION = ""
    EVERYBODY = "everybody"  # the competition, for whoever has the duty for whatever part of it
    HALL = "hall"
    JUDGE = "judge"
    SCREEN = "screen"
    PERSON = "person"  # by the label the log has
    PANELS = "panels"  # "hall", or "hall/track/round/panel"


class Audience(Struct, frozen=True):
    duties: frozenset[Duty]
    of: Subject
    view: Callable[[State, str], View]
    stand_ins: frozenset[Duty] = frozenset()  # where nobody is appointed to one of the duties


class Topic(Struct, frozen=True):
    """What somebody watches: "console/main", "judge/J3", "screen/2", "setup"."""

    name: str
    argument: str = ""

    def __str__(self) -> str:
        return f"{self.name}/{self.argument}" if self.argument else self.name


def topic(text: str) -> Topic:
    name, _, argument = text.partition("/")
    return Topic(name, argument)


# Who may type from paper or verify it; the console stands in.
ENTERING = frozenset({Duty.SCOREKEEPER, Duty.VERIFIER, Duty.DIRECTOR, Duty.ORGANISER})

# Who keeps the ledger, verifies what is recorded in it, and watches over both.
KEEPING = frozenset({Duty.ORGANISER, Duty.SCOREKEEPER, Duty.VERIFIER, Duty.SUPERVISOR})

# Who is told that an objection waits: neither judges nor who stands before the audience.
AT_WORK = frozenset(
    {
        Duty.ORGANISER,
        Duty.DIRECTOR,
        Duty.SCOREKEEPER,
        Duty.VERIFIER,
        Duty.HEAD_JUDGE,
        Duty.SUPERVISOR,
    }
)

# Topic → who may watch it, what it is of, and what they see.
VIEWS: dict[str, Audience] = {
    "judge": Audience(frozenset({Duty.JUDGE}), Subject.JUDGE, judge),
    "recusals": Audience(frozenset({Duty.JUDGE}), Subject.JUDGE, recusals),
    "screen": Audience(frozenset({Duty.SCREEN}), Subject.SCREEN, screen),
    "emcee": Audience(frozenset({Duty.EMCEE, Duty.DIRECTOR, Duty.ORGANISER}), Subject.HALL, emcee),
    "clocks": Audience(frozenset({Duty.TIMEKEEPER, Duty.DIRECTOR, Duty.ORGANISER}), Subject.HALL, clocks),
    "head": Audience(
        frozenset({Duty.HEAD_JUDGE}), Subject.PANELS, head, frozenset({Duty.DIRECTOR, Duty.ORGANISER})
    ),
    "console": Audience(frozenset({Duty.DIRECTOR, Duty.ORGANISER}), Subject.HALL, console),
    "ceremony": Audience(frozenset({Duty.DIRECTOR, Duty.ORGANISER}), Subject.HALL, ceremony),
    "order": Audience(frozenset({Duty.DIRECTOR, Duty.ORGANISER}), Subject.HALL, order),
    "entries": Audience(ENTERING, Subject.HALL, entries),
    "typed": Audience(ENTERING, Subject.PERSON, typed),
    "overview": Audience(frozenset({Duty.DIRECTOR, Duty.ORGANISER}), Subject.COMPETITION, overview),
    "supervisor": Audience(frozenset({Duty.SUPERVISOR}), Subject.HALL, supervisor),
    "countersigning": Audience(frozenset({Duty.SUPERVISOR}), Subject.EVERYBODY, countersigning),
    "flags": Audience(
        frozenset({Duty.SUPERVISOR, Duty.HEAD_JUDGE, Duty.DIRECTOR, Duty.ORGANISER}), Subject.EVERYBODY, flags
    ),
    "appeals": Audience(
        frozenset({Duty.ORGANISER, Duty.SUPERVISOR, Duty.HEAD_JUDGE}), Subject.EVERYBODY, appeals
    ),
    "rectifications": Audience(KEEPING, Subject.EVERYBODY, rectifications),
    "ledger": Audience(KEEPING, Subject.EVERYBODY, ledger),
    "objections": Audience(AT_WORK, Subject.EVERYBODY, pending_objections),
    "signing": Audience(frozenset(Duty) - {Duty.SCREEN, Duty.GUEST}, Subject.EVERYBODY, signing),
    "results": Audience(frozenset(Duty), Subject.EVERYBODY, results),  # whoever opens the page
    "honours": Audience(frozenset({Duty.ORGANISER, Duty.SUPERVISOR}), Subject.COMPETITION, honours),
    "ballots": Audience(frozenset({Duty.ORGANISER}), Subject.COMPETITION, ballots),
    "simulator": Audience(frozenset({Duty.ORGANISER}), Subject.COMPETITION, simulator),
    "evaluating": Audience(frozenset({Duty.EVALUATOR}), Subject.PERSON, evaluating),
    "evaluations": Audience(
        frozenset({Duty.ORGANISER, Duty.DIRECTOR, Duty.SUPERVISOR}), Subject.EVERYBODY, evaluations
    ),
    "setup": Audience(frozenset({Duty.ORGANISER}), Subject.COMPETITION, setup),
}


def is_public(watched: Topic) -> bool:
    """Whether guests see it."""
    return Duty.GUEST in VIEWS[watched.name].duties


def view(state: State, watched: Topic) -> View:
    """The present view behind *watched*. Raises KeyError."""
    return VIEWS[watched.name].view(state, watched.argument)
