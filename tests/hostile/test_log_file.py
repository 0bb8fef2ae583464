"""The competition file while a server is at it: copied by hand, taken away, exchanged."""

import asyncio
import secrets
import shutil
import subprocess
import sys
from contextlib import aclosing
from pathlib import Path

import pytest

from judging import backup
from judging.store import Unreadable
from judging.store.sqlite import entries
from tests.serving import Server, command, done, joined, posted, served

PATIENCE_S = 20


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
            last = await command(crew.organiser, step)
            await until_alone(file, copy, last["position"])


async def test_a_server_that_ended_leaves_everything_in_the_one_file(tmp_path):
    async with served(tmp_path / "data") as server, joined(server, judges=3) as crew:
        last = await command(crew.organiser, "CloseLogin")
    (file,) = (tmp_path / "data").glob("*.sqlite")

    shutil.copy(file, tmp_path / file.name)

    assert len(entries(tmp_path / file.name)) == last["position"]
    assert not file.with_name(file.name + "-wal").exists()


def taken_away(file):
    aside = file.with_name("aside")
    file.rename(aside)
    return lambda: aside.rename(file)


def exchanged(file):
    back = taken_away(file)
    shutil.copy(file.with_name("aside"), file)
    return back


def log_taken_away(file):
    return taken_away(file.with_name(file.name + "-wal"))


@pytest.mark.parametrize("harm", [taken_away, exchanged, log_taken_away])
async def test_no_step_is_acknowledged_that_is_in_no_file_with_a_name(tmp_path, harm):
    async with served(tmp_path / "data") as server, joined(server, judges=3) as crew:
        (file,) = server.folder.glob("*.sqlite")
        put_back = harm(file)

        refused = await posted(crew.organiser, "CloseLogin")
        seen = await crew.director.get("/session")
        put_back()
        last = await command(crew.organiser, "CloseLogin")

    assert refused.status_code == 503
    assert "放回原处" in refused.json()["detail"]
    assert seen.status_code == 200
    assert len(entries(file)) == last["position"]


def adrift(server: Server) -> dict[str, str]:
    return {"id": server.at.rpartition("/")[2]}


@pytest.mark.parametrize("harm", [Path.unlink, exchanged, log_taken_away])
async def test_what_lost_its_file_is_saved_in_a_new_one_with_all_that_was_acknowledged(tmp_path, harm):
    async with served(tmp_path / "data") as server, joined(server, judges=3) as crew:
        (file,) = server.folder.glob("*.sqlite")
        last = await command(crew.organiser, "CloseLogin")
        not_yet = await crew.organiser.post("/competitions/save", json=adrift(server))
        harm(file)

        refused = await posted(crew.organiser, "OpenLogin")
        start = done(await crew.organiser.post("/competitions/save", json=adrift(server)))
        judge = await crew.judges["J1"].get("/session")
        next_one = await command(crew.organiser, "OpenLogin")
        await server.kill()

    (opened,) = start["open"]
    saved = file.with_name(opened["file"])
    assert (not_yet.status_code, refused.status_code, judge.status_code) == (409, 503, 200)
    assert (opened["is_adrift"], opened["trouble"], saved != file) == (False, None, True)
    assert next_one["position"] == last["position"] + 1 == len(entries(saved))
    assert saved.with_suffix(".key").read_bytes() == file.with_suffix(".key").read_bytes()


async def test_the_console_hears_that_the_file_is_gone_before_anybody_tries_a_step(tmp_path):
    async with served(tmp_path / "data") as server, joined(server, judges=3) as crew:
        (file,) = server.folder.glob("*.sqlite")
        async with aclosing(server.robot(crew.tokens["director"]).watch("storage")) as told:
            file.unlink()

            async with asyncio.timeout(PATIENCE_S):
                while not (trouble := (await anext(told)).view["trouble"]):
                    pass

    assert "{file} 被移走" in trouble["template"]


