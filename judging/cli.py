"""The `judging` command.

Each subcommand is a module with `add_arguments(parser)` and `main(options)`, which gives the exit status.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from judging import __version__

# Name → its module and its line in the help. Only the module that is asked for is imported.
COMMANDS = {
    "run": ("judging.web.run", "启动现场评审：本机页面、局域网地址、组织者链接与加入二维码"),
    "doctor": ("judging.doctor.command", "会场检查：网络、防火墙、打印、磁盘、时钟、电源，逐项写明怎么办"),
    "rehearse": ("judging.rehearse", "演练：机器评委走完一整天，带“演练”水印"),
    "tally": ("judging.tally", "从规则和评分文件重新计算一天的成绩"),
    "season": ("judging.tally.season", "按赛季文件把各场成绩累计成总表和奖项"),
    "rules": ("judging.tally.check", "检查规则文件，用中文逐条解释"),
    "export": ("judging.audit.export", "把赛事文件导出为规则、评分和成绩文件"),
    "archive": (
        "judging.archive.command",
        "归档：一个 zip，含记录、结果、表单和校验值；或可公开的删节归档",
    ),
    "verify": ("judging.archive.verify", "校验赛事文件或归档包：每个字节、记录链与重新计算"),
    "backup": ("judging.backup", "备份赛事文件，并打开备份校验"),
    "print": ("judging.printouts.command", "把一个组别的全部打印件存成 PDF 和 Excel"),
    "papers": (
        "judging.printouts.seasons.command",
        "把一个赛季的成绩单、报告、通报和证书存成 PDF、Excel 和 Word",
    ),
}

INTERRUPTED, NO_READER = 130, 141  # as shells know them


def main(arguments: Sequence[str] | None = None) -> int:
    try:
        try:
            return run(sys.argv[1:] if arguments is None else arguments)
        finally:
            print(end="", flush=True)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever read us has seen enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what is flushed at the very end
        return NO_READER


def run(arguments: Sequence[str]) -> int:
    """The exit status of the command that *arguments* begin with. Raises SystemExit for wrong ones."""
    for stream in (sys.stdout, sys.stderr):
        # A console with another character set shows "?" instead of stopping us.
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="replace")
    parser = argparse.ArgumentParser(prog="judging", description="现场评审：从规则到签字的成绩单")
    parser.add_argument("--version", action="version", version=f"judging {__version__}")
    names = parser.add_subparsers(dest="command", metavar="命令", required=True)
    for name, (module, summary) in COMMANDS.items():
        subparser = names.add_parser(name, help=summary, description=summary)
        if name in arguments[:1]:
            command = importlib.import_module(module)
            command.add_arguments(subparser)
    options = parser.parse_args(arguments)
    status: int = command.main(options)
    return status
