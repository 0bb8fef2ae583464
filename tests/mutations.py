"""Puts known mistakes into a copy of the engine, one at a time, and expects the fast tests to notice each.

    python -m tests.mutations

Prints a table and exits with 1 if a mistake survives, or if the tests fail without any.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
FAST = ("test_numbers.py", "test_scoring.py", "test_equalise.py", "test_ranking.py")


class Mutation(NamedTuple):
    """A mistake: in `file` of the engine `right` stands exactly once and becomes `wrong`."""

    name: str
    file: str
    right: str
    wrong: str


NONE = Mutation("(none)", "scoring.py", "", "")
MUTATIONS = (
    Mutation(
        "no trim",
        "panel.py",
        "if len(values) >= trim.start and (trim.high or trim.low):",
        "if False:",
    ),
    Mutation(
        "drop all copies of an extreme",
        "panel.py",
        "ascending = ascending[trim.low : len(ascending) - trim.high]",
        "ascending = [v for v in ascending if ascending[0] < v < ascending[-1]] or ascending",
    ),
    Mutation(
        "half-even",
        "numbers.py",
        "away = 2 * rest >= denominator",
        "away = 2 * rest > denominator or (2 * rest == denominator and whole % 2 == 1)",
    ),
    Mutation("truncate", "numbers.py", "away = 2 * rest >= denominator", "away = False"),
    Mutation(
        "float arithmetic",
        "panel.py",
        "return Fraction(numerator, denominator * len(kept))",
        "return Fraction(sum(map(float, kept)) / len(kept))",
    ),
    Mutation(
        "missing as zero",
        "scoring.py",
        "held = _held(round, entrant, turn)",
        "turn = _completed(round, turn, lambda criterion: ZERO)\n    held = _held(round, entrant, turn)",
    ),
    Mutation(
        "ties ignored",
        "ranking.py",
        "yield from _after_ties(track, day, Run(equals, None), track.ties)",
        "yield from (Run([contender], None) for contender in equals)",
    ),
    Mutation(
        "round twice",
        "scoring.py",
        "raw = rounded(exact, round.places, round.rounding)",
        "raw = rounded(rounded(exact, round.places + 1, round.rounding), round.places, round.rounding)",
    ),
)


def copied(to: Path) -> None:
    """The engine and the fast tests, nothing else."""
    shutil.copytree(ROOT / "judging" / "core", to / "judging" / "core")
    shutil.copy(ROOT / "judging" / "__init__.py", to / "judging")
    (to / "tests" / "core").mkdir(parents=True)
    for name in ("__init__.py", "core/__init__.py", "core/made.py", *(f"core/{test}" for test in FAST)):
        shutil.copy(ROOT / "tests" / name, to / "tests" / name)


def put_in(mutation: Mutation, tree: Path) -> None:
    path = tree / "judging" / "core" / mutation.file
    text = path.read_text("utf-8")
    if mutation.right and text.count(mutation.right) != 1:
        raise SystemExit(f"{mutation.name}: {mutation.file} has not exactly one {mutation.right!r}")
    path.write_text(text.replace(mutation.right, mutation.wrong) if mutation.right else text, "utf-8")


def first_failure(mutation: Mutation) -> str | None:
    """The first test that fails with the mistake in, or None."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        copied(tree)
        put_in(mutation, tree)
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-x",
            "-q",
            "-p",
            "no:cacheprovider",
            "--rootdir=.",
            "tests",
        ]
        run = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    failed = [line for line in run.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    if run.returncode == 0:
        return None
    if run.returncode != 1 or not failed:
        raise SystemExit(f"{mutation.name}: the tests did not run\n{run.stdout}{run.stderr}")
    return failed[0].split("::")[-1].split(" - ")[0]


def main() -> int:
    if found := first_failure(NONE):
        print(f"without any mistake {found} fails")
        return 1
    survived = 0
    for mutation in MUTATIONS:
        found = first_failure(mutation)
        survived += found is None
        print(f"{mutation.name:32}{'caught by ' + found if found else 'SURVIVED'}", flush=True)
    print(f"{len(MUTATIONS) - survived} of {len(MUTATIONS)} caught")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main())
