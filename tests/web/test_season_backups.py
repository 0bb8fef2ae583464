"""Seasons on the second folder: copied after each change, over nothing foreign, good for a new laptop."""

import asyncio
import os
import re
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from httpx2 import AsyncClient

from judging.web.registry import Registry
from tests.quiz_months import WEEKS, confirmed, history, places, saved, season_zip, seen, uploaded
from tests.said import said
from tests.serving import done, logged_in, served

from .conftest import Hall

PATIENCE_S = 30


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "media").mkdir()
    return tmp_path / "media" / "stick"


@pytest.fixture
async def hall(tmp_path: Path, stick: Path) -> AsyncIterator[Hall]:
    """A server that looks at its seasons when the test says so."""
    registry = Registry(tmp_path / "data", backup_folder=stick)
    async with AsyncExitStack() as stack:
        yield Hall(registry, stack)
    await registry.close()


@pytest.fixture
async def device(hall: Hall) -> AsyncClient:
    return await hall.organiser()


async def looked(hall: Hall, device: AsyncClient) -> dict[str, Any]:
    """What the pages say after the next look."""
    await hall.registry.season_backups.look()
    view: dict[str, Any] = done(await device.get("/seasons.backup"))
    return view


def files(season: Path) -> dict[str, bytes]:
    return {
        path.relative_to(season).as_posix(): path.read_bytes() for path in season.rglob("*") if path.is_file()
    }


def seasons(stick: Path) -> list[Path]:
    return [*(stick / "seasons").iterdir()]


def blocked(stick: Path) -> None:
    stick.mkdir(exist_ok=True)
    (stick / "seasons").write_text("no folder")


async def final(device: AsyncClient) -> None:
    view = await seen(device, await uploaded(device, season_zip()))
    again = await saved(device, view, series=[view["draft"]["series"][0] | {"name": "竞答"}])
    done(await device.post("/seasons/year/lock", json=confirmed(again)))


