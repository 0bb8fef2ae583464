"""`judging verify`: the chain, and every announced number computed again from the marks before it."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from judging.core import events as e
from judging.core.apply import apply
from judging.core.live import announced, ranking
from judging.core.performance import Announced
from judging.core.refused import Refused
from judging.core.state import State
from judging.store import Entry, Unreadable
from judging.store.sqlite import entries


def replayed(log: Sequence[Entry], until: int | None = None) -> State:
    """The state after the entry at position *until*; after the last by default."""
    state = State()
    for entry in log[:until]:
        state = apply(state, entry.event, entry.at, entry.by)
    return state


def wrong_numbers(log: Sequence[Entry]) -> list[tuple[int, str]]:
    """(position, sentence) of each announcement that the marks before it do not lead to."""
    found = []
    state = State()
    for entry in log:
        if sentence := _disagreement(state, entry.event):
            found.append((entry.position, sentence))
        state = apply(state, entry.event, entry.at, entry.by)
    return found


def _disagreement(state: State, event: e.Event) -> str:
    """What is wrong with the numbers of *event*, "" if nothing."""
    match event:
        case e.MarkingClosed(performance=id, announced=told):
            again = announced(state, id)
            if isinstance(again, Announced) and again.score == told.score and again.marks == told.marks:
                return ""
            return (
                f"{state.entrant(id).name}确认为 {told.score}，重算为 {getattr(again, 'score', '无法计分')}"
            )
        case e.ScoreRevealed(performance=id, announced=told):
            confirmed = state.performance(id).announced
            if confirmed == told:
                return ""
            return f"{state.entrant(id).name}亮分 {told.score}，与确认的得分不同"
        case e.StandingsRevealed(track=track, rows=rows):
            again_rows = ranking(state, track)
            return "" if again_rows == rows else f"{state.track(track).name}公布的排名与重算的不同"
        case e.TrackLocked(track=track, rows=rows):
            again_rows = ranking(state, track)
            return "" if again_rows == rows else f"{state.track(track).name}锁定的成绩与重算的不同"
        case _:
            return ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="赛事文件（.sqlite）")


def main(options: argparse.Namespace) -> int:
    """Prints what was found; 0 if all is well, 1 with the first bad position, 2 for no competition file."""
    try:
        log = entries(options.file)
        wrong = wrong_numbers(log)
    except Unreadable as unreadable:
        print(unreadable.detail)
        return 1 if unreadable.position is not None else 2
    except (Refused, KeyError, ValueError) as error:
        print(f"记录前后矛盾，无法重放：{error}")
        return 1
    for position, sentence in wrong:
        print(f"第 {position} 条记录：{sentence}")
    if wrong:
        return 1
    tail = f"，链尾 {log[-1].hash[:12]}" if log else ""
    print(f"一致：{len(log)} 条记录，校验链完整，公布的得分和排名与重算结果相同{tail}")
    return 0
