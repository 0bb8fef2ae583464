"""What the organiser tries out and adopts: each pool, whose change is in force, and what waits to be signed.

Whom a change would move is asked for by itself (`web.simulating`): only who tries something out wants it.
"""

from msgspec import Struct

from judging.core.honours.adopting import adoptable
from judging.core.honours.adoption import Adoption
from judging.core.honours.pool_words import pool_changes
from judging.core.honours.pools import adoption_digest, pools_of
from judging.core.refused import Refused
from judging.core.scoring.pool import Pool
from judging.core.sentence import Sentence
from judging.core.state import State

from .naming import who


class AdoptionLine(Struct, frozen=True):
    """`changes`: against the rules; () where it is the pool as these have it."""

    changes: tuple[Sentence, ...]
    reason: str
    who: Sentence
    at: str
    signed_by: Sentence | None


class SimulatedPool(Struct, frozen=True):
    """`digest`: another one as soon as a ranking or the pool in force has changed."""

    id: str
    name: str
    digest: str
    blocked: Sentence | None  # why nothing can be adopted now
    adopted: AdoptionLine | None
    waiting: AdoptionLine | None  # for the supervisor
    is_lapsed: bool  # what waits rests on what is no longer so: the supervisor is not asked any more


class SimulatorView(Struct, frozen=True):
    competition: str
    rehearsal: bool
    pools: tuple[SimulatedPool, ...]


def simulator(state: State, _: str) -> SimulatorView:
    pools = tuple(_pool(state, pool) for pool in pools_of(state))
    return SimulatorView(state.rulebook.name, state.rehearsal, pools)


def _pool(state: State, pool: Pool) -> SimulatedPool:
    blocked, waits = _blocked(state, pool.id), state.put_forward.get(pool.id)
    return SimulatedPool(
        pool.id,
        pool.name,
        adoption_digest(state, pool),
        blocked,
        _line(state, pool.id, state.adopted.get(pool.id)),
        _line(state, pool.id, waits),
        waits is not None and (blocked is not None or adoption_digest(state, waits.rules) != waits.digest),
    )


def _blocked(state: State, pool: str) -> Sentence | None:
    try:
        adoptable(state, pool)
    except Refused as refused:
        return refused.sentence
    return None


def _line(state: State, pool: str, found: Adoption | None) -> AdoptionLine | None:
    if found is None:
        return None
    own = next(each for each in state.rulebook.pools if each.id == pool)
    signed = who(state, found.signed_by) if found.signed_by else None
    changes = tuple(pool_changes(state.rulebook, own, found.rules))
    return AdoptionLine(changes, found.reason, who(state, found.by), found.at, signed)
