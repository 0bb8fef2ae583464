"""What a venue screen may know: the scene on air, and nothing that has not been revealed."""

from msgspec import Struct
from msgspec.structs import replace

from judging.core.hall.air import Scene
from judging.core.hall.hall import Hall
from judging.core.hall.performance import PerformanceId, Phase
from judging.core.hall.windows import walking
from judging.core.moments import milliseconds
from judging.core.people.taking_part import names_among
from judging.core.pictures.picture import PictureKey, Use
from judging.core.publication.equalising import is_equalised
from judging.core.publication.standing import Standings
from judging.core.state import State

from .ceremony_pictures import CeremonyPicture, shown_picture
from .clocks import ClockFace, PublicClock, is_alone, public_clocks, public_face
from .reveal import Reveal, revealed
from .stage import Seat, Stage, seats_before, seats_of, stage_as, stage_of

# A page of a ranking: what a hall can read, for as long as it takes. Screens and the emcee turn together.
PAGE_ROWS = 5
PAGE_MS = 8000
# A score of a list that is told together is read aloud; its page stays as long.
READ_MS = 5000


ON_STAGE = (Scene.ENTRANCE, Scene.PROGRESS, Scene.REVEAL)


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
    within: str = ""  # the window class that alone is ranked in it


class PublicHall(Struct, frozen=True):
    """A hall as everybody may know it: who is on, and how many sheets are in. No score and no reason."""

    name: str
    track: str = ""  # "" on an empty stage
    entrant: str = ""
    district: str = ""
    phase: Phase = Phase.WAITING
    done: int = 0
    of: int = 0
    windows: int = 0  # in a walk-round: so many are under way


class PublicWindow(Struct, frozen=True):
    """A window of a walk-round as everybody may know it."""

    window: int
    track: str = ""  # "" where nobody is
    entrant: str = ""
    district: str = ""
    phase: Phase = Phase.WAITING
    since: int = 0  # ms since 1970, when it was called
    done: int = 0
    of: int = 0
    clock: ClockFace | None = None  # where it is timed


class ToldScore(Struct, frozen=True):
    """One of the scores that are told together."""

    number: int | None  # place in the running order
    name: str
    district: str
    score: str
    unequalised: bool = False  # 现场原始得分


class Scores(Struct, frozen=True):
    """本批得分: as the director has put them, paged as rankings are."""

    track: str  # all that there are
    round: str
    rows: tuple[ToldScore, ...]
    since: int
    page_rows: int = PAGE_ROWS
    page_ms: int = PAGE_ROWS * READ_MS


class ScreenView(Struct, frozen=True):
    number: int
    name: str  # "" until the console has assigned the screen; then only `number` is shown
    identify: bool = False
    competition: str = ""
    organiser: str = ""
    logo: str = ""  # the hash of the picture
    background: str = ""  # the same
    rehearsal: bool = False
    scene: Scene = Scene.BLACK
    stage: Stage | None = None
    seats: tuple[Seat, ...] = ()  # progress: in seat order
    reveal: Reveal | None = None
    ranking: Ranking | None = None
    halls: tuple[PublicHall, ...] = ()  # overview
    windows: tuple[PublicWindow, ...] = ()  # walk: all of the hall, in order
    scores: Scores | None = None
    clocks: tuple[PublicClock, ...] = ()  # clock: who is timed; also of whichever scene where it sounds
    sound: bool = False
    results: bool = False  # the way to the result page, which is open
    ceremony: CeremonyPicture | None = None


