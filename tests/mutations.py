"""Puts known mistakes into a copy of the program, one at a time, and expects the tests to notice each.

    python -m tests.mutations [WORD…]

Words choose the mistakes whose table, file or name has them all. Prints a table and exits with 1 if a mistake
survives, if its text no longer stands in the program, or if its tests fail without it.
"""

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

from .mistakes import Mutation, deciding, desk, flooding, login, proving, rights, scoring, telling, twice

# A new table goes here.
TABLES: dict[str, tuple[Mutation, ...]] = {
    "scoring": scoring.MISTAKES,
    "deciding": deciding.MISTAKES,
    "rights": rights.MISTAKES,
    "telling": telling.MISTAKES,
    "login": login.MISTAKES,
    "desk": desk.MISTAKES,
    "proving": proving.MISTAKES,
    "twice": twice.MISTAKES,
    "flooding": flooding.MISTAKES,
}

ROOT = Path(__file__).parent.parent
COPIED = ("judging", "static", "displays", "tests", "pyproject.toml")
LIMIT_S = 120  # of one run; the tests named beside a mistake take seconds
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
        times = path.read_text("utf-8").count(each.right) if path.is_file() else 0
        if times != 1:
            yield f"{each.name}: judging/{each.file} has {times} times, not once:\n    {each.right}"
        if lost := [test for test in each.tests if not (ROOT / "tests" / test).exists()]:
            yield f"{each.name}: there is no {', '.join(lost)} below tests/"


def first_failure(tree: Path, tests: Chosen) -> str | None:
    """The first of *tests* that fails in *tree*, or None. Raises RuntimeError if they did not run."""
    files, only = tests
    options = ["-x", "-q", "-p", "no:cacheprovider", "--rootdir=.", f"--basetemp={tree / 'tmp'}", "-k", only]
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
    failed = [line for line in run.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
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
        if failing := [found for found in in_trees(trees, first_failure, selections) if found]:
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
