"""PDF through the Edge, Chrome or Chromium that is installed: the same pages, set by the same engine.

The browser runs without a window and with an empty profile, and is spoken to over its DevTools socket: one
start serves many documents, and no file goes to and fro (a browser packed as a snap sees no /tmp of ours).
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from base64 import b64decode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from threading import Lock, Thread, Timer
from typing import Any

import msgspec
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

from judging.core.refused import Complaint
from judging.core.sentence import Sentence, Value

NAMES = (
    "chromium-headless-shell",  # first: it is made for this, and starts in a quarter of the time
    *("google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "microsoft-edge", "msedge"),
)
PROGRAMS = (
    "{ProgramFiles(x86)}/Microsoft/Edge/Application/msedge.exe",
    "{ProgramFiles}/Microsoft/Edge/Application/msedge.exe",
    "{ProgramFiles}/Google/Chrome/Application/chrome.exe",
    "{ProgramFiles(x86)}/Google/Chrome/Application/chrome.exe",
    "{LOCALAPPDATA}/Google/Chrome/Application/chrome.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
OWN_CHOICE = "JUDGING_BROWSER"  # environment variable: the path of the browser to print with

LIFE_S = 120  # a browser that does not answer is ended then
SIGNS_A_SECOND = 10_000  # of a document, set at least so fast by an old laptop
FAREWELL_S = 5
TURN = Lock()  # two browsers at once are more than an old laptop has memory for
LISTENING = re.compile(rb"DevTools listening on (ws://\S+)")


class NoBrowser(Complaint):
    """No Edge, Chrome or Chromium was found, or it did not do its work."""

    def __init__(self, template: str, /, **values: Value) -> None:
        super().__init__(Sentence(template, values))


def browser() -> Path:
    """The browser to print with. Raises NoBrowser."""
    own = os.environ.get(OWN_CHOICE)
    places = (re.sub(r"{(.+?)}", lambda name: os.environ.get(name[1], "?"), path) for path in PROGRAMS)
    found = [path for path in (own, *map(shutil.which, NAMES), *places) if path and Path(path).is_file()]
    if not found:
        raise NoBrowser(
            "这台电脑上没有找到 Edge、Chrome 或 Chromium：请安装其中之一，或用打印页面自己的“打印”。"
        )
    return Path(found[0])


def is_possible() -> bool:
    """Whether there is a browser to make a PDF with."""
    try:
        browser()
    except NoBrowser:
        return False
    return True


def pdfs(documents: Sequence[str]) -> list[bytes]:
    """Each HTML document, styles inside, as one PDF. Blocks; needs seconds. Raises NoBrowser."""
    program = browser()
    with (
        TURN,
        tempfile.TemporaryDirectory(prefix="judging-", ignore_cleanup_errors=True) as profile,
        _running(program, profile, sum(map(_life_s, documents))) as address,
    ):
        try:
            with connect(address, proxy=None, max_size=None, open_timeout=LIFE_S) as socket:
                session = _Session(socket)
                printed = [_printed(session, document) for document in documents]
                session.call("Browser.close")
                return printed
        except (OSError, WebSocketException, _Failed) as error:
            raise NoBrowser(
                "浏览器没有完成打印（{error}）：请用打印页面自己的“打印”。", error=str(error)
            ) from error


def _life_s(document: str) -> float:
    """How long the browser may take for it."""
    return LIFE_S + len(document) / SIGNS_A_SECOND


def _options(profile: str) -> list[str]:
    options = [
        "--headless",
        "--disable-gpu",
        "--disable-extensions",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--no-default-browser-check",
        "--remote-debugging-port=0",
        f"--user-data-dir={profile}",
    ]
    is_root = sys.platform == "linux" and os.geteuid() == 0
    return [*options, "--no-sandbox"] if is_root else options  # the sandbox refuses to work for root


@contextmanager
def _running(program: Path, profile: str, life_s: float) -> Iterator[str]:
    """The DevTools address of a browser that is ended on the way out, whatever it does."""
    process = subprocess.Popen(
        [program, *_options(profile)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    said = process.stderr
    assert said is not None
    drain = Thread(target=said.read, daemon=True)  # or a talkative browser waits for a reader
    deadline = Timer(life_s, process.kill)
    deadline.start()
    try:
        heard = (LISTENING.search(line) for line in said)
        address = next((match[1].decode() for match in heard if match), None)
        if address is None:
            raise NoBrowser(
                "{program} 启动不了，没有生成 PDF：请用打印页面自己的“打印”。", program=program.name
            )
        drain.start()
        yield address
    finally:
        _end(process)
        deadline.cancel()
        if drain.ident:
            drain.join()
        said.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    """It was asked to close; one that does not is killed."""
    try:
        process.wait(FAREWELL_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class _Failed(Exception):
    """What the browser answered instead of a result."""


class _Session:
    """Calls of the DevTools protocol, one after the other."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._ids = count(1)

    def call(
        self, method: str, session: str | None = None, wait_s: float = LIFE_S, **params: Any
    ) -> dict[str, Any]:
        id = next(self._ids)
        order = {"id": id, "method": method, "params": params} | ({"sessionId": session} if session else {})
        self._socket.send(msgspec.json.encode(order).decode())
        while True:
            answer = msgspec.json.decode(self._socket.recv(wait_s), type=dict[str, Any])
            if answer.get("id") == id:  # anything else is news we have not asked for
                break
        if "error" in answer:
            raise _Failed(answer["error"]["message"])
        result: dict[str, Any] = answer["result"]
        return result


def _printed(browser: _Session, document: str) -> bytes:
    wait_s = _life_s(document)
    target = browser.call("Target.createTarget", url="about:blank")["targetId"]
    page = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    frame = browser.call("Page.getFrameTree", page)["frameTree"]["frame"]["id"]
    browser.call("Page.setDocumentContent", page, wait_s, frameId=frame, html=document)
    set_all = "document.fonts.ready.then(() => 0)"
    browser.call("Runtime.evaluate", page, wait_s, expression=set_all, awaitPromise=True)
    data = browser.call("Page.printToPDF", page, wait_s, preferCSSPageSize=True, printBackground=True)["data"]
    browser.call("Target.closeTarget", targetId=target)
    return b64decode(data)
