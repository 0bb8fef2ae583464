"""更正记录: one correction of a locked result on paper, and the footnotes that others carry of it."""

from collections.abc import Iterator

from judging.core.correction.mending import OF_RULES
from judging.core.correction.record import Correction as Corrected
from judging.core.correction.record import Deducted, NewMarks, Outcome, PlaceMoved, Text, Undeducted
from judging.core.hall.performance import Announced, PerformanceId
from judging.core.publication.on_air import fingerprint, present
from judging.core.scoring.numbers import shortest
from judging.core.scoring.spoken import score_word
from judging.core.state import State
from judging.core.words import TEXTS
from judging.sheets.table import Cell, Column, Line, Table
from judging.views.naming import who

from .moment import Moment
from .phrases import local_moment
from .sheet import Sheet, SheetPlace
from .whereabouts import Whom

COLUMNS = (
    Column("what", "项目", "name"),
    Column("before", "更正前", "score"),
    Column("after", "更正后", "final"),
)
AGAIN = "成绩仍为锁定状态；已公布的排名在重新公布之前仍按原样显示。"


def correction_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    """Of a correction that took effect; `place.subject` is its number."""
    state, found = moment.state, moment.state.corrections[int(place.subject)]
    made, id = outcome_of(found), found.performance
    name = state.named(id)
    return Sheet(
        form="correction",
        place=place,
        title=f"{state.track(id.track).name}更正记录",
        heading=(
            ("更正", f"第 {found.number} 号"),
            ("单位", name),
            ("环节", state.round(id.track, id.round).name),
        ),
        table=Table(COLUMNS, tuple(_lines(state, found, made))),
        outcome=(
            ("更正原因", found.reason),
            ("提出", f"{who(state, found.proposed_by)}　{local_moment(found.proposed_at)}"),
            *([("所据异议", f"第 {found.objection} 号")] if found.objection else []),
            *([("监督会签", str(who(state, found.signed_by)))] if found.signed_by else []),
            ("核对生效", f"{who(state, found.applied_by)}　{local_moment(found.at)}"),
        ),
        steps=made.now.trace,
        notes=(_moved(made), AGAIN),
        signatures=("提出人", "核对人", "评委组长", "监督员"),
        gist=(("单位", name), ("更正前得分", made.was.score), ("更正后得分", made.now.score)),
    )


def corrected_places(state: State, whole: bool) -> Iterator[SheetPlace]:
    """Those that took effect, in the order they were proposed."""
    for each in state.corrections.values():
        if each.outcome:
            yield SheetPlace(each.performance.track, each.performance.round, str(each.number))


def corrected_entrant(state: State, place: SheetPlace) -> Whom | None:
    id = state.corrections[int(place.subject)].performance
    return id.track, id.entrant


def corrections_published(state: State, sheet: Sheet) -> bool:
    """Whether the ranking was published anew since."""
    shown = state.standings.get(sheet.place.track)
    return shown is not None and fingerprint(shown) == fingerprint(present(state, sheet.place.track))


def outcome_of(found: Corrected) -> Outcome:
    """Of one that took effect."""
    assert found.outcome is not None
    return found.outcome


def _lines(state: State, found: Corrected, made: Outcome) -> Iterator[Line]:
    id = found.performance
    round = state.round(id.track, id.round)
    called = score_word(is_final=not round.panels)
    for key, what, before, after in _changed(state, found, made):
        yield Line(key, (Cell(what), Cell(before), Cell(after)))
    yield Line("raw", (Cell("评委评分"), Cell(made.was.raw), Cell(made.now.raw)))
    yield Line("score", (Cell(called), Cell(made.was.score), Cell(made.now.score)), final=True)
    for move in made.moves:
        yield from _move_lines(state.name_of(id.track, move.entrant), move)
    for award in made.awards:
        name = state.name_of(award.track, award.entrant)
        told = (_award(award.before), _award(award.level))
        yield Line(f"award:{award.track}/{award.entrant}", (Cell(f"建议奖项　{name}"), *map(Cell, told)))


def _award(level: str | None) -> str:
    return "无" if level is None else level or "获奖"


