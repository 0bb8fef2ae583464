"""What is told of printed ballots and of the codes at windows: how many, never which came when."""

from collections.abc import Callable
from typing import Any

from judging.core import events as e
from judging.core.sentence import Sentence, sentence
from judging.core.state import State

from .story_names import entrant_name, round_name


def slip_name(state: State, event: Any) -> str:
    """“群众测评A票”: as the rules call round and group, if they still have them."""
    try:
        groups = state.round(event.track, event.round).groups
    except KeyError:
        groups = ()
    group = next((each.name for each in groups if each.id == event.group), event.group)
    return f"{round_name(state, event)}{group}"


def _issued(state: State, event: e.SlipsIssued) -> Sentence:
    count = len(event.slips)
    if not event.entrant:
        return sentence("{kind}：发测评票 {count} 张", kind=slip_name(state, event), count=count)
    return sentence(
        "{kind}：发 {name} 的测评票 {count} 张",
        kind=slip_name(state, event),
        name=entrant_name(state, event.track, event.entrant),
        count=count,
    )


# Event → its sentence; see `story`.
SENTENCES: dict[type, Callable[[State, Any], Sentence]] = {
    e.SlipsIssued: _issued,
    e.SlipVoided: lambda s, v: sentence(
        "{kind}：{number}号票作废：{reason}", kind=slip_name(s, v), number=v.number, reason=v.reason
    ),
    e.CodesPutUp: lambda s, v: sentence(
        "{kind}：{count} 个窗口的评价二维码启用", kind=slip_name(s, v), count=len(v.codes)
    ),
    e.CodesTakenDown: lambda s, v: sentence(
        "{kind}：窗口评价二维码停用：{reason}", kind=slip_name(s, v), reason=v.reason
    ),
    e.BallotCast: lambda s, v: sentence("{kind}：收到一张测评票", kind=slip_name(s, v)),
}
