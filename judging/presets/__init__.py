"""Competitions that come with the program: the rules and the named entrants of published plans."""

import csv
from importlib.resources import files
from io import StringIO

from msgspec import Struct

from judging.core.rulebook import Rulebook
from judging.files import rules

RULES = ".toml"
ENTRANTS = ".entrants.csv"


class Entrant(Struct, frozen=True):
    """An entrant the plan names; `order` is its place in the ranking 顺延 goes by."""

    track: str
    id: str
    name: str
    district: str
    order: int


class Preset(Struct, frozen=True):
    rulebook: Rulebook
    entrants: tuple[Entrant, ...] = ()  # of the tracks whose entrants the plan names


def names() -> tuple[str, ...]:
    """The presets there are, in alphabetical order."""
    found = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(RULES) for name in found if name.endswith(RULES)))


def load(name: str) -> Preset:
    """The preset of that name. Raises KeyError for a name that is not in `names()`."""
    if name not in names():
        raise KeyError(name)
    folder = files(__name__)
    rulebook = rules.read((folder / (name + RULES)).read_text("utf-8"), name + RULES)
    named = folder / (name + ENTRANTS)
    return Preset(rulebook, entrants(named.read_text("utf-8")) if named.is_file() else ())


def entrants(text: str) -> tuple[Entrant, ...]:
    rows = csv.DictReader(StringIO(text))
    return tuple(
        Entrant(row["track"], row["id"], row["name"], row["district"], int(row["order"])) for row in rows
    )
