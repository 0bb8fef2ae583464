"""A day's results as the JSON object of the contract, section 3: for `judging tally` and for exports."""

from collections.abc import Mapping

from judging.core.scoring import awards, numbers
from judging.core.scoring.day import Award, Day, Dropped, Held, Measured, Score, Standing, TrackResult
from judging.core.scoring.imported import NOTHING
from judging.core.scoring.ranking import track_result
from judging.core.scoring.rulebook import Of, Round, Rulebook, Track

Json = dict[str, object]


def dump(rulebook: Rulebook, days: Mapping[str, Day]) -> Json:
    """Everything the days come to; `days` by track. Numbers are texts with exactly the stated places."""
    return dump_results(rulebook, track_results(rulebook, days))


def track_results(rulebook: Rulebook, days: Mapping[str, Day]) -> dict[str, TrackResult]:
    return {track.id: track_result(track, days[track.id]) for track in rulebook.tracks}


def dump_results(rulebook: Rulebook, results: Mapping[str, TrackResult]) -> Json:
    """The same of results computed already."""
    settled, still_open = awards.awards(rulebook, results)
    return {
        "tracks": {track.id: dump_track(track, results[track.id]) for track in rulebook.tracks},
        "awards": {pool: [dump_award(award) for award in given] for pool, given in settled.items()},
        "open": {pool: str(why) for pool, why in still_open.items()},
    }


def dump_track(track: Track, result: TrackResult) -> Json:
    rounds = {round.id: round for round in track.rounds}
    place = {id: n for n, id in enumerate(rounds)}
    scores = sorted(result.scores, key=lambda score: (place[score.round], score.entrant))
    return {
        "scores": [dump_score(rounds[score.round], score) for score in scores],
        **dump_places(result),
    }


def dump_places(result: TrackResult) -> Json:
    """Who is placed, who is not ranked, and who is waited for."""
    return {
        "standings": [dump_standing(standing) for standing in result.standings],
        "unranked": [{"entrant": entrant, "status": status} for entrant, status in result.unranked],
        "held": [dump_held(held) for held in result.held],
    }


def dump_score(round: Round, score: Score) -> Json:
    """Imported rounds have no count, dropped and criteria."""
    row: Json = {
        "entrant": score.entrant,
        "round": score.round,
        "score": numbers.plain(score.score),
        "raw": numbers.plain(score.raw),
    }
    if score.count is not None:
        row["count"] = score.count
        row["dropped"] = dump_dropped(round, score)
        row["criteria"] = {id: numbers.plain(value) for id, value in score.criteria.items()}
    row["deductions"] = numbers.shortest(score.deductions)
    row["announced"] = numbers.plain(score.announced)
    row["coefficient"] = None if score.coefficient is None else numbers.plain(score.coefficient)
    return row if score.measured is None else row | dump_measured(score.measured)


def dump_measured(measured: Measured) -> Json:
    """What an indicator made its points of (contract 5.3)."""
    value = NOTHING if measured.value is None else numbers.shortest(measured.value)
    return {"value": value, "class": measured.within, "rank": measured.rank}


def dump_dropped(round: Round, score: Score) -> Json:
    if round.of is Of.CRITERION:
        return {id: high_low(dropped) for id, dropped in score.dropped_by_criterion.items()}
    return high_low(score.dropped)


def high_low(dropped: Dropped) -> Json:
    return {"high": list(dropped.high), "low": list(dropped.low)}


def dump_standing(standing: Standing) -> Json:
    return {
        "place": standing.place,
        "entrant": standing.entrant,
        "composite": numbers.plain(standing.composite),
        "broken_by": standing.broken_by,
    }


def dump_award(award: Award) -> Json:
    title = award.title or None
    return {"entrant": award.entrant, "track": award.track, "level": award.level, "title": title}


def dump_held(held: Held) -> Json:
    return {"entrant": held.entrant, "round": held.round, "reason": held.reason, "detail": str(held.detail)}