def _move_lines(name: str, move: PlaceMoved) -> Iterator[Line]:
    if move.composite != move.composite_before:
        told = Cell(f"综合成绩　{name}"), Cell(move.composite_before), Cell(move.composite)
        yield Line(f"composite:{move.entrant}", told)
    if move.place != move.before:
        told = Cell(f"名次　{name}"), Cell(str(move.before or "")), Cell(str(move.place or ""))
        yield Line(f"place:{move.entrant}", told)


def _changed(state: State, found: Corrected, made: Outcome) -> Iterator[tuple[str, str, str, str]]:
    """What was put right: key, words, old and new."""
    match found.change:
        case NewMarks(judge=judge, marks=marks):
            seat = next(mark for mark in made.now.marks if mark.judge == judge)
            own = f"{seat.seat}号 {seat.name}"
            round = state.round(found.performance.track, found.performance.round)
            for criterion in round.criteria:
                old, new = made.given[criterion.id], marks[criterion.id]
                if old != new:
                    yield f"mark:{criterion.id}", f"{own}　{criterion.name}", old, new
            yield "total", f"{own}　总分", _total(made.was, judge), _total(made.now, judge)
        case Deducted(points=points, reason=reason):
            yield "deduction", f"扣分　{reason}", "", f"−{points}"
        case Undeducted(deduction=gone):
            yield "deduction", f"扣分　{gone.reason}", f"−{shortest(gone.points)}", "撤销"


def _total(told: Announced, judge: str) -> str:
    return next((mark.total or "" for mark in told.marks if mark.judge == judge), "")


def _moved(made: Outcome) -> str:
    count = sum(move.place != move.before for move in made.moves)
    return f"名次有变动的 {count} 个，均列于上表。" if count else "没有名次变动。"


# Footnotes


def correction_notes(state: State, track: str, round: str = "", entrant: str = "") -> list[str]:
    """Of the track, of a round of it, or of one performance."""
    return [
        f"{corrected_text(state, each)}。"
        for each in state.corrections.values()
        if each.outcome and _concerns(each.performance, track, round, entrant)
    ]


def _concerns(id: PerformanceId, track: str, round: str, entrant: str) -> bool:
    return id.track == track and round in ("", id.round) and entrant in ("", id.entrant)


def corrected_text(state: State, found: Corrected) -> str:
    made, id = outcome_of(found), found.performance
    revision = f"（评分表第 {made.revision} 版）" if made.revision else ""
    hands = f"提出 {who(state, found.proposed_by)}，核对 {who(state, found.second_hand)}"
    return (
        f"第 {found.number} 号更正：{state.named(id)}{state.round(id.track, id.round).name}得分"
        f"由 {made.was.score} 改为 {made.now.score}{revision}，{found.reason}"
        f"（{hands}，{local_moment(found.at)}）"
    )


def mended_notes(state: State, track: str, round: str = "", entrant: str = "") -> list[str]:
    """名称更正: what reads otherwise than it did, with the old words."""
    return [
        f"名称更正：{TEXTS[each.of]}原为“{each.old}”，现为“{each.new}”（{each.reason}，{local_moment(each.at)}）。"
        for each in state.mended
        if each.track in ("", track)
        and (not round or each.round in ("", round))
        and (not entrant or each.of not in (Text.ENTRANT, Text.DISTRICT) or each.target == entrant)
        and (each.of is not Text.JUDGE or _judges(state, each.target, track))
    ]


def rules_mended(state: State) -> list[str]:
    """What of the rules reads otherwise by now, for wherever they stand in the words that were agreed on."""
    return [
        f"错字更正：{TEXTS[each.of]}原为“{each.old}”，现为“{each.new}”（{each.reason}，{local_moment(each.at)}）；"
        "这不是规则的改动，校验值不变。"
        for each in state.mended
        if each.of in OF_RULES and state.rules_as_set
    ]


def _judges(state: State, judge: str, track: str) -> bool:
    return any(
        judge in {each.id for each in panel.everybody}
        for key, panel in state.panels.items()
        if key.track == track
    )
