"""How an indicator's values became points, for the console alone: each sum, to be done again by hand."""

from msgspec import Struct

from judging.core.publication.awaiting import missing
from judging.core.publication.indicated import indicated
from judging.core.publication.ranked import day
from judging.core.scoring.day import Score, Turn
from judging.core.scoring.imported import NOTHING
from judging.core.scoring.indicator_trace import points_table
from judging.core.scoring.numbers import plain, shortest
from judging.core.scoring.rulebook import Round
from judging.core.scoring.told import TraceLine, in_words, told
from judging.core.scoring.trace import trace
from judging.core.sentence import Sentence
from judging.core.state import State


class PointsRow(Struct, frozen=True):
    name: str
    within: str  # the window class; "" where the round is ranked over all
    value: str
    score: str
    steps: tuple[TraceLine, ...]


class PointsView(Struct, frozen=True):
    """Class by class, the best first; of a clock's seconds only those that were revealed."""

    track_name: str
    round_name: str
    table: Sentence
    within: bool  # ranks count within the window class
    rows: tuple[PointsRow, ...]
    missing: tuple[Sentence, ...]


def points(state: State, track: str, round: Round) -> PointsView:
    found = indicated(round, day(state, track, only_revealed=True))
    return PointsView(
        track_name=state.track(track).name,
        round_name=round.name,
        table=in_words(points_table(round)),
        within=round.within is not None,
        rows=tuple(_row(state, track, round, score) for score in found),
        missing=missing(state, track),
    )


def _row(state: State, track: str, round: Round, score: Score) -> PointsRow:
    measured = score.measured
    assert measured is not None  # an indicator's
    return PointsRow(
        name=state.name_of(track, score.entrant),
        within=measured.within or "",
        value=NOTHING if measured.value is None else shortest(measured.value),
        score=plain(score.score),
        steps=tuple(told(step) for step in trace(round, Turn(), score) if step.kind != "table"),
    )
