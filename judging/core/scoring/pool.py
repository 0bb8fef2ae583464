"""An award pool of the rules: its slots, quotas, floors and levels."""

from decimal import Decimal
from typing import Annotated

from msgspec import Struct

from judging.core.sentence import sentence

from .settings import ID, Setting, own_id


class Level(Struct, frozen=True, forbid_unknown_fields=True):
    name: Annotated[str, Setting(sentence("等次"), unique=True)]
    count: Annotated[int, Setting(sentence("个数"), least=0)]
    title: Annotated[str, Setting(sentence("称号"))] = ""  # 荣誉称号, e.g. 金牌瀛洲店小二


class Floor(Struct, frozen=True, forbid_unknown_fields=True):
    """At least `share` percent of a pool's slots go to `track`: ceil(share × slots)."""

    track: Annotated[str, Setting(sentence("组别"), refers="tracks", unique=True)]
    share: Annotated[Decimal, Setting(sentence("占比"), share=True)]  # percent: 80 for "80%"


class Pool(Struct, frozen=True, forbid_unknown_fields=True):
    id: Annotated[str, ID]
    name: Annotated[str, Setting(sentence("奖项名称"), unsaid=own_id)]
    slots: Annotated[int, Setting(sentence("奖项名额"), unit=sentence("个"), least=1)]
    allocate: Annotated[str, Setting(sentence("评奖办法"), registry="allocations", tag=True, always=True)] = (
        "quota"  # a name in `awards.ALLOCATE`
    )
    quota: Annotated[
        dict[str, int],  # track id → slots
        Setting(sentence("各组名额"), refers="tracks", of=("quota",), tolerated=True),
    ] = {}
    floors: Annotated[
        tuple[Floor, ...], Setting(sentence("占比下限"), hint=sentence("某一组别至少占名额的几成"))
    ] = ()
    levels: Annotated[tuple[Level, ...], Setting(sentence("等次"))] = ()
