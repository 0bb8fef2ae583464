"""What is allowed in rules and rarely meant: a word beside the field, on the page and on the command line.

Nothing here is refused (see `contradictions`): some rules want it so.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from judging.core.evaluating.settling import LEAST_SECRET
from judging.core.scoring.item import Lack
from judging.core.scoring.numbers import shortest
from judging.core.scoring.points import By
from judging.core.scoring.pool import Pool
from judging.core.scoring.rulebook import Kind, Reduce, Round, Rulebook, Sheets, Track, Trim
from judging.core.scoring.time_limits import Overtime
from judging.core.sentence import Sentence, sentence

from .lines import Path

WHOLE = Decimal(100)  # what weights mostly come to


Seated = Mapping[tuple[str, str], int]  # track id, round id → judges, where some sit already
NOBODY: Seated = {}


class Oddity(NamedTuple):
    """`path`: of the key it stands beside; `where`: names of the track and the round, for people."""

    path: Path
    where: tuple[str, ...]
    words: Sentence


def oddities(rulebook: Rulebook, seated: Seated = NOBODY) -> Iterator[Oddity]:
    """In file order."""
    yield from same_names(rulebook.tracks, ("tracks",), ())
    for n, track in enumerate(rulebook.tracks):
        path: Path = ("tracks", n)
        yield from odd_track(track, path, bool(rulebook.pools))
        for k, round in enumerate(track.rounds):
            yield from odd_round(track, round, (*path, "rounds", k), seated)
    for n, pool in enumerate(rulebook.pools):
        yield from odd_pool(rulebook, pool, ("pools", n))


def odd_track(track: Track, path: Path, has_pools: bool) -> Iterator[Oddity]:
    """Of a track as a whole, without what is odd inside its rounds."""
    where = (track.name,)
    yield from odd_weights(track, path)
    yield from same_names(track.rounds, (*path, "rounds"), where)
    if not track.ties:
        yield Oddity((*path, "ties"), where, sentence("没有规定并列怎么办：综合成绩相同的名次并列。"))
    elif track.ties[-1] not in ("manual", "share"):
        yield Oddity(
            (*path, "ties"),
            where,
            sentence("没有规定最后仍相同的怎么办：可加“名次并列”或“评委组长决定先后”。"),
        )
    if has_pools and track.pool is None:
        yield Oddity((*path, "pool"), where, sentence("有奖项，这个组别却不参加任何一个。"))


def odd_weights(track: Track, path: Path) -> Iterator[Oddity]:
    total = sum((round.weight for round in track.rounds), Decimal(0))
    for n, round in enumerate(track.rounds):
        at = (*path, "rounds", n, "weight")
        if total != WHOLE:
            words = sentence(
                "本组分值占比合计 {sum}，不是 100。有的规则就是这样，否则请改。", sum=shortest(total)
            )
            yield Oddity(at, (track.name,), words)
        if not round.weight:
            words = sentence("分值占比是 0：这个环节不影响综合成绩。")
            yield Oddity(at, (track.name, round.name), words)


def odd_round(track: Track, round: Round, path: Path, seated: Seated = NOBODY) -> Iterator[Oddity]:
    where = (track.name, round.name)
    judges = seated.get((track.id, round.id))
    found = odd_indicator(round) if round.kind is Kind.INDICATOR else odd_judging(round, judges)
    for key, words in (*found, *odd_floor(round)):
        yield Oddity((*path, *key), where, words)
    yield from same_names(round.criteria, (*path, "criteria"), where)


Found = Iterator[tuple[Path, Sentence]]


def odd_judging(round: Round, judges: int | None) -> Found:
    if round.kind is not Kind.JUDGED:
        return
    if round.reduce != Reduce.SUM and round.highest_total != round.full:
        yield (
            ("criteria",),
            sentence(
                "各项满分合计 {sum}，不是环节满分 {full}。有的规则就是这样，否则请改。",
                sum=shortest(round.highest_total),
                full=shortest(round.full),
            ),
        )
    for n, criterion in enumerate(round.criteria):
        if (criterion.max - criterion.min) % criterion.step:
            words = sentence(
                "从 {min} 起每档 {step}，打不到最高 {max}。",
                min=shortest(criterion.min),
                step=shortest(criterion.step),
                max=shortest(criterion.max),
            )
            yield ("criteria", n, "step"), words
    if not round.groups:
        yield from odd_trim(round.trim, judges)
    for n, group in enumerate(round.groups):
        for key, words in odd_trim(group.trim):
            yield ("groups", n, *key), words
    if round.sheets is Sheets.PANEL and not round.groups and judges is not None and judges < round.minimum:
        words = sentence(
            "现在是 {judges} 位评委，不到 {least} 份评分表：不会出分。", judges=judges, least=round.minimum
        )
        yield ("minimum",), words
    if round.spread is not None and round.spread >= round.highest_total:
        yield (
            ("spread",),
            sentence("分差不会超过它：各项满分合计才 {sum}。", sum=shortest(round.highest_total)),
        )
    yield from odd_secrecy(round)
    yield from odd_time(round)
    yield from odd_compulsory(round)


def odd_secrecy(round: Round) -> Found:
    """Of one or two sheets the score itself says what was given."""
    for path, group in ((("groups", n), group) for n, group in enumerate(round.groups)):
        if round.is_secret(group.id) and group.minimum < LEAST_SECRET:
            yield (*path, "minimum"), SEEN_THROUGH
    if not round.groups and round.is_secret() and round.minimum < LEAST_SECRET:
        yield ("minimum",), SEEN_THROUGH


SEEN_THROUGH = sentence("保密的测评只有一两份时，从得分就猜得出谁给了几分；至少几份宜写 3 或更多。")


def odd_trim(trim: Trim, judges: int | None = None) -> Found:
    dropped = trim.high + trim.low
    if not dropped:
        return
    if trim.high != trim.low:
        words = sentence("最高分去 {high} 个、最低分去 {low} 个，个数不同。", high=trim.high, low=trim.low)
        yield ("trim", "high"), words
    if judges is None:
        return
    if judges < trim.start:
        words = sentence(
            "现在是 {judges} 位评委，不到 {start} 位：不去高低分。", judges=judges, start=trim.start
        )
        yield ("trim", "from"), words
    elif judges - dropped < dropped:
        words = sentence(
            "现在是 {judges} 位评委，去掉 {dropped} 个，只剩 {left} 个计分。",
            judges=judges,
            dropped=dropped,
            left=judges - dropped,
        )
        yield ("trim", "from"), words


def odd_time(round: Round) -> Found:
    if round.overtime and round.time is None:
        yield ("overtime",), sentence("没有设时限，超时无从算起：由人录入超时秒数时才用得到。")
    for before, after in pairwise(enumerate(round.overtime)):
        if falls(before[1], after[1]):
            yield ("overtime", after[0], "points"), sentence("超时更多，反而扣得更少。")
    if round.time and round.time.segments:
        parts = [segment.limit_s for segment in round.time.segments if segment.counts]
        total = sum(part for part in parts if part is not None)
        if total > round.time.limit_s or (None not in parts and total < round.time.limit_s):
            yield (
                ("time", "limit_s"),
                sentence(
                    "计入时限的各段合计 {sum} 秒，时限是 {limit_s} 秒。",
                    sum=total,
                    limit_s=round.time.limit_s,
                ),
            )


def falls(before: Overtime, after: Overtime) -> bool:
    return after.points < before.points


def odd_compulsory(round: Round) -> Found:
    for n, item in enumerate(round.compulsory):
        if item.points is None or item.points < round.full:
            continue
        words = (
            sentence("封顶不低于环节满分 {full}，缺了也没有影响。", full=shortest(round.full))
            if item.lack is Lack.CAP
            else sentence("扣得不少于环节满分 {full}：可改为不得分。", full=shortest(round.full))
        )
        yield ("compulsory", n, "points"), words


def odd_floor(round: Round) -> Found:
    if round.floor is not None and round.floor >= round.full:
        words = sentence("最低得分不低于环节满分 {full}：每个得分都一样。", full=shortest(round.full))
        yield ("floor",), words


def odd_indicator(round: Round) -> Found:
    points = round.points
    if points is None or points.by == By.LINEAR:
        return
    best = points.top if points.by == By.RANK else points.steps[-1][1] if points.steps else None
    if best is not None and best != round.full:
        words = sentence(
            "最好的得 {best} 分，不是环节满分 {full}。", best=shortest(best), full=shortest(round.full)
        )
        yield ("points",), words


def odd_pool(rulebook: Rulebook, pool: Pool, path: Path) -> Iterator[Oddity]:
    where = (pool.name,)
    members = [track for track in rulebook.tracks if track.pool == pool.id]
    if not members:
        yield Oddity((*path, "name"), where, sentence("没有组别属于这个奖项。"))
    if pool.allocate == "quota":
        for track in members:
            if not pool.quota.get(track.id):
                yield Oddity((*path, "quota"), where, sentence("{track}一个名额也没有。", track=track.name))
    if not pool.levels:
        yield Oddity((*path, "levels"), where, sentence("没有分等次：获奖的不分一、二、三等奖。"))
    for n, level in enumerate(pool.levels):
        if not level.count:
            yield Oddity(
                (*path, "levels", n, "count"), where, sentence("{level}一个也没有。", level=level.name)
            )
    for n, (better, next) in enumerate(pairwise(pool.levels), 1):
        if next.count < better.count:
            words = sentence(
                "{better} {more} 个，比下一等的 {next} {fewer} 个还多。",
                better=better.name, more=better.count, next=next.name, fewer=next.count,
            )  # fmt: skip
            yield Oddity((*path, "levels", n, "count"), where, words)


def same_names(rows: Sequence[object], path: Path, where: tuple[str, ...]) -> Iterator[Oddity]:
    """Rows of which pages and papers show the name alone."""
    names = [str(getattr(row, "name", "")) for row in rows]
    for n, name in enumerate(names):
        if not name.strip():
            yield Oddity((*path, n, "name"), where, sentence("没有名称。"))
        elif name in names[:n]:
            yield Oddity((*path, n, "name"), where, sentence("“{name}”前面已经用过，分不清。", name=name))


def in_lines(found: Iterable[Oddity]) -> tuple[Sentence, ...]:
    """“受理中心组 · 现场汇报展示：…”, each once, however many fields it stands beside."""
    told = {
        (each.where, str(each.words)): sentence("{where: · }：{words}", where=each.where, words=each.words)
        for each in found
    }
    return tuple(told.values())
