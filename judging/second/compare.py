"""Where two answers differ, each difference with what both say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

Json = Mapping[str, Any]
About = tuple[str, str, str]  # track, entrant, round
Id = TypeVar("Id")

NOTHING = "–"
THERE = "✓"
MISSING = object()


class Difference(NamedTuple):
    """As exact as it is known; "" where an entrant or a round does not apply. `track` may be a pool."""

    track: str
    entrant: str
    round: str
    what: str  # the key that differs, or "order", "rows", "settled"
    first: str
    second: str


# The lists of a track, and what stands for a row that only one of two answers has.
LISTS = {"scores": "score", "standings": "composite", "unranked": "status", "held": "reason"}


def differences(first: Json, second: Json) -> list[Difference]:
    """Two answers of the shape of `judging tally --json`; [] if they agree on all the second one says."""
    found = [
        difference
        for id in _ids(first["tracks"], second["tracks"])
        for difference in _of_track(id, first["tracks"].get(id, {}), second["tracks"].get(id, {}))
    ]
    for id in _ids(first["awards"], first["open"], second["awards"], second["open"]):
        found += _of_pool(id, first, second)
    return found


def season_differences(first: Json, second: Json) -> list[Difference]:
    """The same of two answers of the shape of `judging season --json`, where `track` may be a file, too."""
    found = differences(first, second)
    for id in _ids(first["tracks"], second["tracks"]):
        found += _between(id, "to_come", *(of["tracks"].get(id, {}).get("to_come") for of in (first, second)))
    for name in _ids(first["inputs"], second["inputs"]):
        found += _between(name, "inputs", *(of["inputs"].get(name) for of in (first, second)))
    return found + _between(str(first["season"]), "season", first["season"], second["season"])


def _between(track: str, what: str, first: object, second: object) -> list[Difference]:
    return [] if first == second else [Difference(track, "", "", what, shown(first), shown(second))]


def _of_track(id: str, first: Json, second: Json) -> Iterator[Difference]:
    found = [
        difference
        for part, key in LISTS.items()
        for difference in rows(id, key, first.get(part, ()), second.get(part, ()))
    ]
    yield from found
    told, due = ([row["entrant"] for row in of.get("standings", ())] for of in (first, second))
    if told != due and not found:
        yield Difference(id, "", "", "order", shown(told), shown(due))


def _of_pool(id: str, first: Json, second: Json) -> Iterator[Difference]:
    here, there = (NOTHING if id in of["open"] else THERE for of in (first, second))
    if here != there:
        yield Difference(id, "", "", "settled", here, there)
    elif here == THERE:
        yield from rows(id, "level", first["awards"].get(id, ()), second["awards"].get(id, ()))


def rows(where: str, key: str, first: Sequence[Json], second: Sequence[Json]) -> Iterator[Difference]:
    """Row by row, in whatever order; only what the second engine says is compared."""
    if len(first) == len(second) and all(map(_says_the_same, first, second)):
        return
    here, there = {_about(row): row for row in first}, {_about(row): row for row in second}
    if len(here) < len(first):
        yield Difference(where, "", "", "rows", shown(len(first)), shown(len(here)))
    for about in _ids(here, there):
        yield from _of_row(where, about, key, here.get(about), there.get(about))


def _says_the_same(first: Json, second: Json) -> bool:
    return first == second or all(first.get(key, MISSING) == value for key, value in second.items())


def _about(row: Json) -> About:
    return row.get("track") or "", row["entrant"], row.get("round") or ""


def _of_row(
    where: str, about: About, key: str, first: Json | None, second: Json | None
) -> Iterator[Difference]:
    _, entrant, round = about
    if first is None or second is None:
        here, there = (NOTHING if row is None else shown(row.get(key) or THERE) for row in (first, second))
        yield Difference(where, entrant, round, key, here, there)
        return
    for key in second:
        if first.get(key, MISSING) == second[key]:
            continue
        if key == "events":
            yield from _of_events(where, entrant, round, first.get(key, ()), second[key])
        else:
            yield Difference(where, entrant, round, key, shown(first.get(key)), shown(second[key]))


def _of_events(
    where: str, entrant: str, series: str, first: Sequence[Json], second: Sequence[Json]
) -> Iterator[Difference]:
    """Cell by cell where both have the same events in the same order."""
    told, due = ([row["event"] for row in rows] for rows in (first, second))
    if told != due:
        yield Difference(where, entrant, series, "events", shown(told), shown(due))
        return
    for here, there in zip(first, second, strict=True):
        about = f"{series} {there['event']}"
        for key, value in there.items():
            if here.get(key, MISSING) != value:
                yield Difference(where, entrant, about, f"event_{key}", shown(here.get(key)), shown(value))


def _ids(*of: Iterable[Id]) -> list[Id]:
    return list(dict.fromkeys(id for each in of for id in each))


def shown(value: object) -> str:
    """Of a list its parts, without the marks of a programming language."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return THERE if value else NOTHING
    if isinstance(value, Mapping):
        return "; ".join(f"{key} {shown(each)}" for key, each in value.items()) or NOTHING
    if isinstance(value, list):
        return ", ".join(map(shown, value)) or NOTHING
    return str(value)
