"""A quarter of the plan that ranks by the month: measured values, patrols, evaluations; then its stars.

Each month is a competition copied from that of the month before; the quarter's honours are decided in one of
their own, by sheets that nobody can join to whoever filled them in.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from judging import presets

from .adding_up import Given, given, season_of
from .asked import Asked
from .crew import crew
from .device import Device
from .director import Progress
from .evaluating import Evaluated, Evaluations
from .made_up import Size
from .meeting import Meeting
from .original import Original
from .plan import Plan, plan
from .preparation import prepared
from .printing import printed
from .trying_out import tried_out

QUARTER = "sanliang-2023"
MONTHS = (5, 6, 7)
MONTHLY, OF_A_QUARTER = ("front", "back"), ("staff", "pioneer")
NOBODY_JUDGES = Size(screens=0)
PATROLLED = 2  # people of each track whom a patrol found something about, every month
FOUND = (("patrol", "0.5", "离岗没有摆放暂停服务牌"), ("phone", "1", "电话抽查无人接听"))


class Month(Struct, frozen=True):
    month: int
    file: str  # the competition's, in the data folder


class Decided(Struct, frozen=True):
    """The quarter's evaluations, and whom the meeting honoured: (award, entrant)."""

    file: str
    evaluated: tuple[Evaluated, ...]
    honoured: tuple[tuple[str, str], ...]
    papers: tuple[str, ...]


class QuarterReport(Struct, frozen=True):
    """Competitions by their file in the data folder."""

    season: str
    name: str
    months: tuple[Month, ...]
    decided: Decided
    awards: tuple[Given, ...]
    papers: tuple[str, ...]
    folder: str  # where they are


async def played_quarter(host: Device, asked: Asked, tell: Callable[[Progress], None]) -> QuarterReport:
    """Raises Stuck."""
    months: list[Month] = []
    for number in MONTHS:
        copied = months[-1].file if months else ""
        months.append(Month(number, await _month(host, number, copied, asked, tell)))
    decided = await _decided(host, asked, tell)
    season = await season_of(host, QUARTER, f"{QUARTER}-{asked.seed}")
    for each in months:
        season.event("month", f"m{each.month:02}", f"{each.month}月", await season.frozen(each.file))
    view = await season.settled()
    papers = await season.printed(asked.papers)
    return QuarterReport(
        season.id, view["name"], tuple(months), decided, given(view), papers, str(asked.papers)
    )


def of_tracks(tracks: tuple[str, ...], name: str) -> Original:
    """The preset's rules of these tracks alone, with its made-up people; prizes only of a quarter."""
    preset = presets.load(QUARTER)
    rules = preset.rulebook
    kept = tuple(
        track if tracks == OF_A_QUARTER else replace(track, pool=None)
        for track in rules.tracks
        if track.id in tracks
    )
    pools = tuple(pool for pool in rules.pools if pool.id in {track.pool for track in kept})
    changed = replace(rules, name=name or rules.name, tracks=kept, pools=pools, proposals=())
    return Original(changed, entrants={track: preset.rehearsal[track] for track in tracks})


async def _month(
    host: Device, number: int, copied: str, asked: Asked, tell: Callable[[Progress], None]
) -> str:
    original = of_tracks(MONTHLY, f"“三亮 三比 三评”{number}月排名")
    this = replace(plan(original, NOBODY_JUDGES, asked.seed + number), copy_of=copied)
    cast = await prepared(this, host)
    await _patrolled(cast.organiser, this, number)
    await crew(this, cast, asked.pace, tell).play()
    file = Path(cast.file).name
    await host.post("/competitions/close", {"file": file})
    return file


async def _decided(host: Device, asked: Asked, tell: Callable[[Progress], None]) -> Decided:
    """考核测评, 企业测评 and 支部测评; then the “三重一大” meeting."""
    original = of_tracks(OF_A_QUARTER, "优秀员工和党员先锋岗评选")
    this = plan(original, NOBODY_JUDGES, asked.seed, is_smooth=True)
    cast = await prepared(this, host)
    found = await Evaluations(this, cast).play()
    await crew(this, cast, asked.pace, tell).play()
    meeting, honoured = Meeting(cast.organiser), list[tuple[str, str]]()
    for pool in original.rules.pools:
        await tried_out(cast.organiser, pool.id)
        lines = (await meeting.decide(pool.id, note="“三重一大”会议讨论通过"))["lines"]
        honoured += [(pool.id, line["entrant"]) for line in lines]
    papers = [name async for name in printed(cast.organiser, asked.papers / "会议决定")]
    file = Path(cast.file).name
    await host.post("/competitions/close", {"file": file})
    return Decided(file, found, tuple(honoured), tuple(papers))


async def _patrolled(organiser: Device, plan: Plan, number: int) -> None:
    """明察暗访: a line of the ledger for each finding, off the round that patrols are scored in."""
    year = QUARTER.rpartition("-")[2]
    for track in plan.played:
        people = [entrant.id for entrant in track.entrants][number % 3 :: 3][:PATROLLED]
        lines = [
            {"entrant": who, "day": f"{year}-{number:02}-11", "way": way, "points": points, "reason": reason}
            for who, (way, points, reason) in zip(people, FOUND, strict=True)
        ]
        await organiser.command("RecordLedger", track=track.track.id, round="patrol", lines=lines)


def told_quarter(report: QuarterReport) -> Iterator[str]:
    """The lines of the text report."""
    yield f"{report.name}：{len(report.months)} 个月的指标、考试和巡查，一次测评"
    for each in report.decided.evaluated:
        slips = "".join(f"，{polled.issued} 张票投了 {polled.cast} 张" for polled in each.slips)
        yield f"{each.track}·{each.round}：{each.persons} 人填写{slips}"
    yield f"会议决定 {len(report.decided.honoured)} 个"
    names = [each.entrant for each in report.awards]
    yield f"服务明星：{'、'.join(names)}"
    yield f"打印 {len(report.papers) + len(report.decided.papers)} 份，在 {report.folder}"
