"""Rankings that were published and taken back, of all of a track or of a window class, in plain sentences."""

from collections.abc import Callable
from typing import Any

from judging.core import events as e
from judging.core.sentence import Sentence, sentence
from judging.core.state import State


def _revealed(state: State, event: e.StandingsRevealed) -> Sentence:
    track, count = state.track(event.track).name, len(event.rows)
    if event.within:
        return sentence(
            "公布{track}“{within}”排名，{count} 个参赛对象", track=track, within=event.within, count=count
        )
    return sentence("公布{track}排名，{count} 个参赛对象", track=track, count=count)


def _withdrawn(state: State, event: e.StandingsWithdrawn) -> Sentence:
    track, reason = state.track(event.track).name, event.reason
    if event.within:
        return sentence(
            "撤回公布 {track}“{within}”排名：{reason}", track=track, within=event.within, reason=reason
        )
    return sentence("撤回公布 {track}排名：{reason}", track=track, reason=reason)


SENTENCES: dict[type, Callable[[State, Any], Sentence]] = {
    e.StandingsRevealed: _revealed,
    e.StandingsWithdrawn: _withdrawn,
}
