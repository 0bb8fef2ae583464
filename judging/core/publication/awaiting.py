"""Whose value or class a round still waits for: named wherever the ranking is waited for."""

from collections.abc import Collection, Iterator

from judging.core.evaluating.taking import evaluation_of
from judging.core.hall.performance import PerformanceId, Phase
from judging.core.people.taking_part import names_among
from judging.core.scoring.day import Held
from judging.core.scoring.imported import is_imported
from judging.core.scoring.indicators import is_by_rank
from judging.core.scoring.rulebook import Kind, Round
from judging.core.sentence import Sentence, sentence
from judging.core.setup.classing import classes_of
from judging.core.state import State
from judging.core.timing.measuring import measured


def awaited(state: State, track: str) -> tuple[Sentence, ...]:
    """What keeps everybody's ranks waiting: a value of one moves the points of others (contract 5.4)."""
    rounds = [round for round in state.track(track).rounds if is_by_rank(round)]
    return tuple(told for round in rounds for told in _lacking(state, track, round))


def missing(state: State, track: str) -> tuple[Sentence, ...]:
    """Who has no component, value or class in which imported round, and which evaluation is not closed."""
    found: list[Sentence] = []
    for round in state.track(track).rounds:
        if is_imported(round) and (track, round.id) not in state.components:
            found.append(sentence("“{round}”成绩尚未导入", round=round.name))
        elif is_imported(round):
            found += _lacking(state, track, round)
        elif round.is_evaluated:
            found += _unevaluated(state, track, round)
    return tuple(found)


def _unevaluated(state: State, track: str, round: Round) -> Iterator[Sentence]:
    """While it is open nobody is told how many sheets anybody has."""
    if not evaluation_of(state, track, round.id).is_closed:
        yield sentence("“{round}”的测评还没有结束", round=round.name)


def _lacking(state: State, track: str, round: Round) -> Iterator[Sentence]:
    names = names_among(state.entrants.get(track, {}).values())
    with_value, classes = _with_value(state, track, round), classes_of(state, track)
    taking_part = [entrant for entrant in names if (track, entrant) not in state.statuses]
    if without := tuple(names[entrant] for entrant in taking_part if entrant not in with_value):
        yield _of_values(round, without)
    unclassed = tuple(names[each] for each in taking_part if round.within and each not in classes)
    if unclassed:
        yield sentence("{round}：{names} 的窗口大类未录入", round=round.name, names=unclassed)


def _with_value(state: State, track: str, round: Round) -> Collection[str]:
    """Also of a clock only what the hall knows."""
    if round.measure is None:
        known = state.components.get((track, round.id))
        return known.scores if known else ()
    ids = [PerformanceId(track, round.measure.round, entrant) for entrant in state.entrants.get(track, {})]
    seen = [id for id in ids if state.performance(id).phase is Phase.REVEALED]
    return {entrant for of, entrant in measured(state, seen) if of == round.id}


def _of_values(round: Round, names: tuple[str, ...]) -> Sentence:
    if round.kind is Kind.IMPORTED:
        return sentence("{round}：{names} 的成绩未录入", round=round.name, names=names)
    if round.measure is not None:
        return sentence("{round}：{names} 还没有亮分，用时未计入", round=round.name, names=names)
    return sentence("{round}：{names} 的指标值未录入", round=round.name, names=names)


def by_name(state: State, track: str, held: Held) -> Sentence:
    """Why somebody is held, with people's names instead of their ids."""
    names = names_among(state.entrants.get(track, {}).values())
    values = {
        key: tuple(names.get(each, each) if isinstance(each, str) else each for each in value)
        if isinstance(value, tuple)
        else value
        for key, value in held.detail.values.items()
    }
    return Sentence(held.detail.template, values)
