"""What the emcee may know: what to say now, in spoken numerals; no score before its reveal."""

from enum import StrEnum

from msgspec import Struct

from judging.core.hall.air import Scene
from judging.core.hall.hall import Hall
from judging.core.hall.performance import Performance, PerformanceId, Phase
from judging.core.hall.windows import walking
from judging.core.state import State

from . import script
from .ceremony_pictures import shown_picture
from .ceremony_script import CeremonyPrompt, ceremony_prompt
from .clocks import ClockFace, public_face
from .reveal import revealed
from .screen import PublicWindow, Ranking, Scores, ranking, scores, windows
from .script import ScriptLine
from .stage import Seat, coming, seats_of, stage_as, stage_of


class Cue(StrEnum):
    """Where the show is; the page has the words for what to do at each."""

    STANDBY = "standby"
    INTRODUCE = "introduce"  # call the entrant on stage
    PERFORMING = "performing"  # the panel is marking
    COMPLETE = "complete"  # all sheets are in: wait for the reveal
    ANNOUNCE = "announce"  # read the reveal aloud, beat by beat
    RANKING = "ranking"
    WALK = "walk"  # several at once at their windows
    SCORES = "scores"  # read a list of scores aloud
    WITHDRAWN = "withdrawn"  # a step was taken back: bridge the time
    CEREMONY = "ceremony"  # read who is honoured, in step with the screen
    TAKEN_BACK = "taken_back"  # the ranking on air was withdrawn: read no more of it


TIMED = (Cue.INTRODUCE, Cue.PERFORMING, Cue.COMPLETE, Cue.WITHDRAWN)  # as long as it is not revealed


ABOUT_STAGE = (Cue.INTRODUCE, Cue.PERFORMING, Cue.COMPLETE, Cue.ANNOUNCE, Cue.WITHDRAWN)


class EmceeView(Struct, frozen=True):
    competition: str
    rehearsal: bool
    cue: Cue
    lines: tuple[ScriptLine, ...] = ()  # what to say, in this order
    done: int = 0  # sheets in, of so many: for the emcee alone
    of: int = 0
    score: str = ""  # once its beat has been let on
    ranking: Ranking | None = None
    windows: tuple[PublicWindow, ...] = ()  # in a walk-round
    scores: Scores | None = None
    coming: str = ""  # who is next in the running order
    coming_district: str = ""
    photo: str = ""  # the hash of the picture of whom the words are about, who is on or coming
    ceremony: CeremonyPrompt | None = None
    clock: ClockFace | None = None  # of who is on stage and under way; None where nothing is timed


def emcee(state: State, id: str) -> EmceeView:
    """Raises KeyError for a hall that is not there."""
    hall = state.halls[id]
    performance = state.performance(hall.on_stage) if hall.on_stage else Performance()
    cue, following = _cue(state, hall, performance), coming(state, hall)
    told, seats = revealed(state, hall) if cue is Cue.ANNOUNCE else None, seats_of(state, hall)
    prompt = ceremony_prompt(state, id) if cue is Cue.CEREMONY else None
    following = None if prompt else following
    entrant = state.entrant(following) if following else None
    return EmceeView(
        competition=state.rulebook.name,
        rehearsal=state.rehearsal,
        cue=cue,
        lines=_lines(state, hall, cue),
        done=seats.count(Seat.DONE),
        of=seats.count(Seat.DONE) + seats.count(Seat.WAITING),
        score=told.score if told else "",
        ranking=ranking(state, hall) if hall.scene is Scene.RANKING else None,
        windows=windows(state, hall) if cue is Cue.WALK else (),
        scores=scores(state, hall) if cue is Cue.SCORES else None,
        coming=state.named(following) if following else "",
        coming_district=entrant.district if entrant else "",
        photo=_photo(state, _about(hall, cue, following)),
        ceremony=prompt,
        clock=public_face(state, hall.on_stage) if hall.on_stage and cue in TIMED else None,
    )


def _about(hall: Hall, cue: Cue, following: PerformanceId | None) -> PerformanceId | None:
    """Whom the words at a cue are about; None where they are about several, or nobody."""
    if cue in ABOUT_STAGE:
        return hall.on_stage
    return following if cue is Cue.STANDBY else None


def _photo(state: State, id: PerformanceId | None) -> str:
    if id is None:
        return ""
    stage = stage_as(state, id)
    return stage.photo or stage.team


def _lines(state: State, hall: Hall, cue: Cue) -> tuple[ScriptLine, ...]:
    stage, told = stage_of(state, hall), revealed(state, hall)
    match cue:
        case Cue.RANKING | Cue.CEREMONY:
            return ()  # the page reads it row by row, with the screens
        case Cue.WALK:
            here = [id for id in walking(state, hall.id) if state.performance(id).window]
            return (ScriptLine(script.walking(len(here))),)
        case Cue.SCORES if batch := scores(state, hall):
            return script.scores(batch)
        case Cue.TAKEN_BACK:
            return (ScriptLine(script.RANKING_TAKEN_BACK),)
        case Cue.ANNOUNCE if told and stage:
            return script.announcement(told, stage.entrant)
        case Cue.INTRODUCE if stage:
            return (ScriptLine(script.introduction(stage)),)
        case Cue.PERFORMING | Cue.COMPLETE:
            return (ScriptLine(script.progress(seats_of(state, hall))),)
        case Cue.WITHDRAWN if hall.on_stage:
            return (ScriptLine(script.TAKEN_BACK[state.performance(hall.on_stage).phase]),)
        case _:
            following = coming(state, hall)
            begun = any(p.revealed_at and p.hall == hall.id for p in state.performances.values())
            return (
                ScriptLine(script.standby(stage_as(state, following) if following else None, begun=begun)),
            )


def _cue(state: State, hall: Hall, performance: Performance) -> Cue:
    if hall.scene in (Scene.CEREMONY, Scene.BLACK) and shown_picture(state, hall.id):
        return Cue.CEREMONY
    if hall.scene is Scene.RANKING:
        return Cue.RANKING
    if hall.scene is Scene.SCORES:
        return Cue.SCORES
    if hall.scene is Scene.WALK or (hall.on_stage is None and walking(state, hall.id)):
        return Cue.WALK
    if hall.scene is Scene.STANDBY and hall.ranking_taken_back:
        return Cue.TAKEN_BACK
    if hall.on_stage is None or hall.scene is Scene.STANDBY:
        return Cue.STANDBY
    if performance.taken_back:
        return Cue.WITHDRAWN
    match performance.phase:
        case Phase.REVEALED:
            return Cue.ANNOUNCE
        case Phase.CONFIRMED:
            return Cue.COMPLETE
        case Phase.MARKING:
            return Cue.PERFORMING if Seat.WAITING in seats_of(state, hall) else Cue.COMPLETE
        case _:
            return Cue.INTRODUCE
