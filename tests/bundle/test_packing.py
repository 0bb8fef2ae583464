"""What is in a bundle, and whether each system can read it."""

import ast
import json
import zipfile
from pathlib import Path

import pytest

from judging.bundle.packing import HERE, STARTERS, pack
from judging.bundle.targets import KINDS, Kind

ROOT = Path(__file__).parents[2]
SPECIAL = b'^|&<>()%"\\'  # of cmd.exe


def packed(kind: Kind, folder: Path) -> zipfile.ZipFile:
    wheel = folder / "judging-1.0-py3-none-any.whl"
    wheel.write_bytes(b"wheel")
    pack(folder / "made.zip", kind, "1.0", [wheel])
    return zipfile.ZipFile(folder / "made.zip")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_all_lies_in_one_folder_and_the_starter_may_be_run(kind: Kind, tmp_path: Path):
    with packed(kind, tmp_path) as bundle:
        names = set(bundle.namelist())
        starter = bundle.getinfo(f"judging-1.0/{STARTERS[kind.name]}")
        about = json.loads(bundle.read("judging-1.0/app/bundle.json"))

    assert {name.split("/")[0] for name in names} == {"judging-1.0"}
    assert "judging-1.0/app/wheels/judging-1.0-py3-none-any.whl" in names
    assert (starter.external_attr >> 16) & 0o777 == 0o755
    assert about["version"] == "1.0"
    assert {*about["pythons"]} == {"3.11", "3.12", "3.13", "3.14", "3.15"}


def test_chinese_names_are_marked_as_utf_8(tmp_path: Path):
    with packed(KINDS[0], tmp_path) as bundle:
        flags = {info.filename.rpartition("/")[2]: info.flag_bits & 0x800 for info in bundle.infolist()}

    assert flags["启动.bat"]
    assert flags["请先读我.txt"]


def test_the_batch_file_is_in_the_code_page_it_sets_with_the_line_ends_of_windows(tmp_path: Path):
    with packed(KINDS[0], tmp_path) as bundle:
        batch = bundle.read("judging-1.0/启动.bat")

    text = batch.decode("gbk")
    assert batch.count(b"\n") == batch.count(b"\r\n") > 20
    assert text.splitlines()[:2] == ["@echo off", "chcp 936 >nul"]
    assert text.splitlines()[2].startswith("title 现场评审")


def test_no_second_byte_of_a_character_means_something_to_the_windows_shell():
    text = (HERE / "start.bat").read_text("utf-8")

    assert [each for each in text if not each.isascii() and each.encode("gbk")[1:] in SPECIAL] == []


def test_notepad_can_read_what_is_to_be_read_first(tmp_path: Path):
    with packed(KINDS[0], tmp_path) as bundle:
        text = bundle.read("judging-1.0/请先读我.txt")

    assert text.startswith(b"\xef\xbb\xbf")
    assert text.count(b"\n") == text.count(b"\r\n")


def test_the_shell_s_starter_has_no_line_end_of_windows(tmp_path: Path):
    with packed(KINDS[2], tmp_path) as bundle:
        script = bundle.read("judging-1.0/start.sh")

    assert script.startswith(b"#!/bin/sh\n")
    assert b"\r" not in script


def test_a_python_that_is_too_old_can_still_read_what_tells_it_so():
    ast.parse((HERE / "start.py").read_text("utf-8"), feature_version=(3, 6))


def test_the_guides_begin_with_the_bundle_and_promise_no_index():
    texts = [(ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md")]

    assert not any("pipx" in text or "uvx" in text for text in texts)
    assert all(0 < text.index("启动.bat") < text.index("make run") for text in texts)
