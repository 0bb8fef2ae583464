"""建议名单: what the locked rankings come to in each award pool, put before whoever decides on it.

Nothing of it goes to screens, emcee or judges. It rests on the rankings as they were locked, not on scores
computed again.
"""

from msgspec import Struct

from judging.core.scoring.awards import allocation
from judging.core.scoring.day import Award
from judging.core.scoring.pool import Pool
from judging.core.sentence import Sentence, sentence
from judging.core.state import State

from .pools import Passed, locked_results, pools_of, unlocked_tracks


class Proposal(Struct, frozen=True):
    """Of one pool: `awards`, the highest first, or why there are none yet."""

    pool: str
    awards: tuple[Award, ...]
    open: Sentence | None
    notes: tuple[Sentence, ...]  # who is on the line, which floors are met and by whom


def proposals(state: State) -> tuple[Proposal, ...]:
    """Of all pools in force, in file order."""
    return tuple(proposal(state, pool) for pool in pools_of(state))


def proposal(state: State, pool: Pool, without: Passed = frozenset()) -> Proposal:
    """Open until each track of the pool is locked, and where the rules alone do not settle it.

    As if nobody of *without* had taken part: what moves up after a veto.
    """
    if waiting := unlocked_tracks(state, pool.id):
        return Proposal(pool.id, (), sentence("{tracks}还没有核分锁定", tracks=waiting), ())
    results = locked_results(state, pool.id, without)
    found = allocation(state.rulebook, pool, results, state.name_of)
    return Proposal(pool.id, () if found.open else found.awards, found.open, found.notes)
