"""必备项: what an entrant has to do, as the rules state it, with what comes of its lack."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from msgspec import Struct

from judging.core.sentence import sentence

from .settings import ID, Setting, own_id


class DecidedBy(StrEnum):
    """Who says whether an entrant met a compulsory item."""

    JUDGES = "judges"  # yes or no on each sheet; the majority
    SCOREKEEPER = "scorekeeper"


class Lack(StrEnum):
    """What comes of a compulsory item that is lacking."""

    DEDUCT = "deduct"
    CAP = "cap"  # no more than so many points
    NOTHING = "nothing"  # 不得分


class Compulsory(Struct, frozen=True, forbid_unknown_fields=True):
    """What an entrant has to do, such as 自我介绍: yes or no, and what its lack comes to."""

    id: Annotated[str, ID]
    name: Annotated[str, Setting(sentence("必备项"), unsaid=own_id)]
    by: Annotated[DecidedBy, Setting(sentence("由谁认定"), always=True)] = DecidedBy.JUDGES
    lack: Annotated[Lack, Setting(sentence("缺了怎么办"), always=True)] = Lack.DEDUCT
    points: Annotated[
        Decimal | None,
        Setting(sentence("分数"), hint=sentence("扣几分，或最高几分；不得分的空着"), least=0),
    ] = None  # points off, or the ceiling; None where nothing is left


COMPULSORY = Setting(
    sentence("必备项"),
    hint=sentence("如自我介绍：有或没有，不打分"),
    of=("judged",),
    block=True,
    by_id=True,
)
