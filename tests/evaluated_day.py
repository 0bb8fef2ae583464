"""A competition without a panel: colleagues fill in for themselves and for each other, secretly or not."""

from msgspec.structs import replace

from judging.core import commands as c
from judging.core.decide import decide
from judging.core.people.actor import Actor
from judging.core.people.duty import Appointment, Duty
from judging.core.people.taking_part import Entrant
from judging.core.refused import Refused
from judging.core.scoring.evaluators import Who
from judging.core.scoring.numbers import parse
from judging.core.scoring.rulebook import Criterion, Group, Kind, Round, Rulebook, Sheets, Track, Trim
from judging.core.state import State
from tests.day import ORGANISER
from tests.printouts.made_up import Log

MORNING, NOON, EVENING = (f"2026-11-22T0{hour}:00:00.000Z" for hour in (1, 4, 9))
KEY = ("front", "review")
CRITERIA = (
    Criterion("work", "工作", parse("0"), parse("60"), parse("1")),
    Criterion("style", "作风", parse("0"), parse("40"), parse("1")),
)
SELF = Group("self", "自评", parse("20"), Trim(), "mean", 2, 1, who=Who.SELF)
PEER = Group("peer", "互评", parse("80"), Trim(), "mean", 2, 3, who=Who.PEER)
REVIEW = Round(
    *("review", "民主测评", Kind.JUDGED, parse("100")),
    sheets=Sheets.EACH,
    groups=(SELF, PEER),
    criteria=CRITERIA,
)
ENTRANTS = tuple(
    Entrant(f"p{n}", f"选手0{n}", window_class="综合" if n < 4 else "专窗", unit=f"单位{n}")
    for n in range(1, 6)
)
# Who gives whom what for both criteria: the same to everybody, but for what one gives oneself.
GIVEN = {"p1": (50, 30), "p2": (52, 31), "p3": (54, 33), "p4": (55, 36), "p5": (59, 39)}
OWN = (60, 40)


def rules(round: Round = REVIEW) -> Rulebook:
    return Rulebook("review-day", "测评赛", (Track("front", "一线组", (round,), ties=("share",)),))


SECRET = replace(REVIEW, groups=(SELF, replace(PEER, secret=True)))


def evaluator(id: str) -> Actor:
    return Actor((Appointment(Duty.EVALUATOR),), person=id)


class EvaluatedDay:
    """What is done is logged, and the state follows from it."""

    def __init__(self, round: Round = REVIEW, entrants: tuple[Entrant, ...] = ENTRANTS) -> None:
        self.log = Log()
        self.do(c.CreateCompetition(rules(round), {"front": entrants}), at=MORNING)

    @property
    def state(self) -> State:
        return self.log.state

    @property
    def evaluation(self):
        return self.state.evaluations[KEY]

    def do(self, command: c.Command, by: Actor = ORGANISER, at: str = MORNING) -> None:
        for event in decide(self.state, command, by, at):
            self.log.add(event, by.label, at)

    def refused(self, command: c.Command, by: Actor = ORGANISER, at: str = MORNING) -> str:
        try:
            decide(self.state, command, by, at)
        except Refused as refused:
            return refused.detail
        raise AssertionError("was not refused")

    def open(self, until: str = EVENING) -> "EvaluatedDay":
        self.do(c.ListEvaluators(*KEY))
        self.do(c.OpenEvaluation(*KEY, until))
        return self

    def fill_in(self, *evaluators: str, at: str = NOON) -> "EvaluatedDay":
        """Each fills in the whole page."""
        for me in evaluators or GIVEN:
            owed = [each.entrant for each in self.evaluation.owed_by(me)]
            self.do(
                c.SubmitEvaluation(*KEY, {entrant: marks(me, entrant) for entrant in owed}), evaluator(me), at
            )
        return self

    def close(self, at: str = NOON) -> "EvaluatedDay":
        self.do(c.CloseEvaluation(*KEY), at=at)
        return self


def marks(me: str, entrant: str) -> dict[str, str]:
    work, style = OWN if me == entrant else GIVEN[me]
    return {"work": str(work), "style": str(style)}


def closed(round: Round = REVIEW) -> EvaluatedDay:
    return EvaluatedDay(round).open().fill_in().close()
