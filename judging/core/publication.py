"""Rankings as the hall sees them: what one would show now, what was published, and what was taken back."""

from collections.abc import Mapping
from hashlib import sha256

from msgspec.structs import replace

from . import events as e
from .live import ranked_entrants, ranking
from .show import Row, Scene, Standings
from .state import State


def present(state: State, track: str) -> Standings:
    """What publishing now would show."""
    return Standings(track, ranking(state, track), ranked_entrants(state, track))


def fingerprint(shown: Standings) -> str:
    """By which the director publishes what was previewed and nothing else.

    Where each stood before is left out: it changes with what was published, not with the ranking.
    """
    lines = [f"{shown.track} {shown.of}", *map(_line, shown.rows)]
    return sha256("\n".join(lines).encode()).hexdigest()[:16]


def _line(row: Row) -> str:
    scores = " ".join(f"{round}={score}" for round, score in sorted(row.scores.items()))
    return f"{row.place} {row.entrant} {row.composite} {row.broken_by} {scores}"


def is_on_air(state: State, track: str) -> bool:
    """Whether the hall sees the ranking of *track* as it now is."""
    shown = state.standings.get(track)
    if shown is None or state.ranking_on_air != track or state.scene is not Scene.RANKING:
        return False
    return fingerprint(shown) == fingerprint(present(state, track))


def published(state: State, event: e.StandingsRevealed, at: str) -> State:
    shown = Standings(event.track, event.rows, event.of, at)
    return replace(
        state,
        standings={**state.standings, event.track: shown},
        ranking_on_air=event.track,
        aired_at=at,
        ranking_taken_back=None,
        scene=Scene.RANKING,
    )


def withdrawn(state: State, event: e.StandingsWithdrawn, at: str) -> State:
    return taken_back(state, event.track)


def without(state: State, track: str, entrant: str) -> State:
    """Without the track's published ranking, if *entrant* stands in it."""
    shown = state.standings.get(track)
    if shown is None or all(row.entrant != entrant for row in shown.rows):
        return state
    return taken_back(state, track)


def taken_back(state: State, track: str) -> State:
    """Without the published ranking of *track*; a screen that shows it goes back to standby."""
    if track not in state.standings:
        return state
    left: Mapping[str, Standings] = {id: shown for id, shown in state.standings.items() if id != track}
    state = replace(state, standings=left)
    if state.ranking_on_air != track:
        return state
    state = replace(state, ranking_on_air=None)
    if state.scene is not Scene.RANKING:
        return state
    return replace(state, scene=Scene.STANDBY, ranking_taken_back=track)
