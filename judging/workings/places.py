"""名次: 1 + how many stand before, by the composite and then by each step among those still equal."""

from collections.abc import Mapping, Sequence

from judging.core.scoring.day import TrackResult
from judging.core.scoring.rulebook import Track
from judging.core.scoring.ties import look

from .cells import Content, Placed, Span, live, quoted
from .pages import Column, Page, span

STEPS = {
    "round": "“{round}”得分",
    "criterion": "“{round}”的“{criterion}”",
    "untrimmed": "“{round}”不去分的平均",
    "highest": "“{round}”最高一份",
    "lowest": "“{round}”最低一份",
    "manual": "组长决定的先后",
    "share": "名次并列",
}
SHARED, UNBROKEN = "并列", "并列（规则没有再分）"


def step_words(track: Track, step: str) -> str:
    """How a step of the chain is called."""
    name, id, criterion = look(step)
    round = track.round(id) if id else None
    of = round.criterion(criterion).name if round and criterion else ""
    return STEPS[name].format(round=round.name if round else "", criterion=of)


def chain_words(track: Track) -> str:
    """The whole chain."""
    steps = "、".join(step_words(track, step) for step in track.ties)
    return f"并列处理：{steps}。" if steps else "并列处理：规则没有写，综合成绩相同的名次并列。"


def places(
    page: Page,
    track: Track,
    first: Sequence[Placed],
    steps: Mapping[str, Sequence[Placed]],
    result: TrackResult,
) -> list[Placed]:
    """Columns of how many are still equal after each step, of places, and of what parted equals."""
    columns = [first, *steps.values()]
    equal = [
        page.column(
            Column("再比之后仍相同" if n else "综合成绩相同的个数", "units"),
            [_count(columns[: n + 1], row) for row in range(len(first))],
        )
        for n in range(len(columns))
    ]
    numbers = page.column(
        Column("名次", "place"),
        [_place(columns, row, standing.rank) for row, standing in enumerate(result.standings)],
    )
    words = [step_words(track, step) for step in steps]
    last = SHARED if "share" in track.ties else UNBROKEN
    rows = ([each[row] for each in equal] for row in range(len(first)))
    page.column(Column("并列如何分出", "text"), [_parted(row, words, last) for row in rows])
    return numbers


def _count(columns: Sequence[Sequence[Placed]], row: int) -> Content:
    """How many are equal in all of these columns."""
    inputs = _inputs(columns, row)
    pairs = ",".join(f"{{c{n}}},{{v{n}}}" for n in range(len(columns)))
    value = sum(
        all(column[other].value == column[row].value for column in columns)
        for other in range(len(columns[0]))
    )
    return live(f"COUNTIFS({pairs})", value, **inputs)


def _place(columns: Sequence[Sequence[Placed]], row: int, place: int) -> Content:
    """1 + how many stand before: by the first column, by the second among equals of the first, and so on."""
    terms = []
    for n in range(len(columns)):
        equal = "".join(f"{{c{m}}},{{v{m}}}," for m in range(n))
        terms.append(f'COUNTIFS({equal}{{c{n}}},">"&{{v{n}}})')
    return live(f"1+{'+'.join(terms)}", place, **_inputs(columns, row))


def _inputs(columns: Sequence[Sequence[Placed]], row: int) -> dict[str, Placed | Span]:
    own: dict[str, Placed | Span] = {f"v{n}": column[row] for n, column in enumerate(columns)}
    return own | {f"c{n}": span(column) for n, column in enumerate(columns)}


def _parted(equal: Sequence[Placed], words: Sequence[str], last: str) -> Content:
    """The step after which fewer were equal than before it, the last such one; *last* for who still are."""
    formula, value = '""', ""
    for n, word in enumerate(words):
        formula = f"IF({{e{n + 1}}}<{{e{n}}},{quoted(word)},{formula})"
        if equal[n + 1].units < equal[n].units:
            value = word
    formula = f"IF({{e{len(words)}}}>1,{quoted(last)},{formula})"
    value = last if equal[-1].units > 1 else value
    return live(formula, value, **{f"e{n}": cell for n, cell in enumerate(equal)})
