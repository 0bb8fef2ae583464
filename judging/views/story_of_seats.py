"""Who sits where, and who takes whose seat, in plain sentences."""

from collections.abc import Callable
from typing import Any

from judging.core import events as e
from judging.core.sentence import Sentence, sentence
from judging.core.state import State

from .story_names import entrant_name, round_name


def _replaced(state: State, event: e.JudgeReplaced) -> Sentence:
    """Also of a judge who is on the list of no panel any more."""
    left, new = (_judge_name(state, id) for id in (event.left, event.judge))
    if event.since:
        return sentence(
            "{round}：{seat}号席由{new}接替{left}，自 {since} 起：{reason}",
            round=round_name(state, event),
            seat=event.seat,
            new=new,
            left=left,
            since=entrant_name(state, event.track, event.since),
            reason=event.reason,
        )
    return sentence(
        "{round}：{seat}号席由{new}接替{left}：{reason}",
        round=round_name(state, event),
        seat=event.seat,
        new=new,
        left=left,
        reason=event.reason,
    )


def _judge_name(state: State, id: str) -> str:
    try:
        return state.judge(id).name
    except KeyError:
        return id


def _panel_seated(state: State, event: e.PanelSeated) -> Sentence:
    round, count = round_name(state, event), len(event.judges)
    if event.reserves or event.trainees:
        return sentence(
            "{round}：安排评委 {count} 人，候补 {reserves} 人，见习 {trainees} 人",
            round=round,
            count=count,
            reserves=len(event.reserves),
            trainees=len(event.trainees),
        )
    return sentence("{round}：安排评委 {count} 人", round=round, count=count)


SENTENCES: dict[type, Callable[[State, Any], Sentence]] = {
    e.PanelSeated: _panel_seated,
    e.PanelDrawn: lambda s, v: sentence(
        "{round}：从 {pool} 人中抽签产生评委 {seats} 人、候补 {reserves} 人，避开 {avoided} 人，种子 {seed}",
        round=round_name(s, v),
        pool=len(v.pool),
        seats=v.seats,
        reserves=v.reserves,
        avoided=len(v.avoided),
        seed=v.seed,
    ),
    e.JudgeReplaced: _replaced,
    e.TraineeSheetSubmitted: lambda s, v: sentence(
        "{judge}提交 {name} 的见习评分表，不计分",
        judge=_judge_name(s, v.judge),
        name=entrant_name(s, v.performance.track, v.performance.entrant),
    ),
}
