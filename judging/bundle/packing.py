"""Writes a bundle: wheels, what starts them, what to read first; one zip that keeps names and rights."""

import json
import time
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from .targets import PYTHONS, Kind

HERE = Path(__file__).parent
READ_ME = "请先读我.txt"
UNIX = 3  # the system that a zip says it was made on: else the rights of its files are not heeded
FILE, PROGRAM = 0o100644, 0o100755
STARTERS = {"windows-x64": "启动.bat", "macos": "start.command", "linux-x64": "start.sh"}


def folder_of(version: str) -> str:
    """The one folder in the zip, whose name every system and every tool can show."""
    return f"judging-{version}"


def pack(target: Path, kind: Kind, version: str, wheels: Iterable[Path]) -> None:
    """Writes *target*, replacing what was there. Raises OSError."""
    folder, fresh = folder_of(version), target.with_suffix(".new")
    with ZipFile(fresh, "w", ZIP_DEFLATED) as zipped:
        _add(zipped, f"{folder}/{STARTERS[kind.name]}", _starter(kind), PROGRAM)
        _add(zipped, f"{folder}/{READ_ME}", _text("read_me.txt", "\r\n").encode("utf-8-sig"))
        _add(zipped, f"{folder}/app/start.py", (HERE / "start.py").read_bytes())
        _add(zipped, f"{folder}/app/bundle.json", _about(kind, version))
        for wheel in sorted(wheels):
            _add(zipped, f"{folder}/app/wheels/{wheel.name}", wheel.read_bytes(), packed=ZIP_STORED)
    fresh.replace(target)


def _add(zipped: ZipFile, name: str, content: bytes, rights: int = FILE, packed: int = ZIP_DEFLATED) -> None:
    info = ZipInfo(name, time.localtime()[:6])
    info.create_system, info.external_attr, info.compress_type = UNIX, rights << 16, packed
    zipped.writestr(info, content)


def _starter(kind: Kind) -> bytes:
    if kind.name == "windows-x64":
        # cmd.exe reads a batch file in the code page that is set, line by line, and knows no other line end.
        return _text("start.bat", "\r\n").encode("gbk")
    return _text("start.sh", "\n").encode()


def _text(name: str, end: str) -> str:
    return (HERE / name).read_text("utf-8").replace("\n", end)


def _about(kind: Kind, version: str) -> bytes:
    """What start.py has to know."""
    about = {
        "version": version,
        "title": kind.title,
        "platforms": kind.platforms,
        "pythons": ["{}.{}".format(*python) for python in PYTHONS],
    }
    return json.dumps(about, ensure_ascii=False, indent=1).encode()
