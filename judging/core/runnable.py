"""What of a competition's rules the live day cannot obey.

Such a round is neither judged nor ranked here: better no score than one that ignores a rule. A test changes
every setting of the rulebook; one the day does not follow has to be in here.
"""

from collections.abc import Iterator

from msgspec import Struct

from .scoring.avoid import Avoid
from .scoring.rulebook import Round, Rulebook, Track
from .sentence import Sentence, sentence


class Unrunnable(Struct, frozen=True):
    """A setting that the day cannot obey."""

    track: str
    round: str
    setting: str  # the key in the rules file
    reason: Sentence


def runnable(rules: Rulebook) -> tuple[Unrunnable, ...]:
    """All that keeps the rules from being obeyed live, in file order; () where nothing does."""
    return tuple(found for track in rules.tracks for found in of_track(track))


def of_track(track: Track) -> tuple[Unrunnable, ...]:
    return tuple(found for round in track.rounds for found in of_round(track, round))


def of_round(track: Track, round: Round) -> Iterator[Unrunnable]:
    """What of this round alone."""
    for setting, reason in _reasons(round):
        yield Unrunnable(track.id, round.id, setting, reason)


def _reasons(round: Round) -> Iterator[tuple[str, Sentence]]:
    name = round.name
    if round.is_evaluated:
        for setting, is_said in _of_performances(round):
            if is_said:
                what = sentence("“{round}”用测评票，参赛对象不出场，这一项用不到；请删去", round=name)
                yield setting, what


def _of_performances(round: Round) -> Iterator[tuple[str, bool]]:
    """What speaks of entrants who come on, and whether the rules say it."""
    yield "window_judges", bool(round.window_judges)
    yield "avoid", round.avoid is not Avoid.NONE
    yield "head_confirms", round.head_confirms
    yield "spread", round.spread is not None
    yield "time", round.time is not None
    yield "overtime", bool(round.overtime)
    yield "compulsory", bool(round.compulsory)
    yield "cases", bool(round.cases)
