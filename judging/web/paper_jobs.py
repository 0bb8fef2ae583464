"""Notices of a competition's file: made in the worker, which knows no request."""

from datetime import datetime
from pathlib import Path

from msgspec import Struct

from judging.core.papers.paper_template import PaperKind
from judging.printouts.notices import printing
from judging.printouts.notices.in_force import template_of
from judging.printouts.setting import Setting

from .print_jobs import present


class NoticeRequest(Struct, frozen=True):
    """`about`: an award, "" for all that are decided; or the number of an objection."""

    kind: PaperKind
    about: str
    printed_at: datetime
    is_masked: bool


def template(file: Path, kind: PaperKind) -> bytes:
    """The one in force. Raises Refused."""
    return template_of(present(file).state, kind)


def word(file: Path, wanted: NoticeRequest) -> bytes:
    """The .docx. Raises Refused."""
    state = present(file).state
    return printing.notice(state, wanted.kind, wanted.about, wanted.printed_at, is_masked=wanted.is_masked)


def page(file: Path, wanted: NoticeRequest, setting: Setting) -> str:
    """As HTML. Raises Refused."""
    now = present(file)
    made = printing.notice(
        now.state, wanted.kind, wanted.about, wanted.printed_at, is_masked=wanted.is_masked
    )
    return printing.page(now, wanted.kind, made, setting)


def preview(file: Path, kind: PaperKind, template: bytes, setting: Setting) -> str:
    """As HTML, by a template that is not in force. Raises Refused."""
    now = present(file)
    return printing.page(now, kind, printing.preview(now.state, kind, template, setting.printed_at), setting)
