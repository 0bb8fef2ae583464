"""What the stopwatch says at a window where seconds are an indicator's value: some in time, some too late.

A fast rehearsal is over before anybody has waited at all. So the director writes down what the stopwatch
says, with the reason on record; the parts of a performance first, what counts towards its limit in the end.
"""

from collections.abc import Iterator, Mapping
from random import Random

from judging.core.scoring.rulebook import Round, Rulebook
from judging.core.timing.reckoning import counting

from .components import span

USUAL_S = (60, 600)  # where nobody asks for the seconds that count


class Stopwatch:
    def __init__(self, rules: Rulebook, seed: int) -> None:
        self._rules = rules
        self._seed = seed

    def is_kept(self, performance: Mapping[str, str]) -> bool:
        return bool(self._asking(performance))

    def whole_s(self, performance: Mapping[str, str], model: str) -> int:
        """What counts towards the limit; the same for all who perform like *model*."""
        counted = counting(self._round(performance))
        for indicator, segment, type in self._asking(performance):
            if not type and ({segment} == counted or not segment):
                return self._between(performance, model, indicator)
        return self._chance(performance, model, "whole").randint(*USUAL_S)

    def aside_s(self, performance: Mapping[str, str], model: str, case: str) -> Iterator[tuple[str, int]]:
        """Of each segment beside it, where an indicator asks for it of a case like this one."""
        round = self._round(performance)
        types = {"", *(each.type for each in round.cases if each.id == case)}
        for indicator, segment, type in self._asking(performance):
            if segment and segment not in counting(round) and type in types:
                yield segment, self._between(performance, model, indicator)

    def _asking(self, performance: Mapping[str, str]) -> list[tuple[Round, str, str]]:
        """Indicator, segment and type of case."""
        return [
            (each, each.measure.segment, each.measure.type)
            for each in self._rules.track(performance["track"]).rounds
            if each.measure and each.measure.round == performance["round"]
        ]

    def _round(self, performance: Mapping[str, str]) -> Round:
        return self._rules.track(performance["track"]).round(performance["round"])

    def _between(self, performance: Mapping[str, str], model: str, indicator: Round) -> int:
        assert indicator.points is not None
        low, high, _ = span(indicator.points)
        return self._chance(performance, model, indicator.id).randint(int(low), int(high))

    def _chance(self, performance: Mapping[str, str], model: str, what: str) -> Random:
        return Random(f"{self._seed} stopwatch {performance['track']} {performance['round']} {model} {what}")
