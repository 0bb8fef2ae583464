"""`judging run`: opens the port, says where everybody finds us, and serves until Ctrl+C."""

import argparse
import os
import platform
import sys
import threading
import webbrowser
from pathlib import Path

import qrcode

from judging import config
from judging.files import Problems
from judging.interfaces import lan_addresses
from judging.parent import end_with_parent
from judging.store import Unreadable
from judging.store.lock import FolderLock
from judging.web.entrance.server import allow_connections, listen, most_connections, serve

from .app import create_app
from .given_rules import given
from .registry import Registry

FEW_CONNECTIONS = 600  # a hall of 300 people, some of whom come with two
EVERYWHERE = ("0.0.0.0", "::", "")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--host", default="0.0.0.0", help="监听的地址；127.0.0.1 只在本机可用（默认 %(default)s）"
    )
    parser.add_argument(
        "--port", type=port, default=config.PORT, help="端口；0 任选一个空闲的（默认 %(default)s）"
    )
    parser.add_argument(
        "--data",
        metavar="文件夹",
        help="赛事文件放在哪里（默认 JUDGING_DATA；否则装好的程序用 ~/judging，源码用 ./data）",
    )
    parser.add_argument(
        "--backup",
        metavar="文件夹",
        help="每次确认得分、改动赛季后备份到哪里，最好是 U 盘（默认数据文件夹下的 backup）",
    )
    parser.add_argument(
        "--rules",
        type=Path,
        metavar="规则文件",
        help="启动时打开用这份规则（.toml）建的赛事；还没有就新建一个",
    )
    parser.add_argument("--no-browser", action="store_true", help="不自动打开浏览器")
    parser.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--rehearsal", action="store_true", help="这里新建的赛事都是演练，处处带“演练”水印")


def main(options: argparse.Namespace) -> int:
    if options.with_parent:
        end_with_parent()
    folder = config.data_folder(options.data)
    try:
        rules = given(options.rules) if options.rules else None
    except Problems as problems:
        return complain(f"{problems}\n规则文件 {options.rules} 要改好以上各处，什么也没有新建。")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FolderLock(folder)
        backups = config.backup_folder(options.backup)
        registry = Registry(folder, is_rehearsal=options.rehearsal, backup_folder=backups)
    except Unreadable as occupied:
        return complain(occupied.detail)
    except OSError as error:
        return complain(f"不能写入数据文件夹 {folder}（{error.strerror}）。请用 --data 指定另一个文件夹。")
    try:
        listening = listen(options.host, options.port)
    except OSError as error:
        return complain(
            f"{options.host} 的端口 {options.port} 不能用（{error.strerror}）。可能本程序已在运行，直接打开 "
            f"http://127.0.0.1:{options.port} 即可；否则换一个端口：judging run --port {options.port + 1}"
        )
    port = listening.getsockname()[1]
    lock.announce(f"http://{local(options.host)}:{port}")
    allow_connections()
    if (most := most_connections()) < FEW_CONNECTIONS:
        print(
            f"系统只允许本程序同时有 {most} 个连接，人多时会不够：请停止后执行 ulimit -n 4096，再重新启动。"
        )
    link = announce(options.host, port, registry)
    if not options.no_browser and has_display():
        threading.Thread(target=webbrowser.open, args=(link,), daemon=True).start()
    serve(create_app(registry, options.host, rules), listening)
    lock.release()
    return 0


def port(text: str) -> int:
    """Raises ValueError, which argparse turns into its own complaint."""
    number = int(text)
    if not 0 <= number < 1 << 16:
        raise ValueError(text)
    return number


def announce(host: str, port: int, registry: Registry) -> str:
    """Prints where everybody finds us; the one-time organiser link.

    The port is open already: whoever comes before the first answer only waits a moment.
    """
    here = f"http://{local(host)}:{port}"
    link = f"{here}{registry.organisers.link}"
    print(f"现场评审：{here}")
    print(f"组织者链接（只能用一次）：{link}")
    if host in EVERYWHERE:
        announce_join([f"http://{address}:{port}/join" for address in lan_addresses()])
    print(f"赛事文件在 {registry.folder}。按 Ctrl+C 停止。", flush=True)
    return link


def local(host: str) -> str:
    """The name under which this machine reaches itself."""
    return "127.0.0.1" if host in EVERYWHERE else host


def announce_join(addresses: list[str]) -> None:
    if not addresses:
        print("本机没有连上网络，手机还进不来：请连接会场 Wi-Fi 后重新启动。")
        return
    for address in addresses:
        print(f"评委扫码或输入：{address}")
    code = qrcode.QRCode(border=2)
    code.add_data(addresses[0])
    code.print_ascii(invert=True)  # light on dark, as most terminals are


def has_display() -> bool:
    """Windows and macOS always have one."""
    return platform.system() != "Linux" or bool({"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys())


def complain(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2
