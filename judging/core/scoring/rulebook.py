"""What a competition file says: tracks, rounds, criteria and award pools, as frozen records.

Each line is a setting with all that is known of it (see `settings`): whoever adds one writes it here and uses
it; `judging.files` reads it, writes it, explains it and asks for it on the setup page. What the reader lets
through keeps every relation the contract states (`from` > high + low, …), so whoever holds a `Rulebook` may
rely on them. Logged events hold these records: names stay, and what is new has a default.
"""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from msgspec import Struct

from judging.core.sentence import sentence, template

from .avoid import AVOID, Avoid
from .case import CASES, Case
from .criterion import Criterion as Criterion
from .evaluators import BY_SLIP, MOST, SECRET, WHO, Who
from .evaluators import Grade as Grade
from .evaluators import Group as Group
from .item import COMPULSORY, Compulsory, DecidedBy
from .keeping import CONTACTS_YEARS, KEEP_YEARS, PHOTOS_YEARS
from .meeting import BODY, FILL, MAJORITY, QUORUM, Majority
from .oversight import SIGN_RULES, TWO_PERSONS, Act
from .points import Measure, Points
from .pool import Pool
from .question import Question
from .recourse import OBJECTIONS, PUBLICITY, ObjectionRules, PublicityRules
from .rectify import RECTIFY, RectifyRules
from .roster_rule import ONE_TRACK, ROSTER, RosterRule
from .schedule import INTAKE, PHASES, IntakeItem, Phase
from .settings import ID, MOST_PLACES, Setting, own_id
from .special import SPECIALS, Special
from .time_limits import Overtime, Time
from .trim import Trim as Trim


class Rounding(StrEnum):
    HALF_UP = "half_up"  # 四舍五入, away from zero at exactly half
    TRUNCATE = "truncate"  # toward zero
    HALF_EVEN = "half_even"


class Reduce(StrEnum):
    """The reductions every rules file may name; `core.scoring.panel.REDUCERS` may hold more."""

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


class Within(StrEnum):
    CLASS = "class"


JUDGED = (Kind.JUDGED.value,)
INDICATOR = (Kind.INDICATOR.value,)


