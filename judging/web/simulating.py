"""模拟 and 采纳 of an award pool, for the organiser: what a change would come to, and its adoption."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging.core.commands import AdoptPool
from judging.core.honours.pool_words import pool_changes
from judging.core.honours.pools import (
    adoption_digest,
    locked_results,
    pool_of,
    rules_in_force,
    tracks_of,
)
from judging.core.honours.what_if import Remedy, Results, WhatIf, what_if
from judging.core.refused import Reason, Refused
from judging.core.scoring.pool import Pool
from judging.core.scoring.rulebook import Rulebook
from judging.core.sentence import Sentence
from judging.core.state import State
from judging.files import Problem, Problems
from judging.files.pool_draft import pool_of_draft
from judging.files.writing import as_table

from . import session
from .answers import body_of, json
from .posting import signed
from .setup import desk_of, faulty

Names = Mapping[tuple[str, str], str]  # (track, entrant) →


class PoolDraft(Struct, frozen=True, forbid_unknown_fields=True):
    """`rules`: in the shape of their TOML; None: the pool as it is in force."""

    pool: str
    rules: dict[str, Any] | None = None


class Adopting(Struct, frozen=True, forbid_unknown_fields=True):
    """`id`: of the request, so that a repeat changes nothing. `digest`: as `Simulated` had it."""

    id: str
    pool: str
    rules: dict[str, Any]
    reason: str
    digest: str
    pin: str


class TrackName(Struct, frozen=True):
    id: str
    name: str


class TriedRemedy(Struct, frozen=True):
    """A `Remedy`, with the pool as the page's fields take it."""

    change: Sentence
    entering: tuple[str, ...]
    leaving: tuple[str, ...]
    rules: dict[str, Any]


class Simulated(Struct, frozen=True):
    """`found` and `digest` are None and "" as long as there are problems."""

    tracks: tuple[TrackName, ...]
    present: dict[str, Any]
    own: dict[str, Any]  # as the rules have it
    rules: dict[str, Any]
    problems: tuple[Problem, ...] = ()
    changes: tuple[Sentence, ...] = ()
    found: WhatIf | None = None
    remedies: tuple[TriedRemedy, ...] = ()
    digest: str = ""


async def post_what_if(request: Request) -> Response:
    """What a draft comes to, or all that is wrong with it. Nothing is written."""
    state = desk_of(request).state
    draft = await body_of(request, PoolDraft)
    present = _known(state, draft.pool)
    own = next(pool for pool in state.rulebook.pools if pool.id == present.id)
    about = _about(state, present, own, as_table(present) if draft.rules is None else draft.rules)
    rules, results = rules_in_force(state), locked_results(state, present.id)
    names = {
        (track, row.entrant): state.name_of(track, row.entrant)
        for track in results
        for row in state.locked[track]
    }
    work = session.worker_of(request).run
    try:
        wanted, found = await work(simulated, rules, results, names, present, about.rules)
    except Problems as problems:
        return json(replace(about, problems=problems.problems))
    return json(_answer(state, about, present, wanted, found))


def simulated(
    rules: Rulebook, results: Results, names: Names, present: Pool, raw: Mapping[str, Any]
) -> tuple[Pool, WhatIf]:
    """Raises Problems."""
    wanted = pool_of_draft(rules, present.id, raw)
    return wanted, what_if(rules, results, present, wanted, lambda track, entrant: names[track, entrant])


def _about(state: State, present: Pool, own: Pool, raw: dict[str, Any]) -> Simulated:
    tracks = tuple(TrackName(id, name) for id, name in tracks_of(state.rulebook, present.id).items())
    return Simulated(tracks, as_table(present), as_table(own), raw)


def _answer(state: State, about: Simulated, present: Pool, wanted: Pool, found: WhatIf) -> Simulated:
    return replace(
        about,
        changes=tuple(pool_changes(state.rulebook, present, wanted)),
        found=replace(found, remedies=()),
        remedies=tuple(map(_tried, found.remedies)),
        digest=adoption_digest(state, wanted),
    )


def _tried(remedy: Remedy) -> TriedRemedy:
    return TriedRemedy(remedy.change, remedy.entering, remedy.leaving, as_table(remedy.rules))


def _known(state: State, pool: str) -> Pool:
    try:
        return pool_of(state, pool)
    except KeyError:
        raise Refused(Reason.UNKNOWN, "没有这个奖项，请刷新页面") from None


async def post_adopt(request: Request) -> Response:
    """The pool in force from here on, or put before the supervisor, under the organiser's PIN."""
    state = desk_of(request).state
    asked = await body_of(request, Adopting)
    _known(state, asked.pool)
    try:
        rules = await session.worker_of(request).run(
            pool_of_draft, rules_in_force(state), asked.pool, asked.rules
        )
    except Problems as problems:
        return faulty(problems)
    command = AdoptPool(asked.pool, rules, asked.reason, asked.digest, asked.pin)
    return json(await signed(request, command, asked.id))


OF_COMPETITION: list[BaseRoute] = [
    Route("/honours/what-if", post_what_if, methods=["POST"]),
    Route("/honours/adopt", post_adopt, methods=["POST"]),
]
