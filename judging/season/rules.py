"""What a season's file says: series of events and the tables they are weighed in, as frozen records.

Each line is a setting, as in `core.scoring.rulebook`: `judging.files` reads it, writes it and asks for it.
What the reader lets through keeps every relation the contract states (`best` ≤ `of`, no series unweighed, …).
"""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from msgspec import Struct, field

from judging.core.scoring.pool import Pool
from judging.core.scoring.rulebook import Composite, Kind, Round, Rounding, Rulebook, Track
from judging.core.scoring.settings import ID, MOST_PLACES, Setting, own_id
from judging.core.sentence import sentence


class Worth(StrEnum):
    """What an event is worth to whoever was in it."""

    SCORE = "score"  # the composite
    PLACE = "place"  # the points of the place


class Shared(StrEnum):
    """The points of a shared place."""

    MEAN = "mean"  # of the places that the tie fills
    HIGH = "high"  # of the better


class Missed(StrEnum):
    """What an event comes to for whoever was not in it."""

    SKIP = "skip"  # left out
    ZERO = "zero"
    HOLD = "hold"  # the series waits


class Reduction(StrEnum):
    MEAN = "mean"
    SUM = "sum"


PLACE = (Worth.PLACE.value,)


class SeriesEvent(Struct, frozen=True, forbid_unknown_fields=True):
    """One competition of a series: a week, a month, a quarter."""

    id: Annotated[str, ID]
    name: Annotated[str, Setting(sentence("场次名称"), unsaid=own_id, always=True, basic=True)]
    sources: Annotated[
        tuple[str, ...],
        Setting(
            sentence("成绩文件"),
            hint=sentence("几个部门各有一个文件的，写在一起"),
            example='"m03.json"',
            refers="files",
        ),
    ] = field(name="from")


class Series(Struct, frozen=True, forbid_unknown_fields=True):
    id: Annotated[str, ID]
    name: Annotated[str, Setting(sentence("系列名称"), unsaid=own_id, always=True, basic=True)]
    missed: Annotated[
        Missed,
        Setting(sentence("缺一场时"), hint=sentence("没有参加、弃权或缺席的场次"), always=True, basic=True),
    ]
    by: Annotated[Worth, Setting(sentence("每场按"), tag=True, always=True, basic=True)] = Worth.SCORE
    points: Annotated[
        tuple[Decimal, ...],
        Setting(
            sentence("名次积分"),
            hint=sentence("第一名、第二名……各得几分，不能越往后越多"),
            of=PLACE,
            required=True,
            example='"10"',
            least=0,
            basic=True,
        ),
    ] = ()
    rest: Annotated[Decimal, Setting(sentence("其余名次得分"), of=PLACE, least=0, basic=True)] = Decimal(0)
    shared: Annotated[Shared | None, Setting(sentence("名次并列时"), of=PLACE, required=True, basic=True)] = (
        None
    )
    best: Annotated[
        int | None,
        Setting(
            sentence("取最好的几场"),
            hint=sentence("不填：每场都计"),
            unit=sentence("场"),
            least=1,
            basic=True,
        ),
    ] = None
    of: Annotated[
        int | None,
        Setting(
            sentence("一共几场"),
            hint=sentence("不填：就是列出的这些场"),
            unit=sentence("场"),
            least=1,
            basic=True,
        ),
    ] = None
    minimum: Annotated[
        int, Setting(sentence("至少参加几场才排名"), unit=sentence("场"), least=0, always=True)
    ] = 1
    reduce: Annotated[Reduction, Setting(sentence("合成办法"), always=True)] = Reduction.MEAN
    full: Annotated[Decimal, Setting(sentence("满分"), positive=True, always=True)] = Decimal(100)
    places: Annotated[int, Setting(sentence("得分小数位"), least=0, most=MOST_PLACES, always=True)] = 2
    rounding: Annotated[Rounding, Setting(sentence("舍入"), always=True)] = Rounding.HALF_UP
    floor: Annotated[
        Decimal | None,
        Setting(sentence("最低得分"), hint=sentence("扣分再多也不低于它"), none="none", always=True),
    ] = Decimal(0)  # None: "none"
    events: Annotated[
        tuple[SeriesEvent, ...],
        Setting(sentence("场次"), hint=sentence("按时间先后"), block=True, by_id=True, basic=True),
    ] = ()

    @property
    def to_be(self) -> int:
        """How many events there will be."""
        return len(self.events) if self.of is None else self.of

    @property
    def to_come(self) -> int:
        return self.to_be - len(self.events)


