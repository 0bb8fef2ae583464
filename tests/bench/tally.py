"""A million marks through `judging tally`: time and memory, against csv.reader over the same file."""

import csv
import random
import statistics
import subprocess
import sys
from collections.abc import Iterable
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
[[tracks]]
id = "t"
ties = ["untrimmed:r", "share"]
[[tracks.rounds]]
id = "r"
kind = "judged"
weight = "100"
trim = {{ high = 1, low = 1, from = 5 }}
criteria = [ {} ]
"""
CRITERION = '{{ id = "k{}", min = "0", max = "20", step = "0.5" }}'

# What the child processes run; each tells at its end of its seconds of processor time and its peak kilobytes.
USAGE = """
import resource, sys
usage = resource.getrusage(resource.RUSAGE_SELF)
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss, file=sys.stderr)
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
    cpu_s: float
    peak_mb: float


def measure() -> Iterable[Row]:
    """Sheets of five marks, as a hall has them; and of one, where nearly everybody is tied: the worst."""
    for criteria in (5, 1):
        with TemporaryDirectory() as folder:
            write_day(Path(folder), criteria)
            runs = [(run(TALLY, Path(folder)), run(FLOOR, Path(folder))) for _ in range(ROUNDS)]
        ours, floor = (statistics.median(pair[n].cpu_s for pair in runs) for n in (0, 1))
        peak, empty = (max(pair[n].peak_mb for pair in runs) for n in (0, 1))
        name = (
            f"tally of a million marks, {MARKS // JUDGES // criteria} entrants × {JUDGES} judges × {criteria}"
        )
        yield Row(name, f"{ours:.2f} s", f"{floor:.2f} s (csv.reader)", f"{ours / floor:.1f}", "≤ 5 s")
        yield Row(f"{name}, memory", f"{peak:.0f} MB", f"{empty:.0f} MB", f"{peak / empty:.1f}", "≤ 600 MB")


def write_day(folder: Path, criteria: int) -> None:
    (folder / "rules.toml").write_text(
        RULES.format(", ".join(map(CRITERION.format, range(criteria)))), "utf-8"
    )
    marks = random.Random(criteria)
    with (folder / "marks.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("track", "round", "entrant", "judge", "criterion", "mark"))
        writer.writerows(
            ("t", "r", f"e{entrant}", f"J{judge + 1}", f"k{criterion}", f"{marks.randrange(41) / 2:g}")
            for entrant in range(MARKS // JUDGES // criteria)
            for judge in range(JUDGES)
            for criterion in range(criteria)
        )


def run(program: str, folder: Path) -> Usage:
    command = [sys.executable, "-c", program + USAGE, folder / "rules.toml", folder / "marks.csv", "--json"]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True)
    cpu_s, peak_kb = map(float, done.stderr.split())
    return Usage(cpu_s, peak_kb / 1024)
