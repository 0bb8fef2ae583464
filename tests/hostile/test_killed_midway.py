"""A process that is killed while it makes a file leaves the old one, the new one, or none; never a half."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from judging import backup
from judging.store.sqlite import entries
from judging.web.registry import Registry
from tests.day import ORGANISER, RULES

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="cannot fork")

TOUCHING = ("open", "os.rename", "os.remove", "os.mkdir", "os.chmod", "sqlite3.connect")
ENDED = 0


def killed(at: int, act: Callable[[], None]) -> bool:
    """Runs *act* in a process that is killed just before its *at*-th touch of a file; whether it was."""
    process = os.fork()
    if process == 0:
        status = 1
        try:
            kill_before(at)
            act()
            status = ENDED
        finally:
            os._exit(status)
    _, how = os.waitpid(process, 0)
    assert os.WIFSIGNALED(how) or os.waitstatus_to_exitcode(how) == ENDED
    return os.WIFSIGNALED(how)


def kill_before(at: int) -> None:
    touched = 0

    def count(event: str, values: object) -> None:
        nonlocal touched
        if event in TOUCHING:
            touched += 1
            if touched > at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


async def created(folder: Path) -> None:
    registry = Registry(folder)
    await registry.create(RULES, {}, ORGANISER)
    await registry.close()


async def resumed(folder: Path) -> list[str]:
    """What a restart lists and cannot open, and what is there that no competition needs."""
    registry = Registry(folder)
    await registry.resume()
    assert (registry.trouble, registry.unopened) == (None, {})
    await registry.close()
    troubled = [found.file for found in registry.competitions() if found.trouble]
    return troubled + leftovers(folder)


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.glob("*.making*")]


def test_a_creation_that_is_cut_off_leaves_no_empty_competition(tmp_path: Path):
    at = 0
    while True:
        folder = tmp_path / str(at)
        folder.mkdir()
        was_killed = killed(at, lambda: asyncio.run(created(folder)))  # noqa: B023 - called at once

        assert asyncio.run(resumed(folder)) == [], f"killed before touch {at + 1}"
        if not was_killed:
            break
        at += 1

    assert at > 10


def test_a_copy_that_is_cut_off_leaves_a_whole_file_and_a_whole_key(tmp_path: Path):
    asyncio.run(created(tmp_path))
    (file,) = tmp_path.glob("*.sqlite")
    key = file.with_suffix(".key").read_bytes()
    stick = tmp_path / "stick"

    at = 0
    while killed(at, lambda: copied(file, stick)):
        for copy in stick.glob("*.key"):
            assert copy.read_bytes() == key, f"killed before touch {at + 1}"
        for copy in stick.glob("*.sqlite"):
            assert entries(copy), f"killed before touch {at + 1}"
        at += 1

    assert at > 5


def copied(file: Path, stick: Path) -> None:
    backup.back_up(file, stick)
