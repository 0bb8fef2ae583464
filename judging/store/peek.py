"""A glance at a competition file for a list of files: opens nothing for writing, and checks no chain."""

from pathlib import Path

import msgspec
from msgspec import Struct

from . import Unreadable
from .ends import end
from .reading import reading

NAMED = "SELECT data FROM log WHERE kind IN ('CompetitionCreated', 'RulesSet') ORDER BY position DESC LIMIT 1"
FIRST = "SELECT data FROM log WHERE position = 1"


class Glance(Struct, frozen=True):
    name: str  # of the competition
    rehearsal: bool
    positions: int  # entries in the log
    at: str  # UTC, of the last entry


class _Rules(Struct):
    name: str


class _Event(Struct):
    rules: _Rules
    rehearsal: bool = False


def peek(path: Path) -> Glance:
    """Raises Unreadable for what is no competition file, or has none in it yet."""
    try:
        with reading(path) as db:
            named, first = (db.execute(query).fetchone() for query in (NAMED, FIRST))
            last = end(db)
        if not named:
            raise Unreadable(None, "{file} 里还没有赛事。", file=path.name)
        name = msgspec.json.decode(named[0], type=_Event).rules.name
        rehearsal = msgspec.json.decode(first[0], type=_Event).rehearsal
        return Glance(name, rehearsal, last.position, last.at)
    except (TypeError, ValueError, msgspec.MsgspecError) as error:
        raise Unreadable(None, "{file} 不是赛事文件，或已损坏。", file=path.name) from error