class Table(Struct, frozen=True, forbid_unknown_fields=True):
    """Who is ranked by which series."""

    id: Annotated[str, ID]
    name: Annotated[str, Setting(sentence("总表名称"), unsaid=own_id, always=True, basic=True)]
    tracks: Annotated[
        tuple[str, ...],
        Setting(
            sentence("排哪些组别"), hint=sentence("各场成绩文件里的组别编号"), example='"window"', basic=True
        ),
    ]
    weights: Annotated[
        dict[str, Decimal],
        Setting(
            sentence("各系列的分值占比"), least=0, refers="series", example='{ quiz = "30" }', basic=True
        ),
    ]
    ties: Annotated[
        tuple[str, ...],
        Setting(
            sentence("并列处理"),
            hint=sentence("综合成绩相同时依次比较"),
            refers="ties",
            example='"series:drill"',
        ),
    ] = ()
    composite: Annotated[Composite, Setting(sentence("综合成绩"), always=True)] = Composite()
    pool: Annotated[str | None, Setting(sentence("所属奖项"), refers="pools")] = None


LEDGER = sentence("CSV 文件的名字；不设则没有")


class Season(Struct, frozen=True, forbid_unknown_fields=True):
    id: Annotated[str, Setting(sentence("编号"), is_id=True, table="season")]
    name: Annotated[str, Setting(sentence("赛季名称"), unsaid=own_id, table="season", basic=True)]
    series: Annotated[tuple[Series, ...], Setting(sentence("系列"), block=True)]
    tables: Annotated[tuple[Table, ...], Setting(sentence("总表"), block=True)]
    pools: Annotated[tuple[Pool, ...], Setting(sentence("奖项"), block=True)] = ()
    organiser: Annotated[
        str,
        Setting(sentence("主办单位"), hint=sentence("印在成绩单、通报和证书上"), table="season", basic=True),
    ] = ""
    roster: Annotated[str | None, Setting(sentence("名册"), hint=LEDGER, table="season")] = None
    excused: Annotated[str | None, Setting(sentence("请假台账"), hint=LEDGER, table="season")] = None
    deductions: Annotated[str | None, Setting(sentence("扣分台账"), hint=LEDGER, table="season")] = None
    order: Annotated[str | None, Setting(sentence("并列先后台账"), hint=LEDGER, table="season")] = None
    files: Annotated[
        dict[str, str],  # name → SHA-256
        Setting(sentence("文件"), hint=sentence("各场读的文件，和每个文件的 SHA-256"), block=True),
    ] = {}
    schema: Annotated[int, Setting(sentence("规则文件版本"), least=1, most=1, always=True)] = 1

    def series_of(self, table: Table) -> tuple[Series, ...]:
        """The series a table weighs, in the order of the file."""
        return tuple(series for series in self.series if series.id in table.weights)

    def table(self, id: str) -> Table:
        """Raises KeyError."""
        for table in self.tables:
            if table.id == id:
                return table
        raise KeyError(id)

    @property
    def ledgers(self) -> dict[str, str]:
        """Which ledger → its file, of those there are."""
        said = {name: getattr(self, name) for name in ("roster", "excused", "deductions", "order")}
        return {name: file for name, file in said.items() if file is not None}


def as_round(series: Series, weight: Decimal) -> Round:
    """What a series is to a table: rounding, deductions and weighing are those of an imported round."""
    return Round(
        id=series.id,
        name=series.name,
        kind=Kind.IMPORTED,
        weight=weight,
        full=series.full,
        places=series.places,
        rounding=series.rounding,
        floor=series.floor,
    )


def as_track(season: Season, table: Table) -> Track:
    """A table as ranking and pools see it; its tie steps are the season's own."""
    return Track(
        id=table.id,
        name=table.name,
        rounds=tuple(as_round(series, table.weights[series.id]) for series in season.series_of(table)),
        pool=table.pool,
        ties=table.ties,
        composite=table.composite,
    )


def as_rulebook(season: Season) -> Rulebook:
    tracks = tuple(as_track(season, table) for table in season.tables)
    return Rulebook(id=season.id, name=season.name, tracks=tracks, pools=season.pools)
