"""Where each award pool is, for the console alone: nothing of an award is told before it is decided."""

from msgspec import Struct

from judging.core.appeals.award_phase import AwardPhase, pending, phase_of
from judging.core.honours.proposal import proposals
from judging.core.sentence import Sentence
from judging.core.state import State
from judging.core.words import AWARD_PHASES


class PoolLine(Struct, frozen=True):
    """Who is inside stands on the 获奖建议名单, which can be printed as soon as `open` is None."""

    pool: str
    name: str
    open: Sentence | None
    count: int  # awards proposed
    stage: Sentence | None = None  # how far it is on its way to 定稿, once it is decided
    pending: int = 0  # objections that wait


LATER = (AwardPhase.DECIDED, AwardPhase.PUBLISHED, AwardPhase.FINAL)


def _decided(state: State, pool: str) -> tuple[Sentence | None, int]:
    phase = phase_of(state, pool)
    return AWARD_PHASES[phase] if phase in LATER else None, len(pending(state, pool))


def pool_lines(state: State, hall: str) -> tuple[PoolLine, ...]:
    """The pools for which a track is judged in *hall*: why one is open names who stands at its line."""
    here = {state.track(track).pool for track in state.tracks_in(hall)}
    names = {pool.id: pool.name for pool in state.rulebook.pools if pool.id in here}
    return tuple(
        PoolLine(found.pool, names[found.pool], found.open, len(found.awards), *_decided(state, found.pool))
        for found in proposals(state)
        if found.pool in names
    )
