"""What a correction would come to: the same arithmetic as at the lock, on one changed sheet or deduction."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from judging.core import checks
from judging.core.hall.performance import PerformanceId, Phase, SheetPhase
from judging.core.hall.staging import with_performance
from judging.core.honours.pools import tracks_of
from judging.core.honours.proposal import proposals
from judging.core.mappings import with_key
from judging.core.marking.deducting import may_deduct
from judging.core.marking.submitting import checked_marks, with_sheet
from judging.core.marking.turns import announced
from judging.core.publication.ranked import ranking, ties
from judging.core.publication.standing import StandingRow
from judging.core.refused import Reason, Refused
from judging.core.scoring.day import Deduction, Held
from judging.core.scoring.numbers import parse
from judging.core.state import State

from .record import AwardMoved, Change, Correction, Deducted, NewMarks, Outcome, PlaceMoved, Undeducted

Ranks = Mapping[str, StandingRow]  # by entrant


def known(state: State, number: int) -> Correction:
    if number not in state.corrections:
        raise Refused(Reason.UNKNOWN, "没有这份更正，请刷新页面后重试")
    return state.corrections[number]


def may_correct(state: State, id: PerformanceId) -> None:
    """Raises Refused before the lock, with the ordinary ways; and where no score stands."""
    checks.known(state, id)
    name = state.named(id)
    if id.track not in state.locked:
        raise Refused(
            Reason.NOT_NOW,
            "{track}尚未核分锁定，不走更正：请退回评分表，或撤回上一步、重开评分后改正",
            track=state.track(id.track).name,
        )
    if any(id.track in final.tracks for final in state.finals.values()):
        raise Refused(
            Reason.LOCKED,
            "{track}的奖项已定稿，得分不能再更正；确需更正的，请组织者先在“公示与异议”页撤销定稿",
            track=state.track(id.track).name,
        )
    found = state.performance(id)
    if found.phase is not Phase.REVEALED or found.announced is None:
        raise Refused(Reason.NOT_NOW, "{name}没有已亮分的得分，无可更正", name=name)


def checked(state: State, id: PerformanceId, change: Change) -> Change:
    """The change as it is logged. Raises Refused where it cannot be, or changes nothing."""
    match change:
        case NewMarks():
            return _checked_marks(state, id, change)
        case Deducted(points=points, reason=reason):
            entered = may_deduct(state, id, points, reason)
            return Deducted(points, entered.reason)
        case Undeducted(deduction=deduction):
            if deduction not in state.performance(id).deductions:
                raise Refused(Reason.UNKNOWN, "没有这笔扣分，可能已撤销，请刷新页面")
            return change


def _checked_marks(state: State, id: PerformanceId, change: NewMarks) -> NewMarks:
    round, judge = state.round(id.track, id.round), checks.judge_on_panel(state, id, change.judge)
    sheet = state.performance(id).sheets.get(judge.id)
    if sheet is None or sheet.phase is not SheetPhase.SUBMITTED:
        raise Refused(Reason.NOT_NOW, "{seat}号评委没有计分的评分表，无可更正", seat=judge.seat)
    checked_marks(round, change.marks, change.items)
    same = {id: parse(text) for id, text in sheet.marks.items()} == {
        id: parse(text) for id, text in change.marks.items()
    }
    if same and sheet.items == change.items:
        raise Refused(Reason.ALREADY, "与{seat}号评委现有的评分表相同，没有改动", seat=judge.seat)
    return change


def changed(state: State, id: PerformanceId, change: Change, at: str) -> State:
    """With the new sheet or deduction; nothing that follows from it."""
    performance = state.performance(id)
    match change:
        case NewMarks(judge=judge, marks=marks, items=items):
            sheet = performance.sheets[judge]
            return with_sheet(
                state,
                id,
                judge,
                replace(sheet, revision=sheet.revision + 1, marks=marks, items=items, at=at),
            )
        case Deducted(points=points, reason=reason):
            deductions = (*performance.deductions, Deduction(parse(points), reason))
        case Undeducted(deduction=deduction):
            place = performance.deductions.index(deduction)
            deductions = (*performance.deductions[:place], *performance.deductions[place + 1 :])
    return with_performance(state, id, replace(performance, deductions=deductions))


def with_order(state: State, track: str, order: Sequence[str]) -> State:
    """With these equals in the order that the head judge decided, best first."""
    decided = {entrant: place for place, entrant in enumerate(order, 1)}
    orders = {**state.tie_orders.get(track, {}), **decided}
    return replace(state, tie_orders=with_key(state.tie_orders, track, orders)) if order else state


def new_ties(state: State, id: PerformanceId, change: Change) -> tuple[tuple[str, ...], ...]:
    """The equals that only the head judge can part, and of whom nobody has decided yet."""
    before = [set(tie.entrants) for tie in ties(state, id.track, decided=True)]
    after = ties(changed(state, id, change, ""), id.track, decided=True)
    return tuple(tie.entrants for tie in after if not any(set(tie.entrants) <= known for known in before))


def outcome(state: State, id: PerformanceId, change: Change, order: Sequence[str]) -> Outcome:
    """Raises Refused where the changed sheets give no score, or equals wait for the head judge's order."""
    _decided(state, id, change, order)
    after = with_order(changed(state, id, change, ""), id.track, order)
    was, now = state.performance(id).announced, announced(after, id)
    assert was is not None  # see `may_correct`
    if isinstance(now, Held):
        raise Refused(Reason.INCOMPLETE, "更正后不能计分：{why}", why=now.detail)
    rows = ranking(after, id.track)
    sheet = state.performance(id).sheets[change.judge] if isinstance(change, NewMarks) else None
    return Outcome(
        was=was,
        now=now,
        given=sheet.marks if sheet else {},
        revision=sheet.revision + 1 if sheet else 0,
        rows=rows,
        moves=tuple(moved(state.locked[id.track], rows)),
        awards=tuple(_awards_moved(state, id.track, rows)),
    )


