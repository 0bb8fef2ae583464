"""The words for what a season's settings may be, and for how somebody fared in an event."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from judging.core.sentence import Sentence, sentence

from .rules import Missed, Reduction, Shared, Worth
from .valuing import State

CHOICES: dict[type[StrEnum], Mapping[Any, Sentence]] = {
    Worth: {Worth.SCORE: sentence("综合成绩"), Worth.PLACE: sentence("名次积分")},
    Shared: {Shared.MEAN: sentence("取所占各名次的平均"), Shared.HIGH: sentence("都按较高的名次")},
    Missed: {
        Missed.SKIP: sentence("不计这一场"),
        Missed.ZERO: sentence("计 0 分"),
        Missed.HOLD: sentence("等补齐"),
    },
    Reduction: {Reduction.MEAN: sentence("平均"), Reduction.SUM: sentence("相加")},
}
STATES: Mapping[State, Sentence] = {
    State.IN: sentence("参加"),
    State.MISSED: sentence("没有参加"),
    State.EXCUSED: sentence("请假"),
    State.DISQUALIFIED: sentence("取消资格"),
}
