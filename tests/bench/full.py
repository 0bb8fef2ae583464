"""A data folder with a long day in five halls.

Four tracks of 85 entrants, each in its hall; all but the last of them have their score.
"""

import asyncio
import secrets
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import NamedTuple

from judging.core import commands as c
from judging.core.hall.hall import NamedHall
from judging.core.hall.performance import PerformanceId
from judging.core.people.actor import Actor, acting
from judging.core.people.duty import Duty
from judging.core.people.taking_part import Entrant, Judge
from judging.core.scoring.rulebook import Criterion, Kind, Round, Rulebook, Track, Trim
from judging.desk import Desk
from judging.store.memory import MemoryLog
from judging.web.registry import Registry
from judging.web.session import COOKIE, ORGANISER_COOKIE, SCREEN_COOKIE, hash_of, new_token

TRACKS = ("t1", "t2", "t3", "t4")
ENTRANTS = 85
JUDGES = tuple(Judge(f"J{n}", n, f"评委{n}") for n in range(1, 10))
HALLS = ("main", "h2", "h3", "h4", "h5")
FILE = "long-day.sqlite"
LIVE = PerformanceId(TRACKS[0], "stage", f"{TRACKS[0]}-{ENTRANTS}")  # open for marks

IMPORTED = Round(id="daily", name="日常服务能级", kind=Kind.IMPORTED, weight=Decimal(30))
JUDGED = Round(
    id="stage",
    name="现场汇报展示",
    kind=Kind.JUDGED,
    weight=Decimal(70),
    trim=Trim(1, 1, 5),
    criteria=(
        Criterion("content", "内容", Decimal(0), Decimal(40), Decimal("0.5")),
        Criterion("manner", "表达", Decimal(0), Decimal(60), Decimal("0.5")),
    ),
)
RULES = Rulebook(
    id="long",
    name="演练赛事",
    organiser="主办方",
    tracks=tuple(Track(id=track, name=f"第{track[1]}组", rounds=(IMPORTED, JUDGED)) for track in TRACKS),
)
ORGANISER, DIRECTOR = acting(Duty.ORGANISER), acting(Duty.DIRECTOR)


class Hall(NamedTuple):
    """Cookies, as a browser sends them."""

    folder: Path
    at: str  # where the addresses of the competition begin
    organiser: str
    director: str
    screen: str
    judges: tuple[str, ...]


def people(track: str) -> tuple[Entrant, ...]:
    return tuple(
        Entrant(f"{track}-{n}", f"某某街道第{n}社区事务受理服务中心", f"{n % 16}区")
        for n in range(1, ENTRANTS + 1)
    )


def hall_of(track: str) -> str:
    return HALLS[TRACKS.index(track)]


def prepared(folder: Path, entrants: int = ENTRANTS) -> Hall:
    """All nine judges, a director and a screen are logged in."""
    return asyncio.run(_prepared(folder, entrants))


async def _prepared(folder: Path, entrants: int) -> Hall:
    registry = Registry(folder)
    organiser, director, screen, *judges = (new_token() for _ in range(len(JUDGES) + 3))
    await registry.organisers.admit(registry.organisers.link.rpartition("/")[2], hash_of(organiser))
    log = MemoryLog()
    minutes = count()
    desk = await Desk.open(log, lambda: datetime(2026, 11, 20, tzinfo=UTC) + timedelta(minutes=next(minutes)))

    async def do(by: Actor, *commands: c.Command) -> None:
        await asyncio.gather(*(desk.submit(secrets.token_hex(16), each, by) for each in commands))

    roster = {track: people(track)[-entrants:] for track in TRACKS}
    await do(ORGANISER, c.CreateCompetition(RULES, roster))
    await do(ORGANISER, c.SetHalls(tuple(NamedHall(hall, f"第{n}会场") for n, hall in enumerate(HALLS, 1))))
    for track in TRACKS:
        scores = {entrant.id: f"{80 + n % 19}.25" for n, entrant in enumerate(roster[track])}
        await do(ORGANISER, c.ImportComponents(track, IMPORTED.id, scores, "日常.xlsx"))
        await do(ORGANISER, c.SeatPanel(track, JUDGED.id, JUDGES, hall=hall_of(track)))
        await do(ORGANISER, c.DrawOrder(track, JUDGED.id, "seed"))
    seats = [
        (None, Duty.DIRECTOR, director),
        *zip([j.id for j in JUDGES], [Duty.JUDGE] * 9, judges, strict=True),
    ]
    for judge, role, token in seats:
        id = judge or "director"
        await do(ORGANISER, c.IssuePass(id, role, judge, hash_of(id)))
        await do(ORGANISER, c.ClaimSeat(hash_of(token), hash_of(id)))
    await do(ORGANISER, c.AdmitScreen(1, hash_of(screen), "主屏", hall=hall_of(LIVE.track)))
    for track in TRACKS:
        last = LIVE.entrant if track == LIVE.track else ""
        for n, entrant in enumerate(roster[track]):
            if entrant.id != last:
                await judged(do, PerformanceId(track, JUDGED.id, entrant.id), n)
    await do(DIRECTOR, c.CallEntrant(LIVE), c.OpenMarking(LIVE))
    await log.copy_to(folder / FILE)
    await desk.close()
    await registry.open_file(FILE)
    assert registry.only
    at = registry.only.at("")
    await registry.close()
    names = (ORGANISER_COOKIE, COOKIE, SCREEN_COOKIE, *[COOKIE] * len(judges))
    first, second, third, *rest = (
        f"{name}={token}" for name, token in zip(names, (organiser, director, screen, *judges), strict=True)
    )
    return Hall(folder, at, first, second, third, tuple(rest))


async def judged(do, id: PerformanceId, n: int) -> None:
    await do(DIRECTOR, c.CallEntrant(id), c.OpenMarking(id))
    for seat, judge in enumerate(JUDGES):
        marks = {"content": f"{30 + (n * 7 + seat * 3) % 10}.5", "manner": f"{40 + (n * 3 + seat) % 20}"}
        await do(acting(Duty.JUDGE, judge.id), c.SubmitSheet(id, 1, marks))
    await do(DIRECTOR, c.CloseMarking(id))
    await do(DIRECTOR, c.RevealScore(id))
