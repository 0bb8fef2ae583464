"""What the emcee may know: what to say now, in spoken numerals; no score before its reveal."""

from enum import StrEnum

from msgspec import Struct

from judging.core.performance import Performance, Phase, SeatMark
from judging.core.show import Scene
from judging.core.state import State

from .screen import Ranking, ranking
from .stage import Stage, coming, seats_in, stage_of


class Cue(StrEnum):
    """Where the show is; the page has the words for each."""

    STANDBY = "standby"
    INTRODUCE = "introduce"  # call the entrant on stage
    PERFORMING = "performing"  # the panel is marking
    COMPLETE = "complete"  # all sheets are in: wait for the reveal
    ANNOUNCE = "announce"  # read `announcement` aloud
    RANKING = "ranking"


class EmceeView(Struct, frozen=True):
    competition: str
    rehearsal: bool
    cue: Cue
    stage: Stage | None = None
    done: int = 0  # sheets in
    seats: int = 0
    announcement: str = ""  # after the reveal only
    score: str = ""
    marks: tuple[SeatMark, ...] = ()
    ranking: Ranking | None = None
    coming: str = ""  # who is next in the running order
    coming_district: str = ""


def emcee(state: State, _: str) -> EmceeView:
    id = state.on_stage
    performance = state.performance(id) if id else Performance()
    told = performance.announced if performance.phase is Phase.REVEALED else None
    seats = seats_in(state)
    following = coming(state)
    entrant = state.entrant(following) if following else None
    return EmceeView(
        competition=state.rulebook.name,
        rehearsal=state.rehearsal,
        cue=_cue(state, performance, all(seats)),
        stage=stage_of(state),
        done=sum(seats),
        seats=len(seats),
        announcement=told.spoken if told else "",
        score=told.score if told else "",
        marks=told.marks if told else (),
        ranking=ranking(state) if state.scene is Scene.RANKING else None,
        coming=entrant.name if entrant else "",
        coming_district=entrant.district if entrant else "",
    )


def _cue(state: State, performance: Performance, complete: bool) -> Cue:
    if state.scene is Scene.RANKING:
        return Cue.RANKING
    if state.on_stage is None or state.scene is Scene.STANDBY:
        return Cue.STANDBY
    match performance.phase:
        case Phase.REVEALED:
            return Cue.ANNOUNCE
        case Phase.CONFIRMED:
            return Cue.COMPLETE
        case Phase.MARKING:
            return Cue.COMPLETE if complete else Cue.PERFORMING
        case _:
            return Cue.INTRODUCE
