"""What the second engine makes of a season, in the shape of the JSON that `judging season` prints."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from .aggregate import Score, settled
from .answer import Json, Result, pools_answer, track_answer
from .contest import Round, Track
from .digits import millionths
from .filed import DEDUCTIONS, ORDERS, STATUSES, cells
from .given import NOBODY, Given, Performance
from .places import Column, Scores, standings
from .season_fields import EventFile, Field
from .season_rules import Event, Season, season
from .season_series import IN, Run, Taken, Taking, counting, event_rows, is_short, reduced, run, waits

EXCUSED = ("track", "event", "entrant", "as")
Takings = Mapping[str, Mapping[str, Taking]]  # by series and entrant


def season_answer(toml: bytes, files: Mapping[str, bytes]) -> Json:
    """Everything, tables by id; *files* by the names that the rules call them."""
    rules = season(toml.decode())
    books = Books(rules, files)
    results = {table.id: _result(rules, table, books) for table in rules.tables.tracks}
    return {
        "season": rules.id,
        "tracks": {
            id: {**track_answer(found), "to_come": _to_come(rules, found.track)}
            for id, found in results.items()
        },
        **pools_answer(rules.tables.pools, results),
        "inputs": {name: sha256(files[name]).hexdigest() for name in books.read},
    }


class Books:
    """What events and ledgers say, each file read once."""

    def __init__(self, rules: Season, files: Mapping[str, bytes]) -> None:
        events = (event for series in rules.series.values() for event in series.events)
        names = dict.fromkeys(name for event in events for name in event.files)
        self._events = {name: EventFile(name, files[name]) for name in names}
        self._ledgers = {what: files[name] for what, name in rules.ledgers.items()}
        self.read = [*names, *(name for name in rules.ledgers.values() if name not in names)]

    def fields(self, event: Event, tracks: Sequence[str]) -> list[Field]:
        found = [self._events[name].field(event.id, track) for name in event.files for track in tracks]
        return [field for field in found if field is not None]

    def rows(self, ledger: str, table: str, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """Those of the table, without its name, which is the first column."""
        for row in cells(self._ledgers.get(ledger, b""), columns):
            if row[0] == table:
                yield row[1:]

    @property
    def has_roster(self) -> bool:
        return "roster" in self._ledgers


def _no_sheets(round: Round, entrant: str) -> Performance:
    return NOBODY


def _given(table: Track, books: Books, found: set[str]) -> Given:
    """Without a roster everybody *found* belongs."""
    roster = list(books.rows("roster", table.id, STATUSES))
    deductions: dict[tuple[str, str], list[int]] = {}
    for series, entrant, points in books.rows("deductions", table.id, DEDUCTIONS):
        deductions.setdefault((series, entrant), []).append(millionths(points))
    return Given(
        sorted({entrant for entrant, _ in roster} if books.has_roster else found),
        _no_sheets,
        deductions=deductions,
        statuses={entrant: status for entrant, status in roster if status},
        orders={entrant: int(order) for entrant, order in books.rows("order", table.id, ORDERS)},
    )


@dataclass(slots=True)
class Reckoned:
    """The series of a table, as far as they can be counted."""

    scores: dict[str, dict[str, Score]]
    held: dict[str, dict[str, str]]
    takings: dict[str, dict[str, Taking]]


def _result(rules: Season, table: Track, books: Books) -> Result:
    excuses = {(event, entrant): how for event, entrant, how in books.rows("excused", table.id, EXCUSED)}
    tracks = rules.tracks[table.id]
    runs = {}
    for round in table.rounds:
        series = rules.series[round.id]
        runs[round.id] = run(series, [books.fields(event, tracks) for event in series.events], excuses)
    given = _given(table, books, {entrant for each in runs.values() for of in each.of for entrant in of})
    found = _reckoned(table, runs, given)
    ranking = standings(table, given, found.scores, _column(found.scores, found.takings))
    to_come = any(each.series.to_come for each in runs.values())
    return Result(table, given, found.scores, found.held, ranking, to_come)


def _reckoned(table: Track, runs: Mapping[str, Run], given: Given) -> Reckoned:
    """Who has taken part in too little, and waits for nothing, is given that status."""
    found = Reckoned({id: {} for id in runs}, {id: {} for id in runs}, {id: {} for id in runs})
    for entrant in given.ranked:
        takings = {id: each.taking(entrant) for id, each in runs.items()}
        held = [id for id, taking in takings.items() if waits(runs[id].series, taking)]
        short = [id for id, taking in takings.items() if is_short(runs[id].series, taking)]
        if short and not held:
            given.statuses[entrant] = "minimum"
            continue
        for round in table.rounds:
            taking = takings[round.id]
            found.takings[round.id][entrant] = taking
            if round.id in held:
                found.held[round.id][entrant] = "missed"
            elif round.id not in short:
                off = given.deductions.get((round.id, entrant), ())
                found.scores[round.id][entrant] = _score(round, runs[round.id], taking, off)
    return found


def _score(round: Round, run: Run, taking: Taking, off: Sequence[int]) -> Score:
    counts = counting(run.series, taking)
    score = settled(round, reduced(run, taking, counts), off)
    score.more = {"events": event_rows(run, taking, counts)}
    return score


def _column(scores: Scores, takings: Takings) -> Column:
    """What a step such as "later:drill" sees in each of the tied."""

    def column(step: str, tied: Sequence[str]) -> list[int]:
        name, _, id = step.partition(":")
        match name:
            case "series":
                return [scores[id][entrant].score for entrant in tied]
            case "firsts":
                return [sum(taken.place == 1 for taken in takings[id][entrant]) for entrant in tied]
            case "later":
                return _later([takings[id][entrant] for entrant in tied])
            case other:
                raise ValueError(f"no tie step of a season: {other!r}")

    return column


def _later(takings: Sequence[Taking]) -> list[int]:
    """Positions of their lists, last event first. Whoever was not there is below all who were."""
    keys = [tuple(map(_taking_part, reversed(taking))) for taking in takings]
    position = {key: n for n, key in enumerate(sorted(keys))}
    return [position[key] for key in keys]


def _taking_part(taken: Taken) -> tuple[bool, int]:
    return taken.state == IN, taken.value or 0


def _to_come(rules: Season, table: Track) -> dict[str, int]:
    series = (rules.series[round.id] for round in table.rounds)
    return {each.id: each.to_come for each in series if each.to_come}
