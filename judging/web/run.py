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
from judging.parent import end_with_parent

from .addresses import lan_addresses
from .app import create_app
from .server import listen, serve
from .venue import Venue

EVERYWHERE = ("0.0.0.0", "::", "")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--host", default="0.0.0.0", help="监听的地址；127.0.0.1 只在本机可用（默认 %(default)s）"
    )
    parser.add_argument(
        "--port", type=int, default=config.PORT, help="端口；0 任选一个空闲的（默认 %(default)s）"
    )
    parser.add_argument("--data", metavar="文件夹", help="赛事文件放在哪里（默认 JUDGING_DATA，否则 ./data）")
    parser.add_argument(
        "--backup",
        metavar="文件夹",
        help="每次确认得分后备份到哪里，最好是 U 盘（默认数据文件夹下的 backup）",
    )
    parser.add_argument("--no-browser", action="store_true", help="不自动打开浏览器")
    parser.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--rehearsal", action="store_true", help="这里新建的赛事都是演练，处处带“演练”水印")


def main(options: argparse.Namespace) -> int:
    if options.with_parent:
        end_with_parent()
    folder = config.data_folder(options.data)
    try:
        venue = Venue(folder, is_rehearsal=options.rehearsal)
    except OSError as error:
        return complain(f"不能写入数据文件夹 {folder}（{error.strerror}）。请用 --data 指定另一个文件夹。")
    try:
        listening = listen(options.host, options.port)
    except OSError as error:
        return complain(
            f"端口 {options.port} 不能用（{error.strerror}）。可能本程序已在运行，直接打开 "
            f"http://127.0.0.1:{options.port} 即可；否则换一个端口：judging run --port {options.port + 1}"
        )
    port = listening.getsockname()[1]
    local = options.host if options.host not in EVERYWHERE else "127.0.0.1"
    link = f"http://{local}:{port}{venue.organisers.link}"
    announce(local, port, link, folder, lan_addresses() if options.host in EVERYWHERE else ())
    if not options.no_browser and has_display():
        threading.Thread(target=webbrowser.open, args=(link,), daemon=True).start()
    serve(create_app(venue, config.backup_folder(options.backup)), listening)
    return 0


def announce(local: str, port: int, link: str, folder: Path, lan: tuple[str, ...]) -> None:
    """Says it all before the first request: the port is open, so whoever comes early waits a moment."""
    print(f"现场评审：http://{local}:{port}")
    print(f"组织者链接（只能用一次）：{link}")
    for address in lan:
        print(f"评委扫码或输入：http://{address}:{port}/join")
    if lan:
        code = qrcode.QRCode(border=2)
        code.add_data(f"http://{lan[0]}:{port}/join")
        code.print_ascii(invert=True)  # light on dark, as most terminals are
    print(f"赛事文件在 {folder}。按 Ctrl+C 停止。", flush=True)


def has_display() -> bool:
    """Windows and macOS always have one."""
    return platform.system() != "Linux" or bool({"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys())


def complain(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2
