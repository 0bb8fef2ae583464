"""`make attack`: one table of all that strangers, kills and power cuts do. Name some parts to see only those.

Times are in ms; a ratio is the median under attack ÷ the quiet one of the same run, a sink what the ratio is
while the same guests are busy with something that is not the server.

ARGS="ping look kills=50 seconds=3 count=200 addresses=one" takes two kinds of guests and fifty kills.
"""

import os
import platform
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from . import Options, Part, Row, Wait, cuts, hostile, kills
from .kinds import KINDS

PARTS: dict[str, Part] = {"kills": kills.measure, "cuts": cuts.measure}
WIDTHS = (52, 18, 11, 7, 7, 7, 7, 7, 7, 5, 30)
HEAD = (
    "what",
    "how many",
    "connection",
    "quiet",
    "p50",
    "p99",
    "worst",
    "ratio",
    "sink",
    "lost",
    "leaked",
    "verdict",
)


def main(*words: str) -> int:
    if sys.platform != "linux":
        sys.exit("The attack counts with epoll and /proc: run it on Linux.")
    chosen, options = understood(words)
    print(
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC · Python {platform.python_version()} · "
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} · {options}"
    )
    print(line(HEAD))
    is_kept = True
    for row in rows(chosen, options):
        for text in told(row):
            print(text, flush=True)
        is_kept = is_kept and not row.broken
    return 0 if is_kept else 1


def told(row: Row) -> Iterator[str]:
    verdict = "BROKEN" if row.broken else "kept"
    first, *others = row.waits or (Wait(""),)
    yield line((row.what, row.many, *first, row.lost, row.leaked, verdict))
    for wait in others:
        yield line(("", "", *wait))
    if row.seen:
        yield f"    {row.seen}"
    for promise in row.broken:
        yield f"    BROKEN: {promise}"


def understood(words: tuple[str, ...]) -> tuple[set[str], Options]:
    chosen = {word for word in words if "=" not in word}
    options = Options()
    for word in words:
        name, sign, value = word.partition("=")
        if sign:
            if name not in Options._fields:
                sys.exit(f"No {name}; there are {', '.join(Options._fields)}.")
            options = options._replace(**{name: type(getattr(options, name))(value)})
    if unknown := chosen - KINDS.keys() - PARTS.keys() - {"hostile"}:
        sys.exit(f"No part {', '.join(sorted(unknown))}; there are {', '.join([*KINDS, 'hostile', *PARTS])}.")
    return chosen, options


def rows(chosen: set[str], options: Options) -> Iterator[Row]:
    yield from hostile.measure([name for name in KINDS if not chosen or chosen & {name, "hostile"}], options)
    for name, part in PARTS.items():
        if not chosen or name in chosen:
            yield from part(options)


def line(texts: Iterable[str]) -> str:
    widths = (*WIDTHS, 0)
    return "  ".join(f"{text:<{width}}" for text, width in zip(texts, widths, strict=False)).rstrip()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
