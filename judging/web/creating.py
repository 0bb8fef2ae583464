"""新建赛事: from a preset, from a rules file, or as a copy of an earlier competition."""

import asyncio
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from judging import presets
from judging.core import checks
from judging.core.commands import Command, CreateCompetition
from judging.core.people.duty import Duty
from judging.core.people.taking_part import Entrant
from judging.core.refused import Reason, Refused
from judging.core.runnable import runnable
from judging.core.scoring.rulebook import Rulebook
from judging.core.sentence import Sentence, sentence
from judging.core.setup.copying import Founding, founding
from judging.core.setup.source_file import SourceFile
from judging.core.state import State
from judging.files import Problem, Problems, rulesfile
from judging.files.amending import amended
from judging.files.drafts import MOST_TOLD
from judging.files.explain import outline
from judging.files.oddities import in_lines, oddities
from judging.files.problems import Findings
from judging.files.questions import outline_of_questions
from judging.files.rulesfile import build
from judging.files.telling import OutlineLine
from judging.store import Unreadable
from judging.store.replaying import next_state
from judging.store.sqlite import entries, vouched

from . import session
from .answers import body_of, json
from .competition_files import there
from .setup import faulty, uploaded
from .start import opened

MOST_TITLE = 60  # characters of a competition's name; a screen's header has no room for more


class New(Struct, frozen=True, forbid_unknown_fields=True):
    """From a preset, from `rules` in the shape of their TOML, or a copy of the competition in a file."""

    preset: str = ""
    rules: dict[str, Any] | None = None
    copy: str = ""  # a file of the data folder
    roster: bool = True  # of a copy: who takes part comes along
    name: str = ""  # "": as the preset or the earlier competition names it
    rehearsal: bool = False


class ToCopy(Struct, frozen=True, forbid_unknown_fields=True):
    file: str
    roster: bool = True


class Copyable(Struct, frozen=True):
    """What a copy would have, what stays behind, and what today's checks refuse."""

    name: str
    copied: tuple[Sentence, ...]
    left: tuple[Sentence, ...]
    refused: tuple[Sentence, ...]


class ReadRules(Struct, frozen=True):
    """A rules file in sentences, what is odd in it, and what cannot be judged live.

    Or all that is wrong with it, by its lines.
    """

    name: str = ""
    outline: tuple[OutlineLine, ...] = ()
    odd: tuple[Sentence, ...] = ()
    unrunnable: tuple[Sentence, ...] = ()
    problems: tuple[Problem, ...] = ()


async def create(request: Request) -> Response:
    """A new competition, opened beside the others."""
    who = session.require(request, Duty.ORGANISER)
    new = await body_of(request, New)
    name = title(new.name)
    try:
        first, *prepared = await commands_of(request, new, name)
    except KeyError:
        raise Refused(Reason.UNKNOWN, "没有预设“{preset}”，请刷新页面。", preset=new.preset) from None
    except Problems as problems:
        return faulty(problems)
    assert isinstance(first, CreateCompetition)
    first = replace(first, rehearsal=new.rehearsal)
    return json(opened(await session.registry_of(request).found(first, who, *prepared)))


def title(written: str) -> str:
    """What the competition is to be called; "" where nothing was written. Raises Refused."""
    return checks.text(written, sentence("赛事名称"), most=MOST_TITLE) if written.strip() else ""


async def commands_of(request: Request, new: New, name: str) -> tuple[Command, ...]:
    """The first creates it. Raises KeyError for a preset that is none, Problems, and Refused."""
    if new.copy:
        return (await copied(request, new.copy, name, with_roster=new.roster)).commands
    return (await asyncio.to_thread(founded, new, name),)


def founded(new: New, name: str) -> CreateCompetition:
    """Its entrants are those that the preset names. Raises KeyError, and Problems."""
    if new.rules is not None:
        rules, _ = named(build(new.rules), "", name)
        return CreateCompetition(rules, {})
    preset = presets.load(new.preset)
    rules, text = named(preset.rulebook, preset.text, name)
    return CreateCompetition(rules, roster(preset), text=text)


