"""A pool that was put forward, as the supervisor reads it: what is changed, why, and whom it moves."""

from collections.abc import Iterator

from judging.core.honours.pool_words import pool_changes
from judging.core.honours.pools import locked_results, pool_of
from judging.core.honours.what_if import Move, WhatIf, what_if
from judging.core.sentence import Sentence, sentence
from judging.core.state import State

from .naming import who

MOVED = (
    sentence("参赛对象"),
    sentence("组别"),
    sentence("综合成绩"),
    sentence("现在"),
    sentence("采纳之后"),
)


def facts_of_adoption(state: State, pool: str) -> tuple[Sentence, ...]:
    waits, found = state.put_forward[pool], _moves(state, pool)
    return (
        *pool_changes(state.rulebook, pool_of(state, pool), waits.rules),
        sentence("采纳的理由：{reason}", reason=waits.reason),
        sentence("提出：{who}", who=who(state, waits.by)),
        *((found.open,) if found.open else ()),
    )


def rows_moved(state: State, pool: str) -> Iterator[tuple[str, ...]]:
    """Whoever wins another honour than before, or one more, or none."""
    for line in _moves(state, pool).lines:
        if line.move is not Move.STAYS:
            honours = ("—" if each is None else each or "✓" for each in (line.before, line.after))
            yield (line.name, state.track(line.track).name, line.composite, *honours)


def _moves(state: State, pool: str) -> WhatIf:
    wanted, results = state.put_forward[pool].rules, locked_results(state, pool)
    return what_if(state.rulebook, results, pool_of(state, pool), wanted, state.name_of)
