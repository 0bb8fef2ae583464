"""What was signed, flagged and answered, in plain sentences."""

from collections.abc import Callable
from typing import Any

from judging.core import events as e
from judging.core.honours.pools import pool_of
from judging.core.scoring.oversight import Act
from judging.core.sentence import Sentence, sentence
from judging.core.state import State
from judging.core.words import CHOICES

from .story_names import award_called


def _act(state: State, event: e.Countersigned | e.CountersignRefused) -> Sentence:
    """“受理中心组 开赛”, by the names the track and round have."""
    act = CHOICES[Act][event.act]
    if event.act in (Act.DECIDE, Act.ADOPT):
        return sentence("{where} {act}", where=award_called(state, event.subject), act=act)
    _, _, round = event.subject.partition("/")
    try:
        track = state.track(event.track)
        where = f"{track.name}{track.round(round).name}" if event.act is Act.DRAW else track.name
    except KeyError:
        where = event.subject
    return sentence("{where} {act}", where=where, act=act)


def _note(state: State, id: str) -> str:
    return state.flags[id].note if id in state.flags else id


SENTENCES: dict[type, Callable[[State, Any], Sentence]] = {
    e.PinSet: lambda s, v: sentence("设置一个 PIN"),
    e.PinReset: lambda s, v: sentence("重设一个 PIN：{reason}", reason=v.reason),
    e.PinMistaken: lambda s, v: sentence("输错一次 PIN"),
    e.RulesSigned: lambda s, v: sentence("在规则上签字，校验值 {digest}", digest=v.digest[:8]),
    e.Countersigned: lambda s, v: sentence("监督员会签：{what}", what=_act(s, v)),
    e.CountersignRefused: lambda s, v: sentence(
        "监督员没有会签：{what}，{reason}", what=_act(s, v), reason=v.reason
    ),
    e.AdoptionPutForward: lambda s, v: sentence(
        "提出“{pool}”的新方案，待监督员会签：{reason}", pool=v.rules.name, reason=v.reason
    ),
    e.PoolAdopted: lambda s, v: sentence("采纳“{pool}”的方案：{reason}", pool=v.rules.name, reason=v.reason),
    e.AdoptionDropped: lambda s, v: sentence(
        "撤回“{pool}”待会签的方案：{reason}", pool=pool_of(s, v.pool).name, reason=v.reason
    ),
    e.FlagRaised: lambda s, v: sentence("监督员提出：{note}", note=v.note),
    e.FlagAnswered: lambda s, v: sentence("答复监督员：{answer}", answer=v.answer),
    e.FlagSettled: lambda s, v: sentence("监督员接受答复：{note}", note=_note(s, v.id)),
}
