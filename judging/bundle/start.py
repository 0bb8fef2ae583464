"""Lies in each bundle: makes the program's environment out of the wheels beside it, once, and starts it.

Fetches nothing. Written so that Python 3.6 can read it: a Python that is too old is to say so. Its words are
Chinese only; the program's own pages know English.
"""

import json
import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import venv
import webbrowser
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
WHEELS = HERE / "wheels"
ENVIRONMENT = HERE / "environment"
RECEIPT = ENVIRONMENT / "made.json"  # written last: without it the environment is made anew
PORTS = range(8000, 8010)
ANSWER_S = 3
ASK = "import sys, sysconfig; print('%d.%d' % sys.version_info[:2], sysconfig.get_platform())"


def main(arguments: "list[str]") -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    about = json.loads((HERE / "bundle.json").read_text("utf-8"))
    version, kind = "{}.{}".format(*sys.version_info[:2]), sysconfig.get_platform()
    if not fits(about, version, kind):
        better = other_python(about)
        if better:
            return subprocess.call([better, str(Path(__file__).resolve()), *arguments])
        say(why_not(about, version, kind))
        return 1
    try:
        make_environment(about)
    except OSError as error:
        say(
            f"不能在这个文件夹里准备环境：{error}。\n"
            "请把整个文件夹复制到桌面再启动（不要放在 U 盘、压缩包或只读的地方），并留出 200 MB 空间。"
        )
        return 1
    except subprocess.CalledProcessError:
        say("准备环境没有成功，原因见上面。请重新解压一份到新文件夹再试；杀毒软件拦截的，请允许它运行。")
        return 1
    if arguments and not arguments[0].startswith("-"):  # another command than `run`: doctor, verify, …
        return ended(arguments)
    return run(arguments)


def say(text: str) -> None:
    print(text, flush=True)


# Which Python


def fits(about: "dict[str, Any]", version: str, kind: str) -> bool:
    """Whether there are wheels for a Python of *version*, e.g. "3.12", on *kind*, e.g. "win-amd64"."""
    return version in about["pythons"] and kind.startswith(tuple(about["platforms"]))


def other_python(about: "dict[str, Any]") -> str:
    """Another Python of this machine, the newest that fits; "" where there is none."""
    for version in reversed(about["pythons"]):
        for command in commands(version):
            found = answer(command)
            if found and fits(about, *found):
                return answer_path(command)
    return ""


def commands(version: str) -> "list[list[str]]":
    """How a Python of *version* may be called on this machine."""
    if os.name == "nt":
        local = Path(os.environ.get("LOCALAPPDATA", "?"), "Programs", "Python")
        folder = "Python" + version.replace(".", "")
        return [["py", "-" + version], [str(local / folder / "python.exe")], [f"C:\\{folder}\\python.exe"]]
    name = "python" + version
    folders = (
        "/usr/local/bin",
        "/opt/homebrew/bin",
        f"/Library/Frameworks/Python.framework/Versions/{version}/bin",
    )
    return [[name], *([f"{folder}/{name}"] for folder in folders)]


def answer(command: "list[str]") -> "list[str]":
    """Version and platform of the Python that *command* calls; [] where it calls none."""
    try:
        return asked(command, ASK).split()
    except (OSError, subprocess.SubprocessError):
        return []


def answer_path(command: "list[str]") -> str:
    return asked(command, "import sys; print(sys.executable)")


def asked(command: "list[str]", code: str) -> str:
    said = subprocess.check_output([*command, "-c", code], stderr=subprocess.DEVNULL, timeout=20)
    return said.decode(errors="replace").strip()


