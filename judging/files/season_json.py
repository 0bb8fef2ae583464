"""A season's result as the JSON object of the contract, section 6; a longer season reads it as an event."""

from judging.core.scoring.numbers import fraction
from judging.season.reckoning import SeasonResult, TableResult
from judging.season.rules import Season, Table, as_track
from judging.season.valuing import EventValue

from .results_json import Json, dump_award, dump_places, dump_score
from .season_file import ReadSeason


def dump_season(read: ReadSeason, result: SeasonResult) -> Json:
    """Everything the season comes to, and the files it was read from."""
    season = read.season
    return {
        "season": season.id,
        "tracks": {table.id: dump_table(season, table, result.tables[table.id]) for table in season.tables},
        "awards": {pool: [dump_award(award) for award in given] for pool, given in result.awards.items()},
        "open": {pool: str(why) for pool, why in result.open.items()},
        "inputs": dict(read.inputs),
    }


def dump_table(season: Season, table: Table, result: TableResult) -> Json:
    rounds = {round.id: round for round in as_track(season, table).rounds}
    scores = [
        {
            **dump_score(rounds[score.round], score),
            "events": [dump_event(each) for each in result.events[score.round, score.entrant]],
        }
        for score in result.scores
    ]
    return {"scores": scores, **dump_places(result.as_track), "to_come": dict(result.to_come)}


def dump_event(each: EventValue) -> Json:
    return {
        "event": each.event,
        "value": None if each.value is None else fraction(each.value),
        "place": each.place,
        "state": str(each.state),
        "counts": each.counts,
    }
