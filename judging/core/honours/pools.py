"""The award pools in force: as the rules have them, or as the organiser adopted them after the lock.

The rules themselves stay as they were signed. Whoever asks what the day comes to asks here; whoever asks what
was agreed on before it asks the rulebook.
"""

from collections.abc import Collection, Mapping

from msgspec.structs import replace

from judging.core.scoring.day import Standing, TrackResult
from judging.core.scoring.numbers import parse
from judging.core.scoring.pool import Pool
from judging.core.scoring.rulebook import Rulebook
from judging.core.signing.digests import digest_of, said
from judging.core.state import State

Passed = Collection[tuple[str, str]]  # (track, entrant): who is passed over


def pool_of(state: State, id: str) -> Pool:
    """As it is in force. Raises KeyError."""
    return {pool.id: pool for pool in pools_of(state)}[id]


def pools_of(state: State) -> tuple[Pool, ...]:
    """All that are in force, in file order."""
    return tuple(
        state.adopted[pool.id].rules if pool.id in state.adopted else pool for pool in state.rulebook.pools
    )


def rules_in_force(state: State) -> Rulebook:
    """The rules with the pools in force: what results are worked out and exported by."""
    return replace(state.rulebook, pools=pools_of(state))


def tracks_of(rules: Rulebook, pool: str) -> Mapping[str, str]:
    """The names of the pool's tracks, by id."""
    return {track.id: track.name for track in rules.tracks if track.pool == pool}


def is_locked(state: State, pool: str) -> bool:
    """Whether nothing of the pool's tracks changes any more."""
    return not unlocked_tracks(state, pool)


def unlocked_tracks(state: State, pool: str) -> tuple[str, ...]:
    """The names of the pool's tracks that are not locked yet."""
    return tuple(name for track, name in tracks_of(state.rulebook, pool).items() if track not in state.locked)


def locked_results(state: State, pool: str, without: Passed = frozenset()) -> dict[str, TrackResult]:
    """Of the pool's tracks that are locked: nobody is held there, and every tie is decided or shared.

    As if nobody of *without* had taken part.
    """
    return {
        track: TrackResult(
            (),
            tuple(
                Standing(row.place, row.entrant, parse(row.composite), row.broken_by, row.place or 0)
                for row in state.locked[track]
                if (track, row.entrant) not in without
            ),
            (),
            (),
        )
        for track in tracks_of(state.rulebook, pool)
        if track in state.locked
    }


def adoption_digest(state: State, wanted: Pool) -> str:
    """Of what somebody looks at who adopts *wanted*: the pool as it is, as it will be, and the rankings."""
    ranked = [
        (track, [(row.place, row.entrant, row.composite) for row in state.locked.get(track, ())])
        for track in tracks_of(state.rulebook, wanted.id)
    ]
    return digest_of("adopt", said(pool_of(state, wanted.id)), said(wanted), ranked)
