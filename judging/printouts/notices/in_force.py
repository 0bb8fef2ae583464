"""Which template a paper is printed by: the organiser's own, or ours."""

from functools import lru_cache

from judging.core.papers.paper_template import PaperKind
from judging.core.state import State

from . import kinds
from .layout import word


def template_of(state: State, kind: PaperKind) -> bytes:
    """The .docx."""
    own = state.paper_templates.get(kind)
    return own.content if own else ours(kind)


@lru_cache(maxsize=len(PaperKind))
def ours(kind: PaperKind) -> bytes:
    return word(kinds.built_in(kind), is_across=kind in kinds.ACROSS)
