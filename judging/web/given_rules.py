"""The rules file that `judging run --rules` names: checked first of all, made into a competition once."""

import asyncio
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from judging.core.commands import CreateCompetition
from judging.core.people.actor import acting
from judging.core.people.duty import Duty
from judging.core.refused import Complaint
from judging.core.scoring.rulebook import Rulebook
from judging.core.sentence import Sentence, sentence
from judging.core.setup.source_file import SourceFile
from judging.files import rulesfile
from judging.files.problems import Findings
from judging.store import Unreadable
from judging.store.peek import Beginning, beginning

from .competition_files import there
from .registry import Registry


class GivenRules(Struct, frozen=True):
    source: SourceFile
    rules: Rulebook
    text: str


def given(path: Path) -> GivenRules:
    """The file, read once. Raises Problems."""
    content = b""
    with suppress(OSError):  # told below, as what keeps it from being read
        content = path.read_bytes()
    rules = rulesfile.load(path, Findings({path: content} if content else {}))
    source = SourceFile(path.name, sha256(content).hexdigest())
    return GivenRules(source, rules, rulesfile.as_read(content.decode()))


async def begun(registry: Registry, given: GivenRules) -> Sentence:
    """Opens the competition that was made of these rules, or makes it; says which, or why that failed."""
    try:
        return await opened(registry, given)
    except Complaint as complaint:
        return complaint.sentence


async def opened(registry: Registry, given: GivenRules) -> Sentence:
    """Raises Refused or StorageFailed."""
    found = await asyncio.to_thread(made_of, registry.folder, given)
    name = given.source.name
    if found is None:
        create = CreateCompetition(given.rules, {}, text=given.text, source=given.source)
        made = await registry.found(create, acting(Duty.ORGANISER))
        return sentence("已按规则文件 {file} 新建赛事“{name}”。", file=name, name=made.state.rulebook.name)
    path, known = found
    await registry.open_file(path.name)
    if is_same(given, known):
        return sentence("规则文件 {file} 建过赛事“{name}”，已打开它，没有再建。", file=name, name=known.name)
    return sentence(
        "规则文件 {file} 在建立赛事“{name}”以后改过：打开的赛事还是原来的规则，没有再建。要用改过的，"
        "请在它的“设置 · 规则”里上传这个文件，看过差别再确认；要另建一场，请在首页选“从规则文件”。",
        file=name,
        name=known.name,
    )


def made_of(folder: Path, given: GivenRules) -> tuple[Path, Beginning] | None:
    """The competition that was made of this file; rather one of just these rules, rather a later one.

    Blocks: looks into each file of *folder*.
    """
    found = [(path, known) for path in there(folder) if (known := looked_into(path)) and is_of(given, known)]
    return max(found, key=lambda each: (is_same(given, each[1]), each[1].at), default=None)


def looked_into(path: Path) -> Beginning | None:
    """None for what cannot be read: the first page tells why."""
    try:
        return beginning(path)
    except Unreadable:
        return None


def is_of(given: GivenRules, known: Beginning) -> bool:
    """Whether it was made of a file of that name with rules of that id, or of one with this content."""
    named = (known.source, known.id) == (given.source.name, given.rules.id)
    return bool(known.source) and (named or is_same(given, known))


def is_same(given: GivenRules, known: Beginning) -> bool:
    """Also where the changed file has been taken over since."""
    return known.sha256 == given.source.sha256 or known.text == given.text
