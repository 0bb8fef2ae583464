"""What the second engine makes of a contest, in the shape of the JSON that `judging tally` prints."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from . import digits
from .aggregate import Score
from .contest import Contest, Pool, Round, Track
from .fields import field
from .given import Given
from .places import Standing, standings
from .prizes import Candidate, Member, prizes

Json = dict[str, Any]

written = lru_cache(maxsize=1 << 16)(digits.written)  # of many entrants few have a score of their own


@dataclass(frozen=True, slots=True)
class Result:
    """Of one track or table: scores and reasons by round and entrant, and the ranking."""

    track: Track
    given: Given
    scores: Mapping[str, Mapping[str, Score]]
    held: Mapping[str, Mapping[str, str]]
    standings: list[Standing]
    to_come: bool = False  # what it adds up is not over

    @property
    def finished(self) -> bool:
        undecided = any(standing.place is None for standing in self.standings)
        waiting = self.to_come or any(self.held.values()) or undecided
        return bool(self.given.entrants) and not waiting


def result(track: Track, given: Given) -> Result:
    fields = {round.id: field(round, given) for round in track.rounds}
    scores = {id: found for id, (found, _) in fields.items()}
    held = {id: why for id, (_, why) in fields.items()}
    return Result(track, given, scores, held, standings(track, given, scores))


def answer(contest: Contest, given: Mapping[str, Given]) -> Json:
    """Everything, tracks by id. `open` names the pools; why they are, the first engine says."""
    results = {track.id: result(track, given[track.id]) for track in contest.tracks}
    return {
        "tracks": {id: track_answer(found) for id, found in results.items()},
        **pools_answer(contest.pools, results),
    }


def pools_answer(pools: Iterable[Pool], results: Mapping[str, Result]) -> Json:
    """The awards of the settled, and which are open."""
    found = {pool.id: _awards(pool, results) for pool in pools}
    return {
        "awards": {id: awards for id, awards in found.items() if awards is not None},
        "open": [id for id, awards in found.items() if awards is None],
    }


def track_answer(found: Result) -> Json:
    track, given = found.track, found.given
    return {
        "scores": [
            score_row(round, entrant, score)
            for round in track.rounds
            for entrant, score in sorted(found.scores[round.id].items())
        ],
        "standings": [standing_row(track, standing) for standing in found.standings],
        "unranked": [
            {"entrant": entrant, "status": given.statuses[entrant]}
            for entrant in given.entrants
            if entrant in given.statuses
        ],
        "held": [
            {"entrant": entrant, "round": id, "reason": why}
            for id, reasons in found.held.items()
            for entrant, why in reasons.items()
        ]
        + [
            {"entrant": standing.entrant, "round": None, "reason": "manual"}
            for standing in found.standings
            if standing.place is None
        ],
    }


def standing_row(track: Track, standing: Standing) -> Json:
    return {
        "place": standing.place,
        "entrant": standing.entrant,
        "composite": written(standing.composite, track.places),
        "broken_by": standing.broken_by,
    }


def score_row(round: Round, entrant: str, score: Score) -> Json:
    coefficient = score.coefficient
    return {
        "entrant": entrant,
        "round": round.id,
        "score": written(score.score, round.places),
        "raw": written(score.raw, round.places),
        "deductions": digits.shortest(score.deductions) if score.deductions else "0",
        "announced": written(score.announced, round.places),
        "coefficient": None if coefficient is None else written(coefficient, round.coefficient_places),
        **(score.more or {}),
    }


def _awards(pool: Pool, results: Mapping[str, Result]) -> list[Json] | None:
    """By track and entrant; None while the pool is open."""
    members = {id: found for id, found in results.items() if found.track.pool == pool.id}
    places = max((found.track.places for found in members.values()), default=0)
    found = prizes(pool, {id: _member(member, places) for id, member in members.items()})
    if found is None:
        return None
    return [
        {"entrant": entrant, "track": track, "level": level, "title": title}
        for (track, entrant), (level, title) in sorted(found.items())
    ]


def _member(found: Result, places: int) -> Member:
    unit = digits.POWERS[places - found.track.places]
    return Member(
        [
            Candidate(found.track.id, standing.entrant, standing.ahead, standing.composite * unit)
            for standing in found.standings
        ],
        found.finished,
    )
