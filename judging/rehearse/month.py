"""窗口服务提升月: companions walk round with a stopwatch while visitors fill in slips; then all is counted.

The questionnaire is closed once every score is told and every 整改单 is answered: the lock waits for it.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import aclosing
from pathlib import Path

from msgspec import Struct

from judging.core.rectifying.rectification import Origin

from .asked import Asked
from .crew import crew
from .device import Device
from .director import Progress
from .evaluating import Evaluated, Evaluations, people_of
from .made_up import Size
from .original import of_preset
from .pack import packed
from .plan import plan
from .preparation import Cast, prepared
from .rectified import Rectifying, Slip

MONTH = "tisheng-2022"
SIZE = Size(judges=3, screens=1)
VISITORS = 60  # slips about each person: of ten who take part more than 500 are filled in
SPOILT = 2  # of each batch
TIMED = "window"
FOUND = (
    (Origin.COMPANION, "没有主动引导评价"),
    (Origin.COMPANION, "能免于提交的材料仍要求提交，两个部门口径不一"),
    (Origin.COMPANION, "需要补正的材料分两次告知"),
)


class MonthReport(Struct, frozen=True):
    file: str  # the competition's
    name: str
    people: int
    sheets: int  # of those who went with visitors
    survey: tuple[Evaluated, ...]
    slips: tuple[Slip, ...]  # 整改单, of what companions have found
    papers: tuple[str, ...]
    folder: str  # where they are


async def played_month(host: Device, asked: Asked, tell: Callable[[Progress], None]) -> MonthReport:
    """Raises Stuck."""
    wanted = plan(of_preset(MONTH), SIZE, asked.seed)
    cast = await prepared(wanted, host)
    slips: list[Slip] = []
    windows = wanted.track(TIMED)
    met = [entrant for entrant in windows.entrants if entrant.id in people_of(windows)]

    async def settled() -> None:
        """整改单 go out once everybody is through; until the last is answered nothing is locked."""
        await _all_revealed(cast)
        slips.extend(await Rectifying(cast.organiser, FOUND).settled(TIMED, met))

    robots = crew(wanted, cast, asked.pace, tell)
    survey, _ = await asyncio.gather(
        Evaluations(wanted, cast, VISITORS, SPOILT, settled).play(), robots.play()
    )
    papers = await packed(cast.organiser, asked.papers)
    await host.post("/competitions/close", {"file": Path(cast.file).name})
    people = sum(len(track.entrants) for track in wanted.played)
    sheets = sum(len(judge.submissions) for judge in robots.judges)
    return MonthReport(
        *(cast.file, wanted.rules.name, people, sheets, survey), tuple(slips), papers, str(asked.papers)
    )


async def _all_revealed(cast: Cast) -> None:
    """Until each hall has told every score that is given in it."""
    for hall in cast.halls:
        async with aclosing(hall.director.watch(f"console/{hall.plan.id}")) as messages:
            async for message in messages:
                if all(tab["done"] == tab["of"] for tab in message.view["rounds"]):
                    break


def told_month(report: MonthReport) -> Iterator[str]:
    """The lines of the text report."""
    yield f"{report.name}：{report.people} 人参评，陪办评分表 {report.sheets} 份"
    for polled in (each for survey in report.survey for each in survey.slips):
        used = f"发出 {polled.issued} 张，收回 {polled.cast} 张，作废 {polled.void} 张"
        yield f"问卷{used}；重复、作废和仿造的 {polled.refused} 次没有收"
    for slip in report.slips:
        how = "较为复杂，13 个工作日内" if slip.is_complicated else "4 个工作日内"
        yield f"第 {slip.number} 号整改单（{slip.name}）：{'逾期' if slip.is_late else how}反馈"
    yield f"打印 {len(report.papers)} 份，在 {report.folder}"
