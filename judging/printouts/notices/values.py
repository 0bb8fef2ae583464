"""What stands for each place of a notice: out of what was decided, made public and objected to."""

from collections.abc import Iterator
from datetime import datetime

from judging.core.appeals.objection import Objection
from judging.core.honours.decided import award_name, decided, honour_name
from judging.core.honours.honour import Honour
from judging.core.state import State
from judging.core.words import RESOLUTIONS
from judging.printouts.masking import published_name
from judging.views.appeals import about_names

from . import kinds
from .filling import Filling, ListLine

BLANK, BLANK_DAY = "＿＿", "＿＿＿＿年＿＿月＿＿日"


def of_awards(
    state: State, printed_at: datetime, awards: tuple[str, ...], *, is_masked: bool
) -> dict[str, Filling]:
    """Of the named awards. What is not known yet is left to be written by hand."""
    honours = [honour for award in awards for honour in decided(state, award)]
    return {
        **_of_all(state, printed_at),
        kinds.LIST: list(_lines(state, awards, is_masked=is_masked)) or [ListLine("（名单尚未审定）")],
        kinds.COUNT: str(len(honours)),
        **_publicity(state, awards),
    }


def of_objection(state: State, printed_at: datetime, found: Objection) -> dict[str, Filling]:
    """Of one that was decided, or of none where it is not."""
    by = found.objector
    return {
        **_of_all(state, printed_at),
        kinds.NUMBER: str(found.number),
        kinds.OBJECTOR: " ".join(filter(None, (by.unit, by.name))),
        kinds.ABOUT: "　".join(about_names(state, found.about)),
        kinds.TEXT: found.text,
        kinds.RECEIVED: chinese_date(found.received_at),
        kinds.RESOLUTION: f"异议{RESOLUTIONS[found.resolution]}" if found.resolution else BLANK,
        kinds.REASON: found.decided.note if found.decided else BLANK,
    }


def _of_all(state: State, printed_at: datetime) -> dict[str, Filling]:
    rules = state.rulebook
    return {kinds.COMPETITION: rules.name, kinds.ORGANISER: rules.organiser, kinds.DAY: day(printed_at)}


def _publicity(state: State, awards: tuple[str, ...]) -> dict[str, Filling]:
    """The period that ends last."""
    known = [state.publicities[award] for award in awards if award in state.publicities]
    if not known:
        return {kinds.FROM: BLANK_DAY, kinds.UNTIL: BLANK_DAY, kinds.DAYS: BLANK}
    last = max(known, key=lambda period: period.ends)
    until = last.days[-1].date if last.days else last.start
    count = sum(each.works for each in last.days)
    return {kinds.FROM: written_day(last.start), kinds.UNTIL: written_day(until), kinds.DAYS: str(count)}


def written_day(text: str) -> str:
    """“2024-07-08” as “2024年7月8日”."""
    year, month, of_month = map(int, text.split("-"))
    return f"{year}年{month}月{of_month}日"


def day(moment: datetime) -> str:
    """成文日期 as it is written: “2024年7月8日”."""
    local = moment.astimezone()
    return f"{local.year}年{local.month}月{local.day}日"


def chinese_date(at: str) -> str:
    """The same of a moment of the log."""
    return day(datetime.fromisoformat(at))


def _lines(state: State, awards: tuple[str, ...], *, is_masked: bool) -> Iterator[ListLine]:
    for award in awards:
        found = decided(state, award)
        if found:
            yield ListLine(f"{award_name(state, award)}（{len(found)}个）", is_head=True)
        for level in dict.fromkeys(honour.level for honour in found):
            own = [honour for honour in found if honour.level == level]
            if level:
                yield ListLine(f"{level}（{len(own)}个）", is_head=True)
            yield from (ListLine(_line(state, honour, is_masked=is_masked)) for honour in own)


def _line(state: State, honour: Honour, *, is_masked: bool) -> str:
    """Name, and where from; a title behind it."""
    entrant = state.entrants.get(honour.track, {}).get(honour.entrant)
    name = honour_name(state, honour)
    if entrant is not None and is_masked:
        name = published_name(state.track(honour.track), entrant)
    where = "　".join(filter(None, (entrant.district, entrant.unit))) if entrant else ""
    return "　".join(filter(None, (name, where, honour.title)))
