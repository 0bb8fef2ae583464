"""Before the day: rules, roster, panels, imported components and running orders."""

from collections.abc import Iterable
from decimal import Decimal

from judging.core import commands as c
from judging.core import events as e
from judging.core.draw import shuffled
from judging.core.numbers import parse
from judging.core.people import Actor, Entrant, Judge
from judging.core.performance import PerformanceId, Phase
from judging.core.refused import Reason, Refused
from judging.core.rulebook import Kind, Round, Track
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.words import STATUSES

from . import checks

MAX_PANEL = 15  # seats a screen shows legibly in one row
MAX_SEED = 64


def create(state: State, command: c.CreateCompetition, by: Actor, at: str) -> tuple[e.Event, ...]:
    if state.rules is not None:
        raise Refused(Reason.ALREADY, "本文件已是赛事“{name}”，请另建新赛事", name=state.rules.name)
    entrants = {track.id: _roster(command.entrants.get(track.id, ())) for track in command.rules.tracks}
    return (e.CompetitionCreated(command.rules, entrants, command.rehearsal),)


def set_rules(state: State, command: c.SetRules, by: Actor, at: str) -> tuple[e.Event, ...]:
    """Rules of a track stand from its first opened marking on; texts of the whole may still change."""
    wanted = {track.id: track for track in command.rules.tracks}
    for track in state.rulebook.tracks:
        if state.begun(track.id) and wanted.get(track.id) != track:
            raise Refused(
                Reason.BEGUN, "{track}已开始评分，规则不能再改；确需更改，请另建赛事", track=track.name
            )
        if track.id not in wanted and state.entrants.get(track.id):
            raise Refused(
                Reason.BEGUN, "{track}还有参赛对象，不能删除该组别；请先清空其名单", track=track.name
            )
        if track.id in wanted:
            _imported_scores_fit(state, wanted[track.id])
    if command.rules == state.rules:
        return ()
    return (e.RulesSet(command.rules),)


def _imported_scores_fit(state: State, track: Track) -> None:
    """Scores that were imported under a higher maximum would come to more than everything."""
    for round in track.rounds:
        known = state.components.get((track.id, round.id))
        if known is None or round.kind is not Kind.IMPORTED:
            continue
        for entrant, score in known.scores.items():
            _on_scale(round, state.entrants[track.id][entrant].name, score)


def set_entrants(state: State, command: c.SetEntrants, by: Actor, at: str) -> tuple[e.Event, ...]:
    if command.track not in {track.id for track in state.rulebook.tracks}:
        raise Refused(Reason.UNKNOWN, "没有这个组别，请刷新页面后重试")
    if state.begun(command.track):
        raise Refused(Reason.BEGUN, "本组已开始评分，名单不能再改；不再参赛的请标为弃权")
    listed = _roster((*command.entrants, *(command.reserves or ())))
    entrants, reserves = listed[: len(command.entrants)], listed[len(command.entrants) :]
    return (e.EntrantsSet(command.track, entrants, reserves if command.reserves is not None else None),)


def _roster(entrants: Iterable[Entrant]) -> tuple[Entrant, ...]:
    """The entrants as they are logged: texts in order, ids and names told apart."""
    roster = tuple(
        Entrant(
            checks.text(entrant.id, sentence("参赛对象编号"), most=40),
            checks.text(entrant.name, sentence("参赛对象名称"), most=60),
            checks.text(entrant.district, sentence("所在区"), most=20) if entrant.district.strip() else "",
        )
        for entrant in entrants
    )
    ids, names = set[str](), set[str]()
    for entrant in roster:
        if entrant.id in ids or entrant.name in names:
            raise Refused(
                Reason.MALFORMED,
                "参赛对象“{name}”重复，请改名或删去一个",
                name=entrant.name,
            )
        ids.add(entrant.id)
        names.add(entrant.name)
    return roster


def seat_panel(state: State, command: c.SeatPanel, by: Actor, at: str) -> tuple[e.Event, ...]:
    round = checks.round_of(state, command.track, command.round, Kind.JUDGED)
    if _marked(state, command.track, command.round):
        raise Refused(
            Reason.BEGUN, "“{round}”已开始评分，评委组不能再改；缺席的评委请在控制台标注", round=round.name
        )
    judges = tuple(
        Judge(
            checks.text(judge.id, sentence("评委编号"), most=40),
            judge.seat,
            checks.text(judge.name, sentence("{seat}号评委姓名", seat=judge.seat), most=40),
        )
        for judge in sorted(command.judges, key=lambda judge: judge.seat)
    )
    if not round.minimum <= len(judges) <= MAX_PANEL:
        raise Refused(
            Reason.MALFORMED,
            "评委须为 {least}～{most} 人，现为 {count} 人，请增减席位",
            least=round.minimum,
            most=MAX_PANEL,
            count=len(judges),
        )
    if [judge.seat for judge in judges] != list(range(1, len(judges) + 1)):
        raise Refused(Reason.MALFORMED, "席位须从 1 号起连续编号，请改正席位号")
    if len({judge.id for judge in judges}) < len(judges):
        raise Refused(Reason.MALFORMED, "同一评委不能坐两个席位，请改正评委编号")
    _one_name_per_id(state, command, judges)
    return (e.PanelSeated(command.track, command.round, judges),)


