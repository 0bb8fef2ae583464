"""SIGKILLs at random moments while robots submit: days of fifty each, one at a time per core."""

import asyncio
import ctypes
import multiprocessing
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from tests.bench.machine import workplace
from tests.rehearse.killing import JUDGES, killed_day

from . import Options, Row

PR_SET_PDEATHSIG = 1  # of Linux's prctl
PER_DAY = 50
ENTRANTS = 6  # in each of four tracks
PATIENCE_S = 240.0


def measure(options: Options) -> Iterator[Row]:
    days = [min(PER_DAY, options.kills - begun) for begun in range(0, options.kills, PER_DAY)]
    fresh = multiprocessing.get_context("spawn")
    with workplace() as base, ProcessPoolExecutor(os.cpu_count(), fresh, end_with_us) as pool:
        found = list(pool.map(partial(one_day, base), range(len(days)), days))
    killed, acknowledged, lost, twice, wrong = (sum(column) for column in zip(*found, strict=True))
    broken = [
        f"{count} {what}"
        for count, what in (
            (lost, "acknowledged sheets were lost"),
            (twice, "sheets stand in the log twice"),
            (wrong, "announced numbers are not what the marks lead to"),
        )
        if count
    ]
    yield Row(
        "kills: SIGKILL at random moments",
        f"{killed:,} in {len(days)} days",
        str(lost + twice),
        broken=tuple(broken),
        seen=f"{acknowledged:,} sheets acknowledged to {JUDGES} judges; each chain and each number verified",
    )


def end_with_us() -> None:
    """However the attack ends, and each day's server ends with its day."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def one_day(base: Path, n: int, kills: int) -> tuple[int, int, int, int, int]:
    folder = base / f"day{n}"
    folder.mkdir()
    day = asyncio.run(killed_day(folder, kills, ENTRANTS, PATIENCE_S))
    return day.kills, len(day.sheets), day.lost, day.twice, day.wrong