def screen(state: State, number: str) -> ScreenView:
    """Raises KeyError for a number that is not registered."""
    registered = state.screens[int(number)]
    hall = state.halls[registered.hall]
    if not registered.name or state.rules is None:
        return ScreenView(registered.number, "", hall.identifying)
    scene = registered.pinned or hall.scene
    stage = stage_of(state, hall)
    clocks = public_clocks(state, hall) if scene is Scene.CLOCK or registered.sound else ()
    return ScreenView(
        number=registered.number,
        name=registered.name,
        identify=hall.identifying,
        competition=state.rulebook.name,
        organiser=state.rulebook.organiser,
        logo=state.picture_of(PictureKey(Use.LOGO)),
        background=state.picture_of(PictureKey(Use.BACKGROUND)),
        rehearsal=state.rehearsal,
        scene=scene,
        stage=stage if scene in ON_STAGE or (scene is Scene.CLOCK and is_alone(clocks)) else None,
        seats=seats_of(state, hall) if scene is Scene.PROGRESS else (),
        reveal=revealed(state, hall) if scene is Scene.REVEAL else None,
        ranking=ranking(state, hall) if scene is Scene.RANKING else None,
        halls=tuple(_public(state, each) for each in state.halls.values()) if scene is Scene.OVERVIEW else (),
        windows=windows(state, hall) if scene is Scene.WALK else (),
        scores=scores(state, hall) if scene is Scene.SCORES else None,
        clocks=clocks,
        sound=registered.sound,
        results=scene is Scene.RESULTS and state.results_open,
        ceremony=shown_picture(state, hall.id) if scene is Scene.CEREMONY else None,
    )


def windows(state: State, hall: Hall) -> tuple[PublicWindow, ...]:
    at = {state.performance(id).window: id for id in hall.on if state.walks(id)}
    return tuple(
        _window(state, number, at[number]) if number in at else PublicWindow(number)
        for number in range(1, hall.windows + 1)
    )


def _window(state: State, number: int, id: PerformanceId) -> PublicWindow:
    stage, found, seats = stage_as(state, id), state.performance(id), seats_before(state, id)
    return PublicWindow(
        window=number,
        track=stage.track,
        entrant=stage.entrant,
        district=stage.district,
        phase=found.phase,
        since=milliseconds(found.called_at),
        done=seats.count(Seat.DONE),
        of=seats.count(Seat.DONE) + seats.count(Seat.WAITING),
        clock=public_face(state, id),
    )


def scores(state: State, hall: Hall) -> Scores | None:
    """What scene 本批得分 shows."""
    if hall.batch is None:
        return None
    told = hall.batch.performances
    return Scores(
        track="、".join(dict.fromkeys(state.track(id.track).name for id in told)),
        round="、".join(dict.fromkeys(state.round(id.track, id.round).name for id in told)),
        rows=tuple(_told(state, id) for id in told),
        since=milliseconds(hall.batch.at),
    )


def _told(state: State, id: PerformanceId) -> ToldScore:
    stage, told = stage_as(state, id), state.performance(id).announced
    assert told is not None  # it is revealed
    unequalised = is_equalised(state.round(id.track, id.round))
    return ToldScore(stage.number, stage.entrant, stage.district, told.score, unequalised)


def _public(state: State, hall: Hall) -> PublicHall:
    stage, seats = stage_of(state, hall), seats_of(state, hall)
    if at := walking(state, hall.id):
        return _walking(state, hall, at)
    if stage is None or hall.on_stage is None:
        return PublicHall(hall.name)
    return PublicHall(
        name=hall.name,
        track=stage.track,
        entrant=stage.entrant,
        district=stage.district,
        phase=state.performance(hall.on_stage).phase,
        done=seats.count(Seat.DONE),
        of=seats.count(Seat.DONE) + seats.count(Seat.WAITING),
    )


def _walking(state: State, hall: Hall, at: list[PerformanceId]) -> PublicHall:
    seats = [seat for id in at for seat in seats_before(state, id)]
    done, waiting = seats.count(Seat.DONE), seats.count(Seat.WAITING)
    track = stage_as(state, at[0]).track
    return PublicHall(hall.name, track, phase=Phase.MARKING, done=done, of=done + waiting, windows=len(at))


def ranking(state: State, hall: Hall) -> Ranking | None:
    """What is on air."""
    shown = hall.ranking_on_air
    return replace(as_ranking(state, shown), since=milliseconds(hall.aired_at)) if shown else None


def as_ranking(state: State, shown: Standings) -> Ranking:
    track = state.track(shown.track)
    entrants = state.entrants[shown.track]
    names = names_among(entrants.values())
    rows = tuple(
        RankingRow(
            place=row.place,
            name=names[row.entrant],
            district=entrants[row.entrant].district,
            scores=tuple(row.scores[round.id] for round in track.rounds),
            composite=row.composite,
            before=row.before,
        )
        for row in shown.rows
    )
    return Ranking(
        track=track.name,
        rounds=tuple(round.name for round in track.rounds),
        rows=rows,
        of=shown.of,
        at=shown.at,
        within=shown.within,
    )
