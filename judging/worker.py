"""A process beside the server, for what computes for long.

A thread would share the interpreter with the event loop: each time the loop writes to a viewer, a thread that
computes may take the interpreter and keep it. To tell 3,000 viewers took 190 ms instead of 90 while somebody
printed everything, and 390 ms while somebody had a sheet verified.
"""

import asyncio
import os
import pickle
import sys
from asyncio import TimerHandle
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import Any, BinaryIO, TypeVar

T = TypeVar("T")

IDLE_S = 120.0  # after that it goes, with the memory it took
FAREWELL_S = 5.0
LIMIT_S = 120.0  # a job that takes longer will not end: who waits behind it gets their turn
ATTEMPTS = 2  # the first may have been ended by the system, for want of memory
LENGTH_BYTES = 8


class Unfinished(Exception):
    """The process was ended in the middle of a job each time, or the job did not end."""


class Worker:
    """Does one job after the other, in the order they came. Started by the first, ended after the last."""

    def __init__(self) -> None:
        self._process: Process | None = None
        self._turn = asyncio.Lock()
        self._leaving: TimerHandle | None = None
        self._jobs: set[asyncio.Task[Any]] = set()

    async def run(self, job: Callable[..., T], *arguments: object) -> T:
        """What *job* returns or raises: a function of a module, to which *arguments* are copied.

        Raises Unfinished, or OSError where there can be no process.
        """
        task: asyncio.Task[T] = asyncio.create_task(self._run(job, *arguments))
        self._jobs.add(task)
        task.add_done_callback(self._jobs.discard)
        return await asyncio.shield(task)  # or the next would get the answer that nobody waits for

    async def stop(self) -> None:
        """To be called once nobody asks any more: what is being done is not finished."""
        for task in self._jobs:
            task.cancel()
        await asyncio.gather(*self._jobs, return_exceptions=True)
        await self._end()

    async def _run(self, job: Callable[..., T], *arguments: object) -> T:
        asked = pickle.dumps((job, arguments))
        async with self._turn:
            if self._leaving is not None:
                self._leaving.cancel()
            try:
                failed, answer = pickle.loads(await self._answer(asked))
            finally:
                self._leaving = asyncio.get_running_loop().call_later(IDLE_S, self._leave)
        if failed:
            raise answer
        result: T = answer
        return result

    async def _answer(self, asked: bytes) -> bytes:
        for _ in range(ATTEMPTS):
            process = self._process or await self._start()
            try:
                async with asyncio.timeout(LIMIT_S):
                    return await _exchange(process, asked)
            except TimeoutError as error:
                await self._end()
                raise Unfinished from error
            except (asyncio.IncompleteReadError, ConnectionError):  # it is no more
                await self._end()
        raise Unfinished

    async def _start(self) -> Process:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", __name__, stdin=PIPE, stdout=PIPE
        )
        return self._process

    def _leave(self) -> None:
        """Between two jobs: nobody has the turn, or this timer would have been cancelled."""
        self._leaving = None
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
            self._process = None

    async def _end(self) -> None:
        if self._leaving is not None:
            self._leaving.cancel()
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        with suppress(TimeoutError):  # it waits for a disk that does not answer, and goes once that does
            await asyncio.wait_for(process.communicate(), FAREWELL_S)


async def _exchange(process: Process, asked: bytes) -> bytes:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(_framed(asked))
    await process.stdin.drain()
    length = int.from_bytes(await process.stdout.readexactly(LENGTH_BYTES), "big")
    return await process.stdout.readexactly(length)


def _framed(content: bytes) -> bytes:
    return len(content).to_bytes(LENGTH_BYTES, "big") + content


def main() -> None:
    """Until standard input ends: then the server is gone, or wants no answer, and no file is written on."""
    answering = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a job prints is no answer
    if hasattr(os, "nice"):
        os.nice(10)  # on a machine with one core, judges go first
    asked: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=[asked], daemon=True).start()
    while True:
        _work(asked.get(), answering)


def _listen(asked: SimpleQueue[bytes]) -> None:
    while head := sys.stdin.buffer.read(LENGTH_BYTES):
        asked.put(sys.stdin.buffer.read(int.from_bytes(head, "big")))
    os._exit(0)  # in the middle of a job, too: a server that was started again may do the same


def _work(asked: bytes, answering: BinaryIO) -> None:
    try:
        job, arguments = pickle.loads(asked)
        answer = False, job(*arguments)
    except Exception as error:  # noqa: BLE001 - raised where the answer is waited for
        answer = True, error
    answering.write(_framed(pickle.dumps(answer)))
    answering.flush()


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):  # Ctrl+C in a terminal reaches the server, too, which ends us
        main()
