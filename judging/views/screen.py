"""What a venue screen may know: the scene on air, and nothing that has not been revealed."""

from msgspec import Struct
from msgspec.structs import replace

from judging.core.moments import milliseconds
from judging.core.show import Scene, Standings
from judging.core.state import State

from .reveal import Reveal, revealed
from .stage import Seat, Stage, seats_of, stage_of

# A page of a ranking: what a hall can read, for as long as it takes. Screens and the emcee turn together.
PAGE_ROWS = 5
PAGE_MS = 8000


class RankingRow(Struct, frozen=True):
    place: int | None
    name: str
    district: str
    scores: tuple[str, ...]  # as `Ranking.rounds`
    composite: str
    before: int | None  # its place in the ranking shown before


class Ranking(Struct, frozen=True):
    track: str
    rounds: tuple[str, ...]
    rows: tuple[RankingRow, ...]
    of: int  # entrants that will be ranked in the end
    at: str
    since: int = 0  # when it came on air, in ms since 1970: pages are counted from then
    page_rows: int = PAGE_ROWS
    page_ms: int = PAGE_MS


class ScreenView(Struct, frozen=True):
    number: int
    name: str  # "" until the console has assigned the screen; then only `number` is shown
    identify: bool = False
    competition: str = ""
    organiser: str = ""
    rehearsal: bool = False
    scene: Scene = Scene.BLACK
    stage: Stage | None = None
    seats: tuple[Seat, ...] = ()  # progress: in seat order
    reveal: Reveal | None = None
    ranking: Ranking | None = None


def screen(state: State, number: str) -> ScreenView:
    """Raises KeyError for a number that is not registered."""
    registered = state.screens[int(number)]
    if not registered.name or state.rules is None:
        return ScreenView(registered.number, "", state.identifying)
    scene = registered.pinned or state.scene
    stage = stage_of(state)
    return ScreenView(
        number=registered.number,
        name=registered.name,
        identify=state.identifying,
        competition=state.rulebook.name,
        organiser=state.rulebook.organiser,
        rehearsal=state.rehearsal,
        scene=scene,
        stage=stage if scene in (Scene.ENTRANCE, Scene.PROGRESS, Scene.REVEAL) else None,
        seats=seats_of(state) if scene is Scene.PROGRESS else (),
        reveal=revealed(state) if scene is Scene.REVEAL else None,
        ranking=ranking(state) if scene is Scene.RANKING else None,
    )


def ranking(state: State) -> Ranking | None:
    """What is on air."""
    shown = state.shown_standings
    return replace(as_ranking(state, shown), since=milliseconds(state.aired_at)) if shown else None


def as_ranking(state: State, shown: Standings) -> Ranking:
    track = state.track(shown.track)
    entrants = state.entrants[shown.track]
    rows = tuple(
        RankingRow(
            place=row.place,
            name=entrants[row.entrant].name,
            district=entrants[row.entrant].district,
            scores=tuple(row.scores[round.id] for round in track.rounds),
            composite=row.composite,
            before=row.before,
        )
        for row in shown.rows
    )
    return Ranking(track.name, tuple(round.name for round in track.rounds), rows, shown.of, shown.at)
