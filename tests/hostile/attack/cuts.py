"""Power cuts and harmed files: a day's writes are recorded, and what a cut or a bad disk leaves is opened.

The day itself has kills and restarts in it, so that the cuts hit recoveries and closings too.
"""

import asyncio
import os
import random
import shutil
import subprocess
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from tests.bench.machine import workplace
from tests.rehearse.killing import Killed, killed_day

from . import Options, Row
from .journal import Disk, Record, laid_out, read
from .reopening import Reopened, reopened

RECORDER_C = Path(__file__).with_name("recorder.c")
ENTRANTS = 3  # in each of four tracks
KILLS = 4
PATIENCE_S = 240.0
PAGE = 4096

Files = dict[str, bytearray]


class Day(NamedTuple):
    """What was written, and what was acknowledged when."""

    folder: str
    records: list[Record]
    killed: Killed

    def acknowledged(self, ns: int) -> int:
        """The highest position somebody had been told of by then."""
        known = self.killed.receipts[: bisect_right(self.killed.receipts, (ns / 1e9, 1 << 60))]
        return max((position for _, position in known), default=0)


class Case(NamedTuple):
    """A folder to be opened: what was done to it, and how many entries had been acknowledged before."""

    what: str
    folder: Path
    acknowledged: int


class Outcome(NamedTuple):
    case: Case
    reopened: Reopened
    is_there: bool  # all that was acknowledged, as it was


def measure(options: Options) -> Iterator[Row]:
    if os.environ.get("LD_PRELOAD") or not shutil.which("cc"):
        yield Row("cuts", "0", "", seen="not taken: the recorder needs a C compiler")
        return
    chance = random.Random(options.seed or None)
    with workplace() as base:
        day = recorded(base)
        yield cut_row(list(opened(day, cuts(day, options.cuts, base, chance))))
        yield harm_row(list(opened(day, harms(day, options.harms, base, chance))))


def recorded(base: Path) -> Day:
    library, journal, folder = base / "recorder.so", base / "journal", base / "data"
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", library, RECORDER_C, "-ldl"], check=True)
    folder.mkdir()
    watched = {
        "LD_PRELOAD": str(library),
        "JUDGING_RECORD": str(journal),
        "JUDGING_RECORD_FOLDER": str(folder),
    }
    killed = asyncio.run(killed_day(folder, KILLS, ENTRANTS, PATIENCE_S, watched))
    return Day(str(folder), list(read(journal)), killed)


def cuts(day: Day, count: int, base: Path, chance: random.Random) -> Iterator[Case]:
    """The folder after power cuts at random moments, in their order."""
    moments = sorted(chance.randrange(1, len(day.records)) for _ in range(count))
    for n, (disk, last) in enumerate(disks_at(day, moments)):
        yield laid(f"cut {n} after {last.what}", disk.cut(chance), day, last, base / f"cut{n}")


def harms(day: Day, count: int, base: Path, chance: random.Random) -> Iterator[Case]:
    """The folder as it was at some moment of the day's second half, with one of the log's files harmed."""
    half = len(day.records) // 2
    moments = sorted(chance.randrange(half, len(day.records)) for _ in range(count))
    ((older, _),) = ((disk.written(), last) for disk, last in disks_at(day, [half]))
    for n, (disk, last) in enumerate(disks_at(day, moments)):
        files = disk.written()
        path = chance.choice([path for path in files if is_of_the_log(path, day.folder)])
        harm = chance.choice(HARMS)
        harm(files, path, older, chance)
        what = f"{harm.__name__} of {path.rpartition('.sqlite')[2] or 'the log'}"
        yield laid(what, files, day, last, base / f"harm{n}")


def is_of_the_log(path: str, folder: str) -> bool:
    """Whether a competition's entries, or what vouches for them, are in the file: no copy, no lock."""
    return Path(path).parent == Path(folder) and ".sqlite" in path and not path.endswith((".lock", ".new"))


def disks_at(day: Day, moments: Iterable[int]) -> Iterator[tuple[Disk, Record]]:
    disk, done = Disk(), 0
    for moment in moments:
        for record in day.records[done:moment]:
            disk.take(record)
        done = moment
        yield disk, day.records[moment - 1]


