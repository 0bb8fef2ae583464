"""Taking in what was filled in, by a person or on a slip of paper: what may be given, and when."""

from collections.abc import Collection, Mapping

from msgspec.structs import replace

from judging.core import checks
from judging.core.refused import Reason, Refused
from judging.core.scoring.numbers import parse, shortest
from judging.core.scoring.rulebook import Criterion, Kind, Round
from judging.core.state import RoundKey, State

from .evaluation import Evaluation, Filled

Marks = Mapping[str, str]  # criterion → decimal text


def evaluated(state: State, track: str, round: str) -> Round:
    """A round whose sheets stand alone."""
    found = checks.round_of(state, track, round, Kind.JUDGED)
    if not found.is_evaluated:
        raise Refused(Reason.UNKNOWN, "“{round}”由评委组评分，没有测评；请刷新页面后重试", round=found.name)
    return found


def evaluation_of(state: State, track: str, round: str) -> Evaluation:
    return state.evaluations.get((track, round), Evaluation())


def opened(state: State, track: str, round: str, at: str) -> tuple[Round, Evaluation]:
    """The round and its evaluation, while it takes sheets."""
    rules, found = evaluated(state, track, round), evaluation_of(state, track, round)
    checks.unlocked(state, track)
    if not found.opened_at:
        raise Refused(Reason.NOT_NOW, "“{round}”的测评还没有开始，请等组织者开放", round=rules.name)
    if found.is_over(at):
        raise Refused(
            Reason.NOT_NOW,
            "“{round}”的测评已经结束，不再收；确有原因请找组织者重新开放",
            round=rules.name,
        )
    return rules, found


def checked_marks(
    state: State, track: str, round: Round, among: Collection[str], given: Mapping[str, Marks]
) -> None:
    """Raises Refused unless *given*, by entrant, may be given for some of *among*.

    Each sheet is whole. Where names are chosen (`most`) the page is: the chosen have the highest mark of the
    only criterion, all others of *among* the lowest.
    """
    if not given:
        raise Refused(Reason.INCOMPLETE, "这一页还没有填，请先填写再提交")
    if strangers := [entrant for entrant in given if entrant not in among]:
        raise Refused(
            Reason.UNKNOWN,
            "名单已有变化：您不用给{name}填，请刷新页面后重试",
            name=_called(state, track, strangers[0]),
        )
    for entrant, marks in given.items():
        _whole_sheet(round, _called(state, track, entrant), marks)
    if round.most:
        _chosen(round, among, given)


def _called(state: State, track: str, entrant: str) -> str:
    return state.name_of(track, entrant) if entrant in state.entrants.get(track, {}) else entrant


def _whole_sheet(round: Round, name: str, marks: Marks) -> None:
    if marks.keys() != {criterion.id for criterion in round.criteria}:
        raise Refused(Reason.INCOMPLETE, "{name}的评分项不全，请补齐后重交", name=name)
    for criterion in round.criteria:
        checks.mark(criterion, marks[criterion.id])
        if criterion.grades and parse(marks[criterion.id]) not in {each.mark for each in criterion.grades}:
            raise Refused(
                Reason.OUT_OF_RANGE,
                "{name}的“{criterion}”只能选一档：{grades}",
                name=name,
                criterion=criterion.name,
                grades=tuple(each.name for each in criterion.grades),
            )


def _chosen(round: Round, among: Collection[str], given: Mapping[str, Marks]) -> None:
    [criterion] = round.criteria
    if len(given) < len(among):
        raise Refused(Reason.INCOMPLETE, "推选须整页一起提交，请刷新页面后重选")
    marks = [parse(marks[criterion.id]) for marks in given.values()]
    if any(mark not in (criterion.min, criterion.max) for mark in marks):
        raise Refused(
            Reason.OUT_OF_RANGE,
            "推选只有选中（{most}）和不选（{least}），请刷新页面后重选",
            most=shortest(criterion.max),
            least=shortest(criterion.min),
        )
    if (count := marks.count(criterion.max)) > round.most:
        raise Refused(
            Reason.TOO_MANY,
            "最多选 {most} 个，您选了 {count} 个，请去掉一些",
            most=round.most,
            count=count,
        )


def choice_of(criterion: Criterion, chosen: bool) -> Marks:
    """What choosing a name, or not choosing it, gives."""
    return {criterion.id: shortest(criterion.max if chosen else criterion.min)}


def taken(
    state: State,
    key: RoundKey,
    evaluator: str,
    marks: Mapping[str, Marks],
    groups: Mapping[str, str],
    at: str,
) -> State:
    """With these sheets, by entrant; of the same evaluator they replace those there were.

    *groups* says for which group of the round each entrant's counts; who is not in it counts for none.
    """
    found = evaluation_of(state, *key)
    sheets = {
        (evaluator, entrant): Filled(given, groups.get(entrant, ""), at) for entrant, given in marks.items()
    }
    changed = replace(found, sheets={**found.sheets, **sheets})
    return replace(state, evaluations={**state.evaluations, key: changed})
