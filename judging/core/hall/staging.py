"""Who is on in a hall: brought on stage or to a window, taken off it, and who has to be done before."""

from collections.abc import Mapping

from msgspec.structs import replace

from judging.core.mappings import with_key
from judging.core.marking.avoiding import recusal_of
from judging.core.marking.hold import awaited, unrevealed
from judging.core.people.taking_part import Judge
from judging.core.refused import Reason, Refused
from judging.core.state import PanelKey, State
from judging.core.words import EXCUSES, PHASES

from .air import Scene
from .hall import Hall
from .performance import JudgeSheet, Performance, PerformanceId, Phase, SheetPhase

UNDER_WAY = (Phase.CALLED, Phase.MARKING)
# What a walk-round takes from the screens as it begins; a reveal, a ranking or black stays.
OF_A_STAGE = (Scene.STANDBY, Scene.ENTRANCE, Scene.PROGRESS)


def with_performance(state: State, id: PerformanceId, performance: Performance) -> State:
    """Nobody comes on stage or leaves it by this: a sheet that arrives moves no page to another entrant."""
    return replace(state, performances=with_key(state.performances, id, performance))


def staged(state: State, id: PerformanceId, performance: Performance, scene: Scene | None = None) -> State:
    """*performance* is on in its hall: at a window; or on stage, and *scene* on air if there is one."""
    hall = state.hall_of(id)
    changed = with_performance(state, id, replace(performance, hall=hall.id))
    if state.walks(id):
        return _walking(changed, id)
    return changed.in_hall(hall.id, on=(id,), on_stage=id, scene=scene or hall.scene)


def _walking(state: State, id: PerformanceId) -> State:
    """Beside those who are under way there, called first first. A reveal brings it on stage.

    Who stood there stays as long as its score is told.
    """
    hall, phase = state.hall_of(id), state.performance(id).phase
    here = tuple(other for other in hall.on if state.walks(other))
    others = tuple(other for other in here if other != id)
    told = hall.on_stage if _is_told(state, hall.on_stage) and hall.on_stage != id else None
    under_way = here if id in here else (*here, id)
    return state.in_hall(
        hall.id,
        on=under_way if phase in UNDER_WAY else others,
        on_stage=id if phase is Phase.REVEALED else told,
        scene=_scene_beside(hall, id, phase, others),
    )


def _is_told(state: State, id: PerformanceId | None) -> bool:
    return id is not None and state.performance(id).phase is Phase.REVEALED


def _scene_beside(hall: Hall, id: PerformanceId, phase: Phase, others: tuple[PerformanceId, ...]) -> Scene:
    if phase in UNDER_WAY and hall.scene in OF_A_STAGE:
        return Scene.WALK
    if phase is not Phase.REVEALED and hall.scene is Scene.REVEAL and hall.on_stage == id:
        return Scene.WALK if others else Scene.STANDBY
    return hall.scene


def off_stage(state: State, id: PerformanceId) -> State:
    """It waits again, as if it had not been called, and is timed anew when it is."""
    hall = state.hall_of(id)
    waiting = replace(
        state.performance(id),
        phase=Phase.WAITING,
        sheets=_unbound(state.performance(id).sheets),
        taken_back=False,
        hall="",
        window=0,
        bench=(),
        clock=None,
    )
    left = tuple(other for other in hall.on if other != id)
    stays = state.walks(id) and (left or hall.scene is not Scene.WALK)
    return with_performance(state, id, waiting).in_hall(
        hall.id,
        on=left,
        on_stage=None if hall.on_stage == id else hall.on_stage,
        scene=hall.scene if stays else Scene.STANDBY,
    )


def _unbound(sheets: Mapping[str, JudgeSheet]) -> Mapping[str, JudgeSheet]:
    """Without the recusals that the call found: the next call finds those that still stand."""
    return {
        judge: replace(sheet, phase=SheetPhase.RETURNED, reason="", ground=None) if sheet.ground else sheet
        for judge, sheet in sheets.items()
        if not sheet.ground or sheet.revision
    }


