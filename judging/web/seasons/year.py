"""The table over the year as the page shows it: each figure with all that it comes of."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from judging.core.scoring.day import Award, Held, Score, Standing
from judging.core.scoring.numbers import fraction, plain, shortest
from judging.core.sentence import Sentence
from judging.season.gathered import Field, Gathered
from judging.season.reckoning import SeasonResult, TableResult
from judging.season.rules import Season, Series, Table
from judging.season.valuing import EventValue


class EventCell(Struct, frozen=True):
    """One event of an entrant. `source`: the file it stands in, `sharing`: how many have that place there."""

    event: str
    state: str  # in | missed | excused | disqualified
    value: str | None  # null: left out
    place: int | None
    counts: bool
    sharing: int = 1
    source: str = ""
    status: str = ""  # in the event: withdrawn, no_show
    reason: str = ""  # why excused


class SeriesCell(Struct, frozen=True):
    """A score, and the events and deductions that lead to it. `score` null: there is none."""

    series: str
    score: str | None
    raw: str | None
    deducted: str  # all of it
    off: tuple[tuple[str, str], ...]  # (points, reason)
    waits: Sentence | None
    events: tuple[EventCell, ...]


class Row(Struct, frozen=True):
    """An entrant of a table. `status`: why unranked, "" for who is not."""

    entrant: str
    name: str  # "" where no file of this server names the entrant
    place: int | None
    composite: str | None
    broken_by: str | None
    status: str
    series: tuple[SeriesCell, ...]
    waits: tuple[Sentence, ...] = ()
    awards: tuple[Award, ...] = ()


class YearTable(Struct, frozen=True):
    id: str
    name: str
    series: tuple[str, ...]  # those it weighs
    rows: tuple[Row, ...]  # the ranked by place, then the held, then the unranked
    to_come: Mapping[str, int]


class PoolView(Struct, frozen=True):
    """`awards` once it is settled, else `open` says why not."""

    id: str
    name: str
    awards: tuple[Award, ...]
    open: Sentence | None
    notes: tuple[Sentence, ...]


class Year(Struct, frozen=True):
    tables: tuple[YearTable, ...]
    pools: tuple[PoolView, ...]


def year(
    season: Season, gathered: Gathered, result: SeasonResult, names: Mapping[tuple[str, str], str]
) -> Year:
    """`names`: of entrants, where they are known."""
    awards = [award for given in result.awards.values() for award in given]
    return Year(
        tuple(
            _table(season, table, gathered, result.tables[table.id], names, awards) for table in season.tables
        ),
        tuple(
            PoolView(
                pool.id,
                pool.name,
                tuple(result.awards.get(pool.id, ())),
                result.open.get(pool.id),
                tuple(result.notes.get(pool.id, ())),
            )
            for pool in season.pools
        ),
    )


def _table(
    season: Season,
    table: Table,
    gathered: Gathered,
    found: TableResult,
    names: Mapping[tuple[str, str], str],
    awards: Iterable[Award],
) -> YearTable:
    series = season.series_of(table)
    scores = {(score.round, score.entrant): score for score in found.scores}
    held: dict[str, list[Held]] = {}
    for each in found.held:
        held.setdefault(each.entrant, []).append(each)
    fields = {event.id: _fields(table, gathered, event.id) for each in series for event in each.events}
    given: dict[str, list[Award]] = {}
    for award in awards:
        if award.track == table.id:
            given.setdefault(award.entrant, []).append(award)
    rows = [
        Row(
            entrant,
            names.get((table.id, entrant), ""),
            standing.place if standing else None,
            plain(standing.composite) if standing else None,
            standing.broken_by if standing else None,
            status,
            tuple(
                _cell(each, table, gathered, found, fields, scores.get((each.id, entrant)), entrant, held)
                for each in series
            ),
            tuple(each.detail for each in held.get(entrant, ())),
            tuple(given.get(entrant, ())),
        )
        for entrant, standing, status in _people(found, held)
    ]
    return YearTable(table.id, table.name, tuple(each.id for each in series), tuple(rows), found.to_come)


def _people(found: TableResult, held: Iterable[str]) -> Iterator[tuple[str, Standing | None, str]]:
    ranked = {standing.entrant for standing in found.standings}
    yield from ((standing.entrant, standing, "") for standing in found.standings)
    yield from ((entrant, None, "") for entrant in held if entrant not in ranked)
    yield from ((entrant, None, status) for entrant, status in found.unranked)


def _fields(table: Table, gathered: Gathered, event: str) -> list[Field]:
    return [field for field in gathered.fields.get(event, ()) if field.track in table.tracks]


def _cell(
    series: Series,
    table: Table,
    gathered: Gathered,
    found: TableResult,
    fields: Mapping[str, list[Field]],
    score: Score | None,
    entrant: str,
    held: Mapping[str, list[Held]],
) -> SeriesCell:
    off = gathered.deductions.get((table.id, series.id, entrant), ())
    waits = [each for each in held.get(entrant, ()) if each.round == series.id]
    return SeriesCell(
        series.id,
        plain(score.score) if score else None,
        plain(score.raw) if score else None,
        shortest(score.deductions) if score else "0",
        tuple((shortest(each.points), each.reason) for each in off),
        waits[0].detail if waits else None,
        tuple(
            _event(table, gathered, fields[each.event], each, entrant)
            for each in found.events.get((series.id, entrant), ())
        ),
    )


def _event(
    table: Table, gathered: Gathered, fields: Iterable[Field], value: EventValue, entrant: str
) -> EventCell:
    home = next((field for field in fields if entrant in field.outcomes), None)
    outcome = home.outcomes[entrant] if home else None
    excuse = gathered.excused.get((table.id, value.event, entrant))
    return EventCell(
        value.event,
        value.state,
        None if value.value is None else fraction(value.value),
        value.place,
        value.counts,
        outcome.sharing if outcome else 1,
        home.source if home else "",
        outcome.status or "" if outcome else "",
        excuse.reason if excuse else "",
    )
