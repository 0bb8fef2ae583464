"""评分表 of one performance: every judge's marks, how the score came about, and what was corrected."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, localcontext

from judging.core import events as e
from judging.core.hall.performance import Announced, JudgeSheet, PerformanceId, SeatMark
from judging.core.marking.turns import total_places
from judging.core.publication.equalising import Equalised, equalised_of, is_equalised
from judging.core.scoring.day import TraceStep
from judging.core.scoring.item import Compulsory, DecidedBy
from judging.core.scoring.numbers import EXACT, parse, plain, shortest
from judging.core.scoring.rulebook import Absent, Criterion, Round
from judging.core.scoring.spoken import score_word
from judging.core.scoring.trace import equalised_trace
from judging.core.state import PanelKey, State
from judging.core.words import EXCUSES
from judging.sheets.table import Cell, Column, Line, Table
from judging.views import story

from .corrections import corrected_text, mended_notes
from .head_judge import decisions
from .moment import Moment
from .phrases import round_rule
from .register import seat_columns
from .sheet import SIGNATURES, Correction, Excuse, Sheet, SheetPlace, number_of, printable, seat_cells
from .sources import source_line, source_notes

THERE = {True: "有", False: "缺"}

# What is told as it stands in the story. A sheet that was submitted again is told with both totals.
CORRECTING = (
    e.CallWithdrawn,
    e.MarkingWithdrawn,
    e.SheetReturned,
    e.JudgeExcused,
    e.JudgeRestored,
    e.ShortDecisionWithdrawn,
    e.ScoreUnconfirmed,
    e.DeductionWithdrawn,
    e.MarkingReopened,
    e.RevealWithdrawn,
    e.RetakeGranted,
    e.AttemptCounted,
)


def score_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    """The performance of entrant `place.subject`, which has a confirmed score."""
    state, id = moment.state, PerformanceId(place.track, place.round, place.subject)
    track, round, entrant = state.track(id.track), state.round(id.track, id.round), state.entrant(id)
    told = state.performance(id).announced
    assert told is not None  # or the sheet would not be among the printable ones
    called = score_word(is_final=not is_equalised(round))
    par, key = equalised_of(state, id.track, round, printable(whole)), state.panel_of(id)
    return Sheet(
        form="score",
        place=place,
        title=f"{track.name}{round.name}评分表",
        heading=(
            ("序号", number_of(state, (id.track, id.round), id.entrant)),
            ("单位", state.named(id)),
            ("区", entrant.district),
            *([("评委组", key.panel)] if key and key.panel else []),
            *_case(state, id),
        ),
        table=_table(moment, id, round, told),
        outcome=(
            *((f"{group.name}评分（权重 {group.weight}）", group.score) for group in told.groups),
            ("评委评分", told.raw),
            *_decided(moment, id, round),
            *((f"扣分：{off.reason}", f"−{shortest(off.points)}") for off in told.deductions),
            (called, told.score),
            *_final(par, key, id.entrant),
        ),
        steps=(*told.trace, *_equalised_steps(round, par, key, told)),
        attempts=tuple(attempts(moment, id)),
        decisions=tuple(decisions(state, id)),
        corrections=tuple(corrections(moment, id)),
        notes=_notes(state, id, round, told),
        excuses=tuple(_excuse(moment, id, mark) for mark in told.marks if mark.total is None),
        signatures=(*(_seat_name(mark) for mark in told.marks if mark.total is not None), *SIGNATURES),
        gist=(
            ("单位", state.named(id)),
            *((f"{mark.seat}号评委", mark.total or str(EXCUSES.get(mark.state, ""))) for mark in told.marks),
            (called, told.score),
        ),
    )


def _notes(state: State, id: PerformanceId, round: Round, told: Announced) -> tuple[str, ...]:
    return (
        *took_seats(state, id),
        round_rule(round, _seats(round, told)),
        *source_notes(state, id, told),
        "划去的总分是去掉的最高分（高）、最低分（低）。",
        *mended_notes(state, id.track, id.round, id.entrant),
    )


def took_seats(state: State, id: PerformanceId) -> Iterator[str]:
    """Which of the judges of this performance had been reserves, and in whose place."""
    key = state.panel_of(id)
    for judge in state.panel(id):
        for change in reversed(state.panels[key].changes if key else ()):
            if (change.by.id, change.seat) == (judge.id, judge.seat):
                yield f"席位 {judge.seat}：{change.left.name} → {judge.name}，{change.reason}。"
                break


def _final(par: Equalised | None, key: PanelKey | None, entrant: str) -> list[tuple[str, str]]:
    """Once all are revealed and the panels put on a par."""
    if par is None or key is None:
        return []
    return [("评委组系数", plain(par.coefficient(key.panel))), ("折算后得分", par.scores[entrant])]


def _equalised_steps(
    round: Round, par: Equalised | None, key: PanelKey | None, told: Announced
) -> Iterator[TraceStep]:
    if par is not None and key is not None:
        yield from equalised_trace(round, parse(told.score), par.coefficient(key.panel))


def _seats(round: Round, told: Announced) -> int:
    """How many judges the trimming counted: those filled in, too (contract 2.2)."""
    return len(told.marks) if round.absent is Absent.FILL else told.count


def _seat_name(mark: SeatMark) -> str:
    return f"{mark.seat}号 {mark.name}"


def _excuse(moment: Moment, id: PerformanceId, mark: SeatMark) -> Excuse:
    return Excuse(_seat_name(mark), mark.state, moment.state.performance(id).sheets[mark.judge].reason)


def _table(moment: Moment, id: PerformanceId, round: Round, told: Announced) -> Table:
    seats = [mark.seat for mark in told.marks]
    columns = (
        Column("criterion", "评分项", "name"),
        Column("most", "满分", "number"),
        *seat_columns(seats),
    )
    sheets = moment.state.performance(id).sheets
    lines = [_group_line(told)] if told.groups else []
    for criterion in round.criteria:
        given = (sheets[mark.judge].marks[criterion.id] if mark.total else "" for mark in told.marks)
        cells = (Cell(_name(criterion)), Cell(shortest(criterion.max)), *map(Cell, given))
        lines.append(Line(criterion.id, cells))
    lines += [_item_line(item, sheets, told) for item in round.compulsory if item.by is DecidedBy.JUDGES]
    lines += source_line(moment.state, id, told)
    totals = (Cell("总分"), Cell(shortest(round.highest_total)), *seat_cells(seats, told.marks))
    return Table(columns, (*lines, Line("total", totals, final=True)))


def _group_line(told: Announced) -> Line:
    return Line("group", (Cell("评委分组"), Cell(), *(Cell(mark.group) for mark in told.marks)))


def _item_line(item: Compulsory, sheets: Mapping[str, JudgeSheet], told: Announced) -> Line:
    given = (THERE[sheets[mark.judge].items[item.id]] if mark.total else "" for mark in told.marks)
    return Line(f"item:{item.id}", (Cell(f"{item.name}（必备）"), Cell(), *map(Cell, given)))


def _case(state: State, id: PerformanceId) -> list[tuple[str, str]]:
    """The case it was about; with the seed where it was drawn."""
    performance, cases = state.performance(id), state.round(id.track, id.round).cases
    given = [case for case in cases if case.id == performance.case]
    seeds = [drawn.seed for drawn in performance.draws if drawn.case == performance.case]
    return [
        *(
            ("题目", f"{case.name}（{'，'.join(filter(None, (case.type, case.difficulty)))}）")
            for case in given
        ),
        *(("抽题种子", seed) for seed in seeds[-1:]),
    ]


def _decided(moment: Moment, id: PerformanceId, round: Round) -> list[tuple[str, str]]:
    """The compulsory items as the scorekeeper decided them."""
    decided = moment.state.performance(id).items
    return [
        (f"{item.name}（必备，记分员认定）", THERE[decided[item.id]])
        for item in round.compulsory
        if item.by is DecidedBy.SCOREKEEPER
    ]


def _name(criterion: Criterion) -> str:
    return criterion.name if criterion.factor == 1 else f"{criterion.name}（×{shortest(criterion.factor)}）"


def attempts(moment: Moment, id: PerformanceId) -> Iterator[Correction]:
    """补赛: what was judged and does not count, with what each judge gave and why it was set aside."""
    for found in moment.state.performance(id).attempts:
        told, number = found.played.announced, found.played.attempt + 1
        given = [(_seat_name(mark), mark.total or str(EXCUSES.get(mark.state, ""))) for mark in _marks(told)]
        outcome = f"得分 {told.score}" if told else "没有确认的得分"
        seats = f"（{'，'.join(' '.join(each) for each in given)}）" if given else ""
        text = f"第 {number} 次：{outcome}{seats}，不计入。{found.reason}（见证人 {found.witness}）"
        about = (told.score if told else "", *(part for each in given for part in each))
        yield Correction(found.at, str(number), text, about=(*about, found.reason, found.witness))


def _marks(told: Announced | None) -> tuple[SeatMark, ...]:
    return told.marks if told else ()


def corrections(moment: Moment, id: PerformanceId) -> Iterator[Correction]:
    """更正记录: all that was taken back or done again, in the order it happened.

    Who was excused before giving any marks corrected nothing: 缺评 and the signatures say it already.
    """
    round = moment.state.round(id.track, id.round)
    totals: dict[str, str] = {}
    for line in moment.of(id):
        event = line.event
        if isinstance(event, e.SheetSubmitted):
            total = _total(round, event.marks)
            if former := totals.get(event.judge):
                text = f"{_seat(moment, id, event.judge)}重新提交评分表：总分由 {former} 改为 {total}"
                yield Correction(line.at, "SheetSubmitted", text)
            totals[event.judge] = total
            continue
        if isinstance(event, e.ResultCorrected):
            found = moment.state.corrections[event.correction]
            about = (found.proposed_by, found.second_hand, found.reason, event.outcome.now.score)
            yield Correction(line.at, "ResultCorrected", corrected_text(moment.state, found), about=about)
        if isinstance(event, e.RetakeGranted):
            totals = {}  # whoever marks the next attempt corrects nothing
        if isinstance(event, CORRECTING):
            is_told = not isinstance(event, e.JudgeExcused) or event.judge in totals
            yield Correction(line.at, type(event).__name__, str(story.told(moment.state, event)), is_told)


def _total(round: Round, marks: Mapping[str, str]) -> str:
    """With as many decimals as the totals above it."""
    with localcontext(EXACT):
        total = sum((c.factor * parse(marks[c.id]) for c in round.criteria), Decimal(0))
        return f"{total:.{total_places(round)}f}"


def _seat(moment: Moment, id: PerformanceId, judge: str) -> str:
    seats = {found.id: found.seat for found in moment.state.panel(id)}
    return f"{seats[judge]}号评委" if judge in seats else f"评委 {judge}"
