"""Who may be on the roster of a track, and how many: what a plan asks of those who enter."""

from decimal import Decimal
from typing import Annotated

from msgspec import Struct

from judging.core.sentence import sentence, template

from .settings import Setting


class RosterRule(Struct, frozen=True, forbid_unknown_fields=True):
    """What the roster is checked against; a track that says nothing takes whoever comes."""

    exactly: Annotated[
        int | None,
        Setting(
            sentence("正好"),
            hint=sentence("名单要正好几个；不填为不限"),
            unit=sentence("个"),
            least=1,
            tells=template("恰好 {value} 个"),
        ),
    ] = None
    most: Annotated[
        int | None,
        Setting(sentence("至多"), unit=sentence("个"), least=1, tells=template("至多 {value} 个")),
    ] = None
    districts: Annotated[
        dict[str, int],  # district → at most so many
        Setting(
            sentence("各区名额"),
            hint=sentence("每个区至多几个；没有写的区不能报名"),
            tells=template("各区名额：{value}"),
        ),
    ] = {}
    pooled: Annotated[
        bool,
        Setting(
            sentence("名额与同奖项的组别合计"),
            hint=sentence("个数和各区名额按同一奖项的几个组别加起来算"),
            tells=template("个数和各区名额与同奖项的组别合计"),
        ),
    ] = False
    years: Annotated[
        Decimal | None,
        Setting(
            sentence("在岗年限至少"),
            unit=sentence("年"),
            least=0,
            example="2",
            tells=template("在岗至少 {value} 年"),
        ),
    ] = None
    team: Annotated[
        int | None,
        Setting(sentence("团队至少"), unit=sentence("人"), least=1, tells=template("团队至少 {value} 人")),
    ] = None
    leader: Annotated[bool, Setting(sentence("须写明负责人"), tells=template("须写明负责人"))] = False
    classes: Annotated[
        tuple[str, ...],
        Setting(
            sentence("窗口大类"),
            hint=sentence("只能是其中之一；不填为不分大类"),
            example='"A"',
            tells=template("窗口大类只有：{value}"),
        ),
    ] = ()


ROSTER = Setting(sentence("报名要求"), hint=sentence("名单按它逐条核对"))
ONE_TRACK = Setting(
    sentence("一人只报一个组别"),
    hint=sentence("工号相同，或姓名和单位都相同，算同一个人"),
    table="competition",
    tells=template("同一个人只能报一个组别"),
)
