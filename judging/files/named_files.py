"""The files that a season's file names, as bytes: whoever starts with a path needs them before it is read."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .contradictory_seasons import is_inside

LEDGERS = ("roster", "excused", "deductions", "order")


def named_files(at: Path, toml: bytes) -> dict[str, bytes]:
    """By name, those there are in the folder of the season's file; of others `read_season` tells.

    A link that leads out of the folder is none of them.
    """
    folder = at.parent.resolve()
    found = {}
    for name in dict.fromkeys(names_in(toml)):
        if is_inside(name) and (folder / name).resolve().is_relative_to(folder):
            try:
                found[name] = (folder / name).read_bytes()
            except (OSError, ValueError):
                continue
    return found


def names_in(toml: bytes) -> Iterator[str]:
    """Every text that stands where a file's name does; what else is wrong with the season does not matter."""
    try:
        raw: Any = tomllib.loads(toml.decode("utf-8-sig").replace("\r\n", "\n"))
    except (ValueError, RecursionError):
        return
    season, files = raw.get("season"), raw.get("files")
    said = [season.get(which) for which in LEDGERS] if is_table(season) else []
    said += files if is_table(files) else []
    for event in rows(series for of in rows([raw.get("series")]) for series in [of.get("events")]):
        said += event["from"] if isinstance(event.get("from"), list) else []
    yield from (name for name in said if isinstance(name, str))


def is_table(value: object) -> bool:
    return isinstance(value, dict)


def rows(arrays: Any) -> Iterator[dict[str, Any]]:
    """The tables of arrays of tables."""
    for array in arrays:
        yield from filter(is_table, array if isinstance(array, list) else ())
