"""Modules of the browser fit together: nothing is named twice in one, what one imports another exports.

Read as text: whoever runs the tests may have no other means to read JavaScript, and all that a browser says
of a module that does not load is an empty page.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from judging.assets import tree

ROOTS = {folder: tree(folder) for folder in ("static", "displays")}
COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*?$", re.DOTALL | re.MULTILINE)
IMPORT = re.compile(r'^import\s*(?:(?P<what>[^"\';]+?)\s*from\s*)?"(?P<path>[^"]+)"', re.MULTILINE)
DECLARED = re.compile(
    r"^(?P<exported>export\s+)?(?:default\s+)?(?:async\s+)?(?:function\b\s*\*?|class|const|let|var)\s*"
    r"(?P<names>\w+|[{\[][^=]*[}\]](?=\s*=))",
    re.MULTILINE,
)
LISTED = re.compile(r"(?:^|[;}\s])export\s*\{(?P<names>[^}]*)\}")
SCRIPT = re.compile(r'<script\b[^>]*\bsrc="/(?P<path>[^"]+)"')


def modules() -> Iterator[tuple[Path, str]]:
    """Our own, without their comments."""
    for root in ROOTS.values():
        for path in sorted(root.rglob("*.js")):
            if path.relative_to(root).parts[0] != "vendor":
                yield path, COMMENT.sub("", path.read_text("utf-8"))


def pairs(listed: str) -> list[tuple[str, str]]:
    """Of `a, b as c` what each is called before and after: `(a, a), (b, c)`; of `{ a: b }` likewise."""
    found = []
    for part in filter(None, (part.strip() for part in listed.strip("{}[] \n").split(","))):
        before, *after = re.split(r"\s+as\s+|\s*:\s*", part)
        found.append((before.strip(), (after or [before])[-1].strip()))
    return found


def declared(text: str) -> list[str]:
    """The names at the top of a module, its imports with them."""
    found = [after for match in DECLARED.finditer(text) for _, after in pairs(match["names"])]
    return found + [after for what, _ in imports(text) for _, after in what]


def imports(text: str) -> Iterator[tuple[list[tuple[str, str]], str]]:
    """Of each import the names there and here, and the path; a module as a whole has the name `*` there."""
    for match in IMPORT.finditer(text):
        what = match["what"] or ""
        single, _, listed = what.partition("{")
        names = pairs(listed)
        for name in filter(None, (part.strip() for part in single.split(","))):
            there, _, here = name.rpartition("* as ")
            names.append(("*" if there or name.startswith("* as ") else "default", here))
        yield names, match["path"]


def exported(path: Path) -> set[str]:
    text = path.read_text("utf-8")
    found = {after for match in LISTED.finditer(text) for _, after in pairs(match["names"])}
    for match in DECLARED.finditer(text):
        if match["exported"]:
            found |= {after for _, after in pairs(match["names"])}
    return found | ({"default"} if re.search(r"^export default\b", text, re.MULTILINE) else set())


def aim(importer: Path, path: str) -> Path:
    """The file a module's address leads to: both folders lie side by side on the server."""
    [(name, root)] = [(name, root) for name, root in ROOTS.items() if importer.is_relative_to(root)]
    base = Path("/", name, importer.relative_to(root).parent)
    parts = (base / path).parts[1:]
    steps: list[str] = []
    for part in parts:
        steps = steps[:-1] if part == ".." else [*steps, part] if part != "." else steps
    return ROOTS[steps[0]].joinpath(*steps[1:])


def test_nothing_at_the_top_of_a_module_has_the_name_of_something_else():
    twice = {
        path.name: [name for name, count in Counter(declared(text)).items() if count > 1]
        for path, text in modules()
    }

    assert {name: found for name, found in twice.items() if found} == {}


def test_what_a_module_imports_is_there_and_exported():
    wrong = []
    for path, text in modules():
        for names, wanted in imports(text):
            target = aim(path, wanted)
            there = exported(target) | {"*"} if target.is_file() else set()
            wrong += [f"{path.name}: {name} of {wanted}" for name, _ in names if name not in there]
            wrong += [f"{path.name}: {wanted}"] if not target.is_file() else []

    assert wrong == []


def test_what_a_module_imports_is_used():
    unused = [
        f"{path.name}: {here}"
        for path, text in modules()
        for names, _ in imports(text)
        for _, here in names
        if len(re.findall(rf"(?<!\w)(?<![^.]\.){re.escape(here)}\b", text)) < 2
    ]

    assert unused == []


def test_every_page_names_scripts_that_are_there():
    named = [
        (page.name, path)
        for root in ROOTS.values()
        for page in sorted(root.glob("*.html"))
        for path in SCRIPT.findall(page.read_text("utf-8"))
    ]

    assert named
    assert [
        (page, path) for page, path in named if not aim(ROOTS["static"] / page, f"/{path}").is_file()
    ] == []


def test_a_name_that_is_given_twice_would_be_seen():
    beginning = 'import {\n  picture,\n  a as b,\n} from "./x.js"\n'
    text = beginning + "const { c, d: b } = f()\nasync function picture() {}\n"

    assert {name for name, count in Counter(declared(text)).items() if count > 1} == {"b", "picture"}
    assert list(imports(text)) == [([("picture", "picture"), ("a", "b")], "./x.js")]
    assert list(imports('import * as m from "./y.js"\n')) == [([("*", "m")], "./y.js")]
