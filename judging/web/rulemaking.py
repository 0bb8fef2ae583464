"""The rules as the organiser edits them: the table of settings, a draft explained, the file up and down."""

import asyncio
import hashlib
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging.core.commands import ImportFile, SetRules
from judging.core.scoring.rulebook import Rulebook
from judging.core.setup.source_file import SourceFile
from judging.core.state import State
from judging.files import Problem, Problems, rulesfile
from judging.files.amending import amended
from judging.files.changes import Change, changes
from judging.files.drafts import MOST_TOLD, Explained, explained
from judging.files.form_fields import form_fields
from judging.files.lost_questions import without_lost
from judging.files.problems import Findings
from judging.files.writing import as_table

from . import session
from .answers import body_of, json
from .posting import submit
from .setup import desk_of, download, faulty, uploaded

MOST_JUDGES = 15  # as many as a panel may have


class Draft(Struct, frozen=True, forbid_unknown_fields=True):
    """`judges`: how many the example is of, by the key path of the round."""

    rules: dict[str, Any]
    judges: dict[str, Annotated[int, Meta(ge=1, le=MOST_JUDGES)]] = {}


class UploadedRules(Struct, frozen=True):
    """What a rules file would change, or all that is wrong with it, by its lines."""

    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()


async def get_settings(request: Request) -> Response:
    """Every setting there is, as `form_fields.FormField`."""
    desk_of(request)
    return json(form_fields())


async def get_rules(request: Request) -> Response:
    """The rules in the shape of their TOML: what `POST /setup/rules` takes back."""
    return json(as_table(desk_of(request).state.rulebook))


async def get_rules_file(request: Request) -> Response:
    state = desk_of(request).state
    text = await asyncio.to_thread(rules_text, state)
    return download(text.encode(), "text/plain; charset=utf-8", f"{state.rulebook.id}.toml")


def rules_text(state: State) -> str:
    """The organiser's own file where there was one."""
    return state.rules_text or rulesfile.write(state.rulebook)


async def post_rules(request: Request) -> Response:
    state = desk_of(request).state
    raw = await body_of(request, dict[str, Any])
    try:
        rulebook = await session.worker_of(request).run(of_page, raw, state.rulebook)
    except Problems as problems:
        return faulty(problems)
    text = state.rules_text
    if text:
        text = await session.worker_of(request).run(amended, text, rulebook)
    return json(await submit(request, SetRules(rulebook, text)))


def of_page(raw: dict[str, Any], present: Rulebook) -> Rulebook:
    """Raises Problems."""
    return rulesfile.build(without_lost(raw, present))


async def post_draft(request: Request) -> Response:
    """What a draft comes to, beside its settings, worked out by the engine itself."""
    state = desk_of(request).state
    draft = await body_of(request, Draft)
    seated = seated_judges(state)
    return json(await session.worker_of(request).run(draft_explained, draft, state.rulebook, seated))


def draft_explained(draft: Draft, present: Rulebook, seated: dict[tuple[str, str], int]) -> Explained:
    return explained(without_lost(draft.rules, present), draft.judges, seated)


def seated_judges(state: State) -> dict[tuple[str, str], int]:
    """How many sit in the smallest panel of each round, where any do."""
    found: dict[tuple[str, str], int] = {}
    for key, panel in state.panels.items():
        if panel.judges:
            at = (key.track, key.round)
            found[at] = min(len(panel.judges), found.get(at, len(panel.judges)))
    return found


async def post_rules_file(request: Request) -> Response:
    """What the uploaded file changes and all that is wrong with it; `?import=1` takes it if nothing is."""
    present = desk_of(request).state.rulebook
    name, content = await uploaded(request)
    try:
        rulebook, text, found = await session.worker_of(request).run(compared, present, name, content)
    except Problems as problems:
        return json(UploadedRules(problems=problems.problems[:MOST_TOLD]))
    if "import" in request.query_params:
        source = SourceFile(name, hashlib.sha256(content).hexdigest())
        await submit(request, ImportFile(source, (SetRules(rulebook, text),)))
    return json(UploadedRules(found))


def compared(present: Rulebook, name: str, content: bytes) -> tuple[Rulebook, str, tuple[Change, ...]]:
    """Raises Problems."""
    path = Path(name)
    rulebook = rulesfile.load(path, Findings({path: content}))
    return rulebook, rulesfile.as_read(content.decode()), changes(present, rulebook)


OF_COMPETITION: list[BaseRoute] = [
    Route("/setup/settings", get_settings),
    Route("/setup/rules", get_rules),
    Route("/setup/rules", post_rules, methods=["POST"]),
    Route("/setup/rules.toml", get_rules_file),
    Route("/setup/rules.toml", post_rules_file, methods=["POST"]),
    Route("/setup/draft", post_draft, methods=["POST"]),
]