def named(rules: Rulebook, text: str, name: str) -> tuple[Rulebook, str]:
    """The same rules and their file's text by another name, if there is one."""
    if not name or name == rules.name:
        return rules, text
    rules = replace(rules, name=name)
    return rules, amended(text, rules) if text else ""


def roster(preset: presets.Preset) -> dict[str, tuple[Entrant, ...]]:
    """The entrants the preset names, by track, in its order."""
    found: dict[str, list[Entrant]] = {track.id: [] for track in preset.rulebook.tracks}
    for named in sorted(preset.entrants, key=lambda named: named.order):
        found[named.track].append(Entrant(named.id, named.name, named.district))
    return {track: tuple(entrants) for track, entrants in found.items()}


async def post_copying(request: Request) -> Response:
    """What a copy of that file's competition would have. Changes nothing."""
    session.require(request, Duty.ORGANISER)
    asked = await body_of(request, ToCopy)
    found = await copied(request, asked.file, "", with_roster=asked.roster)
    first = found.commands[0]
    assert isinstance(first, CreateCompetition)
    return json(Copyable(first.rules.name, found.copied, found.left, found.refused))


async def copied(request: Request, file: str, name: str, *, with_roster: bool) -> Founding:
    """Raises Refused for a file that is none, or cannot be trusted."""
    registry = session.registry_of(request)
    path = registry.folder / file
    if path not in await asyncio.to_thread(there, registry.folder):
        raise Refused(Reason.UNKNOWN, "数据文件夹里没有“{file}”，请刷新页面。", file=file)
    try:
        return await session.worker_of(request).run(copy_of, path, name, with_roster)
    except Unreadable as unreadable:
        raise Refused(
            Reason.UNKNOWN, "不能复制“{file}”：{why}", file=file, why=unreadable.sentence
        ) from unreadable


def copy_of(path: Path, name: str, with_roster: bool) -> Founding:
    """Reads the whole log, and its end, without changing them: it may be open. Raises Unreadable."""
    vouched(path)
    log, state = entries(path), State()
    for entry in log:
        state = next_state(state, entry)
    if state.rules is None:
        raise Unreadable(None, "{file} 里还没有赛事。", file=path.name)
    rules, text = named(state.rules, state.rules_text, name)
    if text and state.rules_as_set:  # a misprint was put right, which the file still has
        text = amended(text, rules)
    last = log[-1].position, log[-1].hash
    return founding(state, last, rules, text, with_roster=with_roster, rehearsal=False)


async def post_rules_file(request: Request) -> Response:
    """The uploaded rules in sentences or all that is wrong with them; `?create=1&name=` takes them."""
    who = session.require(request, Duty.ORGANISER)
    name = title(request.query_params.get("name", ""))
    source, content = await uploaded(request)
    try:
        found = await session.worker_of(request).run(read_rules, source, content, name)
    except Problems as problems:
        return json(ReadRules(problems=problems.problems[:MOST_TOLD]))
    if "create" not in request.query_params:
        return json(found.told)
    made = CreateCompetition(found.rules, {}, text=found.text, source=found.source)
    return json(opened(await session.registry_of(request).found(made, who)))


class RulesFile(Struct, frozen=True):
    source: SourceFile
    rules: Rulebook
    text: str
    told: ReadRules


def read_rules(source: str, content: bytes, name: str) -> RulesFile:
    """Raises Problems."""
    path = Path(source)
    rules = rulesfile.load(path, Findings({path: content}))
    rules, text = named(rules, rulesfile.as_read(content.decode()), name)
    unrunnable = tuple(found.reason for found in runnable(rules))
    return RulesFile(
        SourceFile(source, sha256(content).hexdigest()),
        rules,
        text,
        ReadRules(
            rules.name, (*outline(rules), *outline_of_questions(rules)), in_lines(oddities(rules)), unrunnable
        ),
    )


OF_SERVER: list[BaseRoute] = [
    Route("/competitions", create, methods=["POST"]),
    Route("/competitions/copying", post_copying, methods=["POST"]),
    Route("/competitions/rules.toml", post_rules_file, methods=["POST"]),
]
