"""What is published of a track: its ranking, taken back if need be, ties decided, and the lock."""

from judging.core import commands as c
from judging.core import events as e
from judging.core.beats import uncut
from judging.core.live import day, ranking, revealed_entrants, ties
from judging.core.people import Actor
from judging.core.performance import ENGINE, Phase
from judging.core.publication import fingerprint, is_on_air, present
from judging.core.ranking import track_result
from judging.core.refused import Reason, Refused
from judging.core.rulebook import Kind, Track
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.words import PHASES

from . import checks


def reveal_standings(state: State, command: c.RevealStandings, by: Actor, at: str) -> tuple[e.Event, ...]:
    """Only as it was previewed; nothing where the hall sees it already."""
    may_rank(state, command.track)
    uncut(state, at)
    shown = present(state, command.track)
    if command.seen != fingerprint(shown):
        raise Refused(Reason.STALE, "排名在预览之后有了变化，没有公布；请再看一遍预览")
    if is_on_air(state, command.track):
        return ()
    return (e.StandingsRevealed(shown.track, shown.rows, shown.of, ENGINE),)


def withdraw_standings(state: State, command: c.WithdrawStandings, by: Actor, at: str) -> tuple[e.Event, ...]:
    """Nothing where it has been withdrawn already."""
    _track(state, command.track)
    reason = checks.text(command.reason, sentence("撤回原因"))
    if command.track not in state.standings:
        return ()
    return (e.StandingsWithdrawn(command.track, reason),)


def may_rank(state: State, track: str) -> None:
    """Raises Refused where a ranking would have nothing to show."""
    found = _track(state, track)
    for round in found.rounds:
        if round.kind is Kind.IMPORTED and (track, round.id) not in state.components:
            raise Refused(Reason.INCOMPLETE, "不能公布排名：“{round}”成绩尚未导入", round=round.name)
        if round.kind is Kind.INDICATOR:
            raise Refused(
                Reason.INCOMPLETE,
                "不能公布排名：指标环节“{round}”现场还不支持，请用 judging tally 计算",
                round=round.name,
            )
    if not any((track, entrant) not in state.statuses for entrant in revealed_entrants(state, track)):
        raise Refused(Reason.INCOMPLETE, "不能公布排名：还没有参赛对象亮分")


def _track(state: State, id: str) -> Track:
    try:
        return state.track(id)
    except KeyError:
        raise Refused(Reason.UNKNOWN, "没有这个组别，请刷新页面后重试") from None


def decide_tie(state: State, command: c.DecideTie, by: Actor, at: str) -> tuple[e.Event, ...]:
    """Once decided a tie may be decided anew, until the track is locked."""
    _track(state, command.track)
    checks.unlocked(state, command.track)
    reason = checks.text(command.reason, sentence("决定依据"))
    known = [set(tie.entrants) for tie in ties(state, command.track, decided=True)]
    if len(set(command.order)) < len(command.order) or set(command.order) not in known:
        raise Refused(Reason.STALE, "并列的名单已经变化，请按当前页面上的并列重新排定先后")
    decided = {entrant: place for place, entrant in enumerate(command.order, 1)}
    if decided.items() <= state.tie_orders.get(command.track, {}).items():
        return ()
    return (e.TieDecided(command.track, command.order, reason),)


def lock(state: State, command: c.LockTrack, by: Actor, at: str) -> tuple[e.Event, ...]:
    """What the rules ask for; before it is written the desk lets the second engine compute it all again."""
    may_lock(state, command.track)
    track, known = state.track(command.track), day(state, command.track)
    result = track_result(track, known)
    if tied := ties(state, command.track):
        names = tuple(state.entrants[command.track][entrant].name for entrant in tied[0].entrants)
        raise Refused(Reason.INCOMPLETE, "不能锁定：{names}并列，请先记录评委组长决定的先后", names=names)
    if result.held:
        raise Refused(Reason.INCOMPLETE, "不能锁定：{why:；}", why=tuple(each.detail for each in result.held))
    return (e.TrackLocked(command.track, ranking(state, command.track), ENGINE),)


def may_lock(state: State, track: str) -> None:
    """Raises Refused unless everybody who takes part has been revealed, and nobody is being judged."""
    may_rank(state, track)
    checks.unlocked(state, track)
    for id, found in state.performances.items():
        if id.track == track and found.phase in (Phase.CALLED, Phase.MARKING, Phase.CONFIRMED):
            raise Refused(
                Reason.INCOMPLETE,
                "不能锁定：{name}{phase}",
                name=state.entrant(id).name,
                phase=PHASES[found.phase],
            )
    revealed = revealed_entrants(state, track)
    waiting = [
        entrant.name
        for id, entrant in state.entrants[track].items()
        if id not in revealed and (track, id) not in state.statuses
    ]
    if len(waiting) > 1:
        raise Refused(
            Reason.INCOMPLETE,
            "不能锁定：{name}等 {count} 个尚未亮分",
            name=waiting[0],
            count=len(waiting),
        )
    if waiting:
        raise Refused(Reason.INCOMPLETE, "不能锁定：{name}尚未亮分", name=waiting[0])
