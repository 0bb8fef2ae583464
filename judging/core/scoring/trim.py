"""去掉最高最低分: how many extremes are dropped, and from how many judges on."""

from typing import Annotated

from msgspec import Struct, field

from judging.core.sentence import sentence

from .settings import Setting


class Trim(Struct, frozen=True, forbid_unknown_fields=True):
    high: Annotated[
        int, Setting(sentence("去掉最高分"), unit=sentence("个"), least=0, always=True, basic=True)
    ] = 0
    low: Annotated[
        int, Setting(sentence("去掉最低分"), unit=sentence("个"), least=0, always=True, basic=True)
    ] = 0
    start: Annotated[
        int,
        Setting(
            sentence("去分起算人数"),
            hint=sentence("至少有这么多位评委才去高低分"),
            unit=sentence("位"),
            least=1,
            always=True,
            unsaid=lambda known: known["high"] + known["low"] + 1,
        ),
    ] = field(default=1, name="from")
