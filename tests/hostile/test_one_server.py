"""One server per data folder: two would share its logins and what is open."""

import asyncio
import errno
import os
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

from judging.store import StorageFailed
from judging.store.lock import FolderLock, Lock
from tests.serving import done, logged_in, served

REFUSED_S = 10


async def second(folder: Path) -> tuple[int, str]:
    """Exit status and complaint of another `judging run` on *folder*."""
    command = ("-m", "judging", "run", "--host", "127.0.0.1", "--port", "0", "--data", str(folder))
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, "--no-browser", "--with-parent", stdin=PIPE, stdout=PIPE, stderr=PIPE
    )
    try:
        async with asyncio.timeout(REFUSED_S):
            _, complaint = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert process.returncode is not None
    return process.returncode, complaint.decode()


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Of every file but backups, which come when they are due; and when it was written last (ns)."""
    files = [path for path in folder.iterdir() if not path.name.startswith("backup")]
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


async def test_a_second_server_on_the_folder_is_refused_with_the_address_of_the_first(tmp_path: Path):
    async with served(tmp_path) as server:
        status, complaint = await second(tmp_path)

        assert status != 0
        assert server.url in complaint
        assert str(server.pid) in complaint


@pytest.mark.skipif(sys.platform == "win32", reason="links folders in its own way")
async def test_another_name_of_the_folder_is_the_same_folder(tmp_path: Path):
    (tmp_path / "data").mkdir()
    (tmp_path / "link").symlink_to("data")
    async with served(tmp_path / "data") as server:
        status, complaint = await second(tmp_path / "link")

        assert status != 0
        assert server.url in complaint


async def test_the_refused_server_has_changed_nothing_of_the_first(tmp_path: Path):
    async with served(tmp_path) as server, server.client() as organiser:
        await logged_in(organiser, server.link)
        done(await organiser.post("/competitions", json={"preset": "shequ-2024"}))
        before = contents(tmp_path)

        await second(tmp_path)

        assert contents(tmp_path) == before
        assert (await organiser.get("/session")).status_code == 200


async def test_what_a_killed_server_left_refuses_nobody(tmp_path: Path):
    """The lock goes with the process; what it wrote into the file is no lock."""
    async with served(tmp_path) as killed:
        await killed.kill()

    async with served(tmp_path) as server:
        assert killed.url not in (tmp_path / "server.lock").read_text()
        assert server.url in (tmp_path / "server.lock").read_text()


async def test_a_folder_within_is_another_folder(tmp_path: Path):
    async with served(tmp_path), served(tmp_path / "rehearsals", options=("--rehearsal",)) as inner:
        assert inner.pid != os.getpid()


@pytest.mark.skipif(sys.platform == "win32", reason="always has locks")
def test_a_drive_without_locks_is_not_said_to_have_another_server(tmp_path: Path, monkeypatch):
    import fcntl

    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    FolderLock(tmp_path).release()
    with pytest.raises(StorageFailed, match="换一个文件夹"):
        Lock(tmp_path / "day.sqlite")
