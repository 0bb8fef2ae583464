"""What happened to evaluations, in plain sentences: who sent something in, never what, secret or not."""

from collections.abc import Callable
from typing import Any

from judging.core import events as e
from judging.core.appeals.workdays import EAST_MS
from judging.core.moments import after
from judging.core.sentence import Sentence, sentence
from judging.core.state import State

from .story_names import person_of, round_name


def _opened(state: State, event: e.EvaluationOpened) -> Sentence:
    round = round_name(state, event)
    if not event.until:
        return sentence("{round}：测评开放，由人工结束", round=round)
    return sentence("{round}：测评开放，到 {until} 自动结束", round=round, until=in_china(event.until))


def _reopened(state: State, event: e.EvaluationReopened) -> Sentence:
    return sentence("{round}：测评重新开放：{reason}", round=round_name(state, event), reason=event.reason)


def in_china(at: str) -> str:
    """As “2026-11-22 18:00”."""
    return after(at, EAST_MS)[:16].replace("T", " ")


SENTENCES: dict[type, Callable[[State, Any], Sentence]] = {
    e.EvaluatorsListed: lambda s, v: sentence(
        "{round}：测评名单更新，共 {count} 人", round=round_name(s, v), count=len(v.evaluators)
    ),
    e.EvaluationOpened: _opened,
    e.EvaluationClosed: lambda s, v: sentence("{round}：测评结束", round=round_name(s, v)),
    e.EvaluationReopened: _reopened,
    e.EvaluationSubmitted: lambda s, v: sentence(
        "{person}提交 {round} 测评 {count} 份",
        person=person_of(s, v.evaluator),
        round=round_name(s, v),
        count=len(v.marks),
    ),
}
