"""A restart on a full or a read-only disk: the hall goes on looking, nobody is logged out, and it heals."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from pathlib import Path

import pytest

from judging.core.commands import CloseLogin
from judging.core.people.actor import acting
from judging.core.people.duty import Duty
from judging.desk import Desk
from judging.rehearse.device import Device
from judging.store.sqlite import SqliteLog, entries
from tests.hostile.disks import BadDisk, FullDisk, ReadOnlyDisk
from tests.serving import Server, done, joined, posted, served

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="takes rights from a child as Linux can")

PATIENCE_S = 20


async def competition(folder: Path, how: str) -> dict[str, str]:
    """A competition in *folder*, its server *how* "closed" or "killed"; tokens by judge id and role."""
    async with served(folder) as server, joined(server, judges=3) as crew:
        tokens = {**crew.tokens, "organiser": crew.organiser.cookies["judging_organiser"]}
        if how == "killed":
            await server.kill()
            return tokens
    return tokens


async def first_copy(director: Device) -> None:
    """Once there is one since the start."""
    async with aclosing(director.watch("backup")) as told, asyncio.timeout(PATIENCE_S):
        while not (await anext(told)).view["position"]:
            pass


@asynccontextmanager
async def on(disk: BadDisk, folder: Path) -> AsyncIterator[Server]:
    async with served(folder, confined=disk.confine) as server:
        try:
            yield server
        finally:
            disk.mend(server.pid)


def competition_files(folder: Path) -> list[Path]:
    return list(folder.glob("*.sqlite"))


def position(folder: Path) -> int:
    (file,) = competition_files(folder)
    return entries(file)[-1].position


def small(folder: Path) -> dict[str, tuple[int, int]]:
    """When the small files of *folder* were written, and where they lie."""
    found = [path for path in folder.iterdir() if path.suffix in (".json", ".key")]
    return {path.name: (path.stat().st_mtime_ns, path.stat().st_ino) for path in found}


async def stopped(server: Server) -> None:
    """It stands still: the signal alone lets its threads run on for a moment."""
    server.process.send_signal(signal.SIGSTOP)
    await asyncio.to_thread(os.waitid, os.P_PID, server.pid, os.WSTOPPED | os.WNOWAIT)


@pytest.mark.parametrize("how", ["closed", "killed"])
@pytest.mark.parametrize("disk", [FullDisk, ReadOnlyDisk])
async def test_after_a_restart_on_a_bad_disk_all_is_seen_and_it_heals_by_itself(
    tmp_path: Path, disk: type[FullDisk | ReadOnlyDisk], how: str
):
    tokens = await competition(tmp_path, how)
    before = position(tmp_path)
    bad = disk(tmp_path)

    async with on(bad, tmp_path) as server, server.client() as console, asyncio.timeout(PATIENCE_S):
        console.cookies["judging_organiser"] = tokens["organiser"]
        judge = server.robot(tokens["J1"])
        director = server.robot(tokens["director"])
        async with (
            aclosing(judge.watch("judge/J1")) as seen,
            aclosing(director.watch("storage")) as told,
        ):
            session = await judge.get("/session")
            view = await anext(seen)
            trouble = (await anext(told)).view["trouble"]
            start = (await console.get("/competitions")).json()
            refused = await posted(console, "CloseLogin")

            bad.mend(server.pid)
            healed = (await anext(told)).view["trouble"]
        start_after = (await console.get("/competitions")).json()
        taken = await posted(console, "CloseLogin")

    assert session["judge"] == "J1"
    assert view.position == before
    assert "磁盘" in trouble["template"]
    assert [opened["trouble"] for opened in start["open"]] == [trouble]
    assert (refused.status_code, refused.json()["reason"]) == (503, "storage")
    assert (healed, start_after["open"][0]["trouble"]) == (None, None)
    assert taken.json()["position"] == before + 1
    assert position(tmp_path) == before + 1


@pytest.mark.parametrize("disk", [FullDisk, ReadOnlyDisk])
async def test_a_step_tries_the_disk_at_once(tmp_path: Path, disk: type[FullDisk | ReadOnlyDisk]):
    tokens = await competition(tmp_path, "killed")
    bad = disk(tmp_path)

    async with on(bad, tmp_path) as server, server.client() as console:
        console.cookies["judging_organiser"] = tokens["organiser"]
        refused = await posted(console, "CloseLogin")
        bad.mend(server.pid)
        taken = await posted(console, "CloseLogin")

    assert (refused.status_code, taken.status_code) == (503, 200)


async def test_a_disk_that_fills_up_is_told_and_once_there_is_space_again_too(tmp_path: Path):
    async with served(tmp_path) as server, joined(server, judges=3) as crew, asyncio.timeout(PATIENCE_S):
        bad = FullDisk(tmp_path)
        async with aclosing(server.robot(crew.tokens["director"]).watch("storage")) as told:
            bad.fill(server.pid)
            refused = await posted(crew.organiser, "CloseLogin")
            while not (trouble := (await anext(told)).view["trouble"]):
                pass

            bad.mend(server.pid)

            healed = (await anext(told)).view["trouble"]

    assert refused.json()["sentence"] == trouble
    assert healed is None


async def test_a_restart_writes_nothing_it_need_not(tmp_path: Path):
    async with served(tmp_path) as server, joined(server, judges=3) as crew:
        await first_copy(server.robot(crew.tokens["director"]))
    before = small(tmp_path)

    async with served(tmp_path) as server:
        await first_copy(server.robot(crew.tokens["director"]))

    assert len(before) == 4
    assert small(tmp_path) == before


async def test_a_log_that_a_power_cut_left_is_verified_from_a_write_protected_stick(tmp_path: Path):
    """Whoever copies it by hand takes its -wal along, and no -shm."""
    await competition(tmp_path, "killed")
    (file,) = await asyncio.to_thread(competition_files, tmp_path)
    file.with_name(file.name + "-shm").unlink()
    stick = ReadOnlyDisk(tmp_path)

    verified = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "judging", "verify", str(file), stdout=PIPE, preexec_fn=stick.confine
    )
    said, _ = await verified.communicate()
    stick.mend(0)

    assert verified.returncode == 0, said.decode()


async def test_what_another_program_wrote_meanwhile_is_not_written_over(tmp_path: Path):
    tokens = await competition(tmp_path, "closed")
    bad = ReadOnlyDisk(tmp_path)

    async with on(bad, tmp_path) as server, server.client() as console:
        console.cookies["judging_organiser"] = tokens["organiser"]
        done(await console.get("/setup/rules"))  # it has read the log, before the other program comes
        await stopped(server)  # or it might heal first
        bad.mend(server.pid)
        (file,) = await asyncio.to_thread(competition_files, tmp_path)
        other = await Desk.open(await SqliteLog.open(file))
        await other.submit("other", CloseLogin(), acting(Duty.ORGANISER))
        await other.close()
        server.process.send_signal(signal.SIGCONT)
        refused = await posted(console, "CloseLogin")

    assert (refused.status_code, refused.json()["reason"]) == (503, "storage")
    assert "别的程序" in refused.json()["detail"]
    assert position(tmp_path) == other.position
