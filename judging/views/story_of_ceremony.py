"""A ceremony in plain sentences; nobody is named before the screen has named them."""

from collections.abc import Callable
from typing import Any

from judging.core import events as e
from judging.core.honours.decided import honour_name
from judging.core.sentence import Sentence, sentence
from judging.core.state import State

from .story_names import award_called

MOST_NAMED = 3  # in one line of the story


def _set(state: State, event: e.CeremonySet) -> Sentence:
    names = tuple(award_called(state, part.award) for part in event.programme.awards)
    return sentence("排定颁奖程序：{names:、}", names=names)


def _stepped(state: State, event: e.CeremonyStepped) -> Sentence:
    if not event.honours:
        return sentence("颁奖：第 {n} 幕", n=event.step + 1)
    n, count = event.step + 1, len(event.honours)
    names = tuple(honour_name(state, honour) for honour in event.honours[:MOST_NAMED])
    if count > MOST_NAMED:
        return sentence("颁奖：第 {n} 幕，{names:、}等 {count} 个", n=n, names=names, count=count)
    return sentence("颁奖：第 {n} 幕，{names:、}", n=n, names=names)


SENTENCES: dict[type, Callable[[State, Any], Sentence]] = {
    e.CeremonySet: _set,
    e.CeremonyBegun: lambda s, v: sentence("颁奖开始"),
    e.CeremonyStepped: _stepped,
    e.CeremonyEnded: lambda s, v: sentence("颁奖结束"),
}
