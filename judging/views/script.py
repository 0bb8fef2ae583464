"""What the emcee says, one sentence at a time, in spoken numerals: Chinese whatever the page speaks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from judging.core.hall.performance import Phase, SeatMark
from judging.core.scoring.numbers import shortest
from judging.core.scoring.panel import REDUCERS
from judging.core.scoring.spoken import counted, score_word, spoken
from judging.core.words import EXCUSES

from .reveal import Reveal
from .screen import Scores, ToldScore
from .stage import Seat, Stage

LINES, WIDTH = 4, 14  # of a sentence: what is legible from a lectern, in characters
BREATHS = re.compile(r"[^，、。：]+[，、。：]?")  # what the page keeps on one line
NUMBER = re.compile(r"\d+(?:\.\d+)?")


class ScriptLine(Struct, frozen=True):
    """A sentence, and from when on it is the one to say: ms since 1970, 0 where no clock is waited for."""

    text: str
    at: int = 0


def standby(following: Stage | None, *, begun: bool) -> str:
    """What comes, and when."""
    if following is None:
        return "全部展示已经结束，请大家稍候，等待公布结果。" if begun else "请大家稍候，活动即将开始。"
    opening = "请大家稍候，接下来" if begun else "活动即将开始，请大家稍候。首先"
    return f"{opening}{_place(following)}出场的是{following.district}{following.entrant}。"


def _place(stage: Stage) -> str:
    return f"第{spoken(str(stage.number))}个" if stage.number else ""


def introduction(stage: Stage) -> str:
    return f"下面请{_place(stage)}出场的{stage.district}{stage.entrant}上台展示。"


def progress(seats: Sequence[Seat]) -> str:
    """How many sheets are in is for the emcee, not for the hall."""
    if Seat.WAITING in seats:
        return "评委正在评分，请大家稍候。"
    return "全部评委已经提交评分，请看大屏幕。"


def walking(count: int) -> str:
    """What goes on at the windows; who is at which stands on the screen."""
    if not count:
        return "窗口上的展示告一段落，请大家稍候。"
    return f"{counted(count)}位选手正在窗口办理业务，评委走场评分，请大家保持安静。"


def scores(told: Scores) -> tuple[ScriptLine, ...]:
    """A list of scores, a sentence each, page by page with the screens."""
    each_ms = told.page_ms // told.page_rows
    return tuple(ScriptLine(_score(row), told.since + place * each_ms) for place, row in enumerate(told.rows))


def _score(row: ToldScore) -> str:
    return f"{row.district}{row.name}{score_word(is_final=not row.unequalised)}{spoken(row.score)}分。"


# After a step was taken back: what the hall is told instead of a score.
TAKEN_BACK = {
    Phase.CONFIRMED: "刚才的得分还要核对，请大家稍候。",
    Phase.MARKING: "评委正在核对评分，请大家稍候。",
    Phase.CALLED: "评分还没有开始，请大家稍候。",
}
RANKING_TAKEN_BACK = "刚才的排名还要核对，请大家稍候。"


def announcement(reveal: Reveal, name: str) -> tuple[ScriptLine, ...]:
    """The sum as the screen shows it: each sentence from its beat on, and none before that is let on."""
    return tuple(
        ScriptLine(text, reveal.since + beat.at[step])
        for beat in reveal.beats
        for text, step in SENTENCES[beat.kind](reveal, name)
    )


def _marks(reveal: Reveal, _: str) -> Iterator[tuple[str, int]]:
    """In as many sentences as are legible; each from its first mark on. Of groups one after the other."""
    steps = {mark.seat: step for step, mark in enumerate(mark for mark in reveal.marks if mark.total)}
    opening = _excused(reveal)
    for group in dict.fromkeys(mark.group for mark in reveal.marks):
        given = [mark for mark in reveal.marks if mark.total and mark.group == group]
        yield from _given(f"{opening}{group}{counted(len(given))}位评委打分：", given, steps)
        opening = ""


def _given(opening: str, marks: Sequence[SeatMark], steps: Mapping[int, int]) -> Iterator[tuple[str, int]]:
    """`steps`: by seat, with which step of the beat its mark is told."""
    text, first = opening, max(steps[mark.seat] for mark in marks[:1]) if marks else 0
    for n, each in enumerate(marks, 1):
        step, mark = steps[each.seat], f"{_said(each.total)}分"
        with_mark = text + mark + ("。" if n == len(marks) else "、")
        if _lines(with_mark) > LINES:
            yield text, first
            with_mark, first = with_mark.removeprefix(text), step
        text = with_mark
    yield text, first


def _lines(text: str) -> int:
    """How many lines *text* takes where no number is parted by the end of one."""
    lines, used = 1, 0
    for breath in map(len, BREATHS.findall(text)):
        lines, used = (lines, used + breath) if used + breath <= WIDTH else (lines + 1, breath)
    return lines


def _excused(reveal: Reveal) -> str:
    counts = {state: sum(mark.state == state for mark in reveal.marks) for state in EXCUSES}
    gone = "".join(f"{counted(count)}位评委{EXCUSES[state]}，" for state, count in counts.items() if count)
    return f"{gone}按其余评委的平均补入，" if reveal.filled else gone


def _extremes(reveal: Reveal, _: str) -> Iterator[tuple[str, int]]:
    gone = []
    for extreme, word in (("high", "最高分"), ("low", "最低分")):
        for group in dict.fromkeys(mark.group for mark in reveal.marks):
            here = [mark for mark in reveal.marks if mark.group == group]
            totals = [_dropped(mark) for mark in here if mark.dropped == extreme]
            if totals:
                gone.append(f"{group}去掉{counted(len(totals))}个{word}{'、'.join(totals)}")
    yield "，".join(gone) + "。", 0


def _dropped(mark: SeatMark) -> str:
    return f"{_said(mark.total)}分" if mark.total else "补入的分"


def _groups(reveal: Reveal, _: str) -> Iterator[tuple[str, int]]:
    for step, group in enumerate(reveal.groups):
        yield f"{group.name}得分{spoken(group.score)}分。", step


def _mean(reveal: Reveal, _: str) -> Iterator[tuple[str, int]]:
    if reveal.groups:
        weights = "比".join(spoken(group.weight) for group in reveal.groups)
        yield (
            f"{'、'.join(group.name for group in reveal.groups)}按{weights}加权，{spoken(reveal.raw)}分。",
            0,
        )
        return
    if reveal.method not in REDUCERS:
        yield f"评委评分{spoken(reveal.raw)}分。", 0
        return
    counting = [mark for mark in reveal.marks if mark.total or reveal.filled]
    kept = [mark for mark in counting if not mark.dropped]
    rest = "其余" if len(kept) < len(counting) else ""
    word = REDUCERS[reveal.method].word
    yield f"{rest}{counted(len(kept))}位评委{word}，{spoken(reveal.raw)}分。", 0


def _deductions(reveal: Reveal, _: str) -> Iterator[tuple[str, int]]:
    for off in reveal.deductions:
        reason = NUMBER.sub(lambda number: spoken(number[0]), off.reason)
        yield f"因{reason}，扣{spoken(shortest(off.points))}分。", 0


def _final(reveal: Reveal, name: str) -> Iterator[tuple[str, int]]:
    least = "按最低分计，" if reveal.floored else ""
    called = score_word(is_final=not reveal.unequalised)
    yield f"{name}{least}{called}{spoken(reveal.score)}分。", 0


# Beat → its sentences, and at which step of the beat each begins.
SENTENCES = {
    "marks": _marks,
    "extremes": _extremes,
    "groups": _groups,
    "mean": _mean,
    "deduction": _deductions,
    "final": _final,
}


def _said(total: str | None) -> str:
    return spoken(shortest(Decimal(total or 0)))
