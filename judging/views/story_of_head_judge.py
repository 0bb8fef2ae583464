"""What only the head judge decides, in plain sentences."""

from collections.abc import Callable
from typing import Any

from judging.core import events as e
from judging.core.marking.short_deciding import decided_word
from judging.core.sentence import Sentence, sentence
from judging.core.state import State

from .story_names import entrant_name, judge_of, round_name


def _name(state: State, event: Any) -> str:
    return entrant_name(state, event.performance.track, event.performance.entrant)


SENTENCES: dict[type, Callable[[State, Any], Sentence]] = {
    e.SpreadReviewed: lambda s, v: sentence(
        "{name}：评委组长已复看分差：{reason}", name=_name(s, v), reason=v.reason
    ),
    e.ScoreConfirmed: lambda s, v: sentence("{name}：评委组长确认得分", name=_name(s, v)),
    e.ScoreUnconfirmed: lambda s, v: sentence(
        "{name}：撤回评委组长的得分确认：{reason}", name=_name(s, v), reason=v.reason
    ),
    e.TrialOpened: lambda s, v: sentence(
        "{round}：开始试评“{name}”（不计分）", round=round_name(s, v), name=v.name
    ),
    e.TrialSheetSubmitted: lambda s, v: sentence(
        "{judge}提交试评评分表（不计分）", judge=judge_of(s, v.judge)
    ),
    e.TrialClosed: lambda s, v: sentence("{round}：结束试评", round=round_name(s, v)),
    e.ShortDecided: lambda s, v: sentence(
        "{name}：评委组长决定{what}：{reason}",
        name=_name(s, v),
        what=decided_word(s.round(v.performance.track, v.performance.round), v),
        reason=v.reason,
    ),
    e.ShortDecisionWithdrawn: lambda s, v: sentence(
        "{name}：撤回评委组长的决定：{reason}", name=_name(s, v), reason=v.reason
    ),
}
