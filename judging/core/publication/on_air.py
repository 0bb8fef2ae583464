"""Rankings as the hall sees them: what one would show now, what it shows, and what was taken back."""

from hashlib import sha256

from msgspec.structs import replace

from judging.core.hall.air import Scene
from judging.core.hall.hall import Hall
from judging.core.scoring.indicators import is_by_rank
from judging.core.state import State

from .equalising import is_equalised
from .ranked import ranked_entrants, ranking
from .standing import StandingRow, Standings


def present(state: State, track: str, within: str = "") -> Standings:
    """What publishing now would show."""
    rows = ranking(state, track, within)
    return Standings(track, rows, ranked_entrants(state, track, within), within=within)


def fingerprint(shown: Standings) -> str:
    """By which the director publishes what was previewed and nothing else.

    Where each stood before is left out: it changes with what was published, not with the ranking.
    """
    head = f"{shown.track} {shown.of}" + (f" {shown.within}" if shown.within else "")
    lines = [head, *map(_line, shown.rows)]
    return sha256("\n".join(lines).encode()).hexdigest()[:16]


def _line(row: StandingRow) -> str:
    scores = " ".join(f"{round}={score}" for round, score in sorted(row.scores.items()))
    return f"{row.place} {row.entrant} {row.composite} {row.broken_by} {scores}"


def is_on_air(state: State, hall: Hall, track: str, within: str = "") -> bool:
    """Whether *hall* sees this ranking as it now is."""
    shown = state.published(track, within)
    on_air = hall.ranking_on_air if hall.scene is Scene.RANKING else None
    if shown is None or on_air is None or (on_air.track, on_air.within) != (track, within):
        return False
    return fingerprint(on_air) == fingerprint(shown) == fingerprint(present(state, track, within))


def published_of(state: State, track: str) -> tuple[Standings, ...]:
    """All rankings of the track that are public: of all, then of each window class."""
    overall = [state.standings[track]] if track in state.standings else []
    return *overall, *(shown for (of, _), shown in state.class_standings.items() if of == track)


def without_entrant(state: State, track: str, entrant: str) -> State:
    """Without the track's published rankings that *entrant* stands in."""
    for shown in published_of(state, track):
        if any(row.entrant == entrant for row in shown.rows):
            state = one_taken_back(state, track, shown.within)
    return state


def without_score(state: State, track: str, entrant: str) -> State:
    """Without the track's published rankings, if they rest on a score of *entrant*.

    Where panels are put on a par, or values are ranked, everybody's scores rest on everybody's.
    """
    if any(is_equalised(round) or is_by_rank(round) for round in state.track(track).rounds):
        return taken_back(state, track)
    return without_entrant(state, track, entrant)


def taken_back(state: State, track: str) -> State:
    """Without any published ranking of *track*; the halls that show one go back to standby."""
    for shown in published_of(state, track):
        state = one_taken_back(state, track, shown.within)
    return state


def one_taken_back(state: State, track: str, within: str) -> State:
    """The same of one ranking: of all of the track, or of a window class."""
    if state.published(track, within) is None:
        return state
    halls = {hall.id: _off_air(hall, track, within) for hall in state.halls.values()}
    if within:
        left = {key: shown for key, shown in state.class_standings.items() if key != (track, within)}
        return replace(state, class_standings=left, halls=halls)
    return replace(
        state, standings={id: shown for id, shown in state.standings.items() if id != track}, halls=halls
    )


def _off_air(hall: Hall, track: str, within: str) -> Hall:
    shown = hall.ranking_on_air
    if shown is None or (shown.track, shown.within) != (track, within):
        return hall
    if hall.scene is not Scene.RANKING:
        return replace(hall, ranking_on_air=None)
    return replace(hall, ranking_on_air=None, scene=Scene.STANDBY, ranking_taken_back=track)
