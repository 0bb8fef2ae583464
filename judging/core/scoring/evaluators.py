"""Who counts together, and who fills in: weighted groups, and evaluators who sit on no panel."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from msgspec import Struct

from judging.core.sentence import sentence, template

from .settings import ID, MOST_PLACES, Setting, own_id
from .trim import Trim


class Who(StrEnum):
    """Who fills in sheets that stand alone (`sheets = "each"`), and for whom."""

    LISTED = "listed"  # as the organiser lists it
    SELF = "self"  # each entrant the own one
    PEER = "peer"  # each entrant those of all others
    PEER_CLASS = "peer_class"  # of all others of the own window class
    BALLOT = "ballot"  # who holds a printed slip
    VISITOR = "visitor"  # who was served


# Nobody is listed: a slip of paper is what counts, and nobody knows whose it is.
BY_SLIP = frozenset({Who.BALLOT, Who.VISITOR})

WHO = Setting(
    sentence("测评人"),
    hint=sentence("测评票由谁填、给谁填"),
    of=("judged",),
    tells=template("测评人：{value}"),
)
SECRET = Setting(
    sentence("保密"),
    hint=sentence("除数据文件外，任何页面、表格、材料都看不出谁给了几分"),
    of=("judged",),
    tells=template("测评保密：谁给谁几分，任何页面、表格、材料都看不出"),
)
MOST = Setting(
    sentence("最多选几个"),
    hint=sentence("一人在一页名单里最多选几个；选中的得最高分，其余得最低分；0 为逐个打分"),
    unit=sentence("个"),
    least=0,
    of=("judged",),
    tells=template("每人最多选 {value} 个：选中的得最高分，其余得最低分"),
)


class Grade(Struct, frozen=True, forbid_unknown_fields=True):
    """A word that stands for a mark: 优秀 for 100."""

    name: Annotated[str, Setting(sentence("档次"), unique=True)]
    mark: Annotated[Decimal, Setting(sentence("分值"))]


class Group(Struct, frozen=True, forbid_unknown_fields=True):
    """Evaluators who count together: 专家 / 大众, 自评 / 互评 / 领导评. Inherits what it does not say."""

    id: Annotated[str, ID]
    name: Annotated[str, Setting(sentence("名称"), unsaid=own_id)]
    weight: Annotated[Decimal, Setting(sentence("权重"), least=0)]
    trim: Annotated[Trim, Setting(sentence("去分"), unsaid=lambda known: known["trim"])]
    reduce: Annotated[
        str, Setting(sentence("合成办法"), registry="reducers", unsaid=lambda known: known["reduce"])
    ]  # a name in `core.scoring.panel.REDUCERS`
    places: Annotated[
        int, Setting(sentence("得分小数位"), least=0, most=MOST_PLACES, unsaid=lambda known: known["places"])
    ]
    minimum: Annotated[
        int, Setting(sentence("至少几份评分表才出分"), least=1, unsaid=lambda known: known["minimum"])
    ]
    who: Annotated[Who, Setting(sentence("测评人"), hint=WHO.hint, unsaid=lambda known: known["who"])] = (
        Who.LISTED
    )
    secret: Annotated[bool, Setting(sentence("保密"), hint=SECRET.hint)] = False  # with the round's: either

    @property
    def by_slip(self) -> bool:
        return self.who in BY_SLIP
