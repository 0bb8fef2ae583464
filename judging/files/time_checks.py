"""Time limits that are right by themselves and wrong together (see `contradictions`)."""

from collections.abc import Mapping
from typing import Any

from judging.core.scoring.time_limits import Segment, Time
from judging.core.sentence import sentence

from .keys import Keys


def refuse_time(keys: Keys, time: Time, known: Mapping[str, Any]) -> None:
    refuse_warnings(keys, time.limit_s, time.warn_s)
    if time.segments and keys.good("segments") and not any(segment.counts for segment in time.segments):
        keys.refuse(
            "segments", sentence("没有一段计入时限"), sentence("至少一段写 counts = true，或删去 segments")
        )


def refuse_segment(keys: Keys, segment: Segment, known: Mapping[str, Any]) -> None:
    if segment.limit_s is not None:
        refuse_warnings(keys, segment.limit_s, segment.warn_s)
    elif segment.warn_s and keys.good("limit_s", "warn_s"):
        keys.refuse("warn_s", sentence("本段没有时限，无从提醒"), sentence("写 limit_s = …，或删去 warn_s"))


def refuse_warnings(keys: Keys, limit_s: int, warn_s: tuple[int, ...]) -> None:
    """Warnings come before the end, the earliest first."""
    if not keys.good("limit_s", "warn_s"):
        return
    for i, left_s in enumerate(warn_s):
        if left_s >= limit_s:
            what = sentence("剩余 {left_s} 秒不少于时限 {limit_s} 秒", left_s=left_s, limit_s=limit_s)
            keys.refuse_item("warn_s", i, what, sentence("写小于 {limit_s} 的整数", limit_s=limit_s))
        elif i and left_s >= warn_s[i - 1]:
            what = sentence("{left_s} 不少于前一个的 {before}", left_s=left_s, before=warn_s[i - 1])
            keys.refuse_item("warn_s", i, what, sentence("从多到少写，例如 60、30"))