NO_SYNC = Path(__file__).with_name("no_sync.c")


class Disk:
    """One that confirms no write between `fail` and `heal`."""

    def __init__(self, sign: Path) -> None:
        self.fail, self.heal = sign.touch, sign.unlink


@pytest.fixture
def disk(tmp_path, monkeypatch):
    if sys.platform != "linux" or not shutil.which("cc"):
        pytest.skip("takes syncing from a child by a library in C")
    library, sign = tmp_path / "no_sync.so", tmp_path / "no_sync"
    subprocess.run(["cc", "-shared", "-fPIC", "-o", library, NO_SYNC, "-ldl"], check=True)
    monkeypatch.setenv("LD_PRELOAD", str(library))
    monkeypatch.setenv("NO_SYNC", str(sign))
    return Disk(sign)


@pytest.fixture
def step():
    return {"id": secrets.token_hex(16), "command": {"kind": "CloseLogin"}}


async def test_a_step_that_the_disk_did_not_confirm_is_uncertain_and_told_later(tmp_path, disk, step):
    async with served(tmp_path / "data") as server, joined(server, judges=3) as crew:
        before = await command(crew.organiser, "OpenLogin")
        organiser = crew.organiser.cookies["judging_organiser"]
        disk.fail()
        refused = await crew.organiser.post("/commands", json=step)
        await server.kill()
    disk.heal()
    async with served(tmp_path / "data") as server, server.client() as device:
        device.cookies["judging_organiser"] = organiser
        start = done(await device.get("/competitions"))
        again = done(await device.post("/commands", json=step))

    assert refused.status_code == 503
    assert "不确定" in refused.json()["detail"]
    assert again["position"] == before["position"] + 1
    notice = start["open"][0]["notice"]
    assert notice["values"] == {"first": again["position"], "last": again["position"]}
    assert "它们在记录中" in notice["template"]


async def test_a_step_that_the_disk_did_not_confirm_is_done_once_when_it_is_repeated(tmp_path, disk, step):
    async with served(tmp_path / "data") as server, joined(server, judges=3) as crew:
        before = await command(crew.organiser, "OpenLogin")
        disk.fail()
        refused = [await crew.organiser.post("/commands", json=step) for _ in range(3)]
        disk.heal()
        again = done(await crew.organiser.post("/commands", json=step))
    (file,) = (tmp_path / "data").glob("*.sqlite")

    assert {answer.status_code for answer in refused} == {503}
    assert again["position"] == len(entries(file)) == before["position"] + 1


def overwritten(file: Path, content: bytes) -> None:
    """As `cp` does it: the file keeps its name and its place on the disk."""
    with file.open("rb+") as over:
        over.truncate()
        over.write(content)


@pytest.mark.parametrize("content", ["an older copy", "something else", "nothing"])
async def test_what_is_copied_over_the_open_file_is_noticed_and_the_day_saved(tmp_path, content):
    async with served(tmp_path / "data") as server, joined(server, judges=3) as crew:
        (file,) = server.folder.glob("*.sqlite")
        older = backup.back_up(file, tmp_path / "stick").path.read_bytes()
        for step in ("OpenLogin", "CloseLogin") * 10:
            last = await command(crew.organiser, step)
        await until_alone(file, tmp_path / "alone.sqlite", last["position"])
        overwritten(file, {"an older copy": older, "something else": b"x" * 40_960, "nothing": b""}[content])

        refused = await posted(crew.organiser, "OpenLogin")
        is_adrift = done(await crew.organiser.get("/competitions"))["open"][0]["is_adrift"]
        start = done(await crew.organiser.post("/competitions/save", json=adrift(server)))
        next_one = await command(crew.organiser, "OpenLogin")
        await server.kill()

    (opened,) = start["open"]
    saved = file.with_name(opened["file"])
    assert (refused.status_code, is_adrift, opened["is_adrift"]) == (503, True, False)
    assert next_one["position"] == last["position"] + 1 == len(entries(saved))
