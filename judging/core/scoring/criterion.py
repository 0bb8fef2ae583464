"""A criterion of a judged round: what may be given for it, and what it is judged by."""

from decimal import Decimal
from typing import Annotated

from msgspec import Struct

from judging.core.sentence import sentence

from .evaluators import Grade
from .settings import ID, Setting, own_id


class Criterion(Struct, frozen=True, forbid_unknown_fields=True):
    id: Annotated[str, ID]
    name: Annotated[str, Setting(sentence("评分项"), unsaid=own_id, basic=True)]
    min: Annotated[Decimal, Setting(sentence("最低"), example="0", basic=True)]
    max: Annotated[Decimal, Setting(sentence("最高"), example="100", basic=True)]
    step: Annotated[Decimal, Setting(sentence("每档"), positive=True, example="0.5", basic=True)]
    factor: Annotated[Decimal, Setting(sentence("倍数"), hint=sentence("这一项乘几"), positive=True)] = (
        Decimal(1)
    )
    scale: Annotated[str, Setting(sentence("评分说明"), hint=sentence("显示给评委"), lines=True)] = ""
    grades: Annotated[
        tuple[Grade, ...],
        Setting(
            sentence("档次"),
            hint=sentence("测评时不打分，选一档：如 优秀、称职、基本称职、不称职"),
            example='{ name = "A", mark = "100" }',
        ),
    ] = ()
