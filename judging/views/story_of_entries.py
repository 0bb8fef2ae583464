"""What was entered for somebody else to confirm, in plain sentences."""

from collections.abc import Callable
from typing import Any

from judging.core import events as e
from judging.core.entering.entry_making import Asked
from judging.core.ledger.recording import RecordLedger
from judging.core.ledger.striking import StrikeLedger
from judging.core.marking.deducting import EnterDeduction, WithdrawDeduction
from judging.core.marking.item_deciding import DecideItem
from judging.core.scoring.numbers import shortest
from judging.core.sentence import Sentence, sentence
from judging.core.setup.importing import ImportComponents
from judging.core.state import State

from .story_names import entrant_name
from .story_of_files import imported
from .story_of_ledger import recorded, struck


def asked_in_words(state: State, asked: Asked) -> Sentence:
    """What will happen once it is confirmed."""
    match asked:
        case ImportComponents():
            return imported(state, asked)
        case EnterDeduction():
            return sentence(
                "{name} 扣 {points} 分：{reason}",
                name=_name(state, asked),
                points=asked.points,
                reason=asked.reason,
            )
        case WithdrawDeduction():
            points = shortest(asked.deduction.points) if asked.deduction else ""
            return sentence(
                "{name} 撤销扣分 {points}：{reason}",
                name=_name(state, asked),
                points=points,
                reason=asked.reason,
            )
        case DecideItem():
            return _item(state, asked)
        case RecordLedger():
            return recorded(state, asked)
        case StrikeLedger():
            return struck(state, asked)


def _item(state: State, asked: DecideItem) -> Sentence:
    id = asked.performance
    items = {each.id: each.name for each in state.round(id.track, id.round).compulsory}
    name, item = _name(state, asked), items.get(asked.item, asked.item)
    if asked.present:
        return sentence("{name}：记分员认定有{item}", name=name, item=item)
    return sentence("{name}：记分员认定缺{item}", name=name, item=item)


def _name(state: State, asked: Any) -> str:
    return entrant_name(state, asked.performance.track, asked.performance.entrant)


SENTENCES: dict[type, Callable[[State, Any], Sentence]] = {
    e.EntryMade: lambda s, v: sentence(
        "第 {n} 笔录入，待复核：{what}", n=v.entry, what=asked_in_words(s, v.asked)
    ),
    e.EntryConfirmed: lambda s, v: sentence("复核第 {n} 笔录入，生效", n=v.entry),
    e.EntryReturned: lambda s, v: sentence("退回第 {n} 笔录入：{reason}", n=v.entry, reason=v.reason),
}
