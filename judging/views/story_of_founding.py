"""How a competition began, and that its rules changed, in plain sentences."""

from collections.abc import Callable
from typing import Any

from judging.core import events as e
from judging.core.sentence import Sentence, sentence
from judging.core.state import State
from judging.core.words import MEDIA


def _created(state: State, event: e.CompetitionCreated) -> Sentence:
    name, origin = event.rules.name, event.origin
    if event.source:
        return sentence(
            "按规则文件 {source}（SHA-256 {digest}）新建赛事“{name}”",
            source=event.source.name,
            digest=event.source.sha256[:8],
            name=name,
        )
    if origin is None:
        return sentence("新建赛事“{name}”", name=name)
    return sentence(
        "新建赛事“{name}”，复制自“{origin}”（到第 {position} 条记录，校验值 {hash}）：规则、{halls} 个会场、"
        "{judges} 位评委、{people} 位人员和 {entrants} 个参赛对象；成绩、抽签、证件、大屏和签字都没有复制",
        name=name,
        origin=origin.name,
        position=origin.position,
        hash=origin.hash[:8],
        halls=origin.halls,
        judges=origin.judges,
        people=origin.people,
        entrants=origin.entrants,
    )


def _settled(state: State, event: e.QuestionsSettled) -> Sentence:
    """The questions themselves, as the rules ask them."""
    known = {question.key: question.ask for question in state.rulebook.proposals}
    asked = tuple(dict.fromkeys(known.get(key, key) for key in event.keys))
    if event.changed:
        return sentence("改了方案没有规定的设置：{asked:；}", asked=asked)
    return sentence("方案没有规定的，定为按建议：{asked:；}", asked=asked)


def _received(state: State, event: e.ReceiptNoted) -> Sentence:
    names = {item.id: item.name for item in state.rulebook.intake}
    what = sentence(
        "{district}的{item}（{medium}）",
        district=event.district,
        item=names.get(event.item, event.item),
        medium=MEDIA[event.medium],
    )
    if not event.received:
        return sentence("撤销收件：{what}", what=what)
    if event.note:
        return sentence("收到{what}：{note}", what=what, note=event.note)
    return sentence("收到{what}", what=what)


SENTENCES: dict[type, Callable[[State, Any], Sentence]] = {
    e.CompetitionCreated: _created,
    e.RulesSet: lambda s, v: sentence("修改规则"),
    e.QuestionsSettled: _settled,
    e.ReceiptNoted: _received,
}
