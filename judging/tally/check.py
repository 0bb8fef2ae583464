"""`judging rules check` explains a rules file in sentences with examples, and names what looks odd."""

import argparse
import sys
from pathlib import Path

from judging.files import Problems, rulesfile
from judging.files.explain import explain
from judging.files.oddities import in_lines, oddities
from judging.files.questions import explain_questions

from . import BAD_INPUT, write_utf8

NOTE = "请留意（不是错误）："


def add_arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(metavar="check", required=True)
    check = what.add_parser("check", help="用中文逐条解释规则，并当场算例子")
    check.add_argument("rules", type=Path, metavar="RULES.toml", help="规则文件")


def main(options: argparse.Namespace) -> int:
    """0, or 2 with every problem on standard error and nothing on standard output."""
    write_utf8()
    try:
        rulebook = rulesfile.load(options.rules)
    except Problems as problems:
        print(problems, file=sys.stderr)
        return BAD_INPUT
    print("\n".join([*explain(rulebook), *explain_questions(rulebook)]))
    noted = in_lines(oddities(rulebook))
    if noted:
        print("\n".join(["", NOTE, *(f"  {words}" for words in noted)]))
    return 0
