"""Scenes: what goes on air beside the steps of the show."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.sentence import Sentence, sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent
from judging.core.timing.showing import clocked

from .air import Scene
from .beats import uncut
from .hall import MAIN, Hall
from .performance import Phase


class ShowScene(AnyCommand, frozen=True):
    scene: Scene
    hall: str = MAIN


class SceneShown(AnyEvent, frozen=True):
    scene: Scene
    hall: str = MAIN


def show_scene(state: State, command: ShowScene, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """A scene goes on air only when it has something to show that may be shown.

    While a reveal runs only black may take its place, and the reveal come back after it.
    """
    hall = checks.hall_of(state, command.hall)
    if command.scene not in (Scene.BLACK, Scene.REVEAL):
        uncut(state, hall, at)
    if reason := _nothing_for(state, hall, command.scene):
        raise Refused(Reason.NOT_NOW, reason)
    return () if hall.scene is command.scene else (SceneShown(command.scene, hall.id),)


def _nothing_for(state: State, hall: Hall, scene: Scene) -> Sentence | None:
    phase = state.performance(hall.on_stage).phase if hall.on_stage else Phase.WAITING
    match scene:
        case Scene.STANDBY | Scene.BLACK:
            return None
        case Scene.OVERVIEW:
            return None if len(state.halls) > 1 else sentence("只有一处台上，没有总览可放")
        case Scene.ENTRANCE:
            return None if hall.on_stage else sentence("台上没有参赛对象，请先点名")
        case Scene.PROGRESS:
            is_marked = phase in (Phase.MARKING, Phase.CONFIRMED)
            return None if is_marked else sentence("现在没有进行中的评分，请先开始评分")
        case Scene.REVEAL:
            return None if phase is Phase.REVEALED else sentence("台上的得分尚未亮分，请先亮分")
        case Scene.WALK:
            is_walked = any(map(state.walks, hall.on))
            return None if is_walked else sentence("窗口没有参赛对象，请先请到窗口")
        case Scene.SCORES:
            return None if hall.batch else sentence("没有可放的本批得分，请先一起亮分")
        case Scene.CLOCK:
            return None if clocked(state, hall) else sentence("没有要计时的参赛对象，请先点名")
        case Scene.RESULTS:
            return None if state.results_open else sentence("结果页还没有开放，请先在控制台开放结果页")
        case Scene.CEREMONY:
            ceremony = state.ceremonies.get(hall.id)
            is_on = ceremony is not None and ceremony.is_on
            return None if is_on else sentence("没有正在进行的颁奖，请先在“颁奖”页面开始")
        case Scene.RANKING:
            return None if hall.ranking_on_air else sentence("没有可放的排名，请先公布排名")


def scene_shown(state: State, event: SceneShown, at: str) -> State:
    """A list begins with its first page."""
    hall = state.halls[event.hall]
    aired_at = at if event.scene is Scene.RANKING else hall.aired_at
    batch = replace(hall.batch, at=at) if hall.batch and event.scene is Scene.SCORES else hall.batch
    return state.in_hall(
        event.hall, scene=event.scene, aired_at=aired_at, batch=batch, ranking_taken_back=None
    )
