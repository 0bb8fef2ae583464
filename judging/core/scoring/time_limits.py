"""How long a performance may take: one limit for all of it, limits of its segments, warnings before each."""

from decimal import Decimal
from typing import Annotated

from msgspec import Struct

from judging.core.sentence import sentence

from .settings import ID, Setting, own_id


class Segment(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a performance that is timed by itself: 自我介绍, 展示, 问答."""

    id: Annotated[str, ID]
    name: Annotated[str, Setting(sentence("分段名称"), unsaid=own_id)]
    limit_s: Annotated[
        int | None, Setting(sentence("本段时限（秒）"), hint=sentence("不填为本段不设时限"), least=1)
    ] = None
    warn_s: Annotated[
        tuple[int, ...],
        Setting(sentence("本段提醒（剩余秒数）"), hint=sentence("还剩几秒时提醒，从多到少"), least=1),
    ] = ()
    counts: Annotated[
        bool, Setting(sentence("计入时限"), hint=sentence("不计入的（如问答）不占总时限"), always=True)
    ] = True


class Time(Struct, frozen=True, forbid_unknown_fields=True):
    limit_s: Annotated[int, Setting(sentence("时限（秒）"), least=1, example="300")]
    warn_s: Annotated[
        tuple[int, ...],
        Setting(sentence("提醒（剩余秒数）"), hint=sentence("还剩几秒时提醒，从多到少"), least=1),
    ] = ()
    segments: Annotated[
        tuple[Segment, ...], Setting(sentence("分段"), hint=sentence("如自我介绍、展示、问答"))
    ] = ()  # none: the whole performance is one


class Overtime(Struct, frozen=True, forbid_unknown_fields=True):
    """One step of the overtime table: points off from over `over_s` up to `upto_s` seconds (None: no end)."""

    over_s: Annotated[int, Setting(sentence("超时起点（秒）"), hint=sentence("超时多少秒以上"), least=0)]
    upto_s: Annotated[int | None, Setting(sentence("超时止点（秒）"), hint=sentence("最后一档不写"), least=1)]
    points: Annotated[Decimal, Setting(sentence("扣分"), least=0)]
