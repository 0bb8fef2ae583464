"""公布排名, and 撤回公布."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.entering.waiting import waiting_imports
from judging.core.evaluating.taking import evaluation_of
from judging.core.hall.air import Scene
from judging.core.hall.beats import uncut
from judging.core.hall.hall import MAIN
from judging.core.hall.performance import ENGINE
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.runnable import of_track
from judging.core.scoring.imported import is_imported
from judging.core.scoring.rulebook import Track
from judging.core.sentence import sentence
from judging.core.setup.classing import classes_in
from judging.core.signing.requiring import require_answers, require_publication
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .awaiting import awaited
from .on_air import fingerprint, is_on_air, one_taken_back, present
from .ranked import revealed_entrants, to_equalise
from .standing import StandingRow, Standings


class RevealStandings(AnyCommand, frozen=True):
    """公布排名. `seen` is the fingerprint of the ranking that was previewed: only that one is published.

    `within`: of this window class (窗口大类) alone, which is a ranking of its own; "" of all of the track.
    """

    track: str
    seen: str
    hall: str = MAIN
    within: str = ""


class WithdrawStandings(AnyCommand, frozen=True):
    """撤回公布: the ranking is public no longer."""

    track: str
    reason: str
    within: str = ""  # as of RevealStandings


class StandingsRevealed(AnyEvent, frozen=True):
    track: str
    rows: tuple[StandingRow, ...]
    of: int
    engine: int = 1  # as of `Announced`
    hall: str = MAIN
    within: str = ""  # as of RevealStandings


class StandingsWithdrawn(AnyEvent, frozen=True):
    """What the hall has seen, it has seen; the ranking counts as never published."""

    track: str
    reason: str
    within: str = ""


def reveal_standings(state: State, command: RevealStandings, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Only as it was previewed; nothing where the hall sees it already.

    A reveal of the track is over in every hall: no hall sees a score sooner than the one it is told in.
    """
    hall = checks.hall_of(state, command.hall)
    known_class(state, command.track, command.within)
    may_publish(state, command.track, command.within)
    for each in state.halls.values():
        if each.id == hall.id or (each.on_stage and each.on_stage.track == command.track):
            uncut(state, each, at)
    shown = present(state, command.track, command.within)
    if command.seen != fingerprint(shown):
        raise Refused(Reason.STALE, "排名在预览之后有了变化，没有公布；请再看一遍预览")
    if is_on_air(state, hall, command.track, command.within):
        return ()
    return (StandingsRevealed(shown.track, shown.rows, shown.of, ENGINE, hall.id, shown.within),)


def withdraw_standings(state: State, command: WithdrawStandings, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Nothing where it has been withdrawn already."""
    known_track(state, command.track)
    reason = checks.text(command.reason, sentence("撤回原因"))
    if state.published(command.track, command.within) is None:
        return ()
    return (StandingsWithdrawn(command.track, reason, command.within),)


def may_rank(state: State, track: str) -> None:
    """Raises Refused where a ranking would have nothing to show, or would ignore a rule."""
    found = known_track(state, track)
    if reasons := tuple(each.reason for each in of_track(found)):
        raise Refused(Reason.INCOMPLETE, "不能公布排名：{reasons:；}", reasons=reasons)
    if imported := waiting_imports(state, track):
        names = tuple(found.round(id).name for id in imported)
        raise Refused(
            Reason.INCOMPLETE,
            "不能公布排名：“{rounds}”的成绩或台账已由一人录入，须由另一人（复核员）复核",
            rounds=names,
        )
    for round in found.rounds:
        if is_imported(round) and (track, round.id) not in state.components:
            raise Refused(Reason.INCOMPLETE, "不能公布排名：“{round}”成绩尚未导入", round=round.name)
        if round.is_evaluated and not evaluation_of(state, track, round.id).is_closed:
            raise Refused(Reason.INCOMPLETE, "不能公布排名：“{round}”的测评还没有结束", round=round.name)
    if not any((track, entrant) not in state.statuses for entrant in revealed_entrants(state, track)):
        raise Refused(Reason.INCOMPLETE, "不能公布排名：还没有参赛对象亮分")
    if waiting := awaited(state, track):
        raise Refused(Reason.INCOMPLETE, "不能公布排名：{why:；}", why=waiting)
    if unequal := to_equalise(state, track):
        raise Refused(
            Reason.INCOMPLETE,
            "不能公布排名：“{round}”由几个评委组评分，全部亮分后才能折算，现在只有现场原始得分",
            round=unequal.name,
        )


def may_publish(state: State, track: str, within: str = "") -> None:
    """Raises Refused where the ranking may be previewed but not shown: flagged, or not countersigned."""
    may_rank(state, track)
    require_answers(state, track)
    require_publication(state, track, within)


def known_class(state: State, track: str, within: str) -> None:
    """Raises Refused for a window class that nobody of the track is in."""
    known_track(state, track)
    if within and within not in classes_in(state, track):
        raise Refused(
            Reason.UNKNOWN, "本组没有人属于窗口大类“{name}”，请刷新页面后重试", name=within[: checks.MAX_TEXT]
        )


def known_track(state: State, id: str) -> Track:
    try:
        return state.track(id)
    except KeyError:
        raise Refused(Reason.UNKNOWN, "没有这个组别，请刷新页面后重试") from None


def published(state: State, event: StandingsRevealed, at: str) -> State:
    shown = Standings(event.track, event.rows, event.of, at, event.within)
    if event.within:
        by_class = with_key(state.class_standings, (event.track, event.within), shown)
        changed = replace(state, class_standings=by_class)
    else:
        changed = replace(state, standings=with_key(state.standings, event.track, shown))
    return changed.in_hall(
        event.hall, ranking_on_air=shown, aired_at=at, ranking_taken_back=None, scene=Scene.RANKING
    )


def withdrawn(state: State, event: StandingsWithdrawn, at: str) -> State:
    return one_taken_back(state, event.track, event.within)
