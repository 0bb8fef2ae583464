"""Puts known mistakes into a copy of the program, one at a time, and expects the tests to notice each.

    python -m tests.mutations [WORD…]

Words choose the mistakes whose table, file or name has them all. Prints a table and exits with 1 if a mistake
survives, if its text no longer stands in the program, or if its tests fail without it.
"""

import ast
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue
from typing import TypeVar

from .mistakes import (
    Mutation,
    adopting,
    appealing,
    archiving,
    attendance,
    balloting,
    chronicle,
    competitions,
    copying,
    correcting,
    deciding,
    desk,
    entering,
    flooding,
    halls,
    head_judge,
    importing,
    indicators,
    items,
    login,
    looking_up,
    meeting,
    obeying,
    papers,
    people,
    pictures,
    presenting,
    proving,
    recusing,
    rights,
    ruling,
    scoring,
    season_papers,
    seasons,
    seasons_twice,
    seats,
    servertime,
    signing,
    telling,
    timing,
    twice,
    venue,
    walking,
    walking_console,
    walking_phone,
    walking_screens,
    who_enters,
    workings,
)

# A new table goes here.
TABLES: dict[str, tuple[Mutation, ...]] = {
    "scoring": scoring.MISTAKES,
    "season_papers": season_papers.MISTAKES,
    "seasons": seasons.MISTAKES,
    "seasons_twice": seasons_twice.MISTAKES,
    "deciding": deciding.MISTAKES,
    "copying": copying.MISTAKES,
    "correcting": correcting.MISTAKES,
    "rights": rights.MISTAKES,
    "head_judge": head_judge.MISTAKES,
    "telling": telling.MISTAKES,
    "timing": timing.MISTAKES,
    "login": login.MISTAKES,
    "people": people.MISTAKES,
    "pictures": pictures.MISTAKES,
    "presenting": presenting.MISTAKES,
    "looking up": looking_up.MISTAKES,
    "meeting": meeting.MISTAKES,
    "papers": papers.MISTAKES,
    "desk": desk.MISTAKES,
    "entering": entering.MISTAKES,
    "importing": importing.MISTAKES,
    "proving": proving.MISTAKES,
    "recusing": recusing.MISTAKES,
    "twice": twice.MISTAKES,
    "venue": venue.MISTAKES,
    "walking": walking.MISTAKES,
    "walking_console": walking_console.MISTAKES,
    "walking_phone": walking_phone.MISTAKES,
    "walking_screens": walking_screens.MISTAKES,
    "flooding": flooding.MISTAKES,
    "obeying": obeying.MISTAKES,
    "ruling": ruling.MISTAKES,
    "halls": halls.MISTAKES,
    "workings": workings.MISTAKES,
    "archiving": archiving.MISTAKES,
    "adopting": adopting.MISTAKES,
    "appealing": appealing.MISTAKES,
    "attendance": attendance.MISTAKES,
    "balloting": balloting.MISTAKES,
    "competitions": competitions.MISTAKES,
    "chronicle": chronicle.MISTAKES,
    "items": items.MISTAKES,
    "indicators": indicators.MISTAKES,
    "seats": seats.MISTAKES,
    "servertime": servertime.MISTAKES,
    "signing": signing.MISTAKES,
    "who_enters": who_enters.MISTAKES,
}

ROOT = Path(__file__).parent.parent
COPIED = ("judging", "static", "displays", "tests", "pyproject.toml")
LIMIT_S = 300  # of one run; the tests named beside a mistake take seconds
TEST_LIMIT_S = 30  # of one test: some mistakes make it wait for ever
Chosen = tuple[tuple[str, ...], str]  # test files and pytest's -k
T = TypeVar("T")


