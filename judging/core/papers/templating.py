"""Putting an own template in the place of ours, and going back to ours.

What is in the file is read before it gets here, and again each time it is printed by.
"""

from hashlib import sha256

from msgspec.structs import replace

from judging.core import checks
from judging.core.mappings import with_key, without_keys
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .paper_template import PAPERS, PaperKind, PaperTemplate

MOST_BYTES = 1_000_000  # of a text with a seal or a frame as a picture; all of it stays in the log


class SetPaperTemplate(AnyCommand, frozen=True):
    """`content`: a .docx, base64 where it is JSON."""

    paper: PaperKind
    content: bytes
    source: str


class RestorePaperTemplate(AnyCommand, frozen=True):
    paper: PaperKind


class PaperTemplateSet(AnyEvent, frozen=True):
    """`hash`: SHA-256 of `content`."""

    paper: PaperKind
    content: bytes
    hash: str
    source: str


class PaperTemplateRestored(AnyEvent, frozen=True):
    paper: PaperKind


def set_paper_template(state: State, command: SetPaperTemplate, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Nothing where the very same file is in force already."""
    source = checks.text(command.source, sentence("模板文件名"), most=100)
    if not 0 < len(command.content) <= MOST_BYTES:
        raise Refused(
            Reason.MALFORMED,
            "“{source}”是空的，或超过 {most} KB：请压缩其中的图片后重新上传",
            source=source,
            most=MOST_BYTES // 1000,
        )
    hash = sha256(command.content).hexdigest()
    known = state.paper_templates.get(command.paper)
    if known and known.hash == hash:
        return ()
    return (PaperTemplateSet(command.paper, command.content, hash, source),)


def restore_paper_template(
    state: State, command: RestorePaperTemplate, by: Actor, at: str
) -> tuple[AnyEvent, ...]:
    if command.paper not in state.paper_templates:
        raise Refused(Reason.ALREADY, "{paper}用的已经是内置模板，请刷新页面", paper=PAPERS[command.paper])
    return (PaperTemplateRestored(command.paper),)


def paper_template_set(state: State, event: PaperTemplateSet, at: str) -> State:
    made = PaperTemplate(event.content, event.hash, event.source, at)
    return replace(state, paper_templates=with_key(state.paper_templates, event.paper, made))


def paper_template_restored(state: State, event: PaperTemplateRestored, at: str) -> State:
    return replace(state, paper_templates=without_keys(state.paper_templates, event.paper))
