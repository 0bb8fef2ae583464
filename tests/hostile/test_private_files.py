"""Nobody else on the laptop reads the competition, its key, or a copy of either, whatever the umask says."""

import asyncio
import os
import stat
import sys
from contextlib import aclosing
from pathlib import Path

import pytest

from tests.serving import command, joined, served

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has other rights")


def open_to_others(folder: Path) -> list[str]:
    return [
        f"{path.relative_to(folder)} {stat.S_IMODE(path.stat().st_mode):o}"
        for path in folder.rglob("*")
        if path.is_file() and stat.S_IMODE(path.stat().st_mode) & 0o077
    ]


def loosen(folder: Path) -> None:
    """As earlier versions left them."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(0o644)


async def test_all_files_are_the_user_s_own(tmp_path: Path):
    async with (
        served(tmp_path, confined=lambda: os.umask(0) and None) as server,
        joined(server, judges=3) as crew,
    ):
        id = crew.performance(crew.entrants[0])
        await command(crew.director, "CallEntrant", performance=id)
        await command(crew.director, "StepBack", performance=id, reason="核对")
        async with aclosing(server.robot(crew.tokens["director"]).watch("backup")) as views:
            while not (await anext(views)).view["position"]:
                pass

        assert open_to_others(tmp_path) == []
    assert open_to_others(tmp_path) == []


async def test_what_others_could_read_they_cannot_after_a_start(tmp_path: Path):
    async with served(tmp_path) as server, joined(server, judges=3):
        await server.kill()
    await asyncio.to_thread(loosen, tmp_path)

    async with served(tmp_path):
        assert open_to_others(tmp_path) == []