def _decided(state: State, id: PerformanceId, change: Change, order: Sequence[str]) -> None:
    tied = new_ties(state, id, change)
    wanted = [entrant for each in tied for entrant in each]
    if sorted(order) == sorted(wanted):
        return
    if not tied:
        raise Refused(Reason.STALE, "并列的名单已经变化，请按当前页面上的并列重新排定先后")
    names = tuple(state.name_of(id.track, entrant) for entrant in wanted)
    raise Refused(Reason.INCOMPLETE, "更正后{names}并列，请先排定评委组长决定的先后", names=names)


def moved(before: Sequence[StandingRow], rows: Sequence[StandingRow]) -> Iterator[PlaceMoved]:
    """Whose place or composite differs, in the order of the new ranking."""
    was: Ranks = {row.entrant: row for row in before}
    for row in rows:
        old = was[row.entrant]
        if (old.place, old.composite) != (row.place, row.composite):
            yield PlaceMoved(row.entrant, old.place, row.place, old.composite, row.composite)


def _awards_moved(state: State, track: str, rows: tuple[StandingRow, ...]) -> Iterator[AwardMoved]:
    """In the track's pool, whoever is proposed for another award, or for none, or newly."""
    pool = state.track(track).pool
    if pool is None:
        return
    before, after = _awards(state, pool), _awards(with_rows(state, track, rows), pool)
    for of in tracks_of(state.rulebook, pool):
        for entrant in state.entrants.get(of, {}):
            old, new = before.get((of, entrant)), after.get((of, entrant))
            if old != new:
                yield AwardMoved(pool, of, entrant, old, new)


def _awards(state: State, pool: str) -> dict[tuple[str, str], str]:
    found = (each for each in proposals(state) if each.pool == pool)
    return {(award.track, award.entrant): award.level or "" for each in found for award in each.awards}


def with_rows(state: State, track: str, rows: tuple[StandingRow, ...]) -> State:
    return replace(state, locked=with_key(state.locked, track, rows))
