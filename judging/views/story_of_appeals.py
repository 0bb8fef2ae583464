"""What was objected to, made public and made final, in plain sentences. Says nothing of who objected."""

from collections.abc import Callable
from typing import Any

from judging.core import events as e
from judging.core.appeals.finalising import Filing
from judging.core.sentence import Sentence, sentence
from judging.core.state import State
from judging.core.words import RESOLUTIONS

from .story_names import award_called


def _registered(state: State, event: e.ObjectionRegistered) -> Sentence:
    if event.late:
        return sentence("逾期受理第 {number} 号异议", number=event.objection)
    return sentence("登记第 {number} 号异议", number=event.objection)


def _decided(state: State, event: e.ObjectionDecided) -> Sentence:
    resolution = RESOLUTIONS[event.resolution]
    return sentence("第 {number} 号异议处理决定：{resolution}", number=event.objection, resolution=resolution)


def _publicity(state: State, event: e.PublicityStarted) -> Sentence:
    name, start, last = award_called(state, event.award), event.start, event.period.days[-1].date
    if event.reason:
        return sentence(
            "{award}重新公示（{start} 至 {last}）：{reason}",
            award=name,
            start=start,
            last=last,
            reason=event.reason,
        )
    return sentence("{award}开始公示（{start} 至 {last}）", award=name, start=start, last=last)


def _filed(state: State, event: e.AwardFiled) -> Sentence:
    name, document, day = award_called(state, event.award), event.document, event.day
    if event.filing is Filing.REPORT:
        return sentence("{award}已上报（{document}，{day}）", award=name, document=document, day=day)
    return sentence("{award}已通报（{document}，{day}）", award=name, document=document, day=day)


SENTENCES: dict[type, Callable[[State, Any], Sentence]] = {
    e.ObjectionRegistered: _registered,
    e.ObjectorContacted: lambda s, v: sentence("第 {number} 号异议已先行联系", number=v.objection),
    e.ObjectionComplicated: lambda s, v: sentence("第 {number} 号异议认定为较为复杂", number=v.objection),
    e.ObjectionDecided: _decided,
    e.ObjectionAnswered: lambda s, v: sentence("第 {number} 号异议已答复办结", number=v.objection),
    e.ObjectionWithdrawn: lambda s, v: sentence("第 {number} 号异议由提出人撤回", number=v.objection),
    e.PublicityStarted: _publicity,
    e.HolidaysSet: lambda s, v: sentence(
        "放假安排更新：放假 {off} 天，上班 {worked} 天", off=len(v.off), worked=len(v.worked)
    ),
    e.AwardFinalised: lambda s, v: sentence("{award}定稿", award=award_called(s, v.award)),
    e.ReopeningProposed: lambda s, v: sentence(
        "申请撤销{award}定稿：{reason}", award=award_called(s, v.award), reason=v.reason
    ),
    e.FinalReopened: lambda s, v: sentence(
        "撤销{award}定稿：{reason}", award=award_called(s, v.award), reason=v.reason
    ),
    e.AwardFiled: _filed,
}
