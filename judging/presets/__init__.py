"""Competitions that come with the program: the rules and the named entrants of published plans.

`ID.toml` has the rules, `ID.entrants.csv` whom the plan names, in the order of its ranking.
`ID.rehearsal.csv` has made-up people of the other tracks: a rehearsal plays with them, no real competition
ever has them. `seasons/ID.toml` has the season of a plan that goes over months: series, tables and prizes.
"""

import csv
from collections.abc import Mapping
from importlib.resources import files
from io import StringIO

from msgspec import Struct

from judging.core.people import taking_part
from judging.core.scoring.rulebook import Rulebook
from judging.files import rulesfile

RULES = ".toml"
ENTRANTS = ".entrants.csv"
REHEARSAL = ".rehearsal.csv"


class Entrant(Struct, frozen=True):
    """An entrant the plan names; `order` is its place in the ranking 顺延 goes by."""

    track: str
    id: str
    name: str
    district: str
    order: int


class Preset(Struct, frozen=True):
    rulebook: Rulebook
    text: str = ""  # the rules as their file has them, with its comments
    entrants: tuple[Entrant, ...] = ()  # of the tracks whose entrants the plan names
    rehearsal: Mapping[str, tuple[taking_part.Entrant, ...]] = {}  # track → made-up people


def names() -> tuple[str, ...]:
    """The presets there are, each called after its year: the newest first."""
    entries = (entry.name for entry in files(__name__).iterdir())
    found = (name.removesuffix(RULES) for name in entries if name.endswith(RULES))
    return tuple(sorted(found, key=lambda name: (-int(name.rpartition("-")[2]), name)))


def seasons() -> Mapping[str, str]:
    """The seasons there are, as the texts of their files, by the name of their preset."""
    files_of = {name: files(__name__) / "seasons" / (name + RULES) for name in names()}
    return {name: file.read_text("utf-8") for name, file in files_of.items() if file.is_file()}


def load(name: str) -> Preset:
    """The preset of that name. Raises KeyError for a name that is not in `names()`."""
    if name not in names():
        raise KeyError(name)
    folder = files(__name__)
    text = (folder / (name + RULES)).read_text("utf-8")
    rulebook = rulesfile.read(text, name + RULES)
    named = folder / (name + ENTRANTS)
    made_up = folder / (name + REHEARSAL)
    return Preset(
        rulebook,
        text,
        entrants(named.read_text("utf-8")) if named.is_file() else (),
        rehearsal(made_up.read_text("utf-8")) if made_up.is_file() else {},
    )


def entrants(text: str) -> tuple[Entrant, ...]:
    rows = csv.DictReader(StringIO(text))
    return tuple(
        Entrant(row["track"], row["id"], row["name"], row["district"], int(row["order"])) for row in rows
    )


def rehearsal(text: str) -> dict[str, tuple[taking_part.Entrant, ...]]:
    """By track, in file order. A column that is empty says nothing."""
    found: dict[str, tuple[taking_part.Entrant, ...]] = {}
    for row in csv.DictReader(StringIO(text)):
        track, team = row.pop("track"), row.pop("team")
        one = taking_part.Entrant(**row, team=int(team) if team else None)
        found[track] = (*found.get(track, ()), one)
    return found
