"""How soon the program answers after it was started, and how soon it has read a long log."""

import asyncio
import hashlib
import itertools
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from statistics import median
from urllib.request import ProxyHandler, build_opener

from judging.core import events as e
from judging.core.events import Event
from judging.core.hall.performance import PerformanceId
from judging.desk import Desk
from judging.store import draft
from judging.store.sqlite import SqliteLog
from tests import day

from . import Row
from .machine import pin, workplace

ROUNDS = 5
ENTRIES = 20_000
AT = "2026-11-20T06:03:22.123Z"
MARKER = "http://"


def measure() -> Iterable[Row]:
    pin(1)
    with workplace() as folder:
        begun, empty = in_turns(lambda: first_response_s(folder / "data"), bare_python_s)
        yield Row(
            "start → first response",
            f"{begun:.2f} s",
            f"{empty:.2f} s (python -c pass)",
            f"{begun / empty:.1f}",
            "≤ 0.8 s",
        )
        log = folder / "long.sqlite"
        asyncio.run(write(log))
        replayed, read = in_turns(lambda: asyncio.run(replay_s(log)), lambda: read_and_hash_s(log))
        yield Row(
            f"replay of {ENTRIES:,} entries ÷ reading and hashing them",
            f"{replayed:.2f} s",
            f"{read:.3f} s",
            f"{replayed / read:.1f}",
            "≤ 0.6 s",
        )


def in_turns(ours: Callable[[], float], floor: Callable[[], float]) -> tuple[float, float]:
    pairs = [(ours(), floor()) for _ in range(ROUNDS)]
    return median(a for a, _ in pairs), median(b for _, b in pairs)


def first_response_s(folder: Path) -> float:
    begin = time.perf_counter()
    command = [sys.executable, "-m", "judging", "run", "--host", "127.0.0.1", "--port", "0", "--no-browser"]
    with subprocess.Popen([*command, "--data", folder], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        address = MARKER + next(line for line in server.stdout if MARKER in line).partition(MARKER)[2].strip()
        with build_opener(ProxyHandler({})).open(f"{address}/join") as answer:
            answer.read()
        took = time.perf_counter() - begin
        server.terminate()
    return took


def bare_python_s() -> float:
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - begin


def history() -> Iterable[Event]:
    """Three performances whose sheets are returned and submitted again and again."""
    yield from (line.event for line in day.ready().story)
    for n in itertools.count(1):
        id = PerformanceId("centre", "present", f"e{n % 3 + 1}")
        if n <= 3:
            yield e.EntrantCalled(id)
            yield e.MarkingOpened(id)
        yield e.SheetSubmitted(id, f"J{n % 5 + 1}", n, {"content": "55.5", "manner": "37.5"}, "讲解清楚")


async def write(path: Path) -> None:
    log = await SqliteLog.open(path)
    await log.read()
    events = list(itertools.islice(history(), ENTRIES))
    for begin in range(0, ENTRIES, 1000):
        await log.append(
            [draft(event, AT, "judge/J1", f"{begin:032x}") for event in events[begin : begin + 1000]],
            log.tail,
        )
    await log.close()


async def replay_s(path: Path) -> float:
    begin = time.perf_counter()
    desk = await Desk.open(await SqliteLog.open(path))
    took = time.perf_counter() - begin
    assert desk.position == ENTRIES
    await desk.close()
    return took


def read_and_hash_s(path: Path) -> float:
    begin = time.perf_counter()
    with closing(sqlite3.connect(path)) as db:
        db.text_factory = bytes
        for row in db.execute(
            "SELECT at, by, command, kind, data, hash FROM log ORDER BY position"
        ).fetchall():
            hashlib.sha256(b"".join(row)).digest()
    return time.perf_counter() - begin
