"""`judging verify`: the chain, and every announced number computed again by both engines."""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from judging.core import events as e
from judging.core.attendance.retaking import as_attempt
from judging.core.hall.performance import ENGINE, Announced, PerformanceId
from judging.core.marking.turns import announced
from judging.core.publication.ranked import ranked_entrants, ranking
from judging.core.refused import Refused
from judging.core.setup.panel_drawing import avoided_of, drawn_by_lot
from judging.core.state import PanelKey, State
from judging.recheck import both, told
from judging.second.announcements import last_ranking_unlike, standing_unlike, unlike
from judging.second.logged import Logged, read
from judging.store import Entry, Unreadable
from judging.store.replaying import next_state
from judging.store.sqlite import entries

from . import corrections, decisions
from .ending import vouchers

Wrong = tuple[int, str]  # position, sentence

# What a record of each version fixed. Before the second the words of the calculation were not held to it, and
# where a row stood before (`Row.before`) was known only if no other track had been ranked in between.
FIXED: dict[int, tuple[str, ...]] = {
    1: ("score", "raw", "deductions", "count", "marks", "places", "of"),
    2: ("score", "raw", "deductions", "count", "marks", "rows", "of", "trace", "spoken"),
}
WORDS = {
    "score": "得分",
    "raw": "原始得分",
    "deductions": "扣分",
    "count": "计分的评分表数",
    "marks": "各席位的分值",
    "trace": "算分过程",
    "spoken": "播报词",
    "rows": "排名",
    "places": "排名",
    "of": "参加排名的个数",
}


def replayed(log: Sequence[Entry], until: int | None = None) -> State:
    """The state after the entry at position *until*; after the last by default. Raises Unreadable."""
    state = State()
    for entry in log[:until]:
        state = next_state(state, entry)
    return state


def wrong_numbers(log: Sequence[Entry]) -> list[Wrong]:
    """(position, sentence) of each announcement that what was logged before it does not lead to."""
    found, state, second, newest = list[Wrong](), State(), Logged(), 1
    for entry in log:
        version = _version(entry.event)
        if version is not None and not isinstance(entry.event, e.ScoreRevealed):
            found += [(entry.position, said) for said in _of_version(version, newest)]
            newest = max(version, newest)
        found += [(entry.position, said) for said in _otherwise(state, entry.event)]
        found += [(entry.position, said) for said in corrections.misnamed(state, entry)]
        event = read(entry.data, entry.at)
        found += [(entry.position, f"核分：{told(each, state)}") for each in unlike(second, event)]
        second.take(event)
        state = next_state(state, entry)
    if state.rules is not None:
        found += _in_the_end(log, state, second, {text for _, text in found})
    return found


def _in_the_end(log: Sequence[Entry], state: State, second: Logged, known: set[str]) -> Iterator[Wrong]:
    """What was announced or locked and no longer follows, because of what was logged after it."""
    differing = [*both(state, second)]
    for track in state.rulebook.tracks:
        differing += standing_unlike(second, track.id)
        differing += last_ranking_unlike(second, track.id)
    texts = dict.fromkeys(f"核分：{told(each, state)}" for each in differing)
    yield from ((log[-1].position, text) for text in texts if text not in known)


def versions(log: Sequence[Entry]) -> Counter[int]:
    """How many records each version of the engine computed."""
    return Counter(version for entry in log if (version := _version(entry.event)) is not None)


def _version(event: e.Event) -> int | None:
    """Of the engine that computed the numbers of *event*; None if it has none."""
    match event:
        case e.MarkingClosed(announced=told) | e.ScoreRevealed(announced=told):
            return told.engine
        case e.StandingsRevealed(engine=version) | e.TrackLocked(engine=version):
            return version
        case e.ResultCorrected(engine=version):
            return version
        case _:
            return None


def _of_version(version: int, newest: int) -> Iterator[str]:
    """What is wrong with the version of a record, where *newest* stands before it."""
    if version > ENGINE:
        yield f"由更新的算分规则（版本 {version}，本程序到 {ENGINE}）算出，无从核对：请用新版程序校验"
    elif version not in FIXED:
        yield f"算分规则版本 {version} 从未有过"
    elif version < newest:
        yield f"写着算分规则版本 {version}，而前面已有版本 {newest}"


