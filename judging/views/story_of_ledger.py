"""What happened to the ledger, in plain sentences."""

from collections.abc import Callable
from typing import Any

from judging.core import events as e
from judging.core.ledger.counting import said
from judging.core.sentence import Sentence, sentence
from judging.core.state import State
from judging.core.words import ORIGINS, RECTIFYING_STEPS

from .story_names import entrant_name, round_name


def recorded(state: State, found: Any) -> Sentence:
    """Of what was recorded, or is to be; a file by its number of lines."""
    if found.source or len(found.lines) > 1:
        return sentence(
            "{round}台账记入 {count} 笔（{source}）",
            round=round_name(state, found),
            count=len(found.lines),
            source=found.source or "—",
        )
    line = found.lines[0]
    return sentence(
        "{round}台账：{name} 扣 {points} 分，{what}",
        round=round_name(state, found),
        name=entrant_name(state, found.track, line.entrant),
        points=line.points,
        what=said(line),
    )


def struck(state: State, found: Any) -> Sentence:
    return sentence("撤销第 {number} 笔台账：{reason}", number=found.number, reason=found.reason)


SENTENCES: dict[type, Callable[[State, Any], Sentence]] = {
    e.LedgerRecorded: recorded,
    e.LedgerStruck: struck,
    e.RectificationOpened: lambda s, v: sentence(
        "开第 {number} 号整改单：{name}（{origin}）",
        number=v.number,
        name=entrant_name(s, v.track, v.entrant),
        origin=ORIGINS[v.origin],
    ),
    e.RectificationAdvanced: lambda s, v: sentence(
        "第 {number} 号整改单：{step}", number=v.rectification, step=RECTIFYING_STEPS[v.step]
    ),
}
