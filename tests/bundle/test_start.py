"""The starter of a bundle, run as somebody who double-clicks it: with wheels of its own and no network."""

import json
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pip
import pytest

from judging.bundle import start
from judging.bundle.packing import HERE

SAYS = "import sys; print('started', sys.argv[1:], flush=True)"


def wheel(folder: Path, name: str, version: str, files: dict[str, str]) -> Path:
    path = folder / f"{name}-{version}-py3-none-any.whl"
    about = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(path, "w") as zipped:
        for file, text in files.items():
            zipped.writestr(file, text)
        zipped.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        zipped.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        zipped.writestr(f"{about}/RECORD", "")
    return path


def own_pip(folder: Path) -> None:
    """The pip of this environment as the wheel that it came from."""
    source = Path(pip.__file__).parent
    with zipfile.ZipFile(folder / f"pip-{pip.__version__}-py3-none-any.whl", "w") as zipped:
        for path in source.rglob("*"):
            if path.is_file() and path.suffix not in (".pyc", ".exe"):
                zipped.write(path, Path("pip", path.relative_to(source)))


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    app = tmp_path_factory.mktemp("解压 的") / "app"
    (app / "wheels").mkdir(parents=True)
    shutil.copy(HERE / "start.py", app)
    own_pip(app / "wheels")
    wheel(app / "wheels", "judging", "1.0", dict.fromkeys(("judging/__init__.py", "judging/cli.py"), "")
          | {"judging/__main__.py": SAYS})  # fmt: skip
    describe(app)
    return app


def describe(app: Path, **changes: object) -> None:
    here = {"title": {"Darwin": "macOS"}.get(platform.system(), platform.system())}
    known = {"version": "1.0", "platforms": [sysconfig.get_platform()], "pythons": [start_version()]}
    (app / "bundle.json").write_text(json.dumps(known | here | changes), "utf-8")


def start_version() -> str:
    return "{}.{}".format(*sys.version_info[:2])


def started(app: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, str(app / "start.py"), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=env, check=False)


def test_the_first_start_makes_the_environment_and_the_second_needs_nothing(unpacked: Path):
    first = started(unpacked, "--port", "1")
    made = (unpacked / "environment" / "made.json").stat().st_mtime_ns
    second = started(unpacked, "--port", "2")

    assert first.stdout.splitlines()[-1] == "started ['run', '--port', '1']", first.stderr
    assert "正在准备" in first.stdout
    assert second.stdout.splitlines() == ["started ['run', '--port', '2']"]
    assert (unpacked / "environment" / "made.json").stat().st_mtime_ns == made


def test_another_command_than_run_is_passed_on(unpacked: Path):
    assert started(unpacked, "doctor", "--json").stdout.splitlines()[-1] == "started ['doctor', '--json']"


def test_a_python_that_does_not_fit_is_told_which_one_does(unpacked: Path):
    describe(unpacked, pythons=["2.98", "2.99"])
    try:
        told = started(unpacked)
    finally:
        describe(unpacked)

    assert told.returncode == 1
    assert f"这台电脑上的 Python 是 {start_version()}，须为 2.98 到 2.99。" in told.stdout
    assert "装好后再启动" in told.stdout


def test_the_bundle_of_another_system_says_so(unpacked: Path):
    describe(unpacked, title="OS/2", platforms=["os2"])
    try:
        told = started(unpacked)
    finally:
        describe(unpacked)

    assert told.returncode == 1
    assert "这个压缩包是给 OS/2 用的" in told.stdout


def test_only_the_newest_python_of_the_right_kind_fits():
    about = {"pythons": ["3.11", "3.12"], "platforms": ["win-amd64"]}

    assert start.fits(about, "3.12", "win-amd64")
    assert not start.fits(about, "3.10", "win-amd64")
    assert not start.fits(about, "3.12", "win32")


class Answer(BaseHTTPRequestHandler):
    said = b""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.said)

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.parametrize(
    ("said", "is_ours"), [(b'{"program":"judging"}', True), (b"<html>printer</html>", False)]
)
def test_a_taken_port_is_ours_only_if_this_program_answers_there(said: bytes, is_ours: bool):
    with HTTPServer(("127.0.0.1", 0), type("Said", (Answer,), {"said": said})) as server:
        Thread(target=server.serve_forever, daemon=True).start()

        assert not start.is_free(server.server_port)
        assert start.is_running(server.server_port) is is_ours
        server.shutdown()


def test_nobody_answers_on_a_free_port():
    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        port = server.server_port

    assert start.is_free(port)
    assert not start.is_running(port)