def off_list(state: State, id: PerformanceId) -> State:
    """No list of scores told together has this one any more; without any there is no list on air."""
    hall = state.hall_of(id)
    if hall.batch is None or id not in hall.batch.performances:
        return state
    left = tuple(other for other in hall.batch.performances if other != id)
    return state.in_hall(
        hall.id,
        batch=replace(hall.batch, performances=left) if left else None,
        scene=Scene.STANDBY if not left and hall.scene is Scene.SCORES else hall.scene,
    )


def stage_is_free(state: State, id: PerformanceId, key: PanelKey) -> None:
    """Raises Refused while somebody is under way in the hall, or a score of this panel is to be revealed.

    Under 定标 the first few are revealed together; from a walk-round whenever the director wants.
    """
    others_off_stage(state, id)
    if state.walks(id):
        waiting = _on_stage_unrevealed(state, id)
    else:
        waiting = () if awaited(state, key) else unrevealed(state, key)
    if waiting:
        raise Refused(Reason.STAGE_TAKEN, "{name}尚未亮分，亮分后才能请下一个", name=state.named(waiting[0]))


def _on_stage_unrevealed(state: State, id: PerformanceId) -> tuple[PerformanceId, ...]:
    """Whose score is still to be told before the hall turns to its windows."""
    told = state.hall_of(id).on_stage
    is_waiting = told and not state.walks(told) and state.performance(told).phase is Phase.CONFIRMED
    return (told,) if told and is_waiting else ()


def others_off_stage(state: State, id: PerformanceId) -> None:
    """Raises Refused while somebody else is under way in the same hall, unless both are at windows."""
    for other in state.hall_of(id).on:
        phase = state.performance(other).phase
        if other != id and phase in UNDER_WAY and not (state.walks(id) and state.walks(other)):
            raise Refused(
                Reason.STAGE_TAKEN,
                "{name}{phase}，结束后再操作",
                name=state.named(other),
                phase=PHASES[phase],
            )


def entrant_is_free(state: State, id: PerformanceId) -> None:
    """Raises Refused while the entrant is on in another hall, in another round."""
    for hall in state.halls.values():
        for other in hall.on:
            is_same = (other.track, other.entrant) == (id.track, id.entrant)
            if is_same and other != id and state.performance(other).phase in UNDER_WAY:
                raise Refused(
                    Reason.STAGE_TAKEN,
                    "{name}正在{hall}参加“{round}”，那边结束后再操作",
                    name=state.named(id),
                    hall=hall.name,
                    round=state.round(other.track, other.round).name,
                )


def judges_are_free(state: State, id: PerformanceId) -> None:
    """Raises Refused while a judge of this performance is needed in another hall."""
    for judge in state.panel(id):
        if _needs(state, id, judge.id) and recusal_of(state, id, judge.id) is None:
            judge_is_free(state, id, judge)


def judge_is_free(state: State, id: PerformanceId, judge: Judge) -> None:
    """Raises Refused while *judge* tries out, or is needed in another hall than that of this performance."""
    here = state.hall_of(id)
    for key, trial in state.trials.items():
        panel = state.panels.get(key)
        if trial.is_open and panel and any(seated.id == judge.id for seated in panel.judges):
            raise Refused(Reason.STAGE_TAKEN, "正在试评“{name}”，请先结束试评", name=trial.name)
    for hall in state.halls.values():
        for other in hall.on if hall.id != here.id else ():
            if state.performance(other).phase in UNDER_WAY and _needs(state, other, judge.id):
                raise Refused(
                    Reason.STAGE_TAKEN,
                    "{judge}正在{hall}评{name}，那边结束后再操作",
                    judge=judge.name,
                    hall=hall.name,
                    name=state.named(other),
                )


def _needs(state: State, id: PerformanceId, judge: str) -> bool:
    sheet = state.performance(id).sheets.get(judge)
    is_excused = sheet is not None and sheet.phase in EXCUSES
    return not is_excused and any(seated.id == judge for seated in state.panel(id))


def coming_in(state: State, key: PanelKey) -> PerformanceId | None:
    """The next in the running order of this panel."""
    for entrant in state.order_of(key):
        following = PerformanceId(key.track, key.round, entrant)
        if state.performance(following).phase is Phase.WAITING and (key.track, entrant) not in state.statuses:
            return following
    return None
