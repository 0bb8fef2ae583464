"""`judging doctor`: the findings in the terminal, before anything is started."""

import argparse
import sys

import msgspec

from judging import config
from judging.core.sentence import Sentence

from .circumstances import Circumstances
from .examining import examine
from .finding import WORDS, Finding, is_bad


class PlainFinding(msgspec.Struct, frozen=True):
    """A finding as a program reads it."""

    id: str
    verdict: str
    name: str
    text: str
    remedy: str | None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="0.0.0.0", help="启动时用的 --host（默认 %(default)s）")
    parser.add_argument("--port", type=int, default=config.PORT, help="启动时用的端口（默认 %(default)s）")
    parser.add_argument("--data", metavar="文件夹", help="赛事文件夹（默认与 judging run 相同）")
    parser.add_argument("--backup", metavar="文件夹", help="备份到哪里，例如 U 盘（默认 JUDGING_BACKUP）")
    parser.add_argument("--no-print", action="store_true", help="不试印，快几秒钟")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def main(options: argparse.Namespace) -> int:
    """1 where something will not do, else 0."""
    backup = config.backup_folder(options.backup)
    given = Circumstances(
        options.host,
        options.port,
        str(config.data_folder(options.data)),
        "" if backup is None else str(backup),
        prints=not options.no_print,
    )
    found = examine(given)
    if options.json:
        sys.stdout.write(
            msgspec.json.format(msgspec.json.encode([plain(each) for each in found])).decode() + "\n"
        )
    else:
        print("\n".join(line for each in found for line in lines(each)))
    return 1 if any(map(is_bad, found)) else 0


def plain(finding: Finding) -> PlainFinding:
    return PlainFinding(
        finding.id,
        finding.verdict.value,
        str(finding.name),
        str(finding.text),
        _text(finding.remedy),
    )


def lines(finding: Finding) -> list[str]:
    told = f"{WORDS[finding.verdict]}　{finding.name}：{finding.text}"
    return [told, f"　　　→ {finding.remedy}"] if finding.remedy else [told]


def _text(remedy: Sentence | None) -> str | None:
    return None if remedy is None else str(remedy)
