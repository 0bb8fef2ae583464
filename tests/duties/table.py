"""docs/duties.md: who may do what, and when it happens."""

from collections.abc import Iterator
from pathlib import Path

from judging.core.people.duty import Duty
from judging.core.words import DUTIES

from .trying import Answer, Cells, cells, kinds

FILE = Path(__file__).parents[2] / "docs" / "duties.md"
HEAD = """# Who may do what, and when

Made by `python -m tests.duties`, which sends every command as every duty in every state of a contest; a test
does so again and compares. A cell holds the states in which the command changes something; an empty one means
that it is refused in all of them, with the reason, and nothing is written.

{states}

In this contest somebody is named for each duty, and the draws wait for the supervisor. The commands are those
a page may send; what the server makes of uploads and cards has its own addresses. One of each kind was sent:
[`tests/duties/asked.py`](../tests/duties/asked.py). A number says what became of that one.
"""
FEW = """
## Where nobody is named

In a small contest the console does what nobody is named for. These are the differences: what organiser and
director may do as long as nobody is a scorekeeper, a verifier or a head judge. What one has entered the other
has to confirm.
"""


def document(named: list[Answer], few: list[Answer]) -> str:
    states = list(dict.fromkeys(each.state for each in named))
    listed = " · ".join(f"**{n}** {name}" for n, name in enumerate(states, 1))
    of_named, of_few = cells(named), cells(few)
    console = (Duty.ORGANISER, Duty.DIRECTOR)
    more = [kind for kind in kinds() if any(_is_more(of_named, of_few, kind, duty) for duty in console)]
    lines = [
        HEAD.format(states=listed),
        *_rows(kinds(), tuple(Duty), of_named),
        FEW,
        *_rows(more, console, of_few),
    ]
    return "\n".join(lines) + "\n"


def _is_more(named: Cells, few: Cells, kind: str, duty: Duty) -> bool:
    return (kind, duty) in few and (kind, duty) not in named


def _rows(rows: list[str], duties: tuple[Duty, ...], of: Cells) -> Iterator[str]:
    yield f"| | {' | '.join(str(DUTIES[duty]) for duty in duties)} |"
    yield "|---|" + "---|" * len(duties)
    for kind in rows:
        yield f"| {kind} | {' | '.join(spans(of.get((kind, duty), ())) for duty in duties)} |"


def spans(numbers: tuple[int, ...]) -> str:
    """1–4 7 of 1, 2, 3, 4, 7."""
    found = list[list[int]]()
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return " ".join(f"{span[0]}–{span[-1]}" if len(span) > 1 else str(span[0]) for span in found)
