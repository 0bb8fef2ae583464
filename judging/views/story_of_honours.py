"""What was decided on the honours, in plain sentences that name nobody who is honoured."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from judging.core import events as e
from judging.core.honours.decision import Verdict
from judging.core.sentence import Sentence, sentence
from judging.core.state import State

from .story_names import award_called


def _recorded(state: State, event: e.DecisionRecorded) -> Sentence:
    count = Counter(ruling.verdict for ruling in event.rulings)
    return sentence(
        "{award}评审决定（第 {number} 次，到会 {present} 人）：同意 {yes}，暂缓 {later}，否决 {no}",
        award=award_called(state, event.award),
        number=event.meeting,
        present=len(event.members),
        yes=count[Verdict.CONFIRMED],
        later=count[Verdict.DEFERRED],
        no=count[Verdict.VETOED],
    )


SENTENCES: dict[type, Callable[[State, Any], Sentence]] = {
    e.SpecialProposed: lambda s, v: sentence(
        "提名{award} {count} 个", award=award_called(s, v.award), count=len(v.nominees)
    ),
    e.DecisionRecorded: _recorded,
    e.DecisionWithdrawn: lambda s, v: sentence(
        "撤回{award}第 {number} 次评审决定：{reason}",
        award=award_called(s, v.award),
        number=v.meeting,
        reason=v.reason,
    ),
}
