"""A judge who calls the scorekeeper."""

from enum import StrEnum

from msgspec import Struct


class HandReason(StrEnum):
    CHANGE = "change"  # 要改分: the sheet is to be returned
    FAULT = "fault"  # 手机或网络故障
    COME = "come"  # 请工作人员过来; also what hands without a reason said


class Hand(Struct, frozen=True):
    """A judge who calls the scorekeeper since *at*. An answered one stands until it is lowered or a call."""

    at: str
    answered: bool = False
    reason: HandReason = HandReason.COME
    answered_by: str = ""  # as the log names who answered
