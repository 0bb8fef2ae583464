"""The bundle of this machine, unpacked where there is no network at all, serves the pages after one command.

Needs a made bundle: `make bundle-test` makes it.
"""

import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

BUNDLE = os.environ.get("JUDGING_BUNDLE")
APART = ("unshare", "--net", "--", "sh", "-c", 'ip link set lo up && exec "$@"', "sh")
PATIENCE_S = 120
PORT = 8000
ASK = """
import http.client, sys
asking = http.client.HTTPConnection("127.0.0.1", {port}, timeout=5)
asking.request("GET", "{path}")
answer = asking.getresponse()
print(answer.status, answer.getheader("content-type"))
"""


def is_apart() -> bool:
    if sys.platform != "linux" or not all(map(shutil.which, ("unshare", "nsenter", "ip", "unzip"))):
        return False
    return subprocess.run([*APART, "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(BUNDLE is None, reason="make bundle-test makes the bundle that this needs")
@pytest.mark.skipif(not is_apart(), reason="no network namespace may be made here (root of Linux may)")
@pytest.mark.limit(300)
def test_the_bundle_serves_the_pages_without_any_route(tmp_path: Path):
    [bundle] = Path(str(BUNDLE)).resolve().glob("judging-*-linux-x64.zip")
    subprocess.run(["unzip", "-q", str(bundle), "-d", str(tmp_path)], check=True)  # with the files' rights
    with zipfile.ZipFile(bundle) as zipped:
        folder = tmp_path / zipped.namelist()[0].split("/")[0]

    with apart(folder, tmp_path) as running:
        front = waited(running, "/")
        library = asked(running, "/static/vendor/lit-html/lit-html.js")
        routes = subprocess.run([*inside(running), "ip", "route"], capture_output=True, text=True, check=True)
        running.terminate()

    assert routes.stdout == ""
    assert front.startswith("200 text/html")
    assert library.startswith("200 text/javascript")


def apart(folder: Path, tmp_path: Path) -> subprocess.Popen[bytes]:
    command = [*APART, str(folder / "start.sh"), "--no-browser", "--data", str(tmp_path / "data")]
    bare = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8"}
    return subprocess.Popen(command, env=bare)


def inside(running: subprocess.Popen[bytes]) -> list[str]:
    return ["nsenter", "--net", f"--target={running.pid}"]


def asked(running: subprocess.Popen[bytes], path: str) -> str:
    """What the server answers in the namespace; "" while it does not."""
    code = ASK.format(port=PORT, path=path)
    done = subprocess.run(
        [*inside(running), sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


def waited(running: subprocess.Popen[bytes], path: str) -> str:
    until = time.monotonic() + PATIENCE_S
    while running.poll() is None and time.monotonic() < until:
        if said := asked(running, path):
            return said
    raise AssertionError("it never answered")