class Round(Struct, frozen=True, forbid_unknown_fields=True):
    id: Annotated[str, ID]
    name: Annotated[str, Setting(sentence("环节名称"), unsaid=own_id, always=True, basic=True)]
    kind: Annotated[Kind, Setting(sentence("环节类型"), tag=True, always=True, basic=True)]
    weight: Annotated[Decimal, Setting(sentence("分值占比"), least=0, always=True, basic=True)]
    full: Annotated[Decimal, Setting(sentence("满分"), positive=True, always=True)] = Decimal(100)
    manner: Annotated[Manner, Setting(sentence("评审形式"), of=JUDGED, tolerated=True, always=True)] = (
        Manner.STAGE
    )
    window_judges: Annotated[
        int,
        Setting(
            sentence("每个窗口的评委数"),
            hint=sentence("走场时评委分窗口评，每个窗口几位；0 为全组都评"),
            unit=sentence("位"),
            least=0,
            of=JUDGED,
            tells=template("评委分窗口评，每个窗口 {value} 位，其余的不计入"),
        ),
    ] = 0
    of: Annotated[
        Of,
        Setting(
            sentence("去分看"), hint=sentence("去最高最低分时看什么"), of=JUDGED, tolerated=True, always=True
        ),
    ] = Of.TOTAL
    trim: Annotated[
        Trim,
        Setting(
            sentence("去分"),
            of=JUDGED,
            tolerated=True,
            always=True,
            basic=True,
        ),
    ] = Trim()
    reduce: Annotated[
        str, Setting(sentence("合成办法"), registry="reducers", of=JUDGED, tolerated=True, always=True)
    ] = Reduce.MEAN.value  # a name in `core.scoring.panel.REDUCERS`
    criterion_places: Annotated[
        int | None,
        Setting(
            sentence("评分项小数位"),
            hint=sentence("按评分项去分时，每项先取到几位；不填为不取"),
            least=0,
            most=MOST_PLACES,
            of=JUDGED,
            tolerated=True,
            tells=template("每个评分项先取到 {value} 位小数"),
        ),
    ] = None
    places: Annotated[int, Setting(sentence("得分小数位"), least=0, most=MOST_PLACES, always=True)] = 2
    rounding: Annotated[Rounding, Setting(sentence("舍入"), always=True)] = Rounding.HALF_UP
    absent: Annotated[
        Absent, Setting(sentence("评委缺席或回避时"), of=JUDGED, tolerated=True, always=True)
    ] = Absent.SHRINK
    sheets: Annotated[Sheets, Setting(sentence("评分表"), of=JUDGED)] = Sheets.PANEL
    who: Annotated[Who, WHO] = Who.LISTED
    secret: Annotated[bool, SECRET] = False
    most: Annotated[int, MOST] = 0
    avoid: Annotated[Avoid, AVOID] = Avoid.NONE
    minimum: Annotated[
        int,
        Setting(
            sentence("至少几份评分表才出分"),
            unit=sentence("份"),
            least=1,
            of=JUDGED,
            tolerated=True,
            always=True,
        ),
    ] = 1
    hold_first: Annotated[
        int,
        Setting(
            sentence("定标个数"),
            hint=sentence("前几个一起亮分；0 为不定标"),
            unit=sentence("个"),
            least=0,
            of=JUDGED,
            tolerated=True,
            always=True,
            tells=template("定标：前 {value} 个出场的一起亮分，不改变得分"),
        ),
    ] = 0
    head_confirms: Annotated[
        bool, Setting(sentence("组长确认得分"), of=JUDGED, tells=template("评委组长确认得分后才能亮分"))
    ] = False
    spread: Annotated[
        Decimal | None,
        Setting(
            sentence("分差上限"),
            hint=sentence("各评委总分的最高与最低相差超过它，须由评委组长复看才能结束评分；不填为不限"),
            unit=sentence("分"),
            least=0,
            of=JUDGED,
            tells=template("各评委总分的最高与最低相差超过 {value} 分，须由评委组长复看才能结束评分"),
        ),
    ] = None
    floor: Annotated[
        Decimal | None,
        Setting(sentence("最低得分"), hint=sentence("扣分再多也不低于它"), none="none", always=True),
    ] = Decimal(0)  # None: "none"
    criteria: Annotated[
        tuple[Criterion, ...],
        Setting(sentence("评分项"), of=JUDGED, always=True, block=True, by_id=True, basic=True),
    ] = ()
    time: Annotated[
        Time | None,
        Setting(
            sentence("时限"),
            hint=sentence("每个出场可用多长时间；不设则不限时"),
            of=JUDGED,
            example="limit_s = 300",
        ),
    ] = None
    overtime: Annotated[
        tuple[Overtime, ...], Setting(sentence("超时扣分"), of=JUDGED, block=True, order="over_s")
    ] = ()
    compulsory: Annotated[tuple[Compulsory, ...], COMPULSORY] = ()
    cases: Annotated[tuple[Case, ...], CASES] = ()
    groups: Annotated[
        tuple[Group, ...], Setting(sentence("评委分组"), hint=sentence("如专家、大众；按权重合成"), of=JUDGED)
    ] = ()
    panels: Annotated[
        tuple[str, ...],
        Setting(
            sentence("评委组"),
            hint=sentence("几组评委分头评分时，写各组编号"),
            is_id=True,
            example='"A"',
            of=JUDGED,
        ),
    ] = ()
    equalise: Annotated[Equalise, Setting(sentence("评委组折算"), of=JUDGED)] = Equalise.NONE
    coefficient_places: Annotated[
        int, Setting(sentence("系数小数位"), least=0, most=MOST_PLACES, of=JUDGED, tolerated=True)
    ] = 3
    mean_places: Annotated[
        int | None,
        Setting(
            sentence("平均分小数位"),
            hint=sentence("折算时各平均分先取到几位；不填为不取"),
            least=0,
            most=MOST_PLACES,
            of=JUDGED,
            tolerated=True,
            tells=template("折算时各平均分先取到 {value} 位小数"),
        ),
    ] = None  # None: the means are exact
    points: Annotated[
        Points | None,
        Setting(
            sentence("折算办法"),
            of=INDICATOR,
            required=True,
            example='{ by = "rank", top = "100", less = "2" }',
        ),
    ] = None
    measure: Annotated[
        Measure | None,
        Setting(sentence("指标值取自计时"), hint=sentence("不设：指标值导入"), of=INDICATOR),
    ] = None
    within: Annotated[
        Within | None, Setting(sentence("比较范围"), hint=sentence("不选：整个组别"), of=INDICATOR)
    ] = None  # indicators: ranked within this class only

    @property
    def is_performed(self) -> bool:
        """Judged by a panel, on a stage or at windows: entrants are called and come on."""
        return self.kind is Kind.JUDGED and self.sheets is Sheets.PANEL

    @property
    def is_evaluated(self) -> bool:
        """Judged by sheets that stand alone (contract 2.13): nobody comes on."""
        return self.kind is Kind.JUDGED and self.sheets is Sheets.EACH

    def is_secret(self, group: str = "") -> bool:
        """Whether nobody is told who gave what; whose a slip of paper is nobody knows anyway."""
        found = next((each for each in self.groups if each.id == group), None)
        who, secret = (found.who, found.secret) if found else (self.who, False)
        return self.is_evaluated and (self.secret or secret or who in BY_SLIP)

    def criterion(self, id: str) -> Criterion:
        """Raises KeyError."""
        for criterion in self.criteria:
            if criterion.id == id:
                return criterion
        raise KeyError(id)

    def asked_of_judges(self) -> tuple[Compulsory, ...]:
        """The compulsory items that each sheet answers."""
        return tuple(item for item in self.compulsory if item.by is DecidedBy.JUDGES)

    @property
    def highest_total(self) -> Decimal:
        return sum((c.factor * c.max for c in self.criteria), Decimal(0))


