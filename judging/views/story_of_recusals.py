"""What the story says of recusals that are declared beforehand."""

from collections.abc import Callable
from typing import Any

from judging.core import events as e
from judging.core.marking.avoiding import why
from judging.core.marking.recusal import Recusal
from judging.core.sentence import Sentence, sentence
from judging.core.state import State

from .story_names import entrant_name, judge_of


def _declared(state: State, event: e.RecusalDeclared) -> Sentence:
    ground = why(Recusal(event.ground, event.words))
    judge, name = judge_of(state, event.judge), entrant_name(state, event.track, event.entrant)
    if event.on_paper:
        return sentence("录入{judge}对 {name} 的回避声明：{why}", judge=judge, name=name, why=ground)
    return sentence("{judge}声明回避 {name}：{why}", judge=judge, name=name, why=ground)


SENTENCES: dict[type, Callable[[State, Any], Sentence]] = {
    e.RecusalDeclared: _declared,
    e.DeclarationWithdrawn: lambda s, v: sentence(
        "撤回{judge}对 {name} 的回避声明：{reason}",
        judge=judge_of(s, v.judge),
        name=entrant_name(s, v.track, v.entrant),
        reason=v.reason,
    ),
}
