"""`judging rules check RULES.toml`, as the command line finds it."""

import argparse

from . import add_check_arguments, check

__all__ = ["add_arguments", "main"]

main = check


def add_arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(metavar="check", required=True)
    add_check_arguments(what.add_parser("check", help="用中文逐条解释规则，并当场算例子"))
