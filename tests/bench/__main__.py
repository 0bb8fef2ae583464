"""`make bench`: every figure with its floor, the ratio and the goal. Name some parts to see only those."""

import os
import platform
import sys
import unicodedata
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from . import Row, ballots, guests, holds, peers, season, startup, storm, tally, viewers

PARTS: dict[str, Callable[[], Iterable[Row]]] = {
    "viewers": viewers.measure,
    "storm": storm.measure,
    "guests": guests.measure,
    "ballots": ballots.measure,
    "holds": holds.measure,
    "startup": startup.measure,
    "tally": tally.measure,
    "season": season.measure,
    "peers": peers.measure,
}
ON_REQUEST = {"peers"}  # needs the internet
HEAD = Row("", "value", "floor", "× floor", "goal")
WIDTHS = (74, 11, 24, 9, 16)


def main(*chosen: str) -> None:
    if sys.platform != "linux":
        sys.exit("The bench counts with epoll: run it on Linux.")
    if unknown := set(chosen) - PARTS.keys():
        sys.exit(f"No part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}.")
    print(
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC · Python {platform.python_version()} · "
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} · medians of interleaved rounds"
    )
    print(line(HEAD))
    for name in chosen or [part for part in PARTS if part not in ON_REQUEST]:
        for row in PARTS[name]():
            print(line(row), flush=True)


def line(row: Row) -> str:
    return "  ".join(
        text + " " * (width - shown(text)) if n == 0 else " " * (width - shown(text)) + text
        for n, (text, width) in enumerate(zip(row, WIDTHS, strict=True))
    ).rstrip()


def shown(text: str) -> int:
    """Columns *text* takes in a terminal."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


if __name__ == "__main__":
    main(*sys.argv[1:])
