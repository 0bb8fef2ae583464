import asyncio
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest

from judging import __version__, cli, config, interfaces, presets
from judging.web import run
from tests.serving import READY_S, served

JUDGING = (sys.executable, "-m", "judging")
PRESET = Path(presets.__file__).with_name("shequ-2024.toml")


def test_every_command_is_there_and_explains_itself(capsys: pytest.CaptureFixture[str]):
    for name in cli.COMMANDS:
        with pytest.raises(SystemExit) as stopped:
            cli.main([name, "--help"])

        assert stopped.value.code == 0, name
        assert f"judging {name}" in capsys.readouterr().out


def test_the_help_names_every_command_in_chinese(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        cli.main(["--help"])

    said = capsys.readouterr().out
    assert all(f"    {name} " in said for name in cli.COMMANDS)
    assert "评审" in said


def test_the_version_is_the_package_s(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        cli.main(["--version"])

    assert capsys.readouterr().out == f"judging {__version__}\n"


def test_only_the_command_that_was_asked_for_is_imported():
    code = (
        "import sys; from judging import cli; cli.main(['rules', 'check', 'none.toml']); print(*sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "judging.tally" in done.stdout.split()
    assert "starlette" not in done.stdout.split()


def test_a_console_with_another_character_set_stops_nothing():
    env = os.environ | {"PYTHONIOENCODING": "ascii"}

    done = subprocess.run([*JUDGING, "--help"], capture_output=True, env=env, check=False)

    assert done.returncode == 0


def test_a_busy_port_is_a_sentence_with_a_remedy(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        done = subprocess.run(
            [*JUDGING, "run", "--host", "127.0.0.1", "--port", port, "--data", str(tmp_path), "--no-browser"],
            capture_output=True,
            text=True,
            check=False,
        )

    assert done.returncode == 2
    assert f"--port {int(port) + 1}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_cannot_be_written_to_is_a_sentence_with_a_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "file").touch()

    status = cli.main(["run", "--port", "0", "--data", str(tmp_path / "file"), "--no-browser"])

    assert status == 2
    assert "--data" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["none.sqlite", "folder", "letter.sqlite"])
@pytest.mark.parametrize("command", ["verify", "export", "print", "backup"])
def test_a_file_that_is_no_competition_is_a_sentence_that_names_it(
    command: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "folder").mkdir()
    (tmp_path / "letter.sqlite").write_text("不是赛事" * 1000, "utf-8")
    target = {"verify": (), "backup": ("--to", str(tmp_path / "out"))}.get(
        command, ("--out", str(tmp_path / "out"))
    )

    status = cli.main([command, str(tmp_path / name), *target])

    said = "".join(capsys.readouterr())
    assert status == 2
    assert name in said
    assert "赛事文件" in said
    assert "U 盘" not in said
    assert not (tmp_path / "out").exists()


def test_a_server_that_cannot_start_ends_though_its_parent_stays(tmp_path: Path):
    (tmp_path / "file").touch()
    arguments = ("run", "--port", "0", "--data", str(tmp_path / "file"), "--with-parent")

    with subprocess.Popen([*JUDGING, *arguments], stdin=subprocess.PIPE, stderr=subprocess.PIPE) as server:
        status = server.wait(READY_S)
        said = server.stderr.read().decode() if server.stderr else ""

    assert status == 2
    assert "Fatal" not in said


def test_a_reader_that_leaves_early_gets_no_traceback(tmp_path: Path):
    """As in `judging rules check day.toml | head -1`."""
    shown, write = os.pipe()
    os.close(shown)

    done = subprocess.run([*JUDGING, "--version"], stdout=write, stderr=subprocess.PIPE, check=False)
    explained = subprocess.run(
        [*JUDGING, "rules", "check", str(PRESET)], stdout=write, stderr=subprocess.PIPE, check=False
    )
    os.close(write)

    assert done.stderr == explained.stderr == b""


@pytest.mark.parametrize("port", ["-1", "65536", "http", ""])
def test_a_port_that_is_none_is_refused(port: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stopped:
        cli.main(["run", "--port", port])

    assert stopped.value.code == 2
    assert "--port" in capsys.readouterr().err


async def test_the_printed_link_logs_the_organiser_in_at_once(tmp_path: Path):
    async with served(tmp_path) as server, server.client() as organiser:
        answer = await organiser.post(httpx2.URL(server.link).path)

        assert answer.json()["page"] == "/"
        assert (await organiser.get("/")).status_code == 200


async def test_the_link_is_another_at_each_start(tmp_path: Path):
    async with served(tmp_path) as first:
        pass
    async with served(tmp_path) as second:
        pass

    assert first.link != second.link


async def test_the_server_ends_with_its_parent_and_frees_the_port(tmp_path: Path):
    async with served(tmp_path) as server, server.client() as device:
        await device.get("/session")

    assert server.process.returncode == 0
    with socket.create_server(("127.0.0.1", server.port)):
        pass


async def test_a_rehearsal_s_server_marks_what_is_made_in_it(tmp_path: Path):
    async with served(tmp_path, options=("--rehearsal",)) as server, server.client() as organiser:
        await organiser.post(httpx2.URL(server.link).path)

        made = await organiser.post("/competitions", json={"preset": "shequ-2024"})

        assert made.json()["rehearsal"]


async def test_no_secret_stands_in_what_the_server_prints_later(tmp_path: Path):
    """Links are passwords; the terminal of the organiser's laptop may be on the projector."""
    process = await asyncio.create_subprocess_exec(
        *(*JUDGING, "run", "--host", "127.0.0.1", "--port", "0", "--data", str(tmp_path)),
        *("--no-browser", "--with-parent"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    while not (found := re.search(r"(http://\S+)/organiser/\S+", (await process.stdout.readline()).decode())):
        pass
    async with httpx2.AsyncClient(base_url=found[1], trust_env=False) as device:
        await device.get("/join/a-secret")
        await device.post("/join", json={"secret": "a-secret"})
        await device.post("/organiser/a-secret")
        await device.get("/nowhere/a-secret")
    process.stdin.close()

    assert b"a-secret" not in await process.stdout.read()
    await process.wait()


def test_it_is_ready_soon(tmp_path: Path):
    """The ceiling is 0.8 s on a quiet machine; this one may be busy."""

    async def first_answer() -> float:
        begin = time.monotonic()
        async with served(tmp_path) as server, server.client() as device:
            await device.get("/session")
            return time.monotonic() - begin

    assert min(asyncio.run(first_answer()) for _ in range(3)) < 4


def test_the_terminal_shows_the_join_code_for_the_first_address(capsys: pytest.CaptureFixture[str]):
    run.announce_join(["http://192.168.1.5:8000/join", "http://10.0.0.5:8000/join"])

    said = capsys.readouterr().out
    assert "http://192.168.1.5:8000/join" in said
    assert "http://10.0.0.5:8000/join" in said
    assert "▄" in said


def test_without_a_network_it_says_so(capsys: pytest.CaptureFixture[str]):
    run.announce_join([])

    assert "Wi-Fi" in capsys.readouterr().out


def test_addresses_are_those_a_phone_could_type():
    for address in interfaces.lan_addresses():
        assert re.fullmatch(r"\d+\.\d+\.\d+\.\d+", address)
        assert not address.startswith(("127.", "169.254."))


def test_the_data_folder_is_the_chosen_one_else_the_environment_s_else_beside_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JUDGING_DATA", raising=False)

    beside = config.data_folder()
    monkeypatch.setenv("JUDGING_DATA", str(tmp_path / "env"))
    from_environment = config.data_folder()
    chosen = config.data_folder("chosen")

    assert beside == tmp_path / "data"
    assert from_environment == tmp_path / "env"
    assert chosen == tmp_path / "chosen"


def test_installed_from_a_wheel_the_data_lies_in_the_user_s_home(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("JUDGING_DATA", raising=False)
    monkeypatch.setattr(config, "is_checkout", lambda: False)

    assert config.data_folder() == Path.home() / "judging"
