"""What a correction that waits would change: for whoever signs it or puts it into effect."""

from collections.abc import Iterator

from judging.core.correction.record import Change, Correction, Deducted, NewMarks, Undeducted
from judging.core.correction.working_out import outcome
from judging.core.hall.performance import PerformanceId
from judging.core.refused import Refused
from judging.core.scoring.numbers import shortest
from judging.core.sentence import Sentence, sentence
from judging.core.state import State

from .naming import who


def told_change(state: State, id: PerformanceId, change: Change) -> Sentence:
    match change:
        case NewMarks(judge=judge):
            seat = next(each for each in state.panel(id) if each.id == judge)
            return sentence("{seat}号评委 {name} 的评分表", seat=seat.seat, name=seat.name)
        case Deducted(points=points, reason=reason):
            return sentence("补记扣分 {points}：{reason}", points=points, reason=reason)
        case Undeducted(deduction=gone):
            return sentence("撤销扣分 {points}：{reason}", points=shortest(gone.points), reason=gone.reason)


def facts(state: State, found: Correction) -> tuple[Sentence, ...]:
    """What, why and who, and what it would come to now."""
    id = found.performance
    return (
        sentence(
            "{name}“{round}”：{what}",
            name=state.named(id),
            round=state.round(id.track, id.round).name,
            what=told_change(state, id, found.change),
        ),
        sentence("更正原因：{reason}", reason=found.reason),
        sentence("提出：{who}", who=who(state, found.proposed_by)),
        *_moved(state, found),
    )


def _moved(state: State, found: Correction) -> Iterator[Sentence]:
    id = found.performance
    try:
        made = outcome(state, id, found.change, found.order)
    except Refused as refused:
        yield refused.sentence
        return
    yield sentence("得分由 {was} 改为 {now}", was=made.was.score, now=made.now.score)
    for move in made.moves:
        yield sentence(
            "{name}：名次 {before} → {place}，综合成绩 {composite_before} → {composite}",
            name=state.name_of(id.track, move.entrant),
            before=move.before or 0,
            place=move.place or 0,
            composite_before=move.composite_before,
            composite=move.composite,
        )
