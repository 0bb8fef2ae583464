"""窗口效能: from the drill by the eight rules of conduct to the last answer by the 1-4-13 clock.

Before the day 整改单 are dealt with, and what patrols found is on the ledger. After the lock two objections
are worked: one moves a place, the other takes all the time there is. Then everything is printed.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from judging.core.appeals.objection import Resolution
from judging.core.ledger.ledger_entry import Way
from judging.core.people.taking_part import Entrant

from .after_lock import misread_in
from .asked import Asked
from .complaints import Complaint, Complaints
from .crew import crew
from .device import Device
from .director import Progress
from .made_up import Size
from .misread import Misread
from .original import of_preset
from .pack import packed
from .plan import Plan, TrackPlan, plan
from .preparation import Cast, Hall, prepared
from .rectified import Rectifying, Slip
from .supervised import Supervised
from .trouble import supervised, troubled
from .whole import Moved

EFFICIENCY = "xiaoneng-2022"
SIZE = Size(judges=5, screens=1, halls=2)
CENTRES, MENDED = "centre", "mended"  # the track and the indicator that patrols take points off
AGO = timedelta(days=2)
FOUND = (("5", "没有张贴“好差评”二维码"), ("2.5", "收件凭证没有当场出具"))


class EfficiencyReport(Struct, frozen=True):
    file: str  # the competition's
    name: str
    people: int
    centres: int
    slips: tuple[Slip, ...]  # 整改单, in the weeks before the drill
    patrols: int  # lines of the ledger
    complaints: tuple[Complaint, ...]
    moved: tuple[Moved, ...]  # by the one that was upheld
    papers: tuple[str, ...]
    folder: str  # where they are


class Settling:
    """After the last lock: `complaints` in the order in which they were answered."""

    def __init__(self, plan: Plan, cast: Cast, supervised: Supervised) -> None:
        self._plan = plan
        self._cast = cast
        self._supervised = supervised
        self._desk = Complaints(cast.organiser)
        self.complaints: tuple[Complaint, ...] = ()
        self.moved: tuple[Moved, ...] = ()

    async def play(self) -> None:
        slip, hall = await misread_in(self._plan, self._cast)
        other = self._other_than(slip)
        easy = await self._desk.register("领队一", slip.performance, slip.name, "一份评分表的分值与录像不符")
        hard = await self._desk.register("领队二", *other, "两份评分表所评的不是同一天，请复核")
        await self._desk.contacted([easy, hard])
        upheld = await self._upheld(easy, slip, hall)
        self.complaints = (upheld, await self._desk.dismissed_at_last(hard, other[1]))
        self.moved = tuple(Moved(move["name"], move["before"], move["place"]) for move in slip.moves)

    async def _upheld(self, number: int, slip: Misread, hall: Hall) -> Complaint:
        """The day after: the sheet is corrected, and the ranking shown anew."""
        await self._cast.organiser.command("AdvanceClock", days=1)
        found = await self._desk.upheld(number, slip)
        await self._supervised.corrected(slip, hall, number)
        await self._desk.answered(number)
        return found

    def _other_than(self, slip: Misread) -> tuple[dict[str, str], str]:
        """A performance of another track, and whose it is."""
        track = next(each for each in self._plan.played if each.track.id != slip.performance["track"])
        entrant = _taking_part(track)[0]
        where = {"track": track.track.id, "round": track.rounds[0].id, "entrant": entrant.id}
        return where, entrant.name


async def played_efficiency(host: Device, asked: Asked, tell: Callable[[Progress], None]) -> EfficiencyReport:
    """Raises Stuck."""
    wanted = replace(troubled(plan(supervised(of_preset(EFFICIENCY)), SIZE, asked.seed)), is_whole=True)
    cast = await prepared(wanted, host)
    met = _taking_part(wanted.track(CENTRES))
    slips = await Rectifying(cast.organiser).settled(CENTRES, met)
    patrols = await _patrolled(met, cast.organiser)
    settling: list[Settling] = []

    def after(plan: Plan, cast: Cast, watched: Supervised) -> Settling:
        settling.append(Settling(plan, cast, watched))
        return settling[0]

    await crew(wanted, cast, asked.pace, tell, after).play()
    [done] = settling
    papers = await packed(cast.organiser, asked.papers)
    people, centres = (len(track.entrants) for track in wanted.tracks)
    return EfficiencyReport(
        cast.file,
        wanted.rules.name,
        people,
        centres,
        slips,
        patrols,
        done.complaints,
        done.moved,
        papers,
        str(asked.papers),
    )


def _taking_part(track: TrackPlan) -> list[Entrant]:
    """Who is there until the end of the day."""
    gone = {*track.gone, *track.withdrawn, track.incidents.withdrawn, track.incidents.no_show}
    return [entrant for entrant in track.entrants if entrant.id not in gone]


async def _patrolled(centres: Sequence[Entrant], organiser: Device) -> int:
    """明察暗访: how many findings were put on the ledger."""
    day = str(datetime.now(UTC).date() - AGO)
    lines = [
        {"entrant": centre.id, "day": day, "way": Way.COVERT, "points": points, "reason": reason}
        for centre, (points, reason) in zip(centres, FOUND, strict=False)
    ]
    await organiser.command("RecordLedger", track=CENTRES, round=MENDED, lines=lines)
    return len(lines)


def told_efficiency(report: EfficiencyReport) -> Iterator[str]:
    """The lines of the text report."""
    sizes = f"{report.people} 人走场实操，{report.centres} 个中心"
    yield f"{report.name}：{sizes}，明察暗访记台账 {report.patrols} 笔"
    for slip in report.slips:
        when = (
            "逾期反馈" if slip.is_late else "13 个工作日内办结" if slip.is_complicated else "4 个工作日内反馈"
        )
        what = "属实" if slip.resolution is Resolution.UPHELD else "不属实"
        yield f"第 {slip.number} 号整改单（{slip.name}）：1 个工作日内联系，{when}，{what}"
    for each in report.complaints:
        how = "较为复杂，13 个工作日内" if each.is_complicated else "4 个工作日内"
        what = "成立" if each.resolution is Resolution.UPHELD else "不成立"
        yield f"第 {each.number} 号异议（{each.name}）：1 个工作日内联系，{how}办结，{what}"
    for moved in report.moved:
        yield f"更正后{moved.name}由第 {moved.before} 名改为第 {moved.place} 名"
    yield f"打印 {len(report.papers)} 份，在 {report.folder}"
