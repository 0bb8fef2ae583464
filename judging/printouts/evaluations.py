"""What the paper says of an evaluation: how many sheets there were, what was made of them; never whose."""

from collections import Counter
from collections.abc import Iterator

from judging.core.balloting.issuing import batches, counts
from judging.core.balloting.slip import SlipKind
from judging.core.evaluating.taking import evaluation_of
from judging.core.scoring.day import Day
from judging.core.scoring.evaluators import Group
from judging.core.scoring.numbers import shortest
from judging.core.scoring.panel import REDUCERS, groups_of
from judging.core.scoring.rulebook import Round
from judging.core.state import State
from judging.files.example import to_places


def evaluation_notes(state: State, known: Day, track: str, round: Round) -> Iterator[str]:
    """Of one round; while it is open nobody is told how many sheets there are."""
    if not evaluation_of(state, track, round.id).is_closed:
        yield f"{round.name}：测评还没有结束。"
        return
    groups = groups_of(round)
    sheets = {
        entrant: turn.sheets
        for (of, entrant), turn in known.turns.items()
        if of == round.id and (track, entrant) not in state.statuses
    }
    found = Counter(sheet.group or "" for each in sheets.values() for sheet in each)
    parts = [
        f"{f'{group.name} {found[group.id]} 份，' if round.groups else ''}{_how(group)}" for group in groups
    ]
    weights = f"按 {':'.join(shortest(group.weight) for group in groups)} 加权，" if round.groups else ""
    yield (
        f"{round.name}：测评表共 {found.total()} 份，每个参赛对象 {_span([*map(len, sheets.values())])} 份；"
        f"{'；'.join(parts)}，{weights}{to_places(round.rounding, round.places)}。"
    )
    for group in groups:
        yield from _slips(state, round, SlipKind(track, round.id, group.id), group.name)


def _span(counted: list[int]) -> str:
    least, most = min(counted, default=0), max(counted, default=0)
    return str(most) if least == most else f"{least}～{most}"


def _how(group: Group) -> str:
    trim = group.trim
    off = f"至少 {trim.start} 份才去{trim.high}高{trim.low}低" if trim.high or trim.low else "不去高低分"
    return f"{off}，{REDUCERS[group.reduce].word}"


def _slips(state: State, round: Round, kind: SlipKind, group: str) -> Iterator[str]:
    """Of paper, as it can be counted: what was issued is always the sum of the rest."""
    counted = counts(batches(state, kind))
    if counted.issued:
        yield (
            f"{round.name}{group}测评票：发出 {counted.issued} 张，"
            f"收回 {counted.returned} 张，作废 {counted.void} 张，未交回 {counted.out} 张。"
        )