def _otherwise(state: State, event: e.Event) -> Iterator[str]:
    """What is wrong with the numbers of *event* and, where its version fixed them, with its words."""
    match event:
        case e.MarkingClosed(performance=id, announced=told):
            again = announced(state, id)
            name = state.named(id)
            if not isinstance(again, Announced):
                yield f"{name}确认为 {told.score}，重算为无法计分：{again.detail}"
            elif differing := _differing(told.engine, told, again):
                yield f"{name}确认为 {told.score}，重算为 {again.score}；不同的是{differing}"
        case e.PanelDrawn():
            yield from _drawn(state, event)
        case e.AttemptCounted(performance=id, attempt=number):
            yield from _counted(state, id, number)
        case e.ScoreRevealed(performance=id, announced=told):
            if state.performance(id).announced != told:
                yield f"{state.named(id)}亮分 {told.score}，与确认的得分不同"
        case e.ResultCorrected(engine=version):
            yield from corrections.otherwise(state, event, lambda *two: _differing(version, *two))
        case e.StandingsRevealed(track=track, engine=version, within=within):
            due = e.StandingsRevealed(
                track, ranking(state, track, within), ranked_entrants(state, track, within)
            )
            if differing := _differing(version, event, due):
                yield f"{state.track(track).name}公布的排名与重算的不同：不同的是{differing}"
        case e.TrackLocked(track=track, engine=version):
            if _differing(version, event, e.TrackLocked(track, ranking(state, track))):
                yield f"{state.track(track).name}锁定的成绩与重算的不同"
        case e.DecisionRecorded():
            yield from decisions.otherwise(state, event)
        case _:
            return


def _drawn(state: State, event: e.PanelDrawn) -> Iterator[str]:
    """Where the panel that was seated is not the one that the lots make."""
    key = PanelKey(event.track, event.round, event.panel)
    panel, name = state.panels[key], state.track(event.track).name
    if event.avoided != avoided_of(state, key, event.pool):
        yield f"{name}评委抽签避开的人与参赛对象的区和单位不符"
    lots = [each.id for each in drawn_by_lot(event.pool, event.avoided, event.seed)]
    if [each.id for each in (*panel.judges, *panel.reserves)] != lots[: event.seats + event.reserves]:
        yield f"{name}的评委与抽签种子 {event.seed} 排出的不同"


def _counted(state: State, id: PerformanceId, number: int) -> Iterator[str]:
    """What is wrong with the score of the attempt that counts from here on."""
    name = state.named(id)
    known = {each.played.attempt: each for each in state.performance(id).attempts}
    told = known[number].played.announced if number in known else None
    if told is None:
        yield f"{name}以第 {number + 1} 次的得分计，而那一次没有确认的得分"
        return
    again = announced(as_attempt(state, id, known[number]), id)
    if not isinstance(again, Announced) or _differing(told.engine, told, again):
        yield f"{name}第 {number + 1} 次确认为 {told.score}，重算的与它不同"


def _differing(version: int, told: Struct, again: Struct) -> str:
    """The parts that differ, of those a record of this version fixed; "" if none."""
    first, second = _parts(told), _parts(again)
    parts = (part for part in FIXED.get(version, ()) if part in first)
    return "、".join(WORDS[part] for part in parts if first[part] != second[part])


def _parts(record: Struct) -> dict[str, object]:
    """The record's fields, and `places`: its rows without where they stood before."""
    fields = {name: getattr(record, name) for name in record.__struct_fields__}
    if "rows" in fields:
        fields["places"] = tuple(replace(row, before=None) for row in fields["rows"])
    return fields


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="赛事文件（.sqlite）")


def main(options: argparse.Namespace) -> int:
    """Prints what was found; 0 if all is well, 1 with every bad position, 2 for no competition file."""
    try:
        vouched = vouchers(options.file)  # first: a server may be adding entries
        log = entries(options.file)
        wrong = wrong_numbers(log)
    except Unreadable as unreadable:
        print(unreadable.detail)
        return 1 if unreadable.position is not None else 2
    except (Refused, AssertionError, LookupError, TypeError, ValueError) as error:
        print(f"记录前后矛盾，无法重放：{error}")
        return 1
    for position, sentence in wrong:
        print(f"第 {position} 条记录：{sentence}")
    if met := versions(log):
        print(f"算分规则{'、'.join(_told(version, count) for version, count in sorted(met.items()))}")
    for is_well, said in vouched:
        print(said if is_well else f"注意：{said}")
    if wrong or not all(is_well for is_well, _ in vouched):
        return 1
    tail = f"，链尾 {log[-1].hash[:12]}" if log else ""
    print(f"一致：{len(log)} 条记录，校验链完整，公布的得分和排名与两个算分程序重算的结果相同{tail}")
    return 0


def _told(version: int, count: int) -> str:
    """An old version's words are not compared, which whoever relies on them should know."""
    words = "" if "trace" in FIXED.get(version, ("trace",)) else "，只核对数字"
    return f"版本 {version}（{count} 条记录{words}）"
