"""A million marks of several shapes through `judging tally`: time and memory, against csv.reader."""

import csv
import random
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from . import Row

MARKS = 1_000_000
JUDGES = 10
ROUNDS = 3  # of the interleaved measurement; medians count

RULES = """
schema = 1
competition = {{ id = "million" }}
{tracks}
{pools}
"""
TRACK = """
[[tracks]]
id = "{track}"
{settings}
[[tracks.rounds]]
id = "r"
kind = "judged"
weight = "100"
trim = {{ high = 1, low = 1, from = 5 }}
{round}
criteria = [ {criteria} ]
"""
CRITERION = '{{ id = "k{}", min = "0", max = "20", step = "{}" }}'
POOL = """
[[pools]]
id = "p"
slots = 14000
allocate = "merged"
floors = [ { track = "t0", share = "50%" } ]
levels = [ { name = "一等奖", count = 4000 }, { name = "二等奖", count = 10000 } ]
"""
CHAIN = '["criterion:r.k0", "untrimmed:r", "highest:r", "lowest:r", "share"]'


class Shape(NamedTuple):
    """A million marks as a hall has them, or as they are worst."""

    name: str
    entrants: int
    criteria: int
    judges: int = JUDGES
    tracks: int = 1
    step: str = "0.5"
    settings: str = 'ties = ["untrimmed:r", "share"]'
    round: str = ""
    pools: str = ""
    mark: Callable[[random.Random], str] = lambda marks: f"{marks.randrange(41) / 2:g}"
    absent: float = 0  # of the sheets
    strangers: bool = False  # every entrant has evaluators of its own

    @property
    def rules(self) -> str:
        criteria = ", ".join(CRITERION.format(n, self.step) for n in range(self.criteria))
        tracks = (
            TRACK.format(track=f"t{n}", settings=self.settings, round=self.round, criteria=criteria)
            for n in range(self.tracks)
        )
        return RULES.format(tracks="".join(tracks), pools=self.pools)

    def rows(self) -> Iterator[tuple[str, ...]]:
        random_marks = random.Random(self.criteria)
        for entrant in range(self.entrants):
            first = entrant * self.judges if self.strangers else 0
            for judge in range(first, first + self.judges):
                sheet = f"t{entrant % self.tracks}", "r", f"e{entrant}", f"J{judge + 1}"
                if random_marks.random() < self.absent:
                    yield (*sheet, "", "absent")
                    continue
                for criterion in range(self.criteria):
                    yield (*sheet, f"k{criterion}", self.mark(random_marks))


def six_decimals(marks: random.Random) -> str:
    return f"{marks.randrange(20)}.{marks.randrange(10**6):06}"


SHAPES = (
    Shape("20,000 entrants × 10 judges × 5", MARKS // 50, 5),
    Shape("100,000 entrants × 10 judges × 1, nearly all tied", MARKS // 10, 1),
    Shape(
        "six decimals, of = criterion, fill, tie chain",
        MARKS // 50,
        5,
        step="0.000001",
        settings=f"ties = {CHAIN}",
        round='of = "criterion"\nabsent = "fill"',
        mark=six_decimals,
        absent=0.1,
    ),
    Shape(
        "28,572 equals in a merged pool",
        28_572,
        5,
        judges=7,
        tracks=2,
        settings='pool = "p"\nties = ["share"]',
        pools=POOL,
        mark=lambda marks: "10",
    ),
    Shape("ballots of 200,000 evaluators", MARKS // 50, 5, round='sheets = "each"', strangers=True),
)

# What the child processes run; each tells of its seconds, and of its peak kilobytes with its own children's.
START = """
import time
begin = time.perf_counter()
"""
USAGE = """
import resource, sys
seconds = time.perf_counter() - begin
peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(seconds, peak, file=sys.stderr)
"""
TALLY = """
import argparse
from judging import tally
parser = argparse.ArgumentParser()
tally.add_arguments(parser)
tally.main(parser.parse_args())
"""
FLOOR = """
import csv, sys
for row in csv.reader(open(sys.argv[2], encoding="utf-8", newline="")):
    pass
"""


class Usage(NamedTuple):
    seconds: float
    peak_mb: float


def measure() -> Iterable[Row]:
    for shape in SHAPES:
        with TemporaryDirectory() as folder:
            write_day(Path(folder), shape)
            files = Path(folder, "rules.toml"), Path(folder, "marks.csv")
            runs = [(run(TALLY, *files), run(FLOOR, *files)) for _ in range(ROUNDS)]
        ours, floor = (statistics.median(pair[n].seconds for pair in runs) for n in (0, 1))
        peak, empty = (max(pair[n].peak_mb for pair in runs) for n in (0, 1))
        name = f"tally: {shape.name}"
        yield Row(name, f"{ours:.2f} s", f"{floor:.2f} s (csv.reader)", f"{ours / floor:.1f}", "≤ 5 s")
        yield Row(f"{name}, memory", f"{peak:.0f} MB", f"{empty:.0f} MB", f"{peak / empty:.1f}", "≤ 600 MB")


def write_day(folder: Path, shape: Shape) -> None:
    (folder / "rules.toml").write_text(shape.rules, "utf-8")
    with (folder / "marks.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("track", "round", "entrant", "judge", "criterion", "mark"))
        writer.writerows(shape.rows())


def run(program: str, *files: Path) -> Usage:
    command = [sys.executable, "-c", START + program + USAGE, *files, "--json"]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True)
    seconds, peak_kb = map(float, done.stderr.split())
    return Usage(seconds, peak_kb / 1024)
