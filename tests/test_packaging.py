import os
import subprocess
import sys
import sysconfig
import threading
import venv
import zipfile
from contextlib import contextmanager
from pathlib import Path
from socket import create_server

import httpx2
import pytest

from tests.archive.archived import archived, saved

ROOT = Path(__file__).parent.parent
LIFE_S = 60  # a server that never gets ready, or never ends, is killed then


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT]
    subprocess.run(build, check=True, capture_output=True)
    [built] = out.glob("judging-*.whl")
    return built


@pytest.fixture(scope="module")
def elsewhere(wheel, tmp_path_factory):
    """The interpreter of a new environment that holds the wheel and borrows the dependencies of ours."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder, with_pip=False)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = [sys.executable, "-m", "pip", "--python", python]
    subprocess.run([*pip, "install", "--no-deps", "--no-index", wheel], check=True, capture_output=True)
    scheme = {"base": str(folder), "platbase": str(folder)}
    # A folder named in a .pth file is searched, but no .pth in it followed: not that of our editable install.
    Path(sysconfig.get_path("purelib", vars=scheme), "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    return python


@contextmanager
def running(python, data):
    """The address of a server started from `data`'s parent, ended again on the way out."""
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    args = ["run", "--host", "127.0.0.1", "--port", str(port), "--data", str(data), "--no-browser"]
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    process = subprocess.Popen(
        [python, "-m", "judging", *args],
        cwd=data.parent,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    deadline = threading.Timer(LIFE_S, process.kill)
    deadline.start()
    with process:
        try:
            said = [process.stdout.readline()]
            while address not in said[-1]:
                assert said[-1], "ended before it was ready:\n" + "".join(said)
                said.append(process.stdout.readline())
            yield address
        finally:
            process.terminate()
    deadline.cancel()


def test_the_wheel_holds_the_package_its_pages_and_the_browser_library(wheel):
    pages = [path for tree in ("static", "displays") for path in (ROOT / tree).rglob("*.*")]
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())

    assert {"judging/cli.py", "judging/py.typed", "judging/static/vendor/lit-html/lit-html.js"} <= names
    assert {f"judging/{path.relative_to(ROOT).as_posix()}" for path in pages} <= names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"judging"}


def test_the_wheel_installed_elsewhere_serves_the_pages(elsewhere, tmp_path):
    with (
        running(elsewhere, tmp_path / "data") as address,
        httpx2.Client(base_url=address, trust_env=False, follow_redirects=True) as client,
    ):
        front = client.get("/")
        library = client.get("/static/vendor/lit-html/lit-html.js")

    assert front.status_code == 200
    assert library.status_code == 200
    assert "javascript" in library.headers["content-type"]


async def test_the_wheel_alone_verifies_an_archive(elsewhere, tmp_path):
    archive = archived(await saved(tmp_path), tmp_path / "whole")
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}

    def verify(path):
        command = [elsewhere, "-m", "judging", "verify", path]
        return subprocess.run(
            command, cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", check=False
        )

    well = verify(archive)
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 64
    archive.write_bytes(content)
    damaged = verify(archive)

    assert (well.returncode, well.stdout[:2]) == (0, "一致")
    assert (damaged.returncode, bool(damaged.stdout)) == (1, True)
