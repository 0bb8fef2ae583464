"""A correction takes effect: a new revision, a new score, the ranking computed anew. The lock stays."""

from msgspec.structs import replace

from judging.core.hall.air import Scene
from judging.core.hall.performance import ENGINE, PerformanceId
from judging.core.hall.staging import off_list, with_performance
from judging.core.mappings import with_key
from judging.core.people.actor import Actor, is_same
from judging.core.refused import Reason, Refused
from judging.core.signing.requiring import require_correction
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .record import Change, Correction, Fate, Outcome
from .working_out import changed, checked, known, may_correct, outcome, with_order, with_rows


class ApplyCorrection(AnyCommand, frozen=True):
    """By another hand than the one that proposed it."""

    correction: int


class ResultCorrected(AnyEvent, frozen=True):
    """Everything it takes to explain it later; the names are labels, as the log has them in `by`."""

    correction: int
    performance: PerformanceId
    change: Change
    reason: str
    order: tuple[str, ...]
    proposed_by: str
    applied_by: str
    outcome: Outcome
    engine: int = 1  # as of `Announced`
    signed_by: str = ""  # the supervisor, where he countersigned

    @property
    def track(self) -> str:
        """A ranking is of all halls where the track is judged."""
        return self.performance.track


def apply_correction(state: State, command: ApplyCorrection, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Worked out on what stands now; before it is written the second engine computes it all again."""
    correction = known(state, command.correction)
    match correction.fate:
        case Fate.APPLIED:
            return ()
        case Fate.DROPPED:
            raise Refused(
                Reason.NOT_NOW, "第 {number} 号更正已撤回，不能再生效；请另提一份", number=correction.number
            )
        case Fate.WAITING:
            return (_corrected(state, correction, by, _signed_by(state, correction, by)),)


def _signed_by(state: State, correction: Correction, by: Actor) -> str:
    """The supervisor where he countersigns; else whoever puts it into effect is the second hand.

    The same eyes never count twice.
    """
    signature = require_correction(state, correction)
    second = signature.by if signature else by.label
    if is_same(second, correction.proposed_by):
        raise Refused(
            Reason.NOT_ALLOWED,
            "第 {number} 号更正由同一人提出，须由另一人核对后生效",
            number=correction.number,
        )
    return signature.by if signature else ""


def _corrected(state: State, correction: Correction, by: Actor, signed_by: str) -> ResultCorrected:
    may_correct(state, correction.performance)
    change = checked(state, correction.performance, correction.change)
    return ResultCorrected(
        correction.number,
        correction.performance,
        change,
        correction.reason,
        correction.order,
        correction.proposed_by,
        by.label,
        outcome(state, correction.performance, change, correction.order),
        ENGINE,
        signed_by,
    )


def result_corrected(state: State, event: ResultCorrected, at: str) -> State:
    """A published ranking stays as it is shown until it is published anew; the old score goes off air."""
    id, found = event.performance, event.outcome
    state = with_order(changed(state, id, event.change, at), id.track, event.order)
    state = with_performance(state, id, replace(state.performance(id), announced=found.now))
    state = with_rows(off_air(state, id), id.track, found.rows)
    applied = replace(
        state.corrections[event.correction],
        fate=Fate.APPLIED,
        applied_by=event.applied_by,
        signed_by=event.signed_by,
        at=at,
        outcome=found,
    )
    return replace(state, corrections=with_key(state.corrections, event.correction, applied))


def off_air(state: State, id: PerformanceId) -> State:
    """Nobody has revealed the new score, so no screen goes over to it by itself."""
    for hall in state.halls.values():
        if hall.on_stage == id:
            scene = Scene.STANDBY if hall.scene is Scene.REVEAL else hall.scene
            left = tuple(other for other in hall.on if other != id)
            state = state.in_hall(hall.id, on=left, on_stage=None, scene=scene)
    return off_list(state, id)
