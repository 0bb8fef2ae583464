"""Holds the package to its picture: who imports whom, what the core must not touch, how long things are."""

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import resolve_name
from pathlib import Path

import pytest

from tests.mutations import TABLES, misplaced

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "judging"

ARROWS = {
    "archive": {"core", "store", "files", "audit", "printouts", "backup", "second", "recheck"},
    "assets": set(),
    "bundle": set(),
    "core": set(),
    "access": {"core"},
    "codec": {"core"},
    "config": {"assets"},
    "doctor": {"core", "assets", "config", "interfaces", "printouts"},
    "files": {"core", "season"},
    "season": {"core"},
    "views": {"core", "access"},
    "chronicle": {"core", "views", "store", "files", "assets"},
    "hub": {"core", "codec", "views"},
    "interfaces": set(),
    "parent": set(),
    "second": set(),  # shares nothing with what it checks
    "recheck": {"core", "files", "second"},
    "pictures": {"core"},
    "presets": {"core", "files"},
    "sheets": {"core", "files"},
    "store": {"core", "codec"},
    "worker": set(),
    "tally": {"core", "files", "season", "second", "recheck"},
    "audit": {"core", "store", "files", "second", "recheck", "chronicle", "workings"},
    "backup": {"store"},
    "desk": {"core", "store", "hub", "recheck"},
    "printouts": {"chronicle", "core", "store", "views", "files", "season", "sheets", "assets"},
    "rehearse": {"core", "codec", "files", "presets", "config", "audit", "store", "parent"},  # no desk
    "workings": {"core"},
    "web": {
        "core", "codec", "store", "views", "hub", "desk", "access", "files", "sheets", "printouts", "presets",
        "workings", "archive", "chronicle", "assets", "config", "backup", "parent", "worker", "doctor",
        "interfaces", "pictures", "recheck", "season", "second",
    },
    "cli": {"archive", "doctor", "web", "rehearse", "tally", "audit", "backup", "printouts"},
    "__main__": {"cli"},
    "__init__": set(),
}  # fmt: skip

PURE = {
    "base64", "bisect", "chinese_calendar", "collections", "dataclasses", "decimal", "enum", "fractions",
    "functools", "hashlib", "hmac", "itertools", "math", "msgspec", "operator", "re", "string", "typing",
}  # fmt: skip
DATES = {"datetime.date", "datetime.timedelta"}  # read no clock but by `today`, and know of no time zone
IMPURE_CALLS = {"float", "round", "open"}
CLOCKS = {"now", "today", "utcnow"}

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 45

DOTTED = re.compile(r"judging(\.\w+)+")
LOCKS = ("requirements.txt", "requirements-dev.txt", "package-lock.json")
REGISTRY = re.compile(r"(index-url|find-links|trusted-host|registry)\b[ \"'=:]{0,3}\S*:/{2}|\"resolved\"\s*:")
SOMEONES_FOLDER = re.compile(r"(?<![\w.])(/home/\w|/Users/\w|[A-Za-z]:\\Users\\)")


def sources(folder: Path = PACKAGE) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def part_of(module: str) -> str:
    """The part that a dotted name below `judging` belongs to; `__init__` for the package itself."""
    names = module.split(".")
    return names[1] if len(names) > 1 and names[1] in ARROWS else "__init__"


