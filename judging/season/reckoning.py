"""From events to the tables of a season: series' scores, places, ties and awards (contract 6.3 to 6.5).

A series is to a table what a round is to a track: rounding, deductions, composites, places and pools are
those of `core.scoring`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import localcontext
from fractions import Fraction

from msgspec import Struct

from judging.core.scoring.awards import Allocation, allocation
from judging.core.scoring.day import Award, Held, Score, Standing, TrackResult
from judging.core.scoring.numbers import EXACT
from judging.core.scoring.ranking import Chain, Contender, Key, Seen, result_of
from judging.core.scoring.score import finished
from judging.core.sentence import Sentence, sentence

from .gathered import Gathered
from .rules import Reduction, Season, Series, Table, as_round, as_rulebook, as_track
from .valuing import EventValue, State, Values, awaited, is_short, outcomes, total, values

MINIMUM = "minimum"  # the status of whoever took part too seldom


class TableResult(Struct, frozen=True):
    """What one table comes to. The round of a score is its series.

    `events` has everybody who belongs to the table, also where there is no score.
    """

    scores: tuple[Score, ...]
    standings: tuple[Standing, ...]
    unranked: tuple[tuple[str, str], ...]  # (entrant, status); "minimum": took part too seldom
    held: tuple[Held, ...]
    to_come: Mapping[str, int]  # series → events; only where there are any
    events: Mapping[tuple[str, str], tuple[EventValue, ...]]  # (series, entrant), in time order

    @property
    def as_track(self) -> TrackResult:
        """As pools and files see it."""
        return TrackResult(self.scores, self.standings, self.unranked, self.held)


class SeasonResult(Struct, frozen=True):
    tables: Mapping[str, TableResult]
    pools: Mapping[str, Allocation]

    @property
    def awards(self) -> dict[str, tuple[Award, ...]]:
        """Of settled pools."""
        return {id: pool.awards for id, pool in self.pools.items() if pool.open is None}

    @property
    def open(self) -> dict[str, Sentence]:
        """Why a pool is not settled."""
        return {id: pool.open for id, pool in self.pools.items() if pool.open is not None}

    @property
    def notes(self) -> dict[str, tuple[Sentence, ...]]:
        """Who is on the line of a pool, and what its floors came to."""
        return {id: pool.notes for id, pool in self.pools.items()}


def reckon(season: Season, gathered: Gathered) -> SeasonResult:
    tables = {table.id: table_result(season, table, gathered) for table in season.tables}
    rulebook = as_rulebook(season)
    results = {id: table.as_track for id, table in tables.items()}
    to_come = {table.id: _to_come(season, table) for table in season.tables if tables[table.id].to_come}
    pools = {pool.id: allocation(rulebook, pool, results, to_come=to_come) for pool in season.pools}
    return SeasonResult(tables, pools)


def table_result(season: Season, table: Table, gathered: Gathered) -> TableResult:
    """Scores in file order of the series, then by entrant; whoever has a status counts nowhere."""
    people = people_of(season, table, gathered)
    weighed = season.series_of(table)
    by_series = {series.id: values(series, table, gathered, list(people)) for series in weighed}
    held = {
        entrant: tuple(_held(weighed, by_series, entrant)) for entrant, status in people.items() if not status
    }
    statuses = {entrant: status for entrant, status in people.items() if status}
    for entrant, waiting in held.items():
        if not waiting and any(is_short(series, by_series[series.id][entrant]) for series in weighed):
            statuses[entrant] = MINIMUM
    ranked = [entrant for entrant in people if entrant not in statuses]
    found = result_of(
        as_track(season, table),
        ranked,
        [
            outcome
            for series in weighed
            for outcome in _outcomes(series, table, gathered, by_series[series.id], ranked, held)
        ],
        tuple((entrant, statuses[entrant]) for entrant in people if entrant in statuses),
        Chain(table.ties, _look(by_series), gathered.orders.get(table.id, {})),
    )
    return TableResult(
        found.scores,
        found.standings,
        found.unranked,
        found.held,
        {series.id: series.to_come for series in weighed if series.to_come},
        {(id, entrant): events for id, of in by_series.items() for entrant, events in of.items()},
    )


def people_of(season: Season, table: Table, gathered: Gathered) -> dict[str, str | None]:
    """Who belongs to a table, by id, each with the status the roster gives."""
    if gathered.rosters is not None:
        roster = gathered.rosters.get(table.id, {})
        return {entrant: roster[entrant] for entrant in sorted(roster)}
    found = {
        entrant
        for series in season.series_of(table)
        for event in series.events
        for entrant in outcomes(table, event.id, gathered)
    }
    return dict.fromkeys(sorted(found))


def _held(weighed: Sequence[Series], by_series: Mapping[str, Values], entrant: str) -> Iterator[Held]:
    for series in weighed:
        missed = awaited(series, by_series[series.id][entrant])
        if missed:
            detail = sentence("{series}缺 {events}", series=series.name, events=missed)
            yield Held(entrant, series.id, "missed", detail)


def _outcomes(
    series: Series,
    table: Table,
    gathered: Gathered,
    events: Values,
    ranked: Sequence[str],
    held: Mapping[str, tuple[Held, ...]],
) -> Iterator[Score | Held]:
    """The score of each of the *ranked* in a series, or what it waits for.

    Whoever is held may lack a score elsewhere, too: there is nothing yet that counts.
    """
    round = as_round(series, table.weights[series.id])
    with localcontext(EXACT):
        for entrant in ranked:
            own = [each for each in held[entrant] if each.round == series.id]
            if own:
                yield own[0]
            elif not is_short(series, events[entrant]):
                off = gathered.deductions.get((table.id, series.id, entrant), ())
                yield finished(round, entrant, reduced(series, events[entrant]), off)


def reduced(series: Series, events: Sequence[EventValue]) -> Fraction:
    """The sum of the counting events, or their mean; at least one counts."""
    if series.reduce is Reduction.SUM:
        return total(events)
    return total(events) / sum(each.counts for each in events)


def _look(by_series: Mapping[str, Values]) -> Callable[[Sequence[Contender], Sequence[str]], Seen]:
    """What the next tie step sees of equals (contract 6.5)."""

    def look(equals: Sequence[Contender], steps: Sequence[str]) -> Seen:
        name, _, series = steps[0].partition(":")
        events = {c.entrant: by_series[series][c.entrant] for c in equals}
        found = {c.entrant: TIE_STEPS[name](c.scores[series], events[c.entrant]) for c in equals}
        return Seen([steps[0]] * max(map(len, found.values())), found)

    return look


def final_score(score: Score, events: Sequence[EventValue]) -> list[Key]:
    return [score.score]


def first_places(score: Score, events: Sequence[EventValue]) -> list[Key]:
    """Shared and uncounted ones, too."""
    return [sum(each.place == 1 for each in events)]


def later_events(score: Score, events: Sequence[EventValue]) -> list[Key]:
    """The last event first, in before not in, then the higher value; then the one before."""
    return [
        key
        for each in reversed(events)
        for key in ((1, each.value) if each.state is State.IN and each.value is not None else (0, 0))
    ]


TIE_STEPS: dict[str, Callable[[Score, Sequence[EventValue]], list[Key]]] = {
    "series": final_score,
    "firsts": first_places,
    "later": later_events,
}


def _to_come(season: Season, table: Table) -> Sentence:
    waiting = tuple(
        sentence("{series}还有 {count} 场", series=series.name, count=series.to_come)
        for series in season.series_of(table)
        if series.to_come
    )
    return sentence("{table}还没有比完：{waiting:，}", table=table.name, waiting=waiting)
