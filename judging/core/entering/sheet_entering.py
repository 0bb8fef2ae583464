"""纸质评分表录入: by the scorekeeper, as long as the sheet is missing."""

from collections.abc import Mapping

from msgspec.structs import replace

from judging.core import checks
from judging.core.hall.performance import PerformanceId, Phase, SheetPhase
from judging.core.hall.staging import with_performance
from judging.core.mappings import with_key
from judging.core.marking.excusing import may_judge
from judging.core.marking.submitting import checked_marks, in_attempt
from judging.core.people.actor import Actor, is_same
from judging.core.people.taking_part import Judge
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent
from judging.core.words import EXCUSES

from .sheet_entry import EntryPhase, SheetEntry


class EnterSheet(AnyCommand, frozen=True):
    """`revision` and `attempt` as of SubmitSheet: of the sheet this is to be."""

    performance: PerformanceId
    judge: str
    revision: int
    marks: Mapping[str, str]
    note: str = ""
    recommended: bool = False
    items: Mapping[str, bool] = {}
    attempt: int = 0


class SheetEntered(AnyEvent, frozen=True):
    """Typed from paper by one person. It counts for nothing yet, and replaces what was typed before."""

    performance: PerformanceId
    judge: str
    revision: int
    marks: Mapping[str, str]
    entered_by: str
    note: str = ""
    recommended: bool = False
    items: Mapping[str, bool] = {}


def enter_sheet(state: State, command: EnterSheet, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    id = command.performance
    round = checks.known(state, id)
    judge = to_be_entered(state, id, command.judge, command.attempt)
    known = state.performance(id).entries.get(judge.id)
    if known and known.phase is EntryPhase.WAITING and not is_same(known.entered_by, by.label):
        raise Refused(
            Reason.ALREADY,
            "{seat}号评委的纸质评分表已由另一人录入，正等待复核；如须重录，请先撤销那次录入",
            seat=judge.seat,
        )
    if known and is_same(known.seen_by, by.label):
        raise Refused(
            Reason.NOT_ALLOWED,
            "您复核过{seat}号评委的这份评分表，不能再录入；请由记分员重新录入",
            seat=judge.seat,
        )
    sheet = state.performance(id).sheets.get(judge.id)
    if command.revision != (sheet.revision if sheet else 0) + 1:
        raise Refused(Reason.STALE, "这是旧的评分表，已有更新的一份，请在当前页面核对后重新提交")
    checked_marks(round, command.marks, command.items)
    entered = SheetEntered(
        id,
        judge.id,
        command.revision,
        command.marks,
        by.label,
        checks.text(command.note, sentence("亮点")) if command.note.strip() else "",
        command.recommended,
        command.items,
    )
    is_repeated = known and known.phase is EntryPhase.WAITING and entry_of(entered, known.at) == known
    return () if is_repeated else (entered,)


def to_be_entered(state: State, id: PerformanceId, judge_id: str, attempt: int) -> Judge:
    """The judge whose paper is taken now. Raises Refused where a sheet is in, excused, or of another time."""
    judge = checks.judge_on_panel(state, id, judge_id)
    in_attempt(state, id, attempt)
    checks.in_phase(state, id, Phase.MARKING)
    sheet = state.performance(id).sheets.get(judge.id)
    if sheet and sheet.phase in EXCUSES:
        raise Refused(
            Reason.NOT_NOW,
            "{seat}号评委已标为{excuse}，不收评分表；如有误请先恢复",
            seat=judge.seat,
            excuse=EXCUSES[sheet.phase],
        )
    may_judge(state, id, judge.id)
    if sheet and sheet.phase is SheetPhase.SUBMITTED:
        raise Refused(
            Reason.ALREADY,
            "{seat}号评委的评分表已经收到，不能再录入；要改请先由评委组长退回",
            seat=judge.seat,
        )
    return judge


def waiting_seats(state: State, id: PerformanceId) -> tuple[int, ...]:
    """The seats whose paper was typed once and waits for the verifier."""
    entries = state.performance(id).entries
    return tuple(
        judge.seat
        for judge in state.panel(id)
        if judge.id in entries and entries[judge.id].phase is EntryPhase.WAITING
    )


def entry_of(event: SheetEntered, at: str) -> SheetEntry:
    return SheetEntry(
        EntryPhase.WAITING,
        event.revision,
        event.marks,
        event.items,
        event.note,
        event.recommended,
        event.entered_by,
        at,
    )


def with_entry(state: State, id: PerformanceId, judge: str, entry: SheetEntry) -> State:
    performance = state.performance(id)
    entries = with_key(performance.entries, judge, entry)
    return with_performance(state, id, replace(performance, entries=entries))


def sheet_entered(state: State, event: SheetEntered, at: str) -> State:
    return with_entry(state, event.performance, event.judge, entry_of(event, at))
