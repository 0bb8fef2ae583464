"""What the rules say of 整改单: how fast each is dealt with, and what one costs."""

from decimal import Decimal
from typing import Annotated

from msgspec import Struct

from judging.core.sentence import sentence, template

from .settings import Setting


class RectifyRules(Struct, frozen=True, forbid_unknown_fields=True):
    """A contest that says nothing counts no deadline, and takes nothing off."""

    contact_days: Annotated[
        int | None,
        Setting(
            sentence("整改单几个工作日内联系"),
            hint=sentence("先行联系反映问题的企业群众；收到当天不算"),
            unit=sentence("个工作日"),
            least=1,
            most=60,
            tells=template("整改单收到后 {value} 个工作日内先行联系"),
        ),
    ] = None
    settle_days: Annotated[
        int | None,
        Setting(
            sentence("整改单几个工作日内整改反馈"),
            hint=sentence("收到当天不算"),
            unit=sentence("个工作日"),
            least=1,
            most=60,
            tells=template("整改单收到后 {value} 个工作日内整改反馈"),
        ),
    ] = None
    complicated_days: Annotated[
        int | None,
        Setting(
            sentence("较为复杂的整改单几个工作日内办结"),
            hint=sentence("写明理由认定为较为复杂之后；不填则一律按上一项"),
            unit=sentence("个工作日"),
            least=1,
            most=60,
            tells=template("较为复杂的整改单 {value} 个工作日内办结"),
        ),
    ] = None
    round: Annotated[
        str,
        Setting(
            sentence("整改单扣在哪个环节"),
            hint=sentence("导入成绩或指标的环节编号；不填为不扣分"),
            tells=template("整改单的扣分记入环节 {value} 的台账"),
        ),
    ] = ""
    companion: Annotated[
        Decimal,
        Setting(
            sentence("陪办发现、属实的扣"),
            unit=sentence("分"),
            least=0,
            tells=template("陪办发现的问题属实，扣 {value} 分"),
        ),
    ] = Decimal(0)
    rating: Annotated[
        Decimal,
        Setting(
            sentence("差评、属实的扣"),
            unit=sentence("分"),
            least=0,
            tells=template("差评属实，扣 {value} 分"),
        ),
    ] = Decimal(0)
    complaint: Annotated[
        Decimal,
        Setting(
            sentence("投诉、属实的扣"),
            unit=sentence("分"),
            least=0,
            tells=template("投诉属实，扣 {value} 分"),
        ),
    ] = Decimal(0)
    overdue: Annotated[
        Decimal,
        Setting(
            sentence("逾期反馈的扣"),
            unit=sentence("分"),
            least=0,
            tells=template("整改单逾期反馈，扣 {value} 分"),
        ),
    ] = Decimal(0)


RECTIFY = Setting(sentence("整改单"), hint=sentence("陪办、差评、投诉之后的整改：期限和扣分"))
