"""What `judging rehearse` is asked for and cannot do is said at once, in a sentence."""

import subprocess
import sys
from socket import create_server
from threading import Thread

import pytest

from judging import cli


def refused(capsys, *arguments):
    """What the command said when it would not begin."""
    try:
        status = cli.main(["rehearse", *arguments])
    except SystemExit as stopped:
        status = stopped.code
    assert status == 2
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "values", "bounds"),
    [
        ("--judges", ("-1", "0", "2", "16", "99", "seven"), "～15"),
        ("--entrants", ("-1", "0", "201", "1.5"), "1～200"),
        ("--screens", ("-1", "11", ""), "0～10"),
        ("--panels", ("-1", "0", "7"), "1～6"),
        ("--port", ("-1", "65536", "http"), "0～65535"),
    ],
)
def test_numbers_out_of_bounds_are_refused_with_the_bounds(option, values, bounds, tmp_path, capsys):
    for value in values:
        said = refused(capsys, option, value, "--data", str(tmp_path / "data"))

        assert option in said, value
        assert bounds in said, value
    assert not (tmp_path / "data").exists()


def test_a_report_that_cannot_be_written_is_known_before_the_day(tmp_path, capsys):
    said = refused(capsys, "--report", str(tmp_path / "none" / "r.json"), "--data", str(tmp_path / "data"))

    assert "none" in said
    assert "--report" in said
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("url", ["nonsense", "", "http://192.168.1.5:8000", "http://h:99999/organiser/x"])
def test_what_is_no_organiser_link_is_said_to_be_none(url, capsys):
    assert "http://192.168.1.5:8000/organiser/" in refused(capsys, "--url", url)


@pytest.mark.parametrize(
    ("body", "expected"),
    [('{"reason": "pass_void", "detail": "这个链接已用过。"}', "这个链接已用过。"), ("<html>", "409")],
)
def test_a_server_that_says_no_is_quoted_in_its_own_words(body, expected):
    with create_server(("127.0.0.1", 0)) as listening:
        Thread(target=answer, args=(listening, body.encode()), daemon=True).start()
        link = f"http://127.0.0.1:{listening.getsockname()[1]}/organiser/x"

        command = [sys.executable, "-m", "judging", "rehearse", "--url", link]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)

    assert done.returncode == 1
    assert expected in done.stderr
    assert "{" not in done.stderr
    assert "Traceback" not in done.stderr


def answer(listening, body):
    """Once, and whatever is asked."""
    asked, _ = listening.accept()
    with asked:
        asked.recv(1 << 16)
        asked.sendall(b"HTTP/1.1 409 Conflict\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
