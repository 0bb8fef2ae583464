"""What does not go together in the rules of 整改单: points without a round that they come off."""

from collections.abc import Mapping
from typing import Any

from judging.core.scoring.rulebook import Kind, Rulebook
from judging.core.sentence import sentence

from .keys import Keys, one_of
from .problems import shown

COSTS = ("companion", "rating", "complaint", "overdue")


def refuse_rectify(keys: Keys, rulebook: Rulebook, known: Mapping[str, Any]) -> None:
    for table in keys.inside("rectify"):
        if not keys.good("tracks") or not table.is_right:
            return
        rules = rulebook.rectify
        rounds = {
            round.id: round
            for track in rulebook.tracks
            for round in track.rounds
            if round.kind is not Kind.JUDGED
        }
        if rules.round and rules.round not in rounds:
            what = sentence("{value} 不是导入成绩或指标的环节", value=shown(rules.round))
            table.refuse("round", what, one_of(rules.round, rounds))
        cost = next((key for key in COSTS if getattr(rules, key)), "")
        if cost and not rules.round:
            what = sentence("写了扣分，没有写扣在哪个环节")
            table.refuse(cost, what, sentence("写 round = “…”，即导入成绩或指标的环节编号"))
        if rules.complicated_days and (rules.settle_days or 0) >= rules.complicated_days:
            what = sentence("较为复杂的期限不比一般的长")
            table.refuse("complicated_days", what, sentence("写得比 settle_days 大，或删去"))