def imports(text: str, package: str) -> Iterator[tuple[int, str]]:
    """Line and full name of all that a module in `package` imports, wherever in it the import stands.

    A dotted name below `judging` in a string counts as an import: `cli` imports what was asked for so.
    """
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = resolve_name("." * node.level + (node.module or ""), package)
            yield from ((node.lineno, f"{source}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and DOTTED.fullmatch(node.value):
            yield node.lineno, node.value


def arrows(path: Path, text: str) -> Iterator[tuple[int, str, str]]:
    """Line, from and to of each arrow that the imports of a module draw between two parts."""
    names = path.relative_to(ROOT).with_suffix("").parts
    package, part = ".".join(names[:-1]), names[1]
    for line, name in imports(text, package):
        if name.split(".")[0] == "judging" and part_of(name) not in (part, "__init__"):
            yield line, part, part_of(name)


def wrong_arrows(path: Path, text: str) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{line} {part} → {other}"
        for line, part, other in arrows(path, text)
        if other not in ARROWS[part]
    ]


def drawn_arrows(picture: str) -> Iterator[tuple[str, str]]:
    """From and to of each `a ──▶ b` in *picture*; `│ ──▶ b` starts at the name that stands above the bar."""
    above: dict[int, str] = {}  # by column
    for line in picture.splitlines():
        start = ""
        for word in re.finditer(r"│(?= ──▶)|(?<=──▶ )[a-z]+|[a-z]+(?= ──▶)", line):
            if word[0] == "│":
                start = above[word.start() - 1]
                continue
            above[word.start()] = word[0]
            if start:
                yield start, word[0]
            start = word[0]


def impurities(path: Path, text: str) -> list[str]:
    found = [
        (line, f"imports {name}")
        for line, name in imports(text, "judging.core")
        if name.split(".")[0] not in PURE | {"judging"} and name not in DATES
    ]
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in IMPURE_CALLS:
                found.append((node.lineno, f"calls {name}"))
            case ast.Call(func=ast.Attribute(attr=name)) if name in CLOCKS:
                found.append((node.lineno, f"calls {name}"))
            case ast.Constant(value=float()):
                found.append((node.lineno, "holds a float"))
            case ast.Await() | ast.AsyncFunctionDef() | ast.AsyncFor() | ast.AsyncWith():
                found.append((node.lineno, "awaits"))
    return [f"{path.relative_to(ROOT)}:{line} {what}" for line, what in found]


def tracked_texts() -> Iterator[tuple[str, str]]:
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = ROOT / name
        if path.is_file() and b"\0" not in (content := path.read_bytes()):
            yield name, content.decode()


def test_every_part_is_in_the_picture():
    parts = {path.relative_to(PACKAGE).with_suffix("").parts[0] for path in sources()}

    assert parts <= set(ARROWS)


def test_every_import_follows_an_arrow_of_the_picture():
    assert [wrong for path in sources() for wrong in wrong_arrows(path, path.read_text("utf-8"))] == []


def test_every_arrow_of_the_picture_is_followed_by_an_import():
    followed = {
        (part, other) for path in sources() for _, part, other in arrows(path, path.read_text("utf-8"))
    }

    assert {(part, other) for part, others in ARROWS.items() for other in others} - followed == set()


def test_what_the_readme_draws_is_so():
    drawn = set(drawn_arrows((ROOT / "README.md").read_text("utf-8")))

    assert {("web", "worker"), ("desk", "store"), ("recheck", "second"), ("hub", "views")} <= drawn
    assert {(part, other) for part, other in drawn if other not in ARROWS[part]} == set()


@pytest.mark.parametrize(
    "text",
    [
        "import judging.store.sqlite",
        "from judging import store",
        "from judging.store import sqlite",
        "from .. import store",
        "from ..store.sqlite import Log",
        "def late():\n    from judging import store",
        "import_module('judging.store')",
    ],
)
def test_a_wrong_arrow_is_seen_however_it_is_written(text):
    assert len(wrong_arrows(PACKAGE / "core" / "made_up.py", text)) == 1


def test_a_part_may_import_itself_and_the_name_of_the_package():
    text = "from . import state\nfrom judging.core.state import State\nfrom judging import __version__"

    assert wrong_arrows(PACKAGE / "core" / "made_up.py", text) == []


@pytest.mark.parametrize("part", ["core", "season"])
def test_the_core_is_pure(part):
    assert [
        impure for path in sources(PACKAGE / part) for impure in impurities(path, path.read_text("utf-8"))
    ] == []


@pytest.mark.parametrize(
    "text",
    [
        "import random",
        "from datetime import datetime",
        "clock.now()",
        "x = float('1')",
        "y = round(x)",
        "z = 0.5",
    ],
)
def test_an_impurity_is_seen(text):
    assert len(impurities(PACKAGE / "core" / "made_up.py", text)) == 1


def test_no_file_is_too_long():
    lengths = {path.relative_to(ROOT): len(path.read_text("utf-8").splitlines()) for path in sources()}

    assert {path: length for path, length in lengths.items() if length > MAX_FILE_LINES} == {}


def test_no_function_is_too_long():
    lengths = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }

    assert {name: length for name, length in lengths.items() if length > MAX_FUNCTION_LINES} == {}


def test_no_lock_holds_an_address():
    assert [name for name in LOCKS if "://" in (ROOT / name).read_text("utf-8")] == []


def test_no_file_names_a_registry_or_a_folder_of_one_machine():
    here = (f"{ROOT}/", f"{Path.home()}/")

    assert [
        name
        for name, text in tracked_texts()
        if REGISTRY.search(text) or SOMEONES_FOLDER.search(text) or any(folder in text for folder in here)
    ] == []


def test_every_known_mistake_can_still_be_made():
    """Whoever moves the text of one moves its entry in tests/mistakes."""
    assert list(misplaced(mutation for table in TABLES.values() for mutation in table)) == []
