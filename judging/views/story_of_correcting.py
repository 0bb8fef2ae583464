"""The story of corrections after the lock, and of misprints. Says nothing of a score."""

from collections.abc import Callable
from typing import Any

from judging.core import events as e
from judging.core.sentence import Sentence, sentence
from judging.core.state import State
from judging.core.words import TEXTS

from .story_names import entrant_name


def _proposed(state: State, event: e.CorrectionProposed) -> Sentence:
    id = event.performance
    return sentence(
        "提出第 {number} 号更正（{name}）：{reason}",
        number=event.correction,
        name=entrant_name(state, id.track, id.entrant),
        reason=event.reason,
    )


def _dropped(state: State, event: e.CorrectionDropped) -> Sentence:
    return sentence("撤回第 {number} 号更正：{reason}", number=event.correction, reason=event.reason)


def _corrected(state: State, event: e.ResultCorrected) -> Sentence:
    id = event.performance
    return sentence(
        "第 {number} 号更正生效（{name}）：{reason}",
        number=event.correction,
        name=entrant_name(state, id.track, id.entrant),
        reason=event.reason,
    )


def _mended(state: State, event: e.TextMended) -> Sentence:
    return sentence(
        "更正{what}：“{old}”改为“{new}”：{reason}",
        what=TEXTS[event.of],
        old=event.old,
        new=event.new,
        reason=event.reason,
    )


SENTENCES: dict[type, Callable[[State, Any], Sentence]] = {
    e.CorrectionProposed: _proposed,
    e.CorrectionDropped: _dropped,
    e.ResultCorrected: _corrected,
    e.TextMended: _mended,
}
