"""The rules as they were saved before: what each version changed, and any of them back as a draft."""

from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging.core.refused import Reason, Refused
from judging.core.scoring.rulebook import Rulebook
from judging.core.sentence import Sentence
from judging.core.setup.founding import CompetitionCreated, RulesSet
from judging.files.changes import Change, changes
from judging.files.writing import as_table
from judging.store import Entry
from judging.store.sqlite import entries

from . import chronicle_jobs, session
from .answers import json
from .setup import desk_of

MOST_VERSIONS = 50
MOST_DIGITS = 18  # of a position: the log's are integers of 64 bits
MOST_CHANGES = 5  # of a version; the others are counted


class RulesVersion(Struct, frozen=True):
    """`changes`: the first of them, against the version before; `more`: how many there are beside."""

    position: int
    at: str
    who: Sentence
    changes: tuple[Change, ...]
    more: int


def versions(file: Path) -> tuple[RulesVersion, ...]:
    """The newest first. Raises Refused."""
    who = {line.position: line.who for line in chronicle_jobs.read(file).lines}
    known = list(saved(file))
    first = RulesVersion(known[0][0].position, known[0][0].at, who[known[0][0].position], (), 0)
    found = [first]
    for (_, before), (entry, rules) in pairwise(known):
        made = changes(before, rules)
        told, more = made[:MOST_CHANGES], max(0, len(made) - MOST_CHANGES)
        found.append(RulesVersion(entry.position, entry.at, who[entry.position], told, more))
    return tuple(islice(reversed(found), MOST_VERSIONS))


def rules_at(file: Path, position: int) -> dict[str, Any]:
    """The rules that were saved by the entry at *position*, in the shape of their file. Raises Refused."""
    for entry, rules in saved(file):
        if entry.position == position:
            return as_table(rules)
    raise Refused(Reason.UNKNOWN, "没有这个版本，请刷新页面。")


def saved(file: Path) -> Iterator[tuple[Entry, Rulebook]]:
    for entry in entries(file):
        if isinstance(entry.event, CompetitionCreated | RulesSet):
            yield entry, entry.event.rules


async def get_versions(request: Request) -> Response:
    desk_of(request)
    file = session.competition_of(request).file
    return json(await session.worker_of(request).run(versions, file))


async def get_version(request: Request) -> Response:
    desk_of(request)
    position = request.path_params["position"]
    if not position.isdecimal() or len(position) > MOST_DIGITS:
        raise HTTPException(404)
    file = session.competition_of(request).file
    return json(await session.worker_of(request).run(rules_at, file, int(position)))


OF_COMPETITION: list[BaseRoute] = [
    Route("/setup/rules/versions", get_versions),
    Route("/setup/rules/versions/{position}", get_version),
]
