"""What a venue screen may know: the scene on air, and nothing that has not been revealed."""

from msgspec import Struct

from judging.core.performance import Phase, SeatMark
from judging.core.results import Deduction
from judging.core.show import Scene
from judging.core.state import State

from .stage import Stage, seats_in, stage_of


class Reveal(Struct, frozen=True):
    score: str
    raw: str
    deductions: tuple[Deduction, ...]
    marks: tuple[SeatMark, ...]  # in seat order
    at: str  # UTC; a screen that comes later than the beats take shows the last one


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


class ScreenView(Struct, frozen=True):
    number: int
    name: str  # "" until the console has assigned the screen; then only `number` is shown
    identify: bool = False
    competition: str = ""
    organiser: str = ""
    rehearsal: bool = False
    scene: Scene = Scene.BLACK
    stage: Stage | None = None
    seats: tuple[bool, ...] = ()  # progress: per seat in seat order, whether its sheet is in
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
        seats=seats_in(state) if scene is Scene.PROGRESS else (),
        reveal=revealed(state) if scene is Scene.REVEAL else None,
        ranking=ranking(state) if scene is Scene.RANKING else None,
    )


def revealed(state: State) -> Reveal | None:
    id = state.on_stage
    if id is None:
        return None
    performance = state.performance(id)
    if performance.phase is not Phase.REVEALED or performance.announced is None:
        return None
    told = performance.announced
    return Reveal(told.score, told.raw, told.deductions, told.marks, performance.revealed_at)


def ranking(state: State) -> Ranking | None:
    shown = state.standings
    if shown is None:
        return None
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
