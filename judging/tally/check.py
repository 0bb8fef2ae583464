"""`judging rules check` explains a rules file in sentences, each with an example computed on the spot."""

import argparse
import sys
from pathlib import Path

from judging.files import Problems, rules
from judging.files.explain import explain

from . import BAD_INPUT, write_utf8


def add_arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(metavar="check", required=True)
    check = what.add_parser("check", help="用中文逐条解释规则，并当场算例子")
    check.add_argument("rules", type=Path, metavar="RULES.toml", help="规则文件")


def main(options: argparse.Namespace) -> int:
    """0, or 2 with every problem on standard error and nothing on standard output."""
    write_utf8()
    try:
        rulebook = rules.load(options.rules)
    except Problems as problems:
        print(problems, file=sys.stderr)
        return BAD_INPUT
    print("\n".join(explain(rulebook)))
    return 0