def why_not(about: "dict[str, Any]", version: str, kind: str) -> str:
    """What is missing, with its remedy."""
    oldest, newest = about["pythons"][0], about["pythons"][-1]
    if platform.system() != {"macOS": "Darwin"}.get(str(about["title"]), about["title"]):
        return f"这个压缩包是给 {about['title']} 用的，这台电脑是 {platform.system()}：请换用对应的那一个。"
    if kind.startswith(tuple(about["platforms"])):
        what = f"这台电脑上的 Python 是 {version}，须为 {oldest} 到 {newest}。"
    else:
        what = f"这台电脑上的 Python 是 {kind} 的，须为 64 位（x64）。"
    where = {
        "Windows": "请到 python.org 下载 Python 3.13 的 Windows installer (64-bit)，"
        "安装时勾选“Add python.exe to PATH”",
        "macOS": "请到 python.org 下载 Python 3.13 的 macOS installer",
        "Linux": "请安装 Python 3.11 或更新版本，例如 sudo apt install python3.13",
    }
    return f"{what}\n{where[str(about['title'])]}，装好后再启动。原来的 Python 不用卸载。"


# Its environment


def make_environment(about: "dict[str, Any]") -> None:
    """Leaves it ready. Raises OSError or CalledProcessError; then it is made anew the next time."""
    receipt = json.dumps([sys.version, sys.base_prefix, sorted(wheel.name for wheel in WHEELS.glob("*.whl"))])
    if RECEIPT.is_file() and RECEIPT.read_text("utf-8") == receipt and runs():
        return
    say("正在准备，约半分钟，不需要网络……")
    if os.name == "nt":
        say(
            "如果弹出“Windows 安全中心警报”，请勾选“专用网络”和“公用网络”，点“允许访问”，否则手机打不开页面。"
        )
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    # Without pip: not every Linux has the package that would bring it. Ours lies among the wheels.
    venv.EnvBuilder(with_pip=False, symlinks=os.name != "nt").create(str(ENVIRONMENT))
    [pip] = WHEELS.glob("pip-*.whl")
    wanted = "judging=={}".format(about["version"])
    options = ["--no-index", "--find-links", str(WHEELS), "--no-cache-dir", "--disable-pip-version-check"]
    install = [python(), "-m", "pip", "--isolated", "--quiet", "install", *options, wanted]
    subprocess.run(install, check=True, env=dict(clean(), PYTHONPATH=str(pip)))
    RECEIPT.write_text(receipt, "utf-8")


def runs() -> bool:
    """Whether the environment is whole: it may have been moved, or its Python removed."""
    try:
        return subprocess.call([python(), "-P", "-c", "import judging.cli"], env=clean()) == 0
    except OSError:
        return False


def python() -> str:
    inside = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return str(ENVIRONMENT.joinpath(*inside))


def clean() -> "dict[str, str]":
    """The environment variables without those that would lead Python elsewhere."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}


# The program


def run(arguments: "list[str]") -> int:
    if not any(each.split("=")[0] == "--port" for each in arguments):
        if is_running(PORTS[0]):
            address = f"http://127.0.0.1:{PORTS[0]}/"
            say(f"程序已经在运行，正在打开 {address}")
            webbrowser.open(address)
            return 0
        port = next(filter(is_free, PORTS), None)
        if port is None:
            say(
                f"端口 {PORTS[0]} 到 {PORTS[-1]} 都被别的程序占用了。"
                "请关掉不用的程序或重新启动电脑，再启动本程序。"
            )
            return 1
        if port != PORTS[0]:
            say(f"端口 {PORTS[0]} 被别的程序占用，改用 {port}：以前印好的二维码打不开，请重新打印。")
        arguments = ["--port", str(port), *arguments]
    return ended(["run", *arguments])


def ended(arguments: "list[str]") -> int:
    """The exit status of the program with *arguments*."""
    process = subprocess.Popen([python(), "-P", "-m", "judging", *arguments], env=clean())
    signal.signal(signal.SIGINT, lambda *_: None)  # the program is told, too, and ends in its own time
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    status = process.wait()
    if status and arguments[0] == "run":
        say(f"程序没有正常结束（{status}），原因见上面。请拍下这个窗口，再启动一次。")
    return status


def is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if sys.platform == "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", port))
        except OSError:
            return False
    return True


def is_running(port: int) -> bool:
    """Whether this program, and no other, answers on *port*."""
    asking = HTTPConnection("127.0.0.1", port, timeout=ANSWER_S)
    try:
        asking.request("GET", "/check/ping")
        return b'"judging"' in asking.getresponse().read(200)
    except (OSError, HTTPException):
        return False
    finally:
        asking.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
