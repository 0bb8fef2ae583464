"""Of what a notice can be printed now: awards that are decided, objections that are."""

from collections.abc import Iterator

from judging.core.appeals.objection import Objection
from judging.core.honours.decided import award_name, awards_of, decided
from judging.core.papers.paper_template import PaperKind
from judging.core.state import State

from . import kinds


def subjects(state: State, kind: PaperKind) -> Iterator[tuple[str, str]]:
    """Key and name of each award or objection; of certificates none, they are forms."""
    if kind in kinds.ACROSS:
        return
    if kind is PaperKind.REPLY:
        for each in objections_decided(state):
            yield str(each.number), each.objector.name
    else:
        yield from ((award, award_name(state, award)) for award in decided_awards(state))


def decided_awards(state: State) -> tuple[str, ...]:
    return tuple(award for award in awards_of(state) if decided(state, award))


def objections_decided(state: State) -> tuple[Objection, ...]:
    """That can be answered."""
    return tuple(each for each in state.objections.values() if each.decided and not each.withdrawn)
