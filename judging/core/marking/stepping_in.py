"""候补接替: a reserve judge takes a seat. What was marked so far stays with who marked it."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.hall.performance import Performance, PerformanceId, Phase, SheetPhase
from judging.core.hall.staging import UNDER_WAY, coming_in, judge_is_free
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.people.taking_part import Judge
from judging.core.refused import Reason, Refused
from judging.core.scoring.rulebook import Round
from judging.core.sentence import sentence
from judging.core.setup.grouping import group_name
from judging.core.setup.prepared import Panel, SeatChange
from judging.core.setup.seating import seated
from judging.core.state import PanelKey, State
from judging.core.tagged import AnyCommand, AnyEvent

from .excusing import bound
from .turns import complete


class ReplaceJudge(AnyCommand, frozen=True):
    """`judge` is a reserve of the panel. Who leaves the seat is a reserve from then on, and may come back."""

    track: str
    round: str
    seat: int
    judge: str
    reason: str
    panel: str = ""


class JudgeReplaced(AnyEvent, frozen=True):
    """Of `entrants`, who have begun and are not done, the new judge has the seat as well."""

    track: str
    round: str
    seat: int
    left: str
    judge: str
    reason: str
    panel: str = ""
    entrants: tuple[str, ...] = ()
    since: str = ""  # the first entrant before whom the new judge sits; "" where nobody comes any more


def replace_judge(state: State, command: ReplaceJudge, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    round = checks.performed(state, command.track, command.round)
    checks.unlocked(state, command.track)
    key = PanelKey(command.track, command.round, command.panel)
    panel = state.panels.get(key)
    left = next((each for each in panel.judges if each.seat == command.seat), None) if panel else None
    if panel is None or left is None:
        raise Refused(
            Reason.UNKNOWN,
            "“{round}”没有{seat}号席，请先在“评委与席位”中安排",
            round=round.name,
            seat=command.seat,
        )
    if left.id == command.judge:
        return ()
    reserve = _reserve(panel, command.judge)
    _same_group(round, left, reserve)
    reason = checks.text(command.reason, sentence("接替原因"))
    ids = [id for id in state.performances if state.panel_of(id) == key and _takes(state, id, left, reserve)]
    for id in ids:
        if state.performance(id).phase in UNDER_WAY:
            judge_is_free(state, id, reserve)
    entrants = tuple(id.entrant for id in ids)
    since = _first(state, key, ids)
    replaced = JudgeReplaced(*key[:2], left.seat, left.id, reserve.id, reason, key.panel, entrants, since)
    on = (id for id in ids if state.performance(id).phase in UNDER_WAY)
    return (replaced, *(event for id in on for event in bound(state, id, (reserve.id,))))


def _reserve(panel: Panel, id: str) -> Judge:
    if not panel.reserves:
        raise Refused(Reason.INCOMPLETE, "这个评委组没有候补评委，请先在“评委与席位”中加上，再来接替")
    found = next((each for each in panel.reserves if each.id == id), None)
    if found is None:
        names = tuple(each.name for each in panel.reserves)
        raise Refused(Reason.UNKNOWN, "接替的须是本组的候补评委：{names}", names=names)
    return found


def _same_group(round: Round, left: Judge, reserve: Judge) -> None:
    """A seat stays with its group, and so does a judge: each counts in one."""
    if round.groups and left.group != reserve.group:
        raise Refused(
            Reason.MALFORMED,
            "{seat}号席属于{group}，{name}属于{other}；请由同组的候补评委接替",
            seat=left.seat,
            group=group_name(round, left),
            name=reserve.name,
            other=group_name(round, reserve),
        )


def _takes(state: State, id: PerformanceId, left: Judge, reserve: Judge) -> bool:
    """Whether the reserve has the seat for this one, too.

    Not where who leaves has given a sheet; nor once all sheets are in, since their marks can be seen: whoever
    wants the reserve's then takes the opening back first.
    """
    performance, whole = state.performance(id), [judge.id for judge in state.seated(id)]
    if performance.phase in (Phase.CONFIRMED, Phase.REVEALED) or left.id not in whole or reserve.id in whole:
        return False
    if all(each.id != left.id for each in state.panel(id)):  # who is at another window
        return True
    sheet = performance.sheets.get(left.id)
    is_in = (sheet is not None and sheet.phase is SheetPhase.SUBMITTED) or left.id in performance.entries
    return not is_in and not (performance.phase is Phase.MARKING and complete(state, id))


def _first(state: State, key: PanelKey, ids: list[PerformanceId]) -> str:
    """The first of those under way, or else who is called next."""
    under_way = [id for id in ids if state.performance(id).phase in UNDER_WAY]
    following = min(under_way, key=lambda id: state.performance(id).called_at, default=coming_in(state, key))
    return following.entrant if following else ""


def judge_replaced(state: State, event: JudgeReplaced, at: str) -> State:
    key = PanelKey(event.track, event.round, event.panel)
    before = state.panels[key]
    performances = {
        id: _kept(found, id.entrant in event.entrants, event, before) if state.panel_of(id) == key else found
        for id, found in state.performances.items()
    }
    after = _changed(before, event, at)
    return seated(replace(state, performances=performances), with_key(state.panels, key, after))


def _kept(found: Performance, takes: bool, event: JudgeReplaced, before: Panel) -> Performance:
    """What has begun keeps the panel it had, with the reserve on the seat where *takes*."""
    attempts = tuple(
        replace(each, played=replace(each.played, seated=each.played.seated or before.judges))
        for each in found.attempts
    )
    found = replace(found, attempts=attempts)
    whole, bench = found.seated or before.judges, found.bench
    if takes:
        new = next(each for each in before.reserves if each.id == event.judge)
        whole, bench = on_seat(whole, event.left, new), on_bench(bench, event)
    is_waiting = found.phase in (Phase.WAITING, Phase.CALLED)
    is_begun = found.sheets or found.entries or found.seated or not is_waiting
    return replace(found, seated=whole if is_begun else (), bench=bench)


def on_seat(judges: tuple[Judge, ...], left: str, new: Judge) -> tuple[Judge, ...]:
    """With *new* on the seat of *left*."""
    return tuple(
        Judge(new.id, each.seat, new.name, new.group) if each.id == left else each for each in judges
    )


def on_bench(bench: tuple[str, ...], event: JudgeReplaced) -> tuple[str, ...]:
    return tuple(event.judge if id == event.left else id for id in bench)


def _changed(before: Panel, event: JudgeReplaced, at: str) -> Panel:
    """Who leaves has the number among the reserves that the new judge had."""
    left = next(each for each in before.judges if each.id == event.left)
    new = next(each for each in before.reserves if each.id == event.judge)
    return replace(
        before,
        judges=on_seat(before.judges, left.id, new),
        reserves=on_seat(before.reserves, new.id, left),
        windows=tuple(on_bench(bench, event) for bench in before.windows),
        changes=(*before.changes, SeatChange(left.seat, left, new, event.reason, event.since, at)),
    )
