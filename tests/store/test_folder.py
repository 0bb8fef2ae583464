"""What is renamed into a folder is only durable when the folder is."""

import os
import stat
import sys

import pytest

from judging.backup import back_up
from judging.store.atomically import replace
from tests.test_backup import competition

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a folder cannot be opened there")


@pytest.fixture
def synced(monkeypatch):
    """Names in each folder at the moment it was synced."""
    found = []
    honest = os.fsync

    def fsync(handle):
        honest(handle)
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            found.append(set(os.listdir(handle)))  # noqa: PTH208 - a handle has no path

    monkeypatch.setattr(os, "fsync", fsync)
    return found


def test_a_small_file_has_its_name_for_good(tmp_path, synced):
    replace(tmp_path / "last.json", b"{}")

    assert synced == [{"last.json"}]


async def test_a_copy_and_its_key_have_their_names_for_good(tmp_path, synced):
    desk = await competition(tmp_path / "day.sqlite")
    (tmp_path / "day.key").write_bytes(b"k" * 32)

    back_up(tmp_path / "day.sqlite", tmp_path / "stick")

    assert synced[-1] == {"day.sqlite", "day.key"}
    await desk.close()
