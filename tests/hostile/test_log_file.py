"""The competition file while a server is at it: copied by hand, taken away, exchanged."""

import asyncio
import shutil

from judging.store import Unreadable
from judging.store.sqlite import entries
from tests.serving import command, joined, served

PATIENCE_S = 10


async def until_alone(file, copy, position):
    """Copies *file*, and nothing that lies beside it, until the copy reaches *position*."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            shutil.copy(file, copy)
            try:
                if len(entries(copy)) >= position:
                    return
            except Unreadable:
                pass
            await asyncio.sleep(0.05)


async def test_at_a_calm_moment_the_one_file_holds_everything(tmp_path):
    async with served(tmp_path / "data") as server, joined(server, judges=3) as crew:
        (file,) = server.folder.glob("*.sqlite")
        (tmp_path / "elsewhere").mkdir()
        copy = tmp_path / "elsewhere" / file.name

        for step in ("CloseLogin", "OpenLogin"):
            done = await command(crew.organiser, step)
            await until_alone(file, copy, done["position"])


async def test_a_server_that_ended_leaves_everything_in_the_one_file(tmp_path):
    async with served(tmp_path / "data") as server, joined(server, judges=3) as crew:
        done = await command(crew.organiser, "CloseLogin")
    (file,) = (tmp_path / "data").glob("*.sqlite")

    shutil.copy(file, tmp_path / file.name)

    assert len(entries(tmp_path / file.name)) == done["position"]
    assert not file.with_name(file.name + "-wal").exists()