class Composite(Struct, frozen=True, forbid_unknown_fields=True):
    places: Annotated[int, Setting(sentence("综合成绩小数位"), least=0, most=MOST_PLACES, always=True)] = 2
    rounding: Annotated[Rounding, Setting(sentence("综合成绩舍入"), always=True)] = Rounding.HALF_UP
    weigh: Annotated[Exactness, Setting(sentence("环节得分用"), always=True)] = Exactness.ROUNDED
    rank_on: Annotated[Exactness, Setting(sentence("排名依据"), always=True)] = Exactness.ROUNDED


class Track(Struct, frozen=True, forbid_unknown_fields=True):
    id: Annotated[str, ID]
    name: Annotated[str, Setting(sentence("组别名称"), unsaid=own_id, always=True, basic=True)]
    rounds: Annotated[tuple[Round, ...], Setting(sentence("环节"), block=True)]
    pool: Annotated[str | None, Setting(sentence("所属奖项"), refers="pools")] = None
    ties: Annotated[
        tuple[str, ...],
        Setting(
            sentence("并列处理"),
            hint=sentence("综合成绩相同时依次比较"),
            refers="ties",
            example='"round:present"',
        ),
    ] = ()
    composite: Annotated[Composite, Setting(sentence("综合成绩"), always=True)] = Composite()
    roster: Annotated[RosterRule, ROSTER] = RosterRule()

    def round(self, id: str) -> Round:
        """Raises KeyError."""
        for round in self.rounds:
            if round.id == id:
                return round
        raise KeyError(id)


class Rulebook(Struct, frozen=True, forbid_unknown_fields=True):
    id: Annotated[str, Setting(sentence("编号"), is_id=True, table="competition")]
    name: Annotated[str, Setting(sentence("赛事名称"), unsaid=own_id, table="competition", basic=True)]
    tracks: Annotated[tuple[Track, ...], Setting(sentence("组别"), block=True)]
    organiser: Annotated[str, Setting(sentence("主办单位"), table="competition", basic=True)] = ""
    pools: Annotated[tuple[Pool, ...], Setting(sentence("奖项"), block=True)] = ()
    about: Annotated[
        str,
        Setting(
            sentence("简介"),
            hint=sentence("一两句话：比什么、谁参加；新建赛事时看得到"),
            lines=True,
            table="competition",
        ),
    ] = ""
    proposals: Annotated[
        tuple[Question, ...],
        Setting(
            sentence("待主办方确定"),
            hint=sentence("方案没有规定、规则里先按建议写的设置；开赛前逐项问主办方"),
            block=True,
        ),
    ] = ()
    one_track: Annotated[bool, ONE_TRACK] = False
    intake: Annotated[tuple[IntakeItem, ...], INTAKE] = ()
    phases: Annotated[tuple[Phase, ...], PHASES] = ()
    objections: Annotated[ObjectionRules, OBJECTIONS] = ObjectionRules()
    publicity: Annotated[PublicityRules, PUBLICITY] = PublicityRules()
    rectify: Annotated[RectifyRules, RECTIFY] = RectifyRules()
    schema: Annotated[int, Setting(sentence("规则文件版本"), least=1, most=1, always=True)] = 1
    countersign: Annotated[
        tuple[Act, ...],
        Setting(
            sentence("监督员会签的事项"),
            hint=sentence("选中的事项，监督员用 PIN 会签之后才能做"),
            table="oversight",
            tells=template("监督员会签之后才能做的：{value}"),
        ),
    ] = ()
    two_persons: Annotated[bool, TWO_PERSONS] = False
    sign_rules: Annotated[bool, SIGN_RULES] = False
    majority: Annotated[Majority | None, MAJORITY] = None
    quorum: Annotated[int, QUORUM] = 0
    fill: Annotated[bool, FILL] = False
    body: Annotated[str, BODY] = ""
    specials: Annotated[tuple[Special, ...], SPECIALS] = ()
    keep_years: Annotated[int | None, KEEP_YEARS] = None
    contacts_years: Annotated[int | None, CONTACTS_YEARS] = None
    photos_years: Annotated[int | None, PHOTOS_YEARS] = None

    def track(self, id: str) -> Track:
        """Raises KeyError."""
        for track in self.tracks:
            if track.id == id:
                return track
        raise KeyError(id)
