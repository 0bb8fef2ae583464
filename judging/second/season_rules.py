"""A season's rules as the second engine understands them: a table is a track, its series are the rounds.

What the first engine's reader refuses does not come here, as in `contest`.
"""

import tomllib
from dataclasses import dataclass
from typing import Any

from .contest import Contest, contest
from .digits import millionths

Raw = dict[str, Any]
OF_A_ROUND = ("id", "full", "places", "rounding", "floor")  # what a series has of it
LEDGERS = ("roster", "excused", "deductions", "order")


@dataclass(frozen=True, slots=True)
class Event:
    id: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Points in millionths; `best` None where all events count."""

    id: str
    by_place: bool
    points: tuple[int, ...]
    rest: int
    mean_of_ties: bool
    best: int | None
    to_come: int
    missed: str
    minimum: int
    summed: bool
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Season:
    id: str
    ledgers: dict[str, str]  # the names of the files there are, by what they are
    series: dict[str, Series]
    tracks: dict[str, tuple[str, ...]]  # by table: whose people it ranks
    tables: Contest


def season(text: str) -> Season:
    raw = tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    head, listed, tables = raw["season"], raw.get("series", ()), raw.get("tables", ())
    return Season(
        id=head["id"],
        ledgers={name: head[name] for name in LEDGERS if head.get(name)},
        series={each["id"]: _series(each) for each in listed},
        tracks={table["id"]: tuple(table["tracks"]) for table in tables},
        tables=contest({"tracks": [_table(each, listed) for each in tables], "pools": raw.get("pools", ())}),
    )


def _series(raw: Raw) -> Series:
    events = tuple(Event(each["id"], tuple(each["from"])) for each in raw.get("events", ()))
    return Series(
        id=raw["id"],
        by_place=raw.get("by") == "place",
        points=tuple(millionths(str(each)) for each in raw.get("points", ())),
        rest=millionths(str(raw.get("rest", "0"))),
        mean_of_ties=raw.get("shared") == "mean",
        best=None if raw.get("best") is None else int(raw["best"]),
        to_come=int(raw.get("of", len(events))) - len(events),
        missed=raw["missed"],
        minimum=int(raw.get("minimum", 1)),
        summed=raw.get("reduce") == "sum",
        events=events,
    )


def _table(raw: Raw, listed: list[Raw]) -> Raw:
    """As a track of a competition's rules."""
    weights = raw["weights"]
    rounds = [
        {key: each[key] for key in OF_A_ROUND if key in each}
        | {"kind": "season", "weight": weights[each["id"]]}
        for each in listed
        if each["id"] in weights
    ]
    return {**raw, "rounds": rounds}
