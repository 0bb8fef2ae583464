"""Copies of a season's folder: pulled half-way, what lies there is a whole season, or none yet."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from judging.store import StorageFailed, season_copies, season_folder
from judging.store.season_folder import Deed, Note, digest

WEEKS, MORE = b"weeks", b"more"
NOTE = Note("2026-11-22T08:00:00.000Z", "Chrome", Deed.CREATED)
SAVED = Note("2026-11-22T08:01:00.000Z", "Chrome", Deed.SAVED)
TAKEN = Note("2026-11-22T08:02:00.000Z", "Chrome", Deed.TAKEN)
LOCKED = Note("2026-11-22T08:03:00.000Z", "Chrome", Deed.LOCKED)
WRITES = 5  # more.csv, kept/SEASON-0001.toml, kept/final-0001.json, kept/history.jsonl, SEASON.toml

Pull = Callable[[int], None]


def rules(**files: bytes) -> bytes:
    return b"[files]\n" + b"".join(
        f'"{name}.csv" = "{digest(text)}"\n'.encode() for name, text in files.items()
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return season_folder.found(tmp_path, "year", rules(weeks=WEEKS), {"weeks.csv": WEEKS}, NOTE)


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def pull(monkeypatch: pytest.MonkeyPatch) -> Pull:
    """Makes the stick take so many files more."""
    write = season_copies.replace

    def after(most: int) -> None:
        written: list[Path] = []

        def replace(path: Path, content: bytes) -> None:
            if len(written) == most:
                raise StorageFailed("pulled")
            written.append(path)
            write(path, content)

        monkeypatch.setattr(season_copies, "replace", replace)

    return after


def lay(folder: Path, disk: Path) -> Path:
    copy = disk / "seasons" / folder.name
    season_copies.lay(season_copies.contents(folder), copy, disk)
    return copy


def change(folder: Path) -> None:
    season_folder.take(folder, "more.csv", MORE, TAKEN)
    season_folder.save(folder, rules(weeks=WEEKS, more=MORE), SAVED)
    season_folder.lock(folder, b"{}", LOCKED)


@pytest.mark.parametrize("most", range(WRITES))
def test_a_copy_that_is_pulled_half_way_names_nothing_that_it_does_not_have(
    folder: Path, disk: Path, pull: Pull, most: int
):
    copy = lay(folder, disk)
    change(folder)
    pull(most)

    with pytest.raises(StorageFailed):
        lay(folder, disk)

    there = season_folder.load(copy)
    assert tomllib.loads(there.rules.decode())["files"].keys() <= there.files.keys()
    assert there.is_whole
    assert not there.locked or season_folder.final_of(copy, there.locked) == b"{}"
    pull(WRITES)
    lay(folder, disk)
    assert season_folder.load(copy) == season_folder.load(folder)


@pytest.mark.parametrize("most", range(3))
def test_a_first_copy_that_is_pulled_half_way_is_no_season_yet(
    folder: Path, disk: Path, pull: Pull, most: int
):
    pull(most)

    with pytest.raises(StorageFailed):
        lay(folder, disk)

    assert season_folder.ids(disk) == []


def test_of_a_line_that_is_being_written_nothing_is_copied(folder: Path, disk: Path):
    with (folder / "kept" / "history.jsonl").open("ab") as history:
        history.write(b'{"at":"2026-')
    (folder / "more.csv.new").write_bytes(b"beg")

    copy = lay(folder, disk)

    assert (copy / "kept" / "history.jsonl").read_bytes().endswith(b"}\n")
    assert season_folder.history_of(copy) == season_folder.history_of(folder)
    assert not (copy / "more.csv.new").exists()


def test_where_no_stick_is_there_its_folder_is_not_made(folder: Path, disk: Path):
    disk.rmdir()

    with pytest.raises(FileNotFoundError):
        lay(folder, disk)

    assert not disk.exists()


def test_two_that_are_kept_aside_in_one_second_have_two_names(folder: Path, disk: Path):
    season = season_copies.contents(folder)
    kept = set()
    for by in ("Edge", "Firefox", "Safari"):
        copy = lay(folder, disk)
        (copy / "kept" / "history.jsonl").write_text(f'{{"by":"{by}"}}\n', "utf-8")
        kept.add(season_copies.make_way(copy, season))

    assert len(kept) == 3
    assert kept == set((disk / "seasons").iterdir())
