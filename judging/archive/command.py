"""`judging archive`: all of a competition in one zip, or a redacted one to publish."""

import argparse
import sqlite3
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from judging.core.refused import Refused
from judging.printouts.pdf import NoBrowser
from judging.store import Unreadable

from .gathering import as_pdfs, gather, sealed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="赛事文件（.sqlite）；服务器可以正开着它")
    parser.add_argument("--out", type=Path, required=True, metavar="ZIP", help="归档包写成哪个文件")
    parser.add_argument(
        "--redact",
        action="store_true",
        help="删节归档，可以公开：只有规则、分值和结果，个人姓名只留姓；须各组都已锁定",
    )


def main(options: argparse.Namespace) -> int:
    """Exit status 0; 2 for bad input, with nothing written. Without a browser documents stay pages."""
    at = datetime.now(UTC)
    try:
        with tempfile.TemporaryDirectory(prefix="judging-") as name:
            folder = Path(name)
            gather(options.file, folder, at, redacted=options.redact)
            try:
                as_pdfs(folder)
            except NoBrowser as missing:
                print(f"{missing}\n表单已改存为网页。", file=sys.stderr)
            seal = sealed(folder, options.out, at)
    except (Refused, Unreadable) as refused:
        return _complain(f"{options.file.name}：{refused.detail}")
    except (OSError, sqlite3.Error) as error:
        return _complain(f"不能写入 {options.out}（{error}）：请用 --out 指定另一个文件。")
    print(f"已归档：{options.out}，校验值 {seal[:12]}；以后用 judging verify {options.out.name} 校验")
    return 0


def _complain(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2
