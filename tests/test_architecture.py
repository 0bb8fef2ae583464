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
    "assets": set(),
    "core": set(),
    "access": {"core", "views"},
    "codec": {"core"},
    "config": {"assets"},
    "files": {"core"},
    "views": {"core"},
    "hub": {"core", "codec", "views"},
    "parent": set(),
    "second": set(),  # shares nothing with what it checks
    "recheck": {"core", "files", "second"},
    "presets": {"core", "files"},
    "sheets": {"core", "files"},
    "store": {"core", "codec"},
    "tally": {"core", "files", "second", "recheck"},
    "audit": {"core", "codec", "store", "files", "second", "recheck"},
    "backup": {"core", "codec", "store"},
    "desk": {"core", "codec", "store", "hub", "recheck"},
    "printouts": {"core", "store", "views", "files", "sheets", "assets"},
    "rehearse": {"core", "codec", "files", "presets", "config", "audit", "parent"},  # no desk
    "web": {
        "core", "codec", "store", "views", "hub", "desk", "access", "files", "sheets", "printouts", "presets",
        "assets", "config", "backup", "parent",
    },
}  # fmt: skip
ARROWS["cli"] = set(ARROWS)
ARROWS["__main__"] = {"cli"}
ARROWS["__init__"] = set()

PURE = {
    "bisect", "collections", "dataclasses", "decimal", "enum", "fractions", "functools", "hashlib",
    "itertools", "math", "msgspec", "operator", "re", "string", "typing",
}  # fmt: skip
IMPURE_CALLS = {"float", "round", "open"}
CLOCKS = {"now", "today", "utcnow"}

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 45

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
    """Line and full name of all that a module in `package` imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = resolve_name("." * node.level + (node.module or ""), package)
            yield from ((node.lineno, f"{source}.{alias.name}") for alias in node.names)


def wrong_arrows(path: Path, text: str) -> list[str]:
    names = path.relative_to(ROOT).with_suffix("").parts
    package, part = ".".join(names[:-1]), names[1]
    return [
        f"{path.relative_to(ROOT)}:{line} {part} → {part_of(name)}"
        for line, name in imports(text, package)
        if name.split(".")[0] == "judging"
        if part_of(name) not in ARROWS[part] | {part, "__init__"}
    ]


def impurities(path: Path, text: str) -> list[str]:
    found = [
        (line, f"imports {name}")
        for line, name in imports(text, "judging.core")
        if name.split(".")[0] not in PURE | {"judging"}
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


@pytest.mark.parametrize(
    "text",
    [
        "import judging.store.sqlite",
        "from judging import store",
        "from judging.store import sqlite",
        "from .. import store",
        "from ..store.sqlite import Log",
        "def late():\n    from judging import store",
    ],
)
def test_a_wrong_arrow_is_seen_however_it_is_written(text):
    assert len(wrong_arrows(PACKAGE / "core" / "made_up.py", text)) == 1


def test_a_part_may_import_itself_and_the_name_of_the_package():
    text = "from . import state\nfrom judging.core.state import State\nfrom judging import __version__"

    assert wrong_arrows(PACKAGE / "core" / "made_up.py", text) == []


def test_the_core_is_pure():
    assert [
        impure for path in sources(PACKAGE / "core") for impure in impurities(path, path.read_text("utf-8"))
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
