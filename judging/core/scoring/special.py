"""A special award of the rules (单项奖): given with a reason, or to the best in one criterion."""

from enum import StrEnum
from typing import Annotated

from msgspec import Struct

from judging.core.sentence import sentence

from .settings import ID, Setting, own_id


class SpecialBy(StrEnum):
    REASON = "reason"  # nobody computes it: the organiser proposes with a reason
    CRITERION = "criterion"  # the highest value of one criterion


REASON = (SpecialBy.REASON.value,)
CRITERION = (SpecialBy.CRITERION.value,)


class Special(Struct, frozen=True, forbid_unknown_fields=True):
    id: Annotated[str, ID]
    name: Annotated[str, Setting(sentence("奖项名称"), unsaid=own_id)]
    slots: Annotated[int, Setting(sentence("奖项名额"), unit=sentence("个"), least=1)]
    by: Annotated[SpecialBy, Setting(sentence("评奖办法"), tag=True, always=True)] = SpecialBy.REASON
    title: Annotated[str, Setting(sentence("称号"))] = ""
    districts: Annotated[
        bool,
        Setting(sentence("授予区或单位"), hint=sentence("名称自由填写，不必是参赛对象"), of=REASON),
    ] = False
    tracks: Annotated[
        tuple[str, ...],
        Setting(sentence("哪些组别"), hint=sentence("从这些组别的参赛对象里评"), refers="tracks"),
    ] = ()
    round: Annotated[
        str,
        Setting(sentence("环节"), hint=sentence("环节的编号"), of=CRITERION, required=True, example="show"),
    ] = ""
    criterion: Annotated[
        str,
        Setting(
            sentence("评分项"), hint=sentence("评分项的编号"), of=CRITERION, required=True, example="skill"
        ),
    ] = ""


SPECIALS = Setting(
    sentence("单项奖"), hint=sentence("不按综合成绩评的奖，如优秀组织奖、单项最佳"), block=True
)
