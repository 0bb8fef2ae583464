"""What the locked scores alone come to for each award: the list that is put before a meeting."""

from judging.core.scoring.pool import Pool
from judging.core.scoring.special import Special
from judging.core.state import State

from .computed_list import Computed
from .honour import Honour
from .pools import Passed, pool_of
from .proposal import proposal
from .special_lists import special_list


def awards_of(state: State) -> tuple[str, ...]:
    """The ids of all pools, then of all special awards, in file order."""
    return (
        *(pool.id for pool in state.rulebook.pools),
        *(special.id for special in state.rulebook.specials),
    )


def award_name(state: State, award: str) -> str:
    """Raises KeyError."""
    return _award(state, award).name


def tracks_of_award(state: State, award: str) -> tuple[str, ...]:
    """Whose entrants it may go to, in file order; () where it goes to districts."""
    found = _award(state, award)
    if isinstance(found, Special):
        return tuple(track.id for track in state.rulebook.tracks if track.id in found.tracks)
    return tuple(track.id for track in state.rulebook.tracks if track.pool == award)


def computed(state: State, award: str, without: Passed = frozenset()) -> Computed:
    """The list of this award as if nobody of *without* had taken part. Raises KeyError."""
    found = _award(state, award)
    if isinstance(found, Special):
        return special_list(state, found, without)
    proposed = proposal(state, found, without)
    lines = tuple(
        Honour(award, each.level or "", each.title, each.track, each.entrant) for each in proposed.awards
    )
    composites = {(t, row.entrant): row.composite for t, rows in state.locked.items() for row in rows}
    figures = tuple(composites[line.track, line.entrant] for line in lines)
    return Computed(lines, proposed.open, proposed.notes, figures)


def _award(state: State, award: str) -> Pool | Special:
    """A pool as it is in force."""
    for special in state.rulebook.specials:
        if special.id == award:
            return special
    return pool_of(state, award)
