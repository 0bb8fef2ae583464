"""Starts the program on a folder that has been through something, and asks what it says of it."""

import http.client
import json
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from judging.store import Entry, Unreadable
from judging.store.sqlite import entries

LINK = re.compile(r"(http://\S+)(/organiser/\S+)")
PATIENCE_S = 30.0


class Reopened(NamedTuple):
    """`told` is what the organiser is told is wrong, "" if nothing; `log` what is open, or lies there.

    `crash` is what a server said that ended without telling anybody anything.
    """

    told: str
    is_open: bool
    log: list[Entry]
    crash: str = ""


def reopened(folder: Path) -> Reopened:
    command = [sys.executable, "-m", "judging", "run", "--host", "127.0.0.1", "--port", "0", "--data", folder]
    with subprocess.Popen(
        [*command, "--no-browser", "--with-parent"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        try:
            said = []
            for line in process.stdout:
                said.append(line)
                if link := LINK.search(line):
                    start = competitions(link[1], link[2])
                    break
            else:
                return Reopened("".join(said), False, [])
            process.stdin.close()
            process.wait(PATIENCE_S)
        except OSError:
            process.stdin.close()
            return Reopened("", False, [], process.stdout.read())
        finally:
            if process.poll() is None:
                process.kill()
    opened = next(iter(start["open"]), None)
    return Reopened(trouble(start), opened is not None, longest(folder, opened and opened["file"]))


def competitions(url: str, link: str) -> dict:
    """What the organiser's first page is told."""
    server = http.client.HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE_S)
    server.request("POST", link)
    answer = server.getresponse()
    answer.read()
    cookie = answer.headers["Set-Cookie"].partition(";")[0]
    server.request("GET", "/competitions", headers={"Cookie": cookie})
    start = json.loads(server.getresponse().read())
    server.close()
    return start


def trouble(start: dict) -> str:
    """All that the organiser's first page complains of."""
    said = [start["trouble"], *(opened[word] for opened in start["open"] for word in ("trouble", "notice"))]
    said += [each["trouble"] for each in (*start["unopened"], *start["competitions"])]
    return json.dumps([sentence for sentence in said if sentence], ensure_ascii=False) if any(said) else ""


def longest(folder: Path, opened: str | None) -> list[Entry]:
    """The log that was opened; else the longest that can be read."""
    found: list[Entry] = []
    for file in [folder / opened] if opened else folder.glob("*.sqlite"):
        with suppress(Unreadable):
            found = max(found, entries(file), key=len)
    return found
