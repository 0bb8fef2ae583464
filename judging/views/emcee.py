"""What the emcee may know: what to say now, in spoken numerals; no score before its reveal."""

from enum import StrEnum

from msgspec import Struct

from judging.core.performance import Performance, Phase
from judging.core.show import Scene
from judging.core.state import State

from . import script
from .reveal import revealed
from .screen import Ranking, ranking
from .script import Line
from .stage import Seat, coming, seats_of, stage_as, stage_of


class Cue(StrEnum):
    """Where the show is; the page has the words for what to do at each."""

    STANDBY = "standby"
    INTRODUCE = "introduce"  # call the entrant on stage
    PERFORMING = "performing"  # the panel is marking
    COMPLETE = "complete"  # all sheets are in: wait for the reveal
    ANNOUNCE = "announce"  # read the reveal aloud, beat by beat
    RANKING = "ranking"
    WITHDRAWN = "withdrawn"  # a step was taken back: bridge the time
    TAKEN_BACK = "taken_back"  # the ranking on air was withdrawn: read no more of it


class EmceeView(Struct, frozen=True):
    competition: str
    rehearsal: bool
    cue: Cue
    lines: tuple[Line, ...] = ()  # what to say, in this order
    done: int = 0  # sheets in, of so many: for the emcee alone
    of: int = 0
    score: str = ""  # once its beat has been let on
    ranking: Ranking | None = None
    coming: str = ""  # who is next in the running order
    coming_district: str = ""


def emcee(state: State, _: str) -> EmceeView:
    id = state.on_stage
    cue, following = _cue(state, state.performance(id) if id else Performance()), coming(state)
    told, seats = revealed(state) if cue is Cue.ANNOUNCE else None, seats_of(state)
    entrant = state.entrant(following) if following else None
    return EmceeView(
        competition=state.rulebook.name,
        rehearsal=state.rehearsal,
        cue=cue,
        lines=_lines(state, cue),
        done=seats.count(Seat.DONE),
        of=seats.count(Seat.DONE) + seats.count(Seat.WAITING),
        score=told.score if told else "",
        ranking=ranking(state) if state.scene is Scene.RANKING else None,
        coming=entrant.name if entrant else "",
        coming_district=entrant.district if entrant else "",
    )


def _lines(state: State, cue: Cue) -> tuple[Line, ...]:
    stage, told = stage_of(state), revealed(state)
    match cue:
        case Cue.RANKING:
            return ()  # the page reads it row by row, with the screens
        case Cue.TAKEN_BACK:
            return (Line(script.RANKING_TAKEN_BACK),)
        case Cue.ANNOUNCE if told and stage:
            return script.announcement(told, stage.entrant)
        case Cue.INTRODUCE if stage:
            return (Line(script.introduction(stage)),)
        case Cue.PERFORMING | Cue.COMPLETE:
            return (Line(script.progress(seats_of(state))),)
        case Cue.WITHDRAWN if state.on_stage:
            return (Line(script.TAKEN_BACK[state.performance(state.on_stage).phase]),)
        case _:
            following = coming(state)
            begun = any(found.revealed_at for found in state.performances.values())
            return (Line(script.standby(stage_as(state, following) if following else None, begun=begun)),)


def _cue(state: State, performance: Performance) -> Cue:
    if state.scene is Scene.RANKING:
        return Cue.RANKING
    if state.scene is Scene.STANDBY and state.ranking_taken_back:
        return Cue.TAKEN_BACK
    if state.on_stage is None or state.scene is Scene.STANDBY:
        return Cue.STANDBY
    if performance.taken_back:
        return Cue.WITHDRAWN
    match performance.phase:
        case Phase.REVEALED:
            return Cue.ANNOUNCE
        case Phase.CONFIRMED:
            return Cue.COMPLETE
        case Phase.MARKING:
            return Cue.PERFORMING if Seat.WAITING in seats_of(state) else Cue.COMPLETE
        case _:
            return Cue.INTRODUCE
