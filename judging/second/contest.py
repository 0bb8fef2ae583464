"""The rules as the second engine understands them, from TOML or from the JSON of a log.

What the first engine's reader refuses does not come here, so nothing is checked; what is not there has the
contract's default.
"""

import tomllib
from dataclasses import dataclass
from typing import Any

from .digits import UNIT, millionths

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Criterion:
    """Numbers in millionths, here and below; places, counts and positions are what they are."""

    id: str
    low: int
    high: int
    step: int
    factor: int


@dataclass(frozen=True, slots=True)
class Part:
    """Judges whose sheets are aggregated together: one group, or all of a round without groups."""

    id: str | None
    weight: int
    high: int
    low: int
    trimmed_from: int
    reduce: str
    places: int
    minimum: int
    slip: bool = False  # slips of paper, which are nobody's
    secret: bool = False  # live: nobody is told who gave what


@dataclass(frozen=True, slots=True)
class Compulsory:
    """What an entrant has to do; `points` off, or the most that is left, None where nothing is."""

    id: str
    judges_say: bool  # or else the scorekeeper
    lack: str
    points: int | None


@dataclass(frozen=True, slots=True)
class Measure:
    """Whose confirmed seconds are the value; "" for cases of all types, for the whole time."""

    round: str
    type: str
    segment: str


@dataclass(frozen=True, slots=True)
class Points:
    """How a measured value becomes points."""

    by: str
    low_is_better: bool
    top: int
    less: int
    bottom: int
    zero: int
    full: int
    steps: tuple[tuple[int | None, int], ...]
    none: int | None  # the points of the value "none"


@dataclass(frozen=True, slots=True)
class Round:
    id: str
    kind: str
    weight: int
    full: int
    places: int
    rounding: str
    each: bool
    by_criterion: bool
    criterion_places: int | None
    fill: bool
    floor: int | None
    criteria: tuple[Criterion, ...]
    factors: tuple[int, ...] | None  # None where all are 1, as nearly everywhere
    total_unit: int  # what a sheet's total is counted in: millionths, or millionths of millionths
    parts: tuple[Part, ...]
    panels: tuple[str, ...]
    equalise: str
    coefficient_places: int
    mean_places: int | None
    points: Points | None
    within: bool
    measure: Measure | None
    types: dict[str, str]  # case → type
    compulsory: tuple[Compulsory, ...]
    limit: int | None = None  # seconds
    segments: tuple[str, ...] = ()
    counting: tuple[str, ...] = ("",)  # the segments that use the limit up; "" is the whole
    overtime: tuple[tuple[int, int | None, int], ...] = ()  # over so many seconds, up to, points off


@dataclass(frozen=True, slots=True)
class Track:
    id: str
    name: str
    rounds: tuple[Round, ...]
    pool: str | None
    ties: tuple[str, ...]
    places: int
    rounding: str
    weigh_exact: bool
    rank_exact: bool

    def round(self, id: str) -> Round:
        """Raises KeyError."""
        return {round.id: round for round in self.rounds}[id]


@dataclass(frozen=True, slots=True)
class Level:
    name: str
    count: int
    title: str | None


@dataclass(frozen=True, slots=True)
class Pool:
    id: str
    slots: int
    merged: bool
    quota: dict[str, int]
    floors: tuple[tuple[str, int], ...]  # track, slots it must have
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Contest:
    tracks: tuple[Track, ...]
    pools: tuple[Pool, ...]

    def track(self, id: str) -> Track:
        """Raises KeyError."""
        return {track.id: track for track in self.tracks}[id]


