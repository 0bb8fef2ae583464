"""What is taken off where a compulsory item is lacking: from the answers on the sheets, or as was decided."""

from collections.abc import Mapping, Sequence

from .aggregate import judged
from .contest import Round
from .digits import MOST, POWERS
from .given import Performance

Answers = Mapping[str, bool]


def off_for_lacks(
    round: Round, performance: Performance, sheets: Sequence[Answers], decided: Answers
) -> list[int]:
    """In millionths, in the order of the rules; nothing as long as there is no score."""
    bare = judged(round, performance, ())
    if isinstance(bare, str):
        return []
    off: list[int] = []
    left = bare.raw * POWERS[MOST - round.places]
    for item in round.compulsory:
        if item.judges_say:
            said = [answers[item.id] for answers in sheets]
            is_there = said.count(True) >= said.count(False)
        else:
            is_there = decided.get(item.id, True)
        if is_there:
            continue
        if item.lack == "deduct" and item.points is not None:
            points = item.points
        else:
            points = max(left - (item.points or 0), 0)
        left -= points
        off.append(points)
    return off
