"""One step back, with a reason: 撤回亮分, 重开评分, 撤回开评, 撤回点名."""

from judging.core import checks
from judging.core.marking.opening import MarkingReopened, MarkingWithdrawn
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .calling import CallWithdrawn
from .performance import PerformanceId, Phase
from .revealing import RevealWithdrawn
from .staging import entrant_is_free, judges_are_free, others_off_stage


class StepBack(AnyCommand, frozen=True):
    """Takes the last step of a performance back, by a new event: 撤回亮分, 重开评分, 撤回开评, 撤回点名.

    With `phase`, only from that one: two consoles that press at once take one step.
    """

    performance: PerformanceId
    reason: str
    phase: Phase | None = None


# What a step back from each phase leads to.
BEFORE = {
    Phase.REVEALED: Phase.CONFIRMED,
    Phase.CONFIRMED: Phase.MARKING,
    Phase.MARKING: Phase.CALLED,
    Phase.CALLED: Phase.WAITING,
}


def step_back(state: State, command: StepBack, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """One step back, with a reason; sheets and marks all stay."""
    id = command.performance
    checks.known(state, id)
    checks.unlocked(state, id.track)
    others_off_stage(state, id)
    reason = checks.text(command.reason, sentence("撤回原因"))
    if command.phase is not None:
        checks.in_phase(state, id, command.phase, then=BEFORE.get(command.phase))
    match state.performance(id).phase:
        case Phase.REVEALED:
            return (RevealWithdrawn(id, reason),)
        case Phase.CONFIRMED:
            judges_are_free(state, id)
            entrant_is_free(state, id)
            return (MarkingReopened(id, reason),)
        case Phase.MARKING:
            return (MarkingWithdrawn(id, reason),)
        case Phase.CALLED:
            return (CallWithdrawn(id, reason),)
        case Phase.WAITING:
            raise Refused(Reason.NOT_NOW, "{name}还没有出场，没有可撤回的步骤", name=state.named(id))
