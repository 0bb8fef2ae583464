"""What a competition file says: tracks, rounds, criteria and award pools, as frozen records.

Only the shape is here. `judging.files.rules` reads and writes it as TOML and refuses what makes no sense, so
whoever holds a `Rulebook` may rely on every relation the contract states (`from` > high + low, …).
"""

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct, field


class Rounding(StrEnum):
    HALF_UP = "half_up"  # 四舍五入, away from zero at exactly half
    TRUNCATE = "truncate"  # toward zero
    HALF_EVEN = "half_even"


class Reduce(StrEnum):
    """The reductions every rules file may name; `core.panel.REDUCERS` may hold more."""

    MEAN = "mean"
    SUM = "sum"
    MEDIAN = "median"


class Of(StrEnum):
    """What is trimmed: each sheet's total, or each criterion by itself."""

    TOTAL = "total"
    CRITERION = "criterion"


class Absent(StrEnum):
    """What an absent or recused judge does to the panel."""

    SHRINK = "shrink"
    FILL = "fill"


class Sheets(StrEnum):
    """Whose sheets an entrant is owed."""

    PANEL = "panel"  # everybody's who sits in the round
    EACH = "each"  # theirs who filled one in for this entrant: questionnaires, ballots, 自评 / 互评


class Equalise(StrEnum):
    NONE = "none"
    COEFFICIENT = "coefficient"
    MEAN_OF_MEANS = "mean_of_means"


class Kind(StrEnum):
    """Where a round's score comes from."""

    JUDGED = "judged"
    IMPORTED = "imported"
    INDICATOR = "indicator"


class Manner(StrEnum):
    STAGE = "stage"  # 台上: one entrant at a time
    WALK = "walk"  # 走场: several at once


class Exactness(StrEnum):
    ROUNDED = "rounded"
    EXACT = "exact"


class Criterion(Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    name: str
    min: Decimal
    max: Decimal
    step: Decimal
    factor: Decimal = Decimal(1)
    scale: str = ""  # 评分说明, shown to the judge


class Trim(Struct, frozen=True, forbid_unknown_fields=True):
    high: int = 0
    low: int = 0
    start: int = field(default=1, name="from")  # trimmed only when at least so many count


class Overtime(Struct, frozen=True, forbid_unknown_fields=True):
    """One step of the overtime table: points off from over `over_s` up to `upto_s` seconds (None: no end)."""

    over_s: int
    upto_s: int | None
    points: Decimal


class Group(Struct, frozen=True, forbid_unknown_fields=True):
    """Evaluators who count together: 专家 / 大众, 自评 / 互评 / 领导评."""

    id: str
    name: str
    weight: Decimal
    trim: Trim
    reduce: str  # a name in `core.panel.REDUCERS`
    places: int
    minimum: int


class Points(Struct, frozen=True, forbid_unknown_fields=True):
    """How an indicator's measured value becomes points: by rank, linear between two bounds, or in steps."""

    by: str  # "rank" | "linear" | "steps"
    best: str = "high"  # which values are the better ones: "high" | "low"
    top: Decimal | None = None  # rank: points of the first
    less: Decimal | None = None  # rank: points less per place
    bottom: Decimal = Decimal(0)  # rank: never below
    zero: Decimal | None = None  # linear: the value worth nothing
    full: Decimal | None = None  # linear: the value worth the round's `full`
    steps: tuple[tuple[Decimal | None, Decimal], ...] = ()  # steps: (value from which on, points), best last
    none: Decimal | None = None  # of the value "none", where there was nothing to measure; None: refused


class Round(Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    name: str
    kind: Kind
    weight: Decimal
    full: Decimal = Decimal(100)
    places: int = 2
    rounding: Rounding = Rounding.HALF_UP
    manner: Manner = Manner.STAGE
    of: Of = Of.TOTAL
    trim: Trim = Trim()
    reduce: str = Reduce.MEAN  # a name in `core.panel.REDUCERS`
    criterion_places: int | None = None
    absent: Absent = Absent.SHRINK
    sheets: Sheets = Sheets.PANEL
    minimum: int = 1
    hold_first: int = 0
    floor: Decimal | None = Decimal(0)  # None: "none"
    criteria: tuple[Criterion, ...] = ()
    overtime: tuple[Overtime, ...] = ()
    groups: tuple[Group, ...] = ()
    panels: tuple[str, ...] = ()
    equalise: Equalise = Equalise.NONE
    coefficient_places: int = 3
    mean_places: int | None = None  # None: the means are exact
    points: Points | None = None
    within: str | None = None  # indicators: ranked within this class only

    def criterion(self, id: str) -> Criterion:
        """Raises KeyError."""
        for criterion in self.criteria:
            if criterion.id == id:
                return criterion
        raise KeyError(id)

    @property
    def highest_total(self) -> Decimal:
        return sum((c.factor * c.max for c in self.criteria), Decimal(0))


class Composite(Struct, frozen=True, forbid_unknown_fields=True):
    places: int = 2
    rounding: Rounding = Rounding.HALF_UP
    weigh: Exactness = Exactness.ROUNDED
    rank_on: Exactness = Exactness.ROUNDED


class Track(Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    name: str
    rounds: tuple[Round, ...]
    pool: str | None = None
    ties: tuple[str, ...] = ()
    composite: Composite = Composite()

    def round(self, id: str) -> Round:
        """Raises KeyError."""
        for round in self.rounds:
            if round.id == id:
                return round
        raise KeyError(id)


class Level(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    count: int
    title: str = ""  # 荣誉称号, e.g. 金牌瀛洲店小二


class Floor(Struct, frozen=True, forbid_unknown_fields=True):
    """At least `share` percent of a pool's slots go to `track`: ceil(share × slots)."""

    track: str
    share: Decimal  # percent: 80 for "80%"


class Pool(Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    name: str
    slots: int
    allocate: str = "quota"  # "quota" | "merged"
    quota: dict[str, int] = {}  # track id → slots
    floors: tuple[Floor, ...] = ()
    levels: tuple[Level, ...] = ()


class Rulebook(Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    name: str
    tracks: tuple[Track, ...]
    organiser: str = ""
    pools: tuple[Pool, ...] = ()
    schema: int = 1

    def track(self, id: str) -> Track:
        """Raises KeyError."""
        for track in self.tracks:
            if track.id == id:
                return track
        raise KeyError(id)
