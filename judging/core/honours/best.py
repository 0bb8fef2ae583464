"""单项最佳: who has the highest value in one criterion, by the marks that count (contract 3, `criteria`)."""

from decimal import localcontext
from fractions import Fraction
from typing import NamedTuple

from judging.core.publication.ranked import day
from judging.core.scoring.numbers import EXACT, plain, rounded
from judging.core.scoring.ranking import track_result
from judging.core.scoring.rulebook import Rounding
from judging.core.scoring.special import Special
from judging.core.scoring.ties import Sight, criterion_value
from judging.core.state import State

SHOWN_PLACES = 4  # of a value that is compared exactly


class Candidate(NamedTuple):
    track: str
    entrant: str
    value: Fraction

    @property
    def shown(self) -> str:
        return plain(rounded(self.value, SHOWN_PLACES, Rounding.HALF_UP))


def candidates(state: State, special: Special) -> list[Candidate]:
    """Of its tracks, which have to be locked; the highest first, equals as the rosters have them."""
    found = [each for track in special.tracks for each in _of_track(state, track, special)]
    return sorted(found, key=lambda each: -each.value)


def _of_track(state: State, track: str, special: Special) -> list[Candidate]:
    known, round = day(state, track), state.round(track, special.round)
    scores = [each for each in track_result(state.track(track), known).scores if each.round == special.round]
    with localcontext(EXACT):
        return [
            Candidate(
                track,
                each.entrant,
                criterion_value(Sight(round, known.turns[round.id, each.entrant], each), special.criterion),
            )
            for each in scores
        ]