def from_toml(text: str) -> Contest:
    return contest(tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n")))


def contest(raw: Raw) -> Contest:
    return Contest(tuple(map(_track, raw["tracks"])), tuple(map(pool, raw.get("pools", ()))))


def _track(raw: Raw) -> Track:
    composite = raw.get("composite", {})
    return Track(
        id=raw["id"],
        name=str(raw.get("name", raw["id"])),
        rounds=tuple(map(_round, raw["rounds"])),
        pool=raw.get("pool"),
        ties=tuple(raw.get("ties", ())),
        places=int(composite.get("places", 2)),
        rounding=composite.get("rounding", "half_up"),
        weigh_exact=composite.get("weigh") == "exact",
        rank_exact=composite.get("rank_on") == "exact",
    )


def _round(raw: Raw) -> Round:
    whole = _part({**raw, "id": None, "weight": "1"}, {})
    criteria = tuple(map(_criterion, raw.get("criteria", ())))
    factors = tuple(criterion.factor for criterion in criteria)
    plain = all(factor == UNIT for factor in factors)
    return Round(
        id=raw["id"],
        kind=raw["kind"],
        weight=_number(raw["weight"]),
        full=_number(raw.get("full", "100")),
        places=whole.places,
        rounding=raw.get("rounding", "half_up"),
        each=raw.get("sheets") == "each",
        by_criterion=raw.get("of") == "criterion",
        criterion_places=_optional_whole(raw, "criterion_places"),
        fill=raw.get("absent") == "fill",
        floor=_floor(raw.get("floor", "0")),
        criteria=criteria,
        factors=None if plain else factors,
        total_unit=UNIT if plain else UNIT * UNIT,
        parts=tuple(_part(group, raw) for group in raw.get("groups", ())) or (whole,),
        panels=tuple(raw.get("panels") or ()),
        equalise=raw.get("equalise", "none"),
        coefficient_places=int(raw.get("coefficient_places", 3)),
        mean_places=_optional_whole(raw, "mean_places"),
        points=_points(raw["points"]) if raw.get("points") else None,
        within=raw.get("within") is not None,
        measure=_measure(raw["measure"]) if raw.get("measure") else None,
        types={case["id"]: case["type"] for case in raw.get("cases") or ()},
        compulsory=tuple(map(_compulsory, raw.get("compulsory") or ())),
        **_timing(raw),
    )


def _timing(raw: Raw) -> Raw:
    time = raw.get("time") or {}
    segments = time.get("segments") or ()
    return {
        "limit": int(time["limit_s"]) if time else None,
        "segments": tuple(each["id"] for each in segments),
        "counting": tuple(each["id"] for each in segments if each.get("counts", True)) or ("",),
        "overtime": tuple(map(_overtime, raw.get("overtime") or ())),
    }


def _overtime(raw: Raw) -> tuple[int, int | None, int]:
    return int(raw["over_s"]), _optional_whole(raw, "upto_s"), _number(raw["points"])


def _part(raw: Raw, inherited: Raw) -> Part:
    """A group says what it does otherwise than its round."""
    raw = {
        **{key: inherited[key] for key in ("trim", "reduce", "places", "minimum", "who") if key in inherited},
        **raw,
    }
    trim = raw.get("trim", {})
    high, low = int(trim.get("high", 0)), int(trim.get("low", 0))
    return Part(
        id=raw["id"],
        weight=_number(raw["weight"]),
        high=high,
        low=low,
        trimmed_from=int(trim.get("from", high + low + 1)),
        reduce=raw.get("reduce", "mean"),
        places=int(raw.get("places", 2)),
        minimum=max(int(raw.get("minimum", 1)), 1),
        slip=raw.get("who") in SLIPS,
        secret=raw.get("who") in SLIPS or bool(raw.get("secret")) or bool(inherited.get("secret")),
    )


SLIPS = ("ballot", "visitor")


def _criterion(raw: Raw) -> Criterion:
    return Criterion(
        raw["id"],
        _number(raw["min"]),
        _number(raw["max"]),
        _number(raw["step"]),
        _number(raw.get("factor", "1")),
    )


def _compulsory(raw: Raw) -> Compulsory:
    points = raw.get("points")
    return Compulsory(
        raw["id"],
        raw.get("by", "judges") == "judges",
        raw.get("lack", "deduct"),
        None if points is None else _number(points),
    )


def _measure(raw: Raw) -> Measure:
    return Measure(raw["round"], raw.get("type", ""), raw.get("segment", ""))


def _points(raw: Raw) -> Points:
    steps = [_step(step) for step in raw.get("steps", ())]
    return Points(
        by=raw["by"],
        low_is_better=raw.get("best") == "low",
        **{key: _number(raw.get(key) or "0") for key in ("top", "less", "bottom", "zero", "full")},
        steps=tuple(steps),
        none=None if raw.get("none") is None else _number(raw["none"]),
    )


def _step(raw: Raw | list[Any]) -> tuple[int | None, int]:
    """In TOML a table with `from` and `points`, in a log a pair."""
    start, worth = (raw.get("from"), raw["points"]) if isinstance(raw, dict) else raw
    return None if start is None else _number(start), _number(worth)


def pool(raw: Raw) -> Pool:
    slots = int(raw["slots"])
    return Pool(
        id=raw["id"],
        slots=slots,
        merged=raw.get("allocate") == "merged",
        quota={track: int(count) for track, count in raw.get("quota", {}).items()},
        floors=tuple((floor["track"], _least(floor["share"], slots)) for floor in raw.get("floors", ())),
        levels=tuple(
            Level(level["name"], int(level["count"]), level.get("title") or None)
            for level in raw.get("levels", ())
        ),
    )


def _least(share: str, slots: int) -> int:
    """ceil(share × slots); 80 percent is "80%" in TOML and "80" in a log."""
    whole, rest = divmod(_number(share.removesuffix("%")) * slots, 100 * UNIT)
    return whole + (rest > 0)


def _floor(raw: object) -> int | None:
    return None if raw is None or raw == "none" else _number(raw)


def _optional_whole(raw: Raw, key: str) -> int | None:
    return None if raw.get(key) is None else int(raw[key])


def _number(raw: object) -> int:
    return millionths(str(raw))
