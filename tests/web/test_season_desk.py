"""Changing a season takes turns, whatever becomes of whoever asked."""

import asyncio
from threading import Event

import pytest

from judging.web.seasons.desk import kept


async def test_who_hangs_up_holds_the_turn_until_what_was_begun_is_done():
    turn, begun, may_end = asyncio.Lock(), Event(), Event()
    done: list[str] = []

    def work() -> None:
        begun.set()
        may_end.wait(5)
        done.append("written")

    async def change() -> None:
        async with turn:
            await kept(work)

    asked = asyncio.create_task(change())
    await asyncio.to_thread(begun.wait, 5)
    asked.cancel()
    await asyncio.sleep(0)
    is_taken = turn.locked()
    may_end.set()
    async with turn:
        found = list(done)

    assert is_taken
    assert found == ["written"]
    with pytest.raises(asyncio.CancelledError):
        await asked
