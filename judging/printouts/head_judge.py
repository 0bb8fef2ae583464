"""What the head judge decided about one performance and still stands, for its score sheet."""

from collections.abc import Iterator

from judging.core.hall.performance import (
    HeadConfirmation,
    PerformanceId,
    Short,
    ShortDecision,
    SpreadReview,
)
from judging.core.marking.short_deciding import decided_word, minimum_word
from judging.core.marking.spread_reviewing import is_reviewed, is_spread
from judging.core.state import State
from judging.views.naming import who

from .sheet import Correction


def decisions(state: State, id: PerformanceId) -> Iterator[Correction]:
    """Each with who decided, when and why."""
    performance = state.performance(id)
    short, told = performance.short, performance.announced
    if short and short.decision is Short.SHRINK and told:
        round = state.round(id.track, id.round)
        decided, asked = decided_word(round, short, told.count), minimum_word(round, short)
        what = f"决定{decided}（规则为{asked}）：{short.reason}"
        yield _decided(state, "ShortDecided", short, what, str(told.count), short.reason)
    if (review := performance.spread_review) and is_spread(state, id) and is_reviewed(state, id):
        yield _decided(state, "SpreadReviewed", review, f"已复看各评委的分差：{review.reason}", review.reason)
    if confirmed := performance.head_confirmation:
        yield _decided(state, "ScoreConfirmed", confirmed, "确认得分")


def _decided(
    state: State, kind: str, signed: ShortDecision | SpreadReview | HeadConfirmation, what: str, *facts: str
) -> Correction:
    return Correction(signed.at, kind, f"{who(state, signed.by)}{what}", about=(signed.by, *facts))
