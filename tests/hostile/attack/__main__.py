"""`make attack`: one table of all that strangers, kills and power cuts do. Name some parts to see only those.

ARGS="ping look kills=50 seconds=3 count=200 addresses=one" takes two kinds of guests and fifty kills.
"""

import os
import platform
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

from . import Options, Part, Row, cuts, hostile, kills
from .kinds import KINDS

PARTS: dict[str, Part] = {"kills": kills.measure, "cuts": cuts.measure}
HEAD = Row(
    "what",
    "how many",
    "acknowledged in ms: quiet → p50 p99 worst (ratio; the same guests at a sink)",
    "lost",
    "leaked",
)
WIDTHS = (46, 18, 112, 5, 29)


def main(*words: str) -> int:
    if sys.platform != "linux":
        sys.exit("The attack counts with epoll and /proc: run it on Linux.")
    chosen, options = understood(words)
    print(
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC · Python {platform.python_version()} · "
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} · {options}"
    )
    print(line(HEAD, "verdict"))
    is_kept = True
    for row in rows(chosen, options):
        print(line(row, "BROKEN" if row.broken else "kept"), flush=True)
        if row.seen:
            print(f"    guests: {row.seen}")
        for promise in row.broken:
            print(f"    BROKEN: {promise}", flush=True)
        is_kept = is_kept and not row.broken
    return 0 if is_kept else 1


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


def line(row: Row, verdict: str) -> str:
    return "  ".join(f"{text:<{width}}" for text, width in zip(row, WIDTHS, strict=False)) + f"  {verdict}"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
