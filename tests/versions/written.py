"""A log that an earlier version wrote: its entries, and the desk that goes on with it."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from sqlite3 import connect

from judging.desk import Desk
from judging.store.sqlite import SqliteLog


@asynccontextmanager
async def opened(file: Path) -> AsyncIterator[Desk]:
    """By today's version, a day later, a minute between commands."""
    minutes, begin = count(), datetime(2026, 11, 21, 6, tzinfo=UTC)
    desk = await Desk.open(await SqliteLog.open(file), lambda: begin + timedelta(minutes=next(minutes)))
    try:
        yield desk
    finally:
        await desk.close()


def texts(file: Path) -> list[str]:
    with closing(connect(file)) as connection:
        return [data for (data,) in connection.execute("SELECT data FROM log ORDER BY position")]


def kinds(file: Path) -> list[str]:
    return [json.loads(text)["kind"] for text in texts(file)]
