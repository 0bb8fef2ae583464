"""What does not go together in what is asked of those who enter, and in when it is due."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from judging.core.scoring.roster_rule import RosterRule
from judging.core.scoring.rulebook import Rulebook
from judging.core.scoring.schedule import Phase
from judging.core.sentence import sentence

from .keys import Keys, one_of
from .problems import shown

Known = Mapping[str, Any]


def refuse_roster(keys: Keys, rule: RosterRule, known: Known) -> None:
    if not keys.good("exactly", "most", "districts") or rule.exactly is None:
        return
    if rule.most is not None and rule.most < rule.exactly:
        keys.refuse(
            "most",
            sentence("至多 {most} 个，却要恰好 {exactly} 个", most=rule.most, exactly=rule.exactly),
            sentence("两个只写一个"),
        )
    places = sum(rule.districts.values())
    if rule.districts and places < rule.exactly:
        keys.refuse(
            "districts",
            sentence("各区名额合计 {places} 个，到不了 {exactly} 个", places=places, exactly=rule.exactly),
            sentence("提高名额，或减小 exactly"),
        )


def refuse_phase(keys: Keys, phase: Phase, known: Known) -> None:
    for key in ("starts", "ends"):
        if keys.good(key) and not is_day(getattr(phase, key)):
            what = sentence("{value} 不是日期", value=shown(getattr(phase, key)))
            keys.refuse(key, what, sentence('写成 {key} = "2024-10-15"', key=key))
    if keys.good("starts", "ends") and phase.ends < phase.starts:
        keys.refuse(
            "ends",
            sentence("{ends} 截止，却从 {starts} 开始", ends=phase.ends, starts=phase.starts),
            sentence("ends 不能早于 starts"),
        )


def is_day(text: str) -> bool:
    """Whether it is a day of the calendar, as “2024-10-15”."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def refuse_undated(keys: Keys, rulebook: Rulebook, known: Known) -> None:
    """What is due by a phase that there is not."""
    phases = [phase.id for phase in rulebook.phases]
    for table, item in zip(keys.inside("intake"), rulebook.intake, strict=False):
        if table.good("phase") and item.phase is not None and item.phase not in phases:
            remedy = one_of(item.phase, phases) if phases else sentence("写一个 [[phases]]，或删去 phase")
            table.refuse("phase", sentence("{phase} 不是已有的阶段", phase=shown(item.phase)), remedy)
