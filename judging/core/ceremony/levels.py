"""The levels that an award can have, the lowest first: as they come out."""

from judging.core.honours.pools import pool_of
from judging.core.state import State


def levels_of(state: State, award: str) -> tuple[str, ...]:
    """As the pool is in force; ("",) for an award without levels."""
    if award not in {pool.id for pool in state.rulebook.pools}:
        return ("",)
    return tuple(level.name for level in reversed(pool_of(state, award).levels)) or ("",)
