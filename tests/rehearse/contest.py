"""The shape that is rehearsed here: 24 centres, 8 teams, 60 and 25 people, the last before three panels."""

from decimal import Decimal
from pathlib import Path

from msgspec.structs import replace

from judging.core.people.taking_part import Entrant
from judging.core.scoring.case import Case
from judging.core.scoring.item import Compulsory, DecidedBy, Lack
from judging.core.scoring.points import Measure, Points
from judging.core.scoring.rulebook import Equalise, Kind, Manner, Round
from judging.core.scoring.time_limits import Overtime, Segment, Time
from judging.files import rulesfile
from judging.rehearse.original import Original, of_preset

TRACKS = {"centre": 24, "district_team": 8, "frontline": 60, "backoffice": 25}
PANELS = ("A", "B", "C")
HALLS = 4
IN_PANELS = "backoffice"
LIMIT_S = 600


# Not by type of case: those who are to be alike draw different ones.
SPEED = Round(
    *("speed", "办理时长", Kind.INDICATOR, Decimal(10)),
    points=Points("linear", zero=Decimal(600), full=Decimal(60)),
    measure=Measure("present"),
)


def contest(entrants: int | None = None) -> Original:
    """The preset, its last track equalised over three panels; *entrants* in each track, no name twice."""
    known = of_preset("shequ-2024")
    first, *others, last = known.rules.tracks
    first = replace(first, rounds=(*map(_asked, first.rounds), SPEED))
    last = replace(last, rounds=tuple(map(_before_panels, last.rounds)))
    rules = replace(known.rules, tracks=(first, *others, last))
    named = {
        track: tuple(
            Entrant(f"{track[0]}{n:02}", f"{track}{n:02}号") for n in range(1, (entrants or many) + 1)
        )
        for track, many in TRACKS.items()
    }
    return Original(rules, entrants=named)


def _asked(round: Round) -> Round:
    """The judged one with compulsory items of both kinds, and cases to draw."""
    if round.kind is not Kind.JUDGED:
        return round
    items = (
        Compulsory("intro", "自我介绍", points=Decimal(5)),
        Compulsory("badge", "佩戴工号牌", DecidedBy.SCOREKEEPER, Lack.CAP, Decimal(60)),
    )
    cases = tuple(Case(f"c{n}", f"{n}号题", "一般") for n in range(1, 2 * TRACKS["centre"]))
    return replace(round, compulsory=items, cases=cases)


def small(entrants: int) -> Original:
    """The two tracks of its first pool. In two halls each has one of its own, where the day ends with it."""
    whole = contest(entrants)
    return replace(
        whole, rules=replace(whole.rules, tracks=whole.rules.tracks[:2], pools=whole.rules.pools[:1])
    )


def drill() -> Original:
    """The tracks of people: 一线 walks before three panels that are put on a par, 后台 is on a stage."""
    known = of_preset("shequ-2024", panels=len(PANELS))
    rules = replace(known.rules, tracks=known.rules.tracks[2:], pools=known.rules.pools[1:])
    return timed(replace(known, rules=rules, entrants={}))


def walking_in_three(original: Original) -> Original:
    """一线 before three panels, too, and so in three halls."""
    tracks = tuple(
        replace(track, rounds=tuple(map(_before_panels, track.rounds))) if track.id == "frontline" else track
        for track in original.rules.tracks
    )
    return replace(original, rules=replace(original.rules, tracks=tracks))


def _before_panels(round: Round) -> Round:
    if round.kind is not Kind.JUDGED:
        return round
    return replace(round, panels=PANELS, equalise=Equalise.COEFFICIENT)


def timed(original: Original) -> Original:
    """With limits for people, and points off beyond them."""
    tracks = tuple(
        replace(track, rounds=tuple(map(_timed, track.rounds))) if track.pool == "individual" else track
        for track in original.rules.tracks
    )
    return replace(original, rules=replace(original.rules, tracks=tracks))


def _timed(round: Round) -> Round:
    """The judged one has a limit; on a stage in segments, of which 问答 does not count."""
    if round.kind is not Kind.JUDGED:
        return round
    overtime = (Overtime(0, 30, Decimal("0.5")), Overtime(30, None, Decimal(1)))
    parts = (
        Segment("intro", "自我介绍", 60),
        Segment("show", "展示"),
        Segment("questions", "问答", counts=False),
    )
    segments = parts if round.manner is Manner.STAGE else ()
    return replace(round, time=Time(LIMIT_S, (60, 30), segments), overtime=overtime)


def rules_file(folder: Path, original: Original | None = None) -> Path:
    path = folder / "contest.toml"
    path.write_text(rulesfile.write((original or contest()).rules), encoding="utf-8")
    return path
