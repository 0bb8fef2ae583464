"""A year of the plan that has one: weekly quizzes, monthly drills, the annual contest, the season of all.

Nothing goes another way than in a real year: the quizzes come as a file, each drill is a competition copied
from that of the month before, and the season is made of what they came to, by its page.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from judging import presets
from judging.core.people.taking_part import Entrant

from . import year_files
from .adding_up import Given, SeasonOf, given, season_of
from .annual import contest
from .asked import Asked
from .device import Device
from .director import Progress
from .made_up import Size
from .monthly import Department, Drill, first_rules, held, played
from .original import of_preset
from .plan import plan
from .year_files import WEEKS

YEAR = "yingzhou-2024"
DEPARTMENTS = {"land": "不动产登记窗口", "tax": "税务窗口"}
JUDGES = 5  # of the annual contest
WARNED = 3  # people who lost points to a patrol
LEAVE = 3  # the month whose drill somebody is on leave


class YearReport(Struct, frozen=True):
    """The season and what it was made of; competitions by their file in the data folder."""

    season: str
    name: str
    drills: tuple[Drill, ...]
    contest: str
    awards: tuple[Given, ...]
    papers: tuple[str, ...]
    folder: str  # where they are


async def played_year(host: Device, asked: Asked, tell: Callable[[Progress], None]) -> YearReport:
    """Raises Stuck."""
    seed, pace = asked.seed, asked.pace
    people = presets.load(YEAR).rehearsal["person"]
    departments = split(people)
    drills, annual = await asyncio.gather(
        _drills(host, departments, seed, pace, tell), _contest(host, seed, pace, tell)
    )
    season = await season_of(host, YEAR, f"{YEAR}-{seed}")
    await _read(season, drills, annual, [person.id for person in people], seed)
    view = await season.settled()
    papers = await season.printed(asked.papers)
    return YearReport(season.id, view["name"], drills, annual, given(view), papers, str(asked.papers))


def split(people: Sequence[Entrant]) -> tuple[Department, ...]:
    """The people by department, as many in each."""
    each = -(-len(people) // len(DEPARTMENTS))
    return tuple(
        Department(id, name, tuple(people[n * each : (n + 1) * each]), {} if n else {LEAVE: people[1].id})
        for n, (id, name) in enumerate(DEPARTMENTS.items())
    )


async def _drills(
    host: Device,
    departments: Sequence[Department],
    seed: int,
    pace: str,
    tell: Callable[[Progress], None],
) -> tuple[Drill, ...]:
    """All departments at once, each from month to month."""
    rules = presets.load(YEAR).rulebook
    judged = rules.track("person").round("contest")
    years = [
        held(host, first_rules(rules, judged, department), department, seed + 100 * n, pace, tell)
        for n, department in enumerate(departments, 1)
    ]
    return tuple(drill for drills in await asyncio.gather(*years) for drill in drills)


async def _contest(host: Device, seed: int, pace: str, tell: Callable[[Progress], None]) -> str:
    return await played(
        plan(contest(of_preset(YEAR)), Size(judges=JUDGES, screens=1), seed), host, pace, tell
    )


async def _read(
    season: SeasonOf, drills: Sequence[Drill], annual: str, people: Sequence[str], seed: int
) -> None:
    """The events in the order of the year, then the ledgers."""
    left, away, *others = people
    quiz = await season.uploaded("quiz.csv", year_files.quizzes(people, away, seed))
    for week in WEEKS:
        season.event("quiz", week, f"第{int(week[1:])}周", quiz)
    for month in range(1, 13):
        files = [await season.frozen(drill.file) for drill in drills if drill.month == month]
        season.event("drill", f"m{month:02}", f"{month}月", *files)
    season.event("contest", "annual", "年度综合竞赛", await season.frozen(annual))
    groups = [group.id for group in presets.load(YEAR).rehearsal["group"]]
    ledgers = {
        "roster": year_files.roster([("person", people), ("group", groups)], left),
        "excused": year_files.leave("person", away, f"m{LEAVE:02}"),
        "deductions": year_files.patrols("person", "drill", others[:WARNED]),
    }
    season.ledger(**{name: await season.uploaded(f"{name}.csv", text) for name, text in ledgers.items()})


def told_year(report: YearReport) -> Iterator[str]:
    """The lines of the text report."""
    yield f"{report.name}：{len(WEEKS)} 周竞答、{len(report.drills)} 场比武、一次综合竞赛"
    for title in dict.fromkeys(each.title for each in report.awards if each.title):
        names = [each.entrant for each in report.awards if each.title == title]
        yield f"{title}：{'、'.join(names)}"
    yield f"打印 {len(report.papers)} 份，在 {report.folder}"
