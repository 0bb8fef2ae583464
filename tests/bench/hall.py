"""A data folder with a competition that is ready to be judged, and the cookies of all who take part."""

import asyncio
import json
import secrets
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from judging.core import commands as c
from judging.core.hall.performance import PerformanceId
from judging.core.people.actor import acting
from judging.core.people.duty import Duty
from judging.core.people.taking_part import Entrant, Judge
from judging.core.scoring.rulebook import Criterion, Kind, Round, Rulebook, Track, Trim
from judging.web.registry import Registry
from judging.web.session import COOKIE, ORGANISER_COOKIE, SCREEN_COOKIE, hash_of, new_token

ENTRANTS = 118  # a console's view of about 30 KB
ORGANISER = acting(Duty.ORGANISER)
ON_STAGE = PerformanceId("track", "round", "e1")
MARKS = {"content": "35.5", "manner": "52"}

RULES = Rulebook(
    id="bench",
    name="演练赛事",
    organiser="主办方",
    tracks=(
        Track(
            id="track",
            name="受理中心组",
            rounds=(
                Round(
                    id="round",
                    name="现场汇报展示",
                    kind=Kind.JUDGED,
                    weight=Decimal(100),
                    trim=Trim(1, 1, 5),
                    criteria=(
                        Criterion("content", "内容", Decimal(0), Decimal(40), Decimal("0.5")),
                        Criterion("manner", "表达", Decimal(0), Decimal(60), Decimal("0.5")),
                    ),
                ),
            ),
        ),
    ),
)
PEOPLE = tuple(Entrant(f"e{n}", f"某某街道第{n}社区事务受理服务中心", "东区") for n in range(1, ENTRANTS + 1))
JUDGES = tuple(Judge(f"J{n}", n, f"评委{n}") for n in range(1, 8))


class Hall(NamedTuple):
    """Cookies, as a browser sends them."""

    folder: Path
    at: str  # where the addresses of the competition begin
    organiser: str
    screen: str
    judges: tuple[str, ...]


def prepared(folder: Path, rules: Rulebook = RULES, first: tuple[c.Command, ...] = ()) -> Hall:
    """Seven judges are logged in, one screen is named, and the first of the order is open for marks."""
    return asyncio.run(_prepared(folder, rules, first))


async def _prepared(folder: Path, rules: Rulebook, first: tuple[c.Command, ...]) -> Hall:
    registry = Registry(folder)
    organiser, screen, judges = new_token(), new_token(), [new_token() for _ in JUDGES]
    await registry.organisers.admit(registry.organisers.link.rpartition("/")[2], hash_of(organiser))
    made = await registry.create(rules, {"track": PEOPLE}, ORGANISER)
    commands = [
        *first,
        c.SeatPanel("track", "round", JUDGES),
        c.DrawOrder("track", "round", "seed"),
        *(c.IssuePass(judge.id, Duty.JUDGE, judge.id, hash_of(judge.id)) for judge in JUDGES),
        *(
            c.ClaimSeat(hash_of(token), hash_of(judge.id))
            for judge, token in zip(JUDGES, judges, strict=True)
        ),
        c.AdmitScreen(1, hash_of(screen), "主屏"),
        c.CallEntrant(ON_STAGE),
        c.OpenMarking(ON_STAGE),
    ]
    for command in commands:
        await made.desk.submit(secrets.token_hex(16), command, ORGANISER)
    await registry.close()
    return Hall(
        folder,
        made.at(""),
        f"{ORGANISER_COOKIE}={organiser}",
        f"{SCREEN_COOKIE}={screen}",
        tuple(f"{COOKIE}={token}" for token in judges),
    )


def ask(kind: str, **fields: object) -> bytes:
    """The body of POST /commands."""
    return json.dumps({"id": secrets.token_hex(16), "command": {"kind": kind, **fields}}).encode()


STAGE = {"track": "track", "round": "round", "entrant": "e1"}


def submit(revision: int) -> bytes:
    return ask("SubmitSheet", performance=STAGE, revision=revision, marks=MARKS)


def send_back(judge: int) -> bytes:
    return ask("ReturnSheet", performance=STAGE, judge=JUDGES[judge].id, reason="漏评")


def set_status(entrant: int, status: str | None) -> bytes:
    return ask("SetStatus", track="track", entrant=PEOPLE[entrant].id, status=status, reason="演练")