async def told(organiser: AsyncClient, fulfils: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    """The first answer for the pages that fulfils the condition, as they ask again and again."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            view: dict[str, Any] = done(await organiser.get("/seasons.backup"))
            if fulfils(view):
                return view
            await asyncio.sleep(0.1)


async def test_a_season_is_on_the_stick_with_each_change_and_good_for_another_laptop(
    tmp_path: Path, stick: Path
):
    async with (
        served(tmp_path / "first", options=("--backup", str(stick))) as server,
        server.client() as organiser,
    ):
        await logged_in(organiser, server.link)
        await uploaded(organiser, season_zip())
        before = await told(organiser, lambda view: view["at"])
        view = await seen(organiser, "year")
        done(await organiser.post("/seasons/year/lock", json=confirmed(view)))
        after = await told(organiser, lambda view: view["at"] > before["at"])
        was = await seen(organiser, "year")
        done(await organiser.post("/seasons", json={"id": "last", "name": "刚建的"}))

    assert (after["folder"], after["trouble"]) == (str(stick / "seasons"), None)
    assert (stick / "seasons" / "last" / "SEASON.toml").exists()  # made right before the server ended
    shutil.copytree(stick / "seasons" / "year", tmp_path / "second" / "seasons" / "year")
    async with served(tmp_path / "second") as server, server.client() as organiser:
        await logged_in(organiser, server.link)
        restored = await seen(organiser, "year")

    assert restored == was
    assert restored["locked"]["decision"]["body"] == "活动领导小组"
    assert restored["trouble"] is None
    assert history(restored) == ["uploaded", "locked"]
    assert places(restored) == [(1, "p1", "85.00"), (2, "p2", "77.50")]


async def test_all_of_a_season_is_copied_for_this_user_alone(hall: Hall, device: AsyncClient, stick: Path):
    await final(device)

    view = await looked(hall, device)

    copy = stick / "seasons" / "year"
    assert files(copy) == files(hall.registry.folder / "seasons" / "year")
    assert {"kept/final-0001.json", "kept/SEASON-0001.toml", "kept/history.jsonl"} <= files(copy).keys()
    assert not [path for path in copy.rglob("*") if path.stat().st_mode & 0o077]
    assert view["at"]
    assert view["trouble"] is None


async def test_without_seasons_nothing_is_laid_or_said(hall: Hall, device: AsyncClient, stick: Path):
    there = await looked(hall, device)
    shutil.rmtree(stick.parent)
    away = await looked(hall, device)

    assert (there["at"], there["trouble"], away) == ("", None, there)
    assert files(stick) == {}
    assert not (hall.registry.folder / "seasons").exists()


async def test_nothing_is_copied_when_nothing_has_changed_and_what_is_damaged_is_written_anew(
    hall: Hall, device: AsyncClient, stick: Path
):
    await final(device)
    first = await looked(hall, device)
    copy = stick / "seasons" / "year"
    whole = files(copy)
    for name in ("weeks.csv", "SEASON.toml"):
        (copy / name).write_bytes(b"damaged")
    (copy / "kept" / "history.jsonl").write_bytes(whole["kept/history.jsonl"][:-5])  # torn

    second = await looked(hall, device)
    damaged = files(copy)
    done(await device.post("/seasons/year/reopen", json={"reason": "更正"}))
    third = await looked(hall, device)

    assert second == first
    assert damaged["weeks.csv"] == b"damaged"
    assert third["at"] > first["at"]
    assert third["trouble"] is None
    assert files(copy) == files(hall.registry.folder / "seasons" / "year")


async def test_only_what_differs_is_written(hall: Hall, device: AsyncClient, stick: Path):
    await final(device)
    await looked(hall, device)
    copy = stick / "seasons" / "year"
    for path in copy.rglob("*"):
        os.utime(path, (1, 1))

    done(await device.post("/seasons/year/reopen", json={"reason": "更正"}))
    await looked(hall, device)

    written = {name for name in files(copy) if (copy / name).stat().st_mtime > 1}
    assert written == {"kept/history.jsonl"}


async def test_a_stick_that_was_pulled_is_told_and_copied_to_once_it_is_back(
    hall: Hall, device: AsyncClient, stick: Path, tmp_path: Path
):
    await final(device)
    first = await looked(hall, device)
    stick.parent.rename(tmp_path / "pocket")

    away = await looked(hall, device)
    done(await device.post("/seasons/year/reopen", json={"reason": "更正"}))
    still = await looked(hall, device)
    made = files(stick)
    (tmp_path / "pocket").rename(stick.parent)
    back = await looked(hall, device)

    assert "备份盘不在" in said(away["trouble"])
    assert (away["at"], still["at"]) == (first["at"], first["at"])
    assert made == {}
    assert back["trouble"] is None
    assert back["at"] > first["at"]
    assert files(stick / "seasons" / "year") == files(hall.registry.folder / "seasons" / "year")


async def test_a_copy_that_somebody_removed_is_laid_anew(hall: Hall, device: AsyncClient, stick: Path):
    await final(device)
    await looked(hall, device)
    shutil.rmtree(stick / "seasons")

    await looked(hall, device)

    assert files(stick / "seasons" / "year") == files(hall.registry.folder / "seasons" / "year")


@pytest.mark.parametrize("what", ["another", "longer", "no history"])
async def test_what_ours_does_not_continue_is_kept_under_another_name(
    hall: Hall, device: AsyncClient, stick: Path, what: str
):
    await final(device)
    await looked(hall, device)
    copy = stick / "seasons" / "year"
    past = copy / "kept" / "history.jsonl"
    if what == "another":
        past.write_text(past.read_text("utf-8").replace("uploaded", "created", 1), "utf-8")
    elif what == "longer":
        lines = past.read_bytes().splitlines(keepends=True)
        past.write_bytes(b"".join([*lines, lines[-1], lines[-1]]))
    else:
        past.unlink()
        (copy / "SEASON.toml").write_bytes(b"# by hand")
    foreign = files(copy)

    done(await device.post("/seasons/year/reopen", json={"reason": "更正"}))
    view = await looked(hall, device)
    again = await looked(hall, device)

    [kept] = set(seasons(stick)) - {copy}
    assert re.fullmatch(r"year-kept-\d{8}-\d{6}", kept.name)
    assert files(kept) == foreign
    assert files(copy) == files(hall.registry.folder / "seasons" / "year")
    assert f"没有覆盖，已改名为 {kept.name}" in said(view["trouble"])
    assert "seasons/year " in said(view["trouble"])
    assert again == view


async def test_a_file_that_was_spoilt_on_the_laptop_does_not_spoil_the_copy(
    hall: Hall, device: AsyncClient, stick: Path
):
    await final(device)
    await looked(hall, device)
    ours = hall.registry.folder / "seasons" / "year"
    (ours / "weeks.csv").write_bytes(b"")
    (ours / "kept" / "final-0001.json").write_bytes(b"")

    view = await looked(hall, device)

    copy = stick / "seasons" / "year"
    assert (copy / "weeks.csv").read_text("utf-8") == WEEKS
    assert (copy / "kept" / "final-0001.json").read_bytes()
    assert "kept/final-0001.json、weeks.csv" in said(view["trouble"])
    assert str(copy) in said(view["trouble"])


async def test_a_season_that_cannot_be_read_keeps_no_other_from_the_stick(
    hall: Hall, device: AsyncClient, stick: Path
):
    await uploaded(device, season_zip("bad"))
    await final(device)
    past = hall.registry.folder / "seasons" / "bad" / "kept" / "history.jsonl"
    past.unlink()
    past.mkdir()

    view = await looked(hall, device)

    assert (stick / "seasons" / "year" / "SEASON.toml").exists()
    assert "赛季 bad 读不出来" in said(view["trouble"])
    assert view["at"] == ""


async def test_a_stick_that_takes_nothing_is_told_with_the_remedy(
    hall: Hall, device: AsyncClient, stick: Path
):
    await final(device)
    blocked(stick)

    view = await looked(hall, device)

    assert "无法备份到" in said(view["trouble"])
    assert "请检查 U 盘" in said(view["trouble"])
    assert view["at"] == ""


async def test_the_data_folder_is_no_backup_of_itself(tmp_path: Path):
    registry = Registry(tmp_path / "data", backup_folder=tmp_path / "data")
    async with AsyncExitStack() as stack:
        hall = Hall(registry, stack)
        device = await hall.organiser()
        await uploaded(device, season_zip())

        view = await looked(hall, device)

    await registry.close()
    assert "请换一个，最好是 U 盘" in said(view["trouble"])
    assert view["at"] == ""


async def test_a_folder_on_this_computer_s_own_disk_is_said_to_be_one(hall: Hall, device: AsyncClient):
    await uploaded(device, season_zip())

    assert (await looked(hall, device))["is_own"]
