"""评委分组: which group of the round each judge of a panel counts in, and which group has too few."""

from collections.abc import Iterable, Iterator

from judging.core.people.taking_part import Judge
from judging.core.refused import Reason, Refused
from judging.core.scoring.rulebook import Group, Round
from judging.core.sentence import Sentence, sentence

from .prepared import Panel


def group_of(round: Round, judge: Judge) -> Group | None:
    """None where judges are in no groups, or this one in none that the round has."""
    return next((group for group in round.groups if group.id == judge.group), None)


def group_name(round: Round, judge: Judge) -> str:
    """ "" where `group_of` finds none."""
    found = group_of(round, judge)
    return found.name if found else ""


def lacks_groups(round: Round, panel: Panel | None) -> Iterator[Sentence]:
    """Which judges of the panel still have no group, and which group has fewer than it must have."""
    if panel is None or not round.groups or round.is_evaluated:
        return
    everybody = (*panel.judges, *panel.reserves)
    if names := tuple(judge.name for judge in everybody if group_of(round, judge) is None):
        yield sentence("{names}还没有评委分组，请在“评委与席位”中选", names=names)
        return
    yield from short_groups(round, panel.judges)


def short_groups(round: Round, judges: Iterable[Judge]) -> Iterator[Sentence]:
    """Each group of which fewer judges are here than its minimum."""
    given = [judge.group for judge in judges]
    for group in round.groups:
        if (count := given.count(group.id)) < group.minimum:
            yield sentence(
                "{group}只有 {count} 位评委，少于 {least} 位，永远不出分；请增加席位或改选分组",
                group=group.name,
                count=count,
                least=group.minimum,
            )


def refuse_wrong_groups(round: Round, panel: Panel) -> None:
    """Raises Refused for a group that is missing, unknown or too small; and for any where there are none."""
    everybody = (*panel.judges, *panel.reserves)
    if any(judge.group for judge in panel.trainees):
        raise Refused(Reason.MALFORMED, "见习评委的评分表不计分，不分组；请去掉见习评委的分组")
    if not round.groups:
        if wrong := [judge for judge in everybody if judge.group]:
            raise Refused(
                Reason.MALFORMED,
                "“{round}”的评委不分组，请去掉{name}的分组",
                round=round.name,
                name=wrong[0].name,
            )
        return
    for judge in everybody:
        if group_of(round, judge) is None:
            raise Refused(
                Reason.INCOMPLETE,
                "“{round}”的评委分组计分，请给{name}选一个分组：{groups}",
                round=round.name,
                name=judge.name,
                groups=tuple(group.name for group in round.groups),
            )
    if found := next(short_groups(round, panel.judges), None):
        raise Refused(Reason.INCOMPLETE, found)
