"""A glance at a competition file for a list of files: opens nothing for writing, and checks no chain."""

from pathlib import Path

import msgspec
from msgspec import Struct

from . import Unreadable
from .ends import end
from .reading import reading
from .tailfile import End

NAMED = "SELECT data FROM log WHERE kind IN ('CompetitionCreated', 'RulesSet') ORDER BY position DESC LIMIT 1"
FIRST = "SELECT data FROM log WHERE position = 1"


class Glance(Struct, frozen=True):
    name: str  # of the competition
    rehearsal: bool
    positions: int  # entries in the log
    at: str  # UTC, of the last entry


class Beginning(Struct, frozen=True):
    """What a competition was made of, and what its rules are called and say in the end."""

    source: str  # name of the rules file, "" where it was made of none
    sha256: str  # of that file
    id: str  # as the rules had it then
    name: str
    text: str
    at: str  # UTC, of the last entry


class _Rules(Struct):
    name: str
    id: str = ""


class _Source(Struct):
    name: str = ""
    sha256: str = ""


class _Event(Struct):
    rules: _Rules
    rehearsal: bool = False
    text: str = ""
    source: _Source | None = None


def peek(path: Path) -> Glance:
    """Raises Unreadable for what is no competition file, or has none in it yet."""
    first, last, ended = _looked(path)
    return Glance(last.rules.name, first.rehearsal, ended.position, ended.at)


def beginning(path: Path) -> Beginning:
    """Raises Unreadable for what is no competition file, or has none in it yet."""
    first, last, ended = _looked(path)
    source = first.source or _Source()
    return Beginning(source.name, source.sha256, first.rules.id, last.rules.name, last.text, ended.at)


def _looked(path: Path) -> tuple[_Event, _Event, End]:
    """How it was made, how its rules were set last, and the last entry."""
    try:
        with reading(path) as db:
            named, first = (db.execute(query).fetchone() for query in (NAMED, FIRST))
            last = end(db)
        if not named:
            raise Unreadable(None, "{file} 里还没有赛事。", file=path.name)
        begun, set_last = (msgspec.json.decode(row[0], type=_Event) for row in (first, named))
    except (TypeError, ValueError, msgspec.MsgspecError) as error:
        raise Unreadable(None, "{file} 不是赛事文件，或已损坏。", file=path.name) from error
    else:
        return begun, set_last, last
