"""本批得分: scores of a walk-round that are told together, as a list, in the running order."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .air import Scene
from .beats import uncut
from .hall import MAIN, Batch
from .performance import PerformanceId
from .revealing import reveal_of, score_revealed
from .staging import others_off_stage


class RevealTogether(AnyCommand, frozen=True):
    """By group, or all at the end. `seen`: their scores as they were previewed; only those are told."""

    performances: tuple[PerformanceId, ...]
    hall: str = MAIN
    seen: tuple[str, ...] | None = None


class BatchShown(AnyEvent, frozen=True):
    """On air: the scores of these, which have just been revealed."""

    performances: tuple[PerformanceId, ...]
    hall: str = MAIN


MOST_TOGETHER = 120


def reveal_together(state: State, command: RevealTogether, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """All of them, or none."""
    hall = checks.hall_of(state, command.hall)
    if not 0 < len(set(command.performances)) == len(command.performances) <= MOST_TOGETHER:
        raise Refused(Reason.MALFORMED, "请选 1～{most} 个得分一起亮，不要重复", most=MOST_TOGETHER)
    uncut(state, hall, at)
    events, told = list[AnyEvent](), list[str]()
    for id in command.performances:
        checks.known(state, id)
        if not state.walks(id):
            raise Refused(Reason.UNKNOWN, "台上环节的得分请逐个亮")
        if state.hall_of(id).id != hall.id:
            raise Refused(Reason.UNKNOWN, "{name}不在这个会场，请刷新页面", name=state.named(id))
        others_off_stage(state, id)
        revealed = replace(reveal_of(state, id), together=True)
        told.append(revealed.announced.score)
        state = score_revealed(state, revealed, at)  # 定标 asks who was revealed before
        events.append(revealed)
    if command.seen is not None and tuple(told) != command.seen:
        raise Refused(Reason.STALE, "得分在预览之后有了变化，没有亮分；请再看一遍")
    return (*events, BatchShown(command.performances, hall.id))


def batch_shown(state: State, event: BatchShown, at: str) -> State:
    return state.in_hall(event.hall, batch=Batch(event.performances, at), scene=Scene.SCORES)
