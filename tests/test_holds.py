"""The watch over the event loop notices what holds it, and nothing else."""

import asyncio
import os
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import holds


def settle(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    os.fsync(descriptor)
    os.close(descriptor)


BY_NAME = {
    "a name server": lambda path: socket.getaddrinfo("127.0.0.1", None),
    "a nap": lambda path: time.sleep(0),
    "a file": lambda path: path.read_bytes(),
    "a folder": lambda path: list(path.parent.iterdir()),
    "the disk": settle,
}


def found_while(call: Callable[[], object]) -> list[str]:
    async def step() -> None:
        call()

    async def steps() -> None:
        await asyncio.create_task(step())

    found: list[str] = []
    with asyncio.Runner() as runner, holds.told(found.append):
        runner.run(steps())
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "a.txt"
    file.write_text("一")
    return file


@pytest.mark.parametrize("call", BY_NAME.values(), ids=BY_NAME)
def test_a_call_that_may_wait_is_told_however_fast_it_was(call: Callable[[Path], object], file: Path):
    assert found_while(lambda: call(file))


def test_a_step_that_computes_for_long_is_told():
    def compute() -> None:
        end = time.thread_time() + 2 * holds.MOST_MS / 1000
        while time.thread_time() < end:
            pass

    [found] = found_while(compute)

    assert "computing" in found


def test_a_step_that_only_waits_for_its_turn_is_not():
    """On a busy machine a step takes long by the clock. It is not this one's fault."""
    assert found_while(lambda: threading.Event().wait(2 * holds.MOST_MS / 1000)) == []


def test_what_waits_beside_the_loop_is_not_told(file: Path):
    async def beside() -> None:
        await asyncio.to_thread(file.read_bytes)

    found: list[str] = []
    with asyncio.Runner() as runner, holds.told(found.append):
        runner.run(beside())
    assert found == []
