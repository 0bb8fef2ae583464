"""竞操月月有: the drill that each department holds every month, a copy of the one of the month before."""

from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from judging.core.people.taking_part import Entrant
from judging.core.scoring.rulebook import Round, Rulebook, Track

from .crew import crew
from .device import Device
from .director import Progress, silent
from .made_up import Size
from .original import Original
from .plan import Plan, plan
from .preparation import prepared

MONTHS = range(1, 13)
TRACK = "window"
DRILL = "drill"
SIZE = Size(judges=3, screens=0)


class Department(Struct, frozen=True):
    """Whose windows hold a drill of their own every month."""

    id: str
    name: str
    people: tuple[Entrant, ...]
    away: Mapping[int, str] = {}  # month → who is not there

    def drill(self, month: int) -> str:
        """What its drill of that month is called."""
        return f"竞操月月有·{self.name}{month}月"


class Drill(Struct, frozen=True):
    """A department's drill of one month, locked."""

    department: str
    month: int
    file: str  # the competition's


def first_rules(year: Rulebook, contest: Round, department: Department) -> Rulebook:
    """By the criteria of the year's *contest*: one round, nothing trimmed of three judges."""
    round = replace(contest, id=DRILL, name="实操比武", weight=contest.full)
    track = Track(TRACK, department.name, (round,), ties=(f"untrimmed:{DRILL}", "share"))
    return Rulebook(f"{year.id}-{department.id}", department.drill(1), (track,), year.organiser)


async def held(
    host: Device,
    rules: Rulebook,
    department: Department,
    seed: int,
    pace: str,
    tell: Callable[[Progress], None] = silent,
) -> tuple[Drill, ...]:
    """Twelve months of drills, one after the other, each put away once it is locked."""
    found: list[Drill] = []
    for month in MONTHS:
        away = department.away.get(month)
        original = Original(
            replace(rules, name=department.drill(month)),
            entrants={TRACK: department.people},
            withdrawn={TRACK: (away,)} if away else {},
        )
        this = replace(plan(original, SIZE, seed + month), copy_of=found[-1].file if found else "")
        file = await played(this, host, pace, tell)
        found.append(Drill(department.id, month, file))
    return tuple(found)


async def played(plan: Plan, host: Device, pace: str, tell: Callable[[Progress], None]) -> str:
    """The competition's file, once all of it is locked; it is closed then."""
    cast = await prepared(plan, host)
    await crew(plan, cast, pace, tell).play()
    file = Path(cast.file).name
    await host.post("/competitions/close", {"file": file})
    return file
