"""A test that hangs, wherever it does, fails on its own after its time; the others run."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

HANGING = """
import asyncio, subprocess, sys, threading, time
import pytest

pytestmark = pytest.mark.limit(0.3)
SLEEPER = (sys.executable, "-c", "import time; time.sleep(20)")


def test_that_sleeps():
    time.sleep(20)


async def test_that_awaits_what_never_comes():
    await asyncio.Event().wait()


async def test_that_awaits_a_child_that_does_not_end():
    child = await asyncio.create_subprocess_exec(*SLEEPER)
    try:
        await child.wait()
    finally:
        child.kill()
        await child.wait()


def test_that_waits_for_a_child():
    subprocess.run(SLEEPER)


def test_that_waits_for_a_lock():
    lock = threading.Lock()
    with lock, lock:
        pass


def test_that_spins():
    while True:
        pass


@pytest.fixture
def slow_to_leave():
    yield
    time.sleep(20)


def test_whose_fixture_hangs(slow_to_leave):
    pass


@pytest.mark.limit(30)
def test_that_was_given_more_time():
    time.sleep(0.5)


def test_that_is_quick():
    pass
"""


LEAVING = """
import threading


def test_that_leaves_a_thread_behind():
    threading.Thread(target=threading.Event().wait).start()
"""


def outcomes(folder: Path, tests: str, *, usual_s: float) -> list[tuple[str, str]]:
    """What pytest says of *tests*, as (outcome, test); whatever they do, it ends."""
    (folder / "test_hanging.py").write_text(tests, "utf-8")
    options = ("-p", "tests.limit", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder))
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "-rA", "-p", "no:cacheprovider", str(folder)],
        cwd=ROOT,
        env={**os.environ, "JUDGING_TEST_LIMIT_S": str(usual_s), "PYTEST_DEBUG_TEMPROOT": str(folder)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return re.findall(r"^(PASSED|FAILED|ERROR) \S*::(\w+)", run.stdout, re.MULTILINE)


@pytest.mark.skipif(sys.platform == "win32", reason="there the run ends with the first that hangs")
def test_whatever_hangs_fails_and_the_others_run(tmp_path: Path):
    found = outcomes(tmp_path, HANGING, usual_s=60)

    assert {test for outcome, test in found if outcome == "PASSED"} == {
        "test_that_is_quick",
        "test_that_was_given_more_time",
        "test_whose_fixture_hangs",
    }
    assert {test for outcome, test in found if outcome == "FAILED"} == {
        "test_that_sleeps",
        "test_that_awaits_what_never_comes",
        "test_that_awaits_a_child_that_does_not_end",
        "test_that_waits_for_a_child",
        "test_that_waits_for_a_lock",
        "test_that_spins",
    }
    assert ("ERROR", "test_whose_fixture_hangs") in found


def test_a_thread_that_a_test_left_behind_does_not_keep_the_run_from_ending(tmp_path: Path):
    assert outcomes(tmp_path, LEAVING, usual_s=2) == [("PASSED", "test_that_leaves_a_thread_behind")]
