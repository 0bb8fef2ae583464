"""A day whose tracks are locked: four prizes for two tracks together, and what meetings decide on them."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from msgspec.structs import replace

from judging import presets
from judging.core import commands as c
from judging.core import events as e
from judging.core.apply import apply
from judging.core.decide import decide
from judging.core.honours.decided import agenda
from judging.core.honours.deciding import Entry
from judging.core.honours.decision import Verdict, Votes
from judging.core.honours.honour import Honour
from judging.core.honours.nominee import Nominee
from judging.core.people.taking_part import Entrant
from judging.core.publication.standing import StandingRow
from judging.core.scoring.pool import Level, Pool
from judging.core.scoring.special import Special
from judging.core.state import State
from tests.day import AT, ORGANISER
from tests.printouts.made_up import Log

POOL, FRONT, BACK = "individual", "frontline", "backoffice"
NAMES = {FRONT: "综窗", BACK: "后台"}
DISTRICTS = ("浦东新区", "黄浦区", "静安区", "徐汇区")
MEMBERS = ("委员一", "委员二", "委员三")
LEVELS = (Level("一等奖", 1, "金牌店小二"), Level("二等奖", 3))
SMALL = Pool(POOL, "个人奖", 4, allocate="merged", levels=LEVELS)


def rows(prefix: str, composites: Sequence[str]) -> tuple[StandingRow, ...]:
    return tuple(
        StandingRow(place, f"{prefix}{place}", {}, composite) for place, composite in enumerate(composites, 1)
    )


def falling(first: str, count: int) -> list[str]:
    return [f"{Decimal(first) - Decimal('0.15') * n:.2f}" for n in range(count)]


def locked(
    pool: Pool = SMALL,
    front: Sequence[str] = ("95.00", "93.00", "91.00"),
    back: Sequence[str] = ("94.00", "92.00", "90.00"),
    tracks: Sequence[str] = (FRONT, BACK),
    **rules: object,
) -> State:
    """Front 1, back 1, front 2, back 2 are inside; then come front 3 and back 3."""
    known = presets.load("shequ-2024").rulebook
    known = replace(known, pools=(known.pools[0], pool), **rules)
    found = {FRONT: rows("f", front), BACK: rows("b", back)}
    entrants = {
        track: tuple(
            Entrant(row.entrant, f"{NAMES[track]}选手{row.place:02}", DISTRICTS[n % 4])
            for n, row in enumerate(ranked)
        )
        for track, ranked in found.items()
    }
    state = apply(State(), e.CompetitionCreated(known, entrants, False), AT, "organiser")
    for track in tracks:
        state = lock(state, track, found[track])
    return state


def lock(state: State, track: str, ranked: Sequence[StandingRow]) -> State:
    """As it is locked, or as a correction leaves it."""
    return apply(state, e.TrackLocked(track, tuple(ranked)), AT, "organiser")


def entries(
    lines: Sequence[Honour], votes: Votes | None = None, **others: tuple[Verdict, str]
) -> tuple[Entry, ...]:
    """All confirmed, but *others* by their ids."""
    made = []
    for line in lines:
        verdict, reason = others.get(line.entrant, (Verdict.CONFIRMED, ""))
        made.append(Entry(line.track, line.entrant, verdict, reason, votes))
    return tuple(made)


def decision(
    state: State, award: str = POOL, votes: Votes | None = None, **others: tuple[Verdict, str]
) -> c.RecordDecision:
    """Of a meeting on whatever is undecided."""
    before = agenda(state, award)
    return c.RecordDecision(
        award, MEMBERS, entries(before.undecided, votes, **others), before.digest, "按建议名单审议"
    )


ORGANISED = Special("organised", "优秀组织奖", 2, districts=True)
WINDOW = Nominee(FRONT, "f2", "示范岗位")
SHOWN = Special("shown", "示范窗口", 2, title="示范窗口", tracks=(FRONT, BACK))


def special() -> State:
    return locked(specials=(ORGANISED, SHOWN))


def log_of(state: State, *asked: c.Command | Callable[[State], c.Command]) -> Log:
    """The log of such a day, and of what is asked for after it."""
    rosters = {track: tuple(entrants.values()) for track, entrants in state.entrants.items()}
    log = Log()
    log.add(e.CompetitionCreated(state.rulebook, rosters, False), "organiser")
    for track, ranked in state.locked.items():
        log.add(e.TrackLocked(track, ranked))
    for each in asked:
        for event in decide(log.state, each(log.state) if callable(each) else each, ORGANISER, AT):
            log.add(event, "organiser")
    return log
