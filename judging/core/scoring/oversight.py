"""What of a competition the supervisor watches over, as far as the rules say it."""

from enum import StrEnum

from judging.core.sentence import sentence, template

from .settings import Setting


class Act(StrEnum):
    """What is done only once the supervisor has signed it (会签)."""

    START = "start"  # 开赛: the first call of a track
    DRAW = "draw"  # 抽签结果: of a round
    LOCK = "lock"  # 锁定
    CORRECTION = "correction"  # 更正 after the lock
    PUBLISH = "publish"  # 公布
    DECIDE = "decide"  # 评审决定 on an award
    ADOPT = "adopt"  # 采纳奖项方案: an award pool that is changed after the lock
    OBJECTION = "objection"  # 异议的处理决定, before it is answered
    FINAL = "final"  # 定稿, and its 撤销


TWO_PERSONS = Setting(
    sentence("录入须两人"),
    table="oversight",
    tells=template("扣分、必备项认定和导入的成绩由一人录入，另一人复核后才算数"),
)
SIGN_RULES = Setting(
    sentence("规则须签字确认"),
    hint=sentence("各组第一次点名之前，组织者和各评委组长用 PIN 在规则上签字"),
    table="oversight",
    tells=template("规则由组织者和各评委组长签字确认之后才能开赛"),
)
