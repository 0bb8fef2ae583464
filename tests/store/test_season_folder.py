"""A season's folder: nothing half-written, no file in it written to again, a history that shows its seams."""

import errno
import os
from pathlib import Path

import pytest

from judging.store import StorageFailed, season_folder
from judging.store.season_folder import Deed, Note, Origin

RULES = b'[season]\nid = "year"\n'
NOTE = Note("2026-11-22T08:00:00.000Z", "Chrome", Deed.CREATED)
SAVED = Note("2026-11-22T08:01:00.000Z", "Chrome", Deed.SAVED)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return season_folder.found(tmp_path, "year", RULES, {"weeks.csv": b"a"}, NOTE)


def deeds(folder: Path) -> list[str]:
    return [note.what for note in season_folder.load(folder).history]


def test_what_was_saved_before_is_kept_with_its_number(folder: Path):
    for text in (b"two", b"two", b"three"):
        season_folder.save(folder, text, SAVED)

    kept = {path.name: path.read_bytes() for path in (folder / "kept").glob("SEASON-*")}
    assert kept == {"SEASON-0001.toml": RULES, "SEASON-0002.toml": b"two"}
    assert season_folder.load(folder).rules == b"three"
    assert deeds(folder) == ["created", "saved", "saved"]


def test_a_season_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(StorageFailed):
            season_folder.found(tmp_path, "year", RULES, {"weeks.csv": b"a"}, NOTE)

    assert season_folder.ids(tmp_path) == []
    season_folder.found(tmp_path, "year", RULES, {}, NOTE)
    assert season_folder.ids(tmp_path) == ["year"]
    with pytest.raises(FileExistsError):
        season_folder.found(tmp_path, "year", b"other", {}, NOTE)
    assert season_folder.load(tmp_path / "seasons" / "year").rules == RULES


def test_a_full_disk_leaves_the_season_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        for deed in (
            lambda: season_folder.save(folder, b"two", SAVED),
            lambda: season_folder.take(folder, "more.csv", b"b", SAVED),
            lambda: season_folder.lock(folder, b"{}", SAVED),
        ):
            with pytest.raises(StorageFailed):
                deed()

    season = season_folder.load(folder)
    assert (season.rules, dict(season.files)) == (RULES, {"weeks.csv": b"a"})
    assert season.locked is None


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("weeks.csv", b"a", "weeks.csv"),
        ("WEEKS.CSV", b"b", "WEEKS-2.csv"),
        ("../../weeks.csv", b"b", "weeks-2.csv"),
        (".csv", b"b", "file.csv"),
        ("每周 竞答（终）.json", b"{}", "每周-竞答-终.json"),
        ("con/" + "x" * 300 + ".csv", b"b", "x" * 40 + ".csv"),
    ],
)
def test_a_file_gets_a_plain_name_that_nothing_else_has(folder: Path, name: str, content: bytes, kept: str):
    assert season_folder.take(folder, name, content, NOTE) == kept
    assert (folder / kept).read_bytes() == content
    assert (folder / "weeks.csv").read_bytes() == b"a"


def test_a_line_that_a_power_cut_tore_was_never_written(folder: Path):
    path = folder / "kept" / "history.jsonl"
    with path.open("ab") as file:
        file.write(b'{"at":"2026-')

    torn = season_folder.history_of(folder)
    season_folder.append(folder, SAVED)

    assert ([note.what for note in torn[0]], torn[1]) == ([Deed.CREATED], True)
    assert season_folder.history_of(folder)[1]
    assert deeds(folder) == ["created", "saved"]


def test_a_line_that_was_changed_or_taken_out_is_noticed(folder: Path):
    path = folder / "kept" / "history.jsonl"
    season_folder.save(folder, b"two", SAVED)
    season_folder.save(folder, b"three", SAVED)
    whole = path.read_bytes()

    path.write_bytes(whole.replace(b"Chrome", b"Edge", 1))
    changed = season_folder.load(folder).is_whole
    path.write_bytes(b"".join(line for n, line in enumerate(whole.splitlines(keepends=True)) if n != 1))
    taken_out = season_folder.load(folder).is_whole

    assert (changed, taken_out) == (False, False)


def test_where_frozen_files_come_from_is_remembered_with_their_names(folder: Path):
    origin = Origin("competition", "4f09ab", "三月", 12, {"window": {"p1": "选手01"}})

    name = season_folder.take(folder, "三月.json", b"{}", NOTE, origin)

    assert season_folder.load(folder).origins == {name: origin}
    assert not [path for path in folder.rglob("*") if path.is_file() and path.stat().st_mode & 0o077]
