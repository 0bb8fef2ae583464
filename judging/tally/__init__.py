"""`judging tally` recomputes a day from files (contract 3)."""

import argparse
import gc
import io
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import msgspec

from judging import recheck
from judging.files import Problems, rulesfile
from judging.files.day_files import Files, read_days
from judging.files.problems import Findings
from judging.files.results_json import Json, dump, dump_results, track_results
from judging.second.answer import answer
from judging.second.compare import Difference
from judging.second.filed import Texts, filed

from .beside import second_answer
from .report import report, traces

__all__ = ["add_arguments", "dump", "main"]

DISAGREEMENT = 1
BAD_INPUT = 2
FILES = ("rules", "marks", "components", "deductions", "status", "order", "decisions")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `judging tally`."""
    parser.add_argument("rules", type=Path, metavar="RULES.toml", help="规则文件")
    parser.add_argument("marks", type=Path, metavar="MARKS.csv", help="评委打分")
    parser.add_argument("--components", type=Path, metavar="F", help="导入的单项成绩和指标值")
    parser.add_argument("--deductions", type=Path, metavar="F", help="扣分")
    parser.add_argument("--status", type=Path, metavar="F", help="弃权、缺席、取消资格")
    parser.add_argument("--order", type=Path, metavar="F", help="评委组长为 manual 并列定的先后")
    parser.add_argument(
        "--decisions",
        type=Path,
        metavar="F",
        help="评委组长决定：评分表少于规则的最少份数时按几份计分；不写就是没有这样的决定",
    )
    parser.add_argument("--json", action="store_true", help="输出一个 JSON 对象")
    parser.add_argument("--trace", action="store_true", help="列出每个参赛对象的算分过程")


def main(args: argparse.Namespace) -> int:
    """The exit status: 0, or 2 with every problem on standard error and nothing on standard output.

    1 if the second engine disagrees: with the result, standard error then has every difference.
    """
    write_utf8()
    with without_collecting():
        return tally(args)


def tally(args: argparse.Namespace) -> int:
    """`main` as it is to be run."""
    findings = Findings(read(args))
    given = texts(args, findings)
    with second_answer(partial(computed, given), len(given.marks)) as second:
        try:
            found = told(args, findings)
        except Problems as problems:
            print(problems, file=sys.stderr)
            return BAD_INPUT
        return exit_status(recheck.of_files(found, second))


def exit_status(differing: Sequence[Difference]) -> int:
    """Tells each difference between the engines."""
    for difference in differing:
        print(f"核分不一致：{recheck.told(difference)}", file=sys.stderr)
    return DISAGREEMENT if differing else 0


def computed(given: Texts) -> Json:
    return answer(*filed(given))


def told(args: argparse.Namespace, findings: Findings) -> Json:
    """The result of the first engine, as it was printed. Raises Problems."""
    files = Files(args.marks, args.components, args.deductions, args.status, args.order, args.decisions)
    rulebook = rulesfile.load(args.rules, findings)
    days = read_days(rulebook, files, findings)
    results = track_results(rulebook, days)
    found = dump_results(rulebook, results)
    if args.json:
        print(msgspec.json.encode(found).decode())
        return found
    print("\n".join(report(rulebook, results)))
    if args.trace:
        print("\n".join(traces(rulebook, days, results)))
    return found


def read(args: argparse.Namespace) -> dict[Path, bytes]:
    """The files that can be read, each once, as one may be a pipe; of the others the first engine tells."""
    found = {}
    for path in filter(None, (getattr(args, name) for name in FILES)):
        with suppress(OSError):
            found[path] = path.read_bytes()
    return found


def texts(args: argparse.Namespace, findings: Findings) -> Texts:
    """The same bytes for the second engine."""
    return Texts(**{name: findings.texts.get(getattr(args, name), b"") for name in FILES})


@contextmanager
def without_collecting() -> Iterator[None]:
    """Records and numbers form no cycles; looking for some among a million takes a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def write_utf8() -> None:
    """Chinese and JSON go out as UTF-8 also where the console's own encoding is another."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
