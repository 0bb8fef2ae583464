"""A contest whose awards are decided, 16 collective and 55 individual ones, and its ceremony."""

from collections.abc import Iterator

from msgspec.structs import replace

from judging import presets
from judging.core import commands as c
from judging.core import events as e
from judging.core.ceremony.programme import AwardPart, LevelPart, Programme, StepKind
from judging.core.ceremony.stepping import Way
from judging.core.decide import decide
from judging.core.honours.decision import Verdict
from judging.core.honours.honour import Honour
from judging.core.moments import LATER
from judging.core.people.taking_part import Entrant, Judge
from judging.core.pictures.picture import Format, Picture, Use
from judging.core.publication.standing import StandingRow
from judging.core.scoring.pool import Level
from judging.core.state import State
from tests.day import ORGANISER, after
from tests.honours_day import decision
from tests.printouts.made_up import Log

GROUP, PERSON = "collective", "individual"
SIZES = {"centre": 24, "district_team": 8, "frontline": 60, "backoffice": 25}
LEVELS = {
    GROUP: (Level("一等奖", 2, "金牌瀛洲店小二"), Level("二等奖", 4), Level("三等奖", 10)),
    PERSON: (Level("一等奖", 5), Level("二等奖", 20), Level("三等奖", 30)),
}
PROGRAMME = Programme(
    awards=(
        AwardPart(GROUP, (LevelPart("三等奖", 6, ("领导一", "领导二")), LevelPart("一等奖", 1, ("领导三",)))),
        AwardPart(PERSON, (LevelPart("三等奖", 0), LevelPart("二等奖", 8))),
    ),
    hold_s=0,
)


def entrants(track: str) -> tuple[Entrant, ...]:
    """Each with a name, a unit and a reading that are in no other's."""
    return tuple(
        Entrant(
            f"{track}-{n}",
            f"受奖{track}{n:02}号",
            "浦东新区",
            f"单位{track}{n:02}号" if track in ("frontline", "backoffice") else "",
            reading=f"yin-{track}-{n:02}",
        )
        for n in range(1, SIZES[track] + 1)
    )


def decided_log(**others: tuple[Verdict, str]) -> Log:
    """All tracks are locked, with photos of everybody, and a meeting has confirmed all but *others*."""
    known = presets.load("shequ-2024").rulebook
    rules = replace(known, pools=tuple(replace(pool, levels=LEVELS[pool.id]) for pool in known.pools))
    log = Log()
    log.add(e.CompetitionCreated(rules, {track: entrants(track) for track in SIZES}, False), "organiser")
    log.add(e.PanelSeated("centre", "present", (Judge("J1", 1, "评委一"),)), "organiser")
    for track, size in SIZES.items():
        for n in range(1, size + 1):
            picture = Picture(Format.JPEG, 3, 4, f"{track}{n}".encode())
            log.add(e.PictureSet(Use.PHOTO, picture, f"{hash_of(track, n)}", track, f"{track}-{n}"))
        rows = tuple(
            StandingRow(n, f"{track}-{n}", {}, f"{99 - n / 4 - len(track) / 1000:.3f}")
            for n in range(1, size + 1)
        )
        log.add(e.TrackLocked(track, rows))
    for award in (GROUP, PERSON):
        for event in decide(log.state, decision(log.state, award, **others), ORGANISER, LATER):
            log.add(event)
    return log


def hash_of(track: str, n: int) -> str:
    return f"{track}{n:02}".encode().hex().ljust(64, "0")


def decided_state() -> State:
    return decided_log().state


def begun(programme: Programme = PROGRAMME) -> State:
    """The opening card is on the screen."""
    state = after(decided_state(), c.SetCeremony(programme))
    state = after(state, c.AdmitScreen(1, "device", "主屏"))
    return after(state, c.BeginCeremony())


def forward(state: State) -> State:
    step = state.ceremonies["main"].step
    return after(state, c.StepCeremony(Way.FORWARD, step))


def back(state: State) -> State:
    return after(state, c.StepCeremony(Way.BACK, state.ceremonies["main"].step))


def to_honoured(state: State, count: int = 1) -> State:
    """On to the picture of the *count*-th who come out."""
    while count:
        state = forward(state)
        count -= state.ceremonies["main"].shown.kind is StepKind.HONOURED
    return state


def coming_out(state: State) -> tuple[Honour, ...]:
    """All who are presented, in that order."""
    steps = state.ceremonies["main"].steps
    return tuple(each for step in steps if step.kind is StepKind.HONOURED for each in step.honours)


def words_of(state: State, honour: Honour) -> Iterator[str]:
    """By what somebody could be recognised on the wire."""
    entrant = state.entrants[honour.track][honour.entrant]
    yield from filter(None, (entrant.name, entrant.unit, entrant.reading))
    yield hash_of(honour.track, int(honour.entrant.rpartition("-")[2]))
