"""An evaluator's page: filled in by parts, changed as often as one likes until the evaluation is closed."""

from collections.abc import Mapping

from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .evaluation import Evaluation
from .taking import checked_marks, opened, taken


class SubmitEvaluation(AnyCommand, frozen=True):
    """Whose it is comes from the session."""

    track: str
    round: str
    marks: Mapping[str, Mapping[str, str]]  # entrant → criterion → decimal text


class EvaluationSubmitted(AnyEvent, frozen=True):
    """Sheets for some entrants, whole ones; they replace what the same evaluator gave them before."""

    track: str
    round: str
    evaluator: str
    marks: Mapping[str, Mapping[str, str]]
    groups: Mapping[str, str]  # entrant → the group of the round it counts in; "" where there are none


def submit_evaluation(state: State, command: SubmitEvaluation, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Nothing where all of it is in already."""
    round, found = opened(state, command.track, command.round, at)
    me = evaluator_of(by)
    groups = asked_of(state, command.track, found, me)
    if not groups:
        raise Refused(Reason.NOT_ALLOWED, "“{round}”的测评名单里没有您，请与组织者核对", round=round.name)
    checked_marks(state, command.track, round, groups, command.marks)
    before = {entrant: sheet.marks for (id, entrant), sheet in found.sheets.items() if id == me}
    if all(before.get(entrant) == marks for entrant, marks in command.marks.items()):
        return ()
    of_these = {entrant: groups[entrant] for entrant in command.marks}
    return (EvaluationSubmitted(command.track, command.round, me, command.marks, of_these),)


def evaluator_of(by: Actor) -> str:
    """Who sits on a panel is the person of the same id."""
    return by.person or by.judge or ""


def asked_of(state: State, track: str, found: Evaluation, evaluator: str) -> dict[str, str]:
    """Entrant → group of all this evaluator fills in for, in the order of the list; not who left."""
    return {
        owed.entrant: owed.group
        for owed in found.owed_by(evaluator)
        if (track, owed.entrant) not in state.statuses
    }


def evaluation_submitted(state: State, event: EvaluationSubmitted, at: str) -> State:
    return taken(state, (event.track, event.round), event.evaluator, event.marks, event.groups, at)
