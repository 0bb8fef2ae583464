"""The competition file: TOML text or a page's JSON in, a `Rulebook` or all problems out (contract 1)."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from judging.core.identity_number import holds_identity_number
from judging.core.scoring.rulebook import Round, Rulebook
from judging.core.sentence import sentence

from .contents import Unreadable, file_bytes
from .keys import FloatText, Keys, Report
from .lines import Lines, long_key
from .lines import Path as KeyPath
from .problems import Findings, Problem, Problems
from .records import read_record
from .writing import write

__all__ = ["as_read", "build", "build_round", "load", "read", "write"]

IDENTITY_NUMBER = sentence("这里有身份证号")
TAKE_IT_OUT = sentence("本系统不收，请删去")
MOST_BYTES = 1 << 20  # the longest preset has 7 KB
MOST_PARTS = 16  # of a key; reading takes the square of them, and ours have at most four
INTEGERS = range(-(1 << 63), 1 << 63)  # what TOML has
AS_UTF8 = "在文本编辑器（如记事本）里另存为，编码选 UTF-8"


def load(path: Path, findings: Findings | None = None) -> Rulebook:
    """The rulebook of a file, which *findings* then keeps. Raises Problems."""
    findings = findings or Findings()
    try:
        data = file_bytes(path, findings, AS_UTF8, MOST_BYTES)
    except Unreadable:
        raise Problems(findings.problems) from None
    return read(data.decode(), str(path))


def read(text: str, name: str) -> Rulebook:
    """The rulebook a TOML text states; `name` is what the problems call the file. Raises Problems."""
    return checked(*parsed(text, name))


def parsed(text: str, name: str) -> tuple[object, Report]:
    """The TOML of a text as it stands, and where its problems are noted by line. Raises Problems."""
    text = as_read(text)
    if line := long_key(text, MOST_PARTS):
        what = f"这个键超过 {MOST_PARTS} 段"
        raise Problems([Problem(f"{name}:{line}: （键）", what, "照示例写键，例如 trim.from")])
    refuse_identity_numbers(text, name)
    try:
        raw = tomllib.loads(text, parse_float=FloatText)
    except (ValueError, RecursionError) as error:
        raise Problems([syntax_problem(name, error)]) from None
    return raw, Report(name, Lines(text))


def refuse_identity_numbers(text: str, name: str) -> None:
    """Raises Problems for every line that has one, were it only a comment."""
    if found := list(identity_numbers(text, name)):
        raise Problems(found)


def identity_numbers(text: str, name: str) -> Iterator[Problem]:
    """One for every line that has one. None is repeated."""
    for n, line in enumerate(text.split("\n"), 1):
        if holds_identity_number(line):
            yield Problem(f"{name}:{n}: （行）", IDENTITY_NUMBER, TAKE_IT_OUT)


def as_read(text: str) -> str:
    """Without what editors on Windows put in."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def build(raw: object, name: str = "") -> Rulebook:
    """The rulebook a page's JSON states, shaped like the TOML. Raises Problems placed by key path."""
    return checked(raw, Report(name))


def build_round(raw: object) -> Round:
    """One round of a page's JSON by itself. Raises Problems placed by key path."""
    report = Report("")
    round = read_record(Keys(raw, (), report), Round)
    report.findings.settle()
    return round


def checked(raw: object, report: Report) -> Rulebook:
    refuse_unwelcome(raw, report)
    report.findings.settle()
    rulebook = read_record(Keys(raw, (), report), Rulebook)
    report.findings.settle()
    return rulebook


def refuse_unwelcome(raw: object, report: Report) -> None:
    """Reports identity numbers, and integers beyond TOML's, which Python reads but does not write."""
    waiting: list[tuple[KeyPath, object]] = [((), raw)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [((*path, str(key)), each) for key, each in value.items()]
        elif isinstance(value, str) and holds_identity_number(value):
            report.add(path, IDENTITY_NUMBER, TAKE_IT_OUT)
        elif isinstance(value, list):
            waiting += [((*path, n), each) for n, each in enumerate(value)]
        elif isinstance(value, int) and value not in INTEGERS:
            report.add(path, sentence("整数太大"), sentence("写 64 位以内的整数，小数和大数加上引号"))


def syntax_problem(name: str, error: Exception) -> Problem:
    """tomllib stops at the first mistake of writing, so this problem always stands alone."""
    place = re.search(r" \(at line (\d+), column (\d+)\)$", str(error))
    if place:
        what = f"不是正确的 TOML：{str(error)[: place.start()]}"
        return Problem(
            f"{name}:{place[1]}: 第 {place[2]} 列", what, "检查这里的引号、括号和等号，每行一个 键 = 值"
        )
    if "end of document" in str(error):
        return Problem(f"{name}: （文件末尾）", "不是正确的 TOML：没有写完", "检查最后的引号和括号是否闭合")
    return Problem(f"{name}: （文件）", f"不是正确的 TOML：{str(error)[:80]}", "照示例的写法重写")
