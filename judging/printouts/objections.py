"""异议登记表 with its receipt, and 异议处理答复: who objected to what, by when, and what came of it."""

from collections.abc import Iterator

from judging.core.appeals.objection import Noted, Objection
from judging.core.state import State
from judging.core.words import CHANNELS, RESOLUTIONS
from judging.sheets.table import Cell, Column, Line, Table
from judging.views.appeals import about_names, corrections_from
from judging.views.naming import who

from .moment import Moment
from .phrases import local_moment
from .sheet import Sheet, SheetPlace

COLUMNS = (Column("what", "项目", "what"), Column("text", "内容", "said"))
PERSONAL = "本表含个人信息，只供组织者、评委组长和监督员办理使用，不得公开。"
RECEIVED = "已收到上述异议。凭本回执的编号查询办理情况；答复以书面送达为准。"


def objection_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    """`place.subject` is its number. What is not done yet is left blank, to be written by hand."""
    state, found = moment.state, moment.state.objections[int(place.subject)]
    rows = (*_filed(state, found), *_dates(found), *_handled(state, found))
    return Sheet(
        form="objection",
        place=place,
        title="异议登记表",
        heading=_heading(state, found),
        table=_table(rows),
        notes=(PERSONAL, RECEIVED),
        signatures=("提出人", "登记人", "评委组长", "监督员"),
    )


def answer_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    """Of one that was decided: what goes to the objector."""
    state, found = moment.state, moment.state.objections[int(place.subject)]
    rows = (
        ("objector", "提出人", " ".join(filter(None, (found.objector.unit, found.objector.name)))),
        *_about(state, found),
        ("resolution", "处理决定", _resolution(found)),
        ("reason", "处理意见", found.decided.note if found.decided else ""),
        ("correction", "据此更正", _corrections(state, found)),
    )
    return Sheet(
        form="answer",
        place=place,
        title="异议处理答复",
        heading=_heading(state, found),
        table=_table(rows),
        notes=("对本答复有新的事实和理由的，可另行提出异议。",),
        signatures=("经办人", "监督员", "提出人签收"),
    )


def objections_filed(state: State, whole: bool) -> Iterator[SheetPlace]:
    for each in state.objections.values():
        yield SheetPlace(each.about.track, subject=str(each.number))


def objections_decided(state: State, whole: bool) -> Iterator[SheetPlace]:
    for each in state.objections.values():
        if each.decided and not each.withdrawn:
            yield SheetPlace(each.about.track, subject=str(each.number))


Row = tuple[str, str, str]  # key, words and content


def _heading(state: State, found: Objection) -> tuple[tuple[str, str], ...]:
    return (
        ("编号", f"第 {found.number} 号"),
        ("组别", state.track(found.about.track).name),
        ("收到", local_moment(found.received_at)),
    )


def _table(rows: tuple[Row, ...]) -> Table:
    return Table(COLUMNS, tuple(Line(key, (Cell(what), Cell(text))) for key, what, text in rows))


def _about(state: State, found: Objection) -> tuple[Row, ...]:
    return (
        ("about", "针对", "　".join(about_names(state, found.about))),
        ("text", "异议内容", found.text),
    )


def _filed(state: State, found: Objection) -> Iterator[Row]:
    by = found.objector
    yield from (("name", "提出人", by.name), ("unit", "单位", by.unit), ("contact", "联系方式", by.contact))
    yield from _about(state, found)
    yield "way", "提出方式", str(CHANNELS[found.way])
    yield "by", "登记", f"{who(state, found.by)}　{local_moment(found.registered_at)}"
    if found.late:
        yield "late", "逾期受理", found.late


def _dates(found: Objection) -> Iterator[Row]:
    if found.deadlines.contact:
        yield "contact_by", "联系期限", local_moment(found.deadlines.contact)
    if found.due:
        yield "settle_by", "办结期限", local_moment(found.due)


def _handled(state: State, found: Objection) -> Iterator[Row]:
    yield "contacted", "先行联系", _noted(state, found.contacted)
    if found.complicated:
        yield "complicated", "较为复杂", _noted(state, found.complicated)
    if found.withdrawn:
        yield "withdrawn", "提出人撤回", _noted(state, found.withdrawn)
        return
    yield "resolution", "处理决定", _resolution(found)
    yield "decided", "处理意见", _noted(state, found.decided)
    if found.signed_by:
        yield "signed", "监督会签", str(who(state, found.signed_by))
    yield "correction", "据此更正", _corrections(state, found)
    yield "answered", "答复", _noted(state, found.answered)


def _noted(state: State, step: Noted | None) -> str:
    return f"{step.note}（{who(state, step.by)}　{local_moment(step.at)}）" if step else ""


def _resolution(found: Objection) -> str:
    return f"异议{RESOLUTIONS[found.resolution]}" if found.resolution else ""


def _corrections(state: State, found: Objection) -> str:
    numbers = corrections_from(state, found.number)
    return "、".join(f"第 {number} 号更正" for number in numbers) or "无"
