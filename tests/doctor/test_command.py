"""`judging doctor` on this machine, which nobody knows: what it must find, and how it ends."""

import json
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from judging import cli


@pytest.fixture
def other_program():
    """The port of a program that is not ours."""
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def doctor(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "judging", "doctor", "--no-print", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_it_names_what_will_not_do_first_and_ends_with_1(tmp_path: Path, other_program: int):
    told = doctor("--data", str(tmp_path), "--port", str(other_program))

    assert told.returncode == 1, told.stderr
    assert told.stdout.startswith("不合格")
    assert f"端口 {other_program} 被别的程序占用。" in told.stdout
    assert f"judging run --port {other_program + 1}" in told.stdout


def test_a_program_may_read_it(tmp_path: Path):
    told = doctor("--json", "--data", str(tmp_path / "data"), "--backup", str(tmp_path / "no" / "stick"))
    found = {each["id"]: each for each in json.loads(told.stdout)}

    assert found.keys() >= {
        "addresses",
        "port",
        "firewall",
        "phones",
        "data",
        "backup",
        "power",
        "clock",
        "memory",
    }
    assert found["data"]["verdict"] == "good"
    assert (found["backup"]["verdict"], told.returncode) == ("bad", 1)
    assert found["backup"]["remedy"].startswith("插回 U 盘")


def test_where_nothing_is_wrong_it_ends_with_0(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("JUDGING_BACKUP", raising=False)

    status = cli.main(["doctor", "--no-print", "--json", "--data", str(tmp_path)])

    found = json.loads(capsys.readouterr().out)
    assert status == int(any(each["verdict"] == "bad" for each in found))
    assert [each["id"] for each in found if each["verdict"] == "bad"] in ([], ["addresses"], ["port"])
