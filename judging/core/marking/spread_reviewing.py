"""Sheets that lie further apart than the rules allow: the head judge looks again before marking is closed."""

from collections.abc import Mapping
from decimal import localcontext

from msgspec.structs import replace

from judging.core import checks
from judging.core.hall.performance import PerformanceId, Phase, SheetPhase, SpreadReview
from judging.core.hall.staging import with_performance
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.scoring.day import Turn
from judging.core.scoring.numbers import EXACT
from judging.core.scoring.panel import counting, totals
from judging.core.scoring.rulebook import Round
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .turns import complete, turn


class ReviewSpread(AnyCommand, frozen=True):
    """The head judge has looked again at the sheets as they are, and lets them stand."""

    performance: PerformanceId
    reason: str


class SpreadReviewed(AnyEvent, frozen=True):
    performance: PerformanceId
    revisions: Mapping[str, int]  # of the sheets that were looked at, by judge
    reason: str
    by: str  # as the log names who looked


def review_spread(state: State, command: ReviewSpread, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    id = command.performance
    checks.known(state, id)
    checks.in_phase(state, id, Phase.MARKING)
    if not complete(state, id):
        raise Refused(Reason.INCOMPLETE, "评分表还没有集齐，集齐后才能复看分差")
    if not is_spread(state, id):
        raise Refused(Reason.NOT_NOW, "各评委的分值相差没有超出规则，不需要复看")
    reason = checks.text(command.reason, sentence("复看意见"))
    if is_reviewed(state, id):
        return ()
    return (SpreadReviewed(id, revisions(state, id), reason, by.label),)


def is_spread(state: State, id: PerformanceId) -> bool:
    """Whether the counting sheets lie further apart than the rules let pass unseen."""
    return is_wide(state.round(id.track, id.round), turn(state, id))


def is_wide(round: Round, turn: Turn) -> bool:
    if round.spread is None:
        return False
    with localcontext(EXACT):
        given = totals(round, counting(turn.sheets))
        return bool(given) and max(given) - min(given) > round.spread


def revisions(state: State, id: PerformanceId) -> dict[str, int]:
    """Of the sheets that count as they are: another revision, or another judge, is another set."""
    sheets = state.performance(id).sheets
    here = (judge.id for judge in state.panel(id))
    return {j: sheets[j].revision for j in here if j in sheets and sheets[j].phase is SheetPhase.SUBMITTED}


def is_reviewed(state: State, id: PerformanceId) -> bool:
    review = state.performance(id).spread_review
    return review is not None and review.revisions == revisions(state, id)


def spread_reviewed(state: State, event: SpreadReviewed, at: str) -> State:
    review = SpreadReview(event.revisions, event.reason, event.by, at)
    performance = replace(state.performance(event.performance), spread_review=review)
    return with_performance(state, event.performance, performance)
