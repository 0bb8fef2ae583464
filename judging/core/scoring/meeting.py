"""How the meeting on the honours decides: votes, who has to be there, what becomes of a vacancy."""

from enum import StrEnum

from judging.core.sentence import sentence, template

from .settings import Setting


class Majority(StrEnum):
    """Of those present."""

    HALF = "1/2"  # 过半数: more than half
    TWO_THIRDS = "2/3"  # 三分之二以上: two thirds are enough


def needed_votes(majority: Majority, present: int) -> int:
    """How many votes in favour carry an entry."""
    match majority:
        case Majority.HALF:
            return present // 2 + 1
        case Majority.TWO_THIRDS:
            return -(-2 * present // 3)


MAJORITY = Setting(
    sentence("表决须达到"),
    hint=sentence("评审会议逐个表决，按到会人数计算；不选：不要求表决"),
    table="meeting",
    tells=template("评审会议逐个表决，同意票须达到到会人数的{value}"),
)
QUORUM = Setting(
    sentence("会议至少到会"),
    hint=sentence("0 为不限"),
    unit=sentence("人"),
    least=0,
    table="meeting",
    tells=template("评审会议至少 {value} 人到会"),
)
BODY = Setting(
    sentence("会议名称"),
    hint=sentence("如 “三重一大”会议、支部委员会、活动领导小组；印在评审决定书上"),
    table="meeting",
    tells=template("评奖和并列的先后由{value}决定"),
)
FILL = Setting(
    sentence("否决后依次递补"),
    hint=sentence("不选：被否决的名额空缺"),
    table="meeting",
    tells=template("被否决的名额按同一评奖办法依次递补，递补的人选再由会议决定"),
)
