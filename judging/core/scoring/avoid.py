"""自动回避: whom a judge does not judge, found by what is known of both."""

from enum import StrEnum

from judging.core.sentence import sentence, template

from .settings import Setting


class Avoid(StrEnum):
    """What of a judge and an entrant must not be the same: such a judge is recused (回避)."""

    NONE = "none"
    UNIT = "unit"
    DISTRICT = "district"
    BOTH = "both"  # either of them is enough


AVOID = Setting(
    sentence("自动回避"),
    hint=sentence("评委与参赛对象同单位或同区时，点名即回避"),
    of=("judged",),
    tells=template("评委与参赛对象{value}的，点名时自动回避"),
)
