"""Numbers and results the way an emcee says them in Chinese."""

from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

from judging.core.words import EXCUSES

from .day import Score, Sheet, SheetState, Turn
from .numbers import EXACT, plain, rounded, shortest
from .panel import REDUCERS, Column, Panel, counting, parts_of, totals
from .rulebook import Absent, Equalise, Kind, Of, Round, Rounding
from .score import group_score, panels_of

MARK_PLACES = 12  # six of a mark and six of its factor: enough to say a total whole
DIGITS = "零一二三四五六七八九"
UNITS = ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十"))


def spoken(number: str | Decimal) -> str:
    """A plain decimal number in Chinese numerals: "91.05" is 九十一点零五.

    After the point digit by digit, as many as are written: "91.50" is 九十一点五零.
    """
    text = number if isinstance(number, str) else plain(number)
    sign, digits = ("负", text[1:]) if text.startswith("-") else ("", text)
    whole, point, places = digits.partition(".")
    tail = "点" + "".join(DIGITS[int(digit)] for digit in places) if point else ""
    head = _whole(int(whole))
    return sign + (head.removeprefix("一") if head.startswith("一十") else head) + tail


def counted(count: int) -> str:
    """A count before 个 or 位, where two is 两."""
    return "两" if count == 2 else spoken(str(count))


def _whole(number: int) -> str:
    for size, unit in UNITS:
        if number >= size:
            head, rest = divmod(number, size)
            gap = DIGITS[0] if 0 < rest < size // 10 else ""
            return _whole(head) + unit + gap + (_whole(rest) if rest else "")
    return DIGITS[number]


def score_word(*, is_final: bool) -> str:
    """What an announced score is called: not final where panels are made comparable later (contract 2.8)."""
    return "最后得分" if is_final else "现场原始得分"


def announcement(round: Round, turn: Turn, score: Score, name: str) -> str:
    """What the emcee reads out: the marks, what was dropped, and *name*'s announced score.

    Marks are spoken in their shortest form, results with all their places. Where several panels are still to
    be made comparable, the result is called 现场原始得分, because it is not final (contract 2.8).
    """
    called = score_word(is_final=round.equalise is Equalise.NONE)
    with localcontext(EXACT):
        how = _judged(round, turn, score) if round.kind is Kind.JUDGED else _deducted(turn)
    return f"{how}{name}{called}{spoken(score.announced)}分。"


def _judged(round: Round, turn: Turn, score: Score) -> str:
    panels = panels_of(round, turn)
    parts = parts_of(round, turn)
    said = [_panel(round, p, part.sheets) for p, part in zip(panels, parts, strict=True)]
    if round.groups:
        weights = "比".join(spoken(shortest(panel.group.weight)) for panel in panels)
        before = "".join(f"{s}得{_subtotal(round, p)}分；" for s, p in zip(said, panels, strict=True))
        how = f"{before}按{weights}加权"
    else:
        how = said[0]
    if turn.deductions:
        return f"{how}得{spoken(score.raw)}分，{_deducted(turn)}"
    return how if how.endswith("；") else f"{how}，"


def _subtotal(round: Round, panel: Panel) -> str:
    return spoken(group_score(round, panel))


def _panel(round: Round, panel: Panel, sheets: Sequence[Sheet]) -> str:
    """All marks, and what was done with them: "…；…其余五位评委平均"; nothing was if there is only one."""
    given = counting(sheets)
    marks = "、".join(f"{spoken(shortest(total))}分" for total in totals(round, given))
    gone = _absent(round, sheets)
    opening = f"{gone}{panel.group.name}{counted(len(given))}位评委打分：{marks}；"
    column = next(iter(panel.columns.values()))
    if len(column.values) == 1 and round.of is Of.TOTAL:
        return opening
    dropped = column.high or column.low
    rest = f"{'其余' if dropped else ''}{counted(len(column.kept))}位评委{REDUCERS[panel.group.reduce].word}"
    if round.of is Of.TOTAL:
        return f"{opening}{_dropped(panel, column)}{rest}"
    return f"{opening}每个评分项{_dropped_each(column)}{rest}，各项合计"


def _absent(round: Round, sheets: Sequence[Sheet]) -> str:
    """ "一位评委缺席，一位评委回避，按其余评委的平均补入；", or nothing."""
    counts = {state: sum(sheet.state == state for sheet in sheets) for state in EXCUSES}
    gone = [f"{counted(count)}位评委{EXCUSES[state]}" for state, count in counts.items() if count]
    if not gone:
        return ""
    return "，".join(gone) + ("，按其余评委的平均补入；" if round.absent is Absent.FILL else "；")


def _dropped(panel: Panel, column: Column) -> str:
    """ "去掉一个最高分九十五分，去掉两个最低分八十分、八十一分，": each dropped value in seat order."""
    said = ""
    for positions, word in ((column.high, "最高分"), (column.low, "最低分")):
        values = "、".join(f"{_value(panel, column, n)}分" for n in positions)
        said += f"去掉{counted(len(positions))}个{word}{values}，" if positions else ""
    return said


def _dropped_each(column: Column) -> str:
    """The same for every criterion, so without values."""
    said = ""
    for positions, word in ((column.high, "最高分"), (column.low, "最低分")):
        said += f"去掉{counted(len(positions))}个{word}，" if positions else ""
    return said


def _value(panel: Panel, column: Column, n: int) -> str:
    """A total as given; one that was filled in, to the places of its group."""
    value = Fraction(column.values[n]) / column.scale
    places = MARK_PLACES if panel.seats[n].state is SheetState.IN else panel.group.places
    return spoken(shortest(rounded(value, places, Rounding.HALF_UP)))


def _deducted(turn: Turn) -> str:
    """ "因超时扣零点五分，" for each deduction."""
    return "".join(f"因{off.reason}扣{spoken(shortest(off.points))}分，" for off in turn.deductions)