def copy_to(tree: Path) -> Path:
    """What the tests need, in *tree*, compiled so that only a file that changes is compiled again."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, tree)
    # By hash: a mistake is put in and taken out within one tick of a file's clock.
    compile_all = ("-m", "compileall", "-q", "--invalidation-mode", "checked-hash", "judging")
    subprocess.run([sys.executable, *compile_all], cwd=tree, check=True)
    return tree


def misplaced(mutations: Iterable[Mutation]) -> Iterator[str]:
    """What cannot be put in, or would be noticed by nobody, because the program has moved on."""
    for each in mutations:
        path = ROOT / "judging" / each.file
        text = path.read_text("utf-8") if path.is_file() else ""
        if (times := text.count(each.right)) != 1:
            yield f"{each.name}: judging/{each.file} has {times} times, not once:\n    {each.right}"
        if path.suffix == ".py" and not is_python(text.replace(each.right, each.wrong)):
            yield f"{each.name}: judging/{each.file} cannot be read with:\n    {each.wrong}"
        if lost := [test for test in each.tests if not (ROOT / "tests" / test).exists()]:
            yield f"{each.name}: there is no {', '.join(lost)} below tests/"


def is_python(text: str) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def first_failure(tree: Path, tests: Chosen) -> str | None:
    """The first of *tests* that fails in *tree*, or None. Raises RuntimeError if they did not run.

    Tests that do not come to an end count as one that fails: a mistake may make them wait for ever.
    """
    files, only = tests
    options = ["-x", "-q", "-p", "no:cacheprovider", "--rootdir=.", f"--basetemp={tree / 'tmp'}", "-k", only]
    try:
        run = subprocess.run(
            [sys.executable, "-m", "pytest", *options, *(f"tests/{file}" for file in files)],
            cwd=tree,
            env={
                **os.environ,
                "JUDGING_TEST_LIMIT_S": str(TEST_LIMIT_S),
                "PYTHONDONTWRITEBYTECODE": "1",
                "PYTHONPATH": str(tree),
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=LIMIT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"{' '.join(files)} -k '{only}' (no end within {LIMIT_S} s)"
    failed = [line for line in run.stdout.splitlines() if line.startswith(("FAILED tests", "ERROR tests"))]
    if run.returncode == 0:
        return None
    if run.returncode != 1 or not failed:
        raise RuntimeError(f"{' '.join(files)} -k '{only}' did not run\n{run.stdout}{run.stderr}")
    return failed[0].split(" ", 1)[1].removeprefix("tests/").split(" - ")[0]


def caught_by(tree: Path, mutation: Mutation) -> str | None:
    """The first test that fails while *mutation* is in *tree*, which afterwards is as it was."""
    path = tree / "judging" / mutation.file
    right = path.read_text("utf-8")
    path.write_text(right.replace(mutation.right, mutation.wrong), "utf-8")
    try:
        return first_failure(tree, (mutation.tests, mutation.only))
    finally:
        path.write_text(right, "utf-8")


def failing_by_themselves(trees: "SimpleQueue[Path]", selections: list[Chosen]) -> list[str]:
    """What fails without any mistake, and once more alone: a busy machine may have been too slow for it."""
    found = in_trees(trees, first_failure, selections)
    suspects = [each for each, failed in zip(selections, found, strict=True) if failed]
    tree = trees.get()
    again = [failed for each in suspects if (failed := first_failure(tree, each))]
    trees.put(tree)
    return again


def in_trees(
    trees: "SimpleQueue[Path]", work: Callable[[Path, T], str | None], todo: list[T]
) -> Iterator[str | None]:
    """What *work* says of each, in order, as many at a time as there are trees."""

    def in_a_free_one(each: T) -> str | None:
        tree = trees.get()
        try:
            return work(tree, each)
        finally:
            trees.put(tree)

    with ThreadPoolExecutor(trees.qsize()) as pool:
        yield from pool.map(in_a_free_one, todo)


def chosen(words: Iterable[str]) -> list[Mutation]:
    return [
        mutation
        for table, mutations in TABLES.items()
        for mutation in mutations
        if all(word in f"{table} {mutation.file} {mutation.name}" for word in words)
    ]


def main() -> int:
    mutations = chosen(sys.argv[1:])
    if moved := list(misplaced(mutations)):
        print("\n".join(moved))
        return 1
    with ExitStack() as stack:
        trees = SimpleQueue[Path]()
        for _ in range(os.cpu_count() or 1):
            trees.put(copy_to(Path(stack.enter_context(tempfile.TemporaryDirectory()))))
        selections = list(dict.fromkeys((each.tests, each.only) for each in mutations))
        if failing := failing_by_themselves(trees, selections):
            print(f"without any mistake {failing[0]} fails")
            return 1
        survived = 0
        for mutation, found in zip(mutations, in_trees(trees, caught_by, mutations), strict=True):
            survived += found is None
            print(f"{mutation.name:56}{'caught by ' + found if found else 'SURVIVED'}", flush=True)
    print(f"{len(mutations) - survived} of {len(mutations)} caught")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main())
