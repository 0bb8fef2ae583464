"""A year of weeks and two thousand people through `judging season`: time and memory, against csv.reader."""

import csv
import random
import statistics
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from . import Row
from .tally import FLOOR, run

WEEKS = 52
PEOPLE = 2000
ROUNDS = 3  # of the interleaved measurement; medians count

RULES = """
schema = 1
season = {{ id = "year" }}
[files]
"quiz.csv" = "{sha256}"
[[series]]
id = "quiz"
by = "place"
points = ["10", "8", "6"]
rest = "1"
shared = "mean"
best = 40
missed = "skip"
events = [ {events} ]
[[tables]]
id = "person"
tracks = ["window"]
weights = {{ quiz = "100" }}
ties = ["firsts:quiz", "later:quiz", "share"]
pool = "person"
[[pools]]
id = "person"
slots = 100
allocate = "merged"
levels = [ {{ name = "一等奖", count = 20 }}, {{ name = "二等奖", count = 80 }} ]
"""
SEASON = """
import sys
from judging import cli
cli.main(["season", *sys.argv[1:]])
"""


def measure() -> Iterable[Row]:
    with TemporaryDirectory() as folder:
        rules, scores = write_year(Path(folder), PEOPLE)
        runs = [(run(SEASON, rules), run(FLOOR, rules, scores)) for _ in range(ROUNDS)]
    ours, floor = (statistics.median(pair[n].seconds for pair in runs) for n in (0, 1))
    peak, empty = (max(pair[n].peak_mb for pair in runs) for n in (0, 1))
    name = f"season: {WEEKS} weeks × {PEOPLE:,} people"
    yield Row(name, f"{ours:.2f} s", f"{floor:.2f} s (csv.reader)", f"{ours / floor:.1f}", "≤ 3 s")
    yield Row(f"{name}, memory", f"{peak:.0f} MB", f"{empty:.0f} MB", f"{peak / empty:.1f}", "≤ 200 MB")


def write_year(folder: Path, people: int) -> tuple[Path, Path]:
    """The season's file, and that of all scores."""
    rules, scores = folder / "SEASON.toml", folder / "quiz.csv"
    made_up = random.Random(people)
    with scores.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("track", "round", "entrant", "score"))
        for week in range(WEEKS):
            for person in range(people):
                score = f"{made_up.randrange(201) / 2:g}" if made_up.random() < 0.95 else ""
                writer.writerow(("window", f"w{week}", f"e{person}", score))
    events = ", ".join(f'{{ id = "w{week}", from = ["quiz.csv"] }}' for week in range(WEEKS))
    hash = sha256(scores.read_bytes()).hexdigest()
    rules.write_text(RULES.format(sha256=hash, events=events), "utf-8")
    return rules, scores
