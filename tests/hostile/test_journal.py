"""A power cut that is simulated takes what was not synced, and nothing else."""

import os
import random
import shutil
import subprocess
import sys

import pytest

from tests.hostile.attack.cuts import RECORDER_C
from tests.hostile.attack.journal import Disk, read

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("cc"), reason="the recorder is a C library for Linux"
)

WRITES = """
import os
from pathlib import Path

folder = Path(os.environ["JUDGING_RECORD_FOLDER"])

def write(name, text, *, is_synced):
    with (folder / name).open("wb") as file:
        file.write(text)
        file.flush()
        if is_synced:
            os.fsync(file.fileno())

write("synced", b"a" * 9000, is_synced=True)
write("old", b"old", is_synced=True)
handle = os.open(folder, os.O_RDONLY)
os.fsync(handle)
write("old.new", b"new", is_synced=True)
(folder / "old.new").replace(folder / "old")
write("unsynced", b"b" * 9000, is_synced=False)
"""


@pytest.fixture
def disk(tmp_path):
    library, journal, folder = tmp_path / "recorder.so", tmp_path / "journal", tmp_path / "data"
    folder.mkdir()
    subprocess.run(["cc", "-shared", "-fPIC", "-o", library, RECORDER_C, "-ldl"], check=True)
    watched = {"LD_PRELOAD": library, "JUDGING_RECORD": journal, "JUDGING_RECORD_FOLDER": folder}
    subprocess.run([sys.executable, "-c", WRITES], check=True, env={**os.environ, **watched})
    disk = Disk()
    for record in read(journal):
        disk.take(record)
    return disk


def left(disk):
    """What a hundred cuts leave of each file, by its name."""
    found = {}
    for seed in range(100):
        for path, content in disk.cut(random.Random(seed)).items():
            found.setdefault(path.rpartition("/")[2], set()).add(bytes(content))
    return found


def test_what_was_synced_with_its_name_is_always_there(disk):
    assert left(disk)["synced"] == {b"a" * 9000}


def test_a_file_is_replaced_or_not_but_never_half(disk):
    assert left(disk)["old"] == {b"old", b"new"}


def test_what_was_not_synced_may_be_gone_in_part_or_whole(disk):
    found = left(disk)["unsynced"]

    assert {b"", b"b" * 9000} < found
    assert any(b"b" in content and content != b"b" * 9000 for content in found)


def test_while_the_power_lasts_everything_is_as_it_was_written(disk):
    files = {path.rpartition("/")[2]: bytes(content) for path, content in disk.written().items()}

    assert files == {"synced": b"a" * 9000, "old": b"new", "unsynced": b"b" * 9000}
