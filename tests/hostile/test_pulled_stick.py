"""A stick that is pulled is not there: no folder of its name is made on our own disk and called a backup."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from judging.rehearse.device import Message
from judging.store.sqlite import entries
from judging.web.backups import LOOK_S
from tests.serving import Crew, Server, command, done, joined, logged_in, served

PATIENCE_S = 20
OTHER_DISK = Path("/dev/shm")  # in memory, and to a program as far away as a stick

needs_two_disks = pytest.mark.skipif(
    not OTHER_DISK.is_dir() or OTHER_DISK.stat().st_dev == Path(tempfile.gettempdir()).stat().st_dev,
    reason="has no second disk",
)


class Stick:
    """A mount point on our own disk, and what is mounted on it while the stick is plugged in."""

    def __init__(self, mount: Path, content: Path) -> None:
        self.mount = mount
        self.folder = mount / "备份"
        self._content = content
        mount.mkdir()

    def plug_in(self, content: Path | None = None) -> None:
        self.mount.rmdir()
        self.mount.symlink_to(content or self._content)

    def pull(self) -> None:
        self.mount.unlink()
        self.mount.mkdir()

    def left_behind(self) -> list[str]:
        """What lies on our own disk where the stick was."""
        return [path.name for path in self.mount.iterdir()]


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Stick]:
    content = Path(tempfile.mkdtemp(dir=OTHER_DISK))
    found = Stick(tmp_path / "usb", content)
    found.plug_in()
    yield found
    shutil.rmtree(content)


@asynccontextmanager
async def told(server: Server, crew: Crew) -> AsyncIterator[Callable[..., Any]]:
    """What the console is told of the backup: `await told(condition)` is the first view that fulfils it."""
    async with aclosing(server.robot(crew.tokens["director"]).watch("backup")) as views:

        async def first(fulfils: Callable[[Any], bool]) -> Any:
            async with asyncio.timeout(PATIENCE_S):
                while True:
                    message: Message = await anext(views)
                    if fulfils(message.view):
                        return message.view

        yield first


async def step(crew: Crew) -> int:
    """Position of the log after a step that is worth a copy."""
    id = crew.performance(crew.entrants[0])
    await command(crew.director, "CallEntrant", performance=id)
    await command(crew.director, "OpenMarking", performance=id)
    await command(crew.director, "StepBack", performance=id, reason="核对")
    taken = await command(crew.director, "StepBack", performance=id, reason="核对")
    return int(taken["position"])


async def open_file(crew: Crew) -> Path:
    """The file of the competition that is open."""
    return Path(done(await crew.organiser.get("/competitions"))["open"][-1]["path"])


def is_good(view: Any, since: int = 1) -> bool:
    return view["trouble"] is None and view["position"] >= since


def is_away(view: Any) -> bool:
    return view["trouble"] is not None and "备份盘不在" in view["trouble"]["template"]


def copied(folder: Path) -> int:
    """The last position that a copy in *folder* holds."""
    (copy,) = folder.glob("*.sqlite")
    return entries(copy)[-1].position


@needs_two_disks
async def test_a_pulled_stick_is_told_at_once_and_goes_on_by_itself_when_it_is_back(
    tmp_path: Path, stick: Stick
):
    async with (
        served(tmp_path / "data", options=("--backup", str(stick.folder))) as server,
        joined(server, judges=3) as crew,
        told(server, crew) as first,
    ):
        good = await first(partial(is_good, since=await step(crew)))

        stick.pull()
        away = await first(is_away)
        later = await step(crew)
        left_behind = stick.left_behind()
        stick.plug_in()
        again = await first(is_good)

        assert not good["is_own"]
        assert good["at"]
        assert away["position"] >= good["position"]
        assert left_behind == []
        assert again["position"] >= later
        assert copied(stick.folder) == again["position"]


@needs_two_disks
async def test_a_restart_does_not_take_the_mount_point_for_the_stick(tmp_path: Path, stick: Stick):
    options = ("--backup", str(stick.folder))
    async with (
        served(tmp_path / "data", options=options) as server,
        joined(server, judges=3) as crew,
        told(server, crew) as first,
    ):
        await first(partial(is_good, since=await step(crew)))
    stick.pull()

    async with served(tmp_path / "data", options=options) as server, told(server, crew) as first:
        away = await first(is_away)

    assert away["position"] == 0
    assert stick.left_behind() == []


@needs_two_disks
async def test_another_stick_in_the_same_place_is_taken(tmp_path: Path, stick: Stick):
    with tempfile.TemporaryDirectory(dir=OTHER_DISK) as other:
        (Path(other) / "备份").mkdir()
        async with (
            served(tmp_path / "data", options=("--backup", str(stick.folder))) as server,
            joined(server, judges=3) as crew,
            told(server, crew) as first,
        ):
            await first(partial(is_good, since=await step(crew)))
            stick.pull()
            await first(is_away)

            stick.plug_in(Path(other))
            again = await first(is_good)

            assert copied(Path(other) / "备份") == again["position"]


@needs_two_disks
async def test_a_stick_that_is_not_plugged_in_at_the_start_is_missed_and_made_nowhere(
    tmp_path: Path, stick: Stick
):
    folder = stick.folder / "今年"
    async with (
        served(tmp_path / "data", options=("--backup", str(folder))) as server,
        joined(server, judges=3) as crew,
        told(server, crew) as first,
    ):
        away = await first(is_away)
        stick.folder.mkdir()
        good = await first(is_good)

    assert away["position"] == 0
    assert copied(folder) == good["position"]


@needs_two_disks
async def test_a_competition_is_copied_and_its_console_told_before_anybody_is_called(
    tmp_path: Path, stick: Stick
):
    async with (
        served(tmp_path / "data", options=("--backup", str(stick.folder))) as server,
        joined(server, judges=3) as crew,
        told(server, crew) as first,
    ):
        good = await first(is_good)

        assert not good["is_own"]
        assert copied(stick.folder) >= good["position"]


async def test_a_console_opened_after_a_restart_is_told_of_the_backup(tmp_path: Path):
    options = ("--backup", str(tmp_path / "other"))
    async with served(tmp_path / "data", options=options) as server, joined(server, judges=3) as crew:
        last = entries(await open_file(crew))[-1].position

    async with served(tmp_path / "data", options=options) as server, told(server, crew) as first:
        good = await first(is_good)

    assert good["position"] == last
    assert copied(tmp_path / "other") == last


async def test_nothing_is_copied_while_the_organiser_has_to_choose_between_two_files(tmp_path: Path):
    async with (
        served(tmp_path / "data") as server,
        joined(server, judges=3) as crew,
        told(server, crew) as first,
    ):
        await first(partial(is_good, since=await step(crew)))
        file = await open_file(crew)
    backup = file.parent / "backup" / file.name
    held = backup.read_bytes()
    for beside in file.parent.glob(f"{file.name}-*"):
        beside.unlink()
    file.write_bytes(b"")

    async with served(tmp_path / "data") as server, server.client() as organiser:
        await logged_in(organiser, server.link)
        await asyncio.sleep(2 * LOOK_S)
        start = done(await organiser.get("/competitions"))

    assert [conflict["file"] for conflict in start["conflicts"]] == [file.name]
    assert backup.read_bytes() == held


async def test_a_copy_on_the_disk_of_the_competition_says_so(tmp_path: Path):
    async with (
        served(tmp_path) as server,
        joined(server, judges=3) as crew,
        told(server, crew) as first,
    ):
        assert (await first(is_good))["is_own"]


async def test_a_copy_that_somebody_removed_is_made_again(tmp_path: Path):
    async with (
        served(tmp_path / "data", options=("--backup", str(tmp_path / "other"))) as server,
        joined(server, judges=3) as crew,
        told(server, crew) as first,
    ):
        good = await first(partial(is_good, since=await step(crew)))
        for copy in (tmp_path / "other").glob("*.sqlite"):
            copy.unlink()

        await first(lambda view: is_good(view) and view["at"] > good["at"])

        assert copied(tmp_path / "other") >= good["position"]
