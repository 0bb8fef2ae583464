"""What followed the last lock of a rehearsal, for its report and in words."""

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from judging.core.appeals.workdays import day_of

from .appealing import Period
from .presenting import Presented


class Honoured(Struct, frozen=True):
    """One honour as it was decided in the end, the highest first."""

    level: str
    title: str
    track: str
    entrant: str
    track_name: str
    name: str


class AwardReport(Struct, frozen=True):
    award: str
    name: str
    honoured: tuple[Honoured, ...]
    deferred: str  # who had to wait for a second meeting, if anybody


class Moved(Struct, frozen=True):
    name: str
    before: int | None
    place: int | None


class ObjectionReport(Struct, frozen=True):
    """An objection that was upheld, with the correction it led to."""

    track: str
    name: str  # whose score it is about
    correction: int
    moved: tuple[Moved, ...]
    levels: tuple[tuple[str, str, str], ...]  # whose proposed level changed, from and to; "" for no award


class Whole(Struct, frozen=True):
    adopted: tuple[str, ...]  # what was changed of pools whose lists the rules left open
    awards: tuple[AwardReport, ...]
    objection: ObjectionReport
    publicity: tuple[Period, ...]  # as it was renewed in the end
    ceremony: tuple[Presented, ...]
    papers: tuple[str, ...]  # printed after 定稿


def told(whole: Whole) -> Iterator[str]:
    """The lines of the text report."""
    yield from (f"按模拟采纳：{changes}" for changes in whole.adopted)
    for award in whole.awards:
        levels = _counted(each.level for each in award.honoured)
        tracks = _counted(each.track_name for each in award.honoured)
        yield f"{award.name}：评审会议决定 {len(award.honoured)} 个（{levels}），其中{tracks}"
        if award.deferred:
            yield f"{award.name}：{award.deferred}第一次会议暂缓，第二次会议同意"
    yield from _objected(whole.objection)
    names = [name for each in whole.ceremony for name in each.names]
    yield f"颁奖 {len(names)} 个，从 {names[0]} 到 {names[-1]}"
    called = {award.award: award.name for award in whole.awards}
    for period in whole.publicity:
        days = f"{period.start} 起公示，{period.days[-1]} 期满"
        yield f"{called[period.award]}：{days}，{day_of(period.final)} 定稿"
    yield f"打印 {len(whole.papers)} 份：{'、'.join(whole.papers)}"


def _objected(found: ObjectionReport) -> Iterator[str]:
    moves = "，".join(f"{each.name}由第 {each.before} 名改为第 {each.place} 名" for each in found.moved)
    yield f"公示期间{found.track}{found.name}提出异议，成立：第 {found.correction} 号更正后{moves}"
    for name, before, level in found.levels:
        yield f"{name}由{before or '未获奖'}改为{level or '未获奖'}，重新决定、重新公示"


def _counted(words: Iterable[str]) -> str:
    return "、".join(f"{word} {n} 个" for word, n in Counter(words).items())
