"""Notices printed: the template in force, filled with what was decided, as Word file and as page."""

from collections.abc import Mapping
from datetime import datetime

from judging.core.appeals.objection import Objection
from judging.core.papers.paper_template import PAPERS, PaperKind
from judging.core.refused import Reason, Refused
from judging.core.state import State
from judging.printouts.moment import Moment
from judging.printouts.setting import Imprint, Setting, imprint, rendered

from . import kinds
from .filling import Filling, filled, problems, saved
from .in_force import template_of
from .opening import BadTemplate, opened
from .paged import parts
from .subjects import decided_awards, objections_decided
from .values import of_awards, of_objection


def notice(state: State, kind: PaperKind, about: str, printed_at: datetime, *, is_masked: bool) -> bytes:
    """The .docx: of one award or of all where *about* is "", or of the objection of that number.

    Raises Refused.
    """
    if kind is PaperKind.REPLY:
        known = of_objection(state, printed_at, _objection(state, about))
    else:
        known = of_awards(state, printed_at, _chosen(state, kind, about), is_masked=is_masked)
    return _filled(template_of(state, kind), known)


def preview(state: State, kind: PaperKind, template: bytes, printed_at: datetime) -> bytes:
    """The .docx by a template that is not in force, with what is known by now. Raises Refused."""
    if kind is PaperKind.REPLY and (answered := objections_decided(state)):
        known = of_objection(state, printed_at, answered[0])
    elif kinds.LIST not in kinds.PLACES[kind]:
        known = _unknown(kind)
    else:
        known = of_awards(state, printed_at, decided_awards(state), is_masked=False)
    return _filled(template, known)


def _unknown(kind: PaperKind) -> dict[str, Filling]:
    """The places of a notice about nothing yet: each with its own name."""
    return {name: f"〔{name}〕" for name in kinds.PLACES[kind]}


def _chosen(state: State, kind: PaperKind, award: str) -> tuple[str, ...]:
    chosen = tuple(each for each in decided_awards(state) if award in ("", each))
    if not chosen:
        raise Refused(
            Reason.INCOMPLETE,
            "还没有审定的奖项：请先在“评奖与决定”页作出决定，再打印{paper}",
            paper=PAPERS[kind],
        )
    return chosen


def _objection(state: State, number: str) -> Objection:
    for each in objections_decided(state):
        if str(each.number) == number:
            return each
    raise Refused(Reason.INCOMPLETE, "第 {number} 号异议还没有处理决定，不能打印答复函", number=number)


def check(kind: PaperKind, template: bytes) -> None:
    """Raises Refused where it cannot be printed by: broken, harmful, or with places that nobody knows."""
    try:
        found = problems(opened(template), kinds.blank(kind))
    except BadTemplate as bad:
        raise Refused(Reason.MALFORMED, bad.sentence) from bad
    if found:
        raise Refused(Reason.MALFORMED, "模板有问题：{problems:；}", problems=found)


def page(moment: Moment, kind: PaperKind, content: bytes, setting: Setting) -> str:
    """The filled .docx as HTML, one document to be printed."""
    return letter_page(imprint(moment), str(PAPERS[kind]), content, setting)


def letter_page(whose: Imprint, title: str, content: bytes, setting: Setting) -> str:
    """The same of any filled .docx."""
    return rendered("notice.html", whose, setting, title=title, parts=parts(opened(content)))


def _filled(template: bytes, known: Mapping[str, Filling]) -> bytes:
    try:
        return saved(filled(template, known))
    except BadTemplate as bad:
        raise Refused(Reason.MALFORMED, bad.sentence) from bad