def laid(what: str, files: Files, day: Day, last: Record, folder: Path) -> Case:
    laid_out(files, day.folder, folder)
    return Case(what, folder, day.acknowledged(last.ns))


def flip(files: Files, path: str, older: Files, chance: random.Random) -> None:
    """One bit of what is not empty."""
    content = files[path]
    if used := [at for at in range(0, len(content), 64) if any(content[at : at + 64])]:
        at = min(chance.choice(used) + chance.randrange(64), len(content) - 1)
        content[at] ^= 1 << chance.randrange(8)


def blank(files: Files, path: str, older: Files, chance: random.Random) -> None:
    """One page."""
    content = files[path]
    at = chance.randrange(len(content) // PAGE + 1) * PAGE
    content[at : at + PAGE] = bytes(len(content[at : at + PAGE]))


def shorten(files: Files, path: str, older: Files, chance: random.Random) -> None:
    del files[path][chance.randrange(len(files[path]) + 1) :]


def remove(files: Files, path: str, older: Files, chance: random.Random) -> None:
    del files[path]


def set_back(files: Files, path: str, older: Files, chance: random.Random) -> None:
    """To what the file was when half of the day was over."""
    files[path] = bytearray(older.get(path, b""))


HARMS: tuple[Callable[[Files, str, Files, random.Random], None], ...] = (
    flip,
    flip,
    flip,
    blank,
    shorten,
    remove,
    set_back,
)


def opened(day: Day, cases: Iterator[Case]) -> Iterator[Outcome]:
    """Each of *cases* with the program started on it, one per core at a time."""
    cores = os.cpu_count() or 1
    with ThreadPoolExecutor(cores) as pool:
        while batch := list(islice(cases, cores * 2)):
            yield from pool.map(partial(outcome, day), batch)


def outcome(day: Day, case: Case) -> Outcome:
    found = reopened(case.folder)
    shutil.rmtree(case.folder)
    promised = day.killed.log[: case.acknowledged]
    return Outcome(case, found, [e.hash for e in found.log[: len(promised)]] == [e.hash for e in promised])


def cut_row(outcomes: list[Outcome]) -> Row:
    """A disk that keeps what it has synced: all is there, and opens by itself."""
    lost = [found for found in outcomes if not found.is_there]
    shut = [
        found
        for found in outcomes
        if found.is_there and found.case.acknowledged and not found.reopened.is_open
    ]
    return Row(
        "cuts: power cut, unsynced sectors torn",
        f"{len(outcomes):,}",
        str(len(lost)),
        broken=tuple(broken("lost what was acknowledged", lost) + broken("did not open by themselves", shut)),
        seen=f"of up to {max(found.case.acknowledged for found in outcomes)} acknowledged entries; "
        f"{sum(bool(found.reopened.told) for found in outcomes)} told what was under way",
    )


def harm_row(outcomes: list[Outcome]) -> Row:
    """A disk that breaks its word: nobody is left to believe that all is well.

    A log that lost entries and opens all the same is silent, whatever is noted about its last step.
    """
    lost = [found for found in outcomes if not found.is_there]
    silent = [found for found in lost if found.reopened.is_open or not found.reopened.told]
    told, healed = len(lost) - len(silent), len(outcomes) - len(lost)
    return Row(
        "harms: bit flip, page blank, file cut, gone, older",
        f"{len(outcomes):,}",
        str(len(silent)),
        broken=tuple(broken("lost entries and nobody was told", silent)),
        seen=f"{healed} healed or harmless, {told} told at start, {len(silent)} silent",
    )


def broken(what: str, outcomes: list[Outcome]) -> list[str]:
    kinds = Counter(found.case.what if "cut " not in found.case.what else "" for found in outcomes)
    if not outcomes:
        return []
    worst = outcomes[0]
    example = (
        f"{worst.case.what}: {len(worst.reopened.log)} of {worst.case.acknowledged} entries, "
        f"open {worst.reopened.is_open}, told {worst.reopened.told!r} {worst.reopened.crash}"
    )
    return [f"{len(outcomes)} {what} ({dict(kinds)}); e.g. {example}"]
