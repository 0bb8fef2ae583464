"""How an indicator's measured value becomes points, as the rules state it."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from msgspec import Struct, field

from judging.core.sentence import sentence

from .settings import Setting


class By(StrEnum):
    """How a measured value becomes points."""

    RANK = "rank"
    LINEAR = "linear"
    STEPS = "steps"


class Best(StrEnum):
    """Which values are the better ones."""

    HIGH = "high"
    LOW = "low"


class Step(Struct, frozen=True):
    """One step of an indicator's points, as the file writes it."""

    start: Annotated[Decimal | None, Setting(sentence("分档起点"))] = field(name="from")
    points: Annotated[Decimal, Setting(sentence("得分"))]


class Points(Struct, frozen=True, forbid_unknown_fields=True):
    """How an indicator's measured value becomes points: by rank, linear between two bounds, or in steps."""

    by: Annotated[By, Setting(sentence("折算方法"), tag=True, always=True)]
    best: Annotated[Best, Setting(sentence("哪头好"), of=("rank", "steps"), always=True)] = Best.HIGH
    top: Annotated[Decimal | None, Setting(sentence("第一名得分"), of=("rank",), required=True)] = None
    less: Annotated[Decimal | None, Setting(sentence("每名递减"), of=("rank",), least=0, required=True)] = (
        None
    )
    bottom: Annotated[Decimal, Setting(sentence("最低得分"), of=("rank",), always=True)] = Decimal(0)
    zero: Annotated[Decimal | None, Setting(sentence("零分界限"), of=("linear",), required=True)] = None
    full: Annotated[Decimal | None, Setting(sentence("满分界限"), of=("linear",), required=True)] = None
    steps: Annotated[
        tuple[tuple[Decimal | None, Decimal], ...],
        Setting(sentence("分档"), hint=sentence("从差到好；第一档不写起点"), of=("steps",), pairs=Step),
    ] = ()  # (value from which on, points), best last
    none: Annotated[
        Decimal | None, Setting(sentence("没有可测的得分"), hint=sentence("不填：每个都要有指标值"))
    ] = None  # of the value "none", where there was nothing to measure; None: refused


class Measure(Struct, frozen=True, forbid_unknown_fields=True):
    """The value is the confirmed seconds of a judged round: of all of it, or of one of its segments.

    With `type`, of a case of this type alone; of others there is nothing to measure.
    """

    round: Annotated[str, Setting(sentence("计时的环节"), is_id=True, refers="rounds", example="practice")]
    type: Annotated[str, Setting(sentence("题目类型"), hint=sentence("不填：各种题目都算"))] = ""
    segment: Annotated[str, Setting(sentence("分段"), hint=sentence("不填：整场计入时限的用时"))] = ""