def _one_name_per_id(state: State, command: c.SeatPanel, judges: tuple[Judge, ...]) -> None:
    """A judge id stands for one person and one pass, on however many panels."""
    elsewhere = {
        judge.id: judge.name
        for key, panel in state.panels.items()
        if key != (command.track, command.round)
        for judge in panel
    }
    for judge in judges:
        if elsewhere.get(judge.id, judge.name) != judge.name:
            raise Refused(
                Reason.MALFORMED,
                "{seat}号评委在另一评委组是“{name}”，同一位评委请写同一姓名",
                seat=judge.seat,
                name=elsewhere[judge.id],
            )


def _marked(state: State, track: str, round: str) -> bool:
    return any(
        (id.track, id.round) == (track, round)
        and (found.sheets or found.phase not in (Phase.WAITING, Phase.CALLED))
        for id, found in state.performances.items()
    )


def import_components(state: State, command: c.ImportComponents, by: Actor, at: str) -> tuple[e.Event, ...]:
    """All entrants of the track at once, or nothing."""
    round = checks.round_of(state, command.track, command.round, Kind.IMPORTED)
    checks.unlocked(state, command.track)
    entrants = state.entrants.get(command.track, {})
    if strangers := tuple(id for id in command.scores if id not in entrants):
        raise Refused(Reason.UNKNOWN, "名单中没有：{ids}；请改正编号后重新导入", ids=strangers)
    if missing := tuple(found.name for id, found in entrants.items() if id not in command.scores):
        raise Refused(Reason.INCOMPLETE, "缺少成绩：{names}；请补齐后重新导入", names=missing)
    for id, score in command.scores.items():
        _on_scale(round, entrants[id].name, score)
    source = checks.text(command.source, sentence("来源文件名"))
    return (e.ComponentsImported(command.track, command.round, command.scores, source),)


def _on_scale(round: Round, name: str, score: str) -> None:
    lowest = Decimal(0) if round.floor is not None else -round.full
    try:
        value = parse(score)
    except ValueError:
        raise Refused(
            Reason.MALFORMED, "{name}的成绩“{score}”不是普通数字，请改正", name=name, score=score
        ) from None
    if not lowest <= value <= round.full:
        raise Refused(
            Reason.OUT_OF_RANGE,
            "{name}的“{round}”成绩 {score} 不在 {low}～{high} 之内，请改正后重新导入",
            name=name,
            round=round.name,
            score=score,
            low=lowest,
            high=round.full,
        )


def draw_order(state: State, command: c.DrawOrder, by: Actor, at: str) -> tuple[e.Event, ...]:
    checks.round_of(state, command.track, command.round, Kind.JUDGED)
    _not_called(state, command.track, command.round)
    seed = checks.text(command.seed, sentence("抽签种子"), most=MAX_SEED)
    order = shuffled(_taking_part(state, command.track), seed)
    return (e.OrderDrawn(command.track, command.round, order, seed),)


def enter_order(state: State, command: c.EnterOrder, by: Actor, at: str) -> tuple[e.Event, ...]:
    checks.round_of(state, command.track, command.round, Kind.JUDGED)
    _not_called(state, command.track, command.round)
    witness = checks.text(command.witness, sentence("见证人姓名"), most=40)
    if sorted(command.order) != sorted(_taking_part(state, command.track)):
        raise Refused(Reason.INCOMPLETE, "出场顺序须恰好列出每个参赛对象一次，请核对名单")
    return (e.OrderEntered(command.track, command.round, command.order, witness),)


def _taking_part(state: State, track: str) -> tuple[str, ...]:
    found = tuple(id for id in state.entrants.get(track, {}) if (track, id) not in state.statuses)
    if not found:
        raise Refused(Reason.INCOMPLETE, "本组还没有参赛对象，请先录入名单")
    return found


def _not_called(state: State, track: str, round: str) -> None:
    called = [id for id, found in state.performances.items() if found.phase is not Phase.WAITING]
    if any((id.track, id.round) == (track, round) for id in called):
        raise Refused(Reason.BEGUN, "本环节已有参赛对象出场，顺序不能再改")


def set_status(state: State, command: c.SetStatus, by: Actor, at: str) -> tuple[e.Event, ...]:
    """弃权 and 缺席 are for who has not been judged; a disqualification may come at any time."""
    entrant = state.entrants.get(command.track, {}).get(command.entrant)
    if entrant is None:
        raise Refused(Reason.UNKNOWN, "本组没有这个参赛对象，请刷新页面后重试")
    if command.status not in (*STATUSES, None):
        raise Refused(
            Reason.MALFORMED,
            "没有状态“{status}”，可用：{known}",
            status=str(command.status),
            known=tuple(STATUSES.values()),
        )
    checks.unlocked(state, command.track)
    reason = checks.text(command.reason, sentence("原因"))
    if state.statuses.get((command.track, command.entrant)) == command.status:
        return ()
    if command.status in ("withdrawn", "no_show") and _judged(state, command.track, command.entrant):
        raise Refused(
            Reason.BEGUN,
            "{name}已开始评分，不能再标为{status}",
            name=entrant.name,
            status=STATUSES[command.status],
        )
    return (e.StatusSet(command.track, command.entrant, command.status, reason),)


def _judged(state: State, track: str, entrant: str) -> bool:
    ids = (PerformanceId(track, round.id, entrant) for round in state.track(track).rounds)
    return any(state.performance(id).phase not in (Phase.WAITING, Phase.CALLED) for id in ids)
