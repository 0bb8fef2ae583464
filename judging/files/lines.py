"""On which line of a TOML text each key stands: tomllib reads the values but forgets where they were.

`Lines` is only for texts tomllib has accepted: nothing is checked here a second time.
"""

import re

Path = tuple[str | int, ...]

TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*'
    r"|\n|[\[\]{}=,.]|[^\s\[\]{}=,.#\"']+",
    re.DOTALL,
)


def long_key(text: str, most: int) -> int:
    """The line of the first key of more than *most* parts, in a text that need not be right; 0 for none."""
    line, seen, dots, was_part = 1, 0, 0, False
    for match in TOKEN.finditer(text):
        line += text.count("\n", seen, match.start())
        seen = match.start()
        if match[0] == ".":
            dots += 1
            if dots >= most:
                return line
            was_part = False
        elif was_part or match[0] in "\n[]{}=,":
            dots, was_part = 0, False
        else:
            was_part = True
    return 0


class Lines:
    """Key path → line, from 1. `("tracks", 0, "rounds", 1, "trim", "from")`."""

    def __init__(self, text: str) -> None:
        self._tokens: list[tuple[str, int]] = []
        line, seen = 1, 0
        for match in TOKEN.finditer(text):
            line += text.count("\n", seen, match.start())
            seen = match.start()
            if not match[0].startswith("#"):
                self._tokens.append((match[0], line))
        self._at = 0
        self._lines: dict[Path, int] = {(): 1}
        self._tables: dict[Path, int] = {}  # array of tables → index of its last
        self._document()

    def of(self, path: Path) -> int:
        """Where the key stands, or else the table it is missing from."""
        while path not in self._lines:
            path = path[:-1]
        return self._lines[path]

    def _document(self) -> None:
        table: Path = ()
        while self._at < len(self._tokens):
            match self._peek():
                case "\n":
                    self._at += 1
                case "[":
                    table = self._header()
                case _:
                    self._pair(table)

    def _header(self) -> Path:
        """`[a.b]` or `[[a.b]]`: the path of the table that follows."""
        doubled = self._tokens[self._at + 1][0] == "["
        line = self._tokens[self._at][1]
        self._at += 1 + doubled
        path: Path = ()
        for key in self._key():
            path = (*path, key)
            if path in self._tables:
                path = (*path, self._tables[path])
        if doubled:
            array = path[:-1] if path[-1:] and isinstance(path[-1], int) else path
            self._lines.setdefault(array, line)
            self._tables[array] = self._tables.get(array, -1) + 1
            path = (*array, self._tables[array])
        self._at += 1 + doubled
        self._lines[path] = line
        return path

    def _pair(self, table: Path) -> None:
        line = self._tokens[self._at][1]
        for key in self._key():
            table = (*table, key)
            self._lines.setdefault(table, line)
        self._at += 1  # the equals sign
        self._value(table)

    def _key(self) -> list[str]:
        parts = [self._part()]
        while self._peek() == ".":
            self._at += 1
            parts.append(self._part())
        return parts

    def _part(self) -> str:
        token = self._tokens[self._at][0]
        self._at += 1
        return token[1:-1] if token[0] in "\"'" else token

    def _value(self, path: Path) -> None:
        match self._peek():
            case "{":
                self._at += 1
                while self._skip(",", "\n") != "}":
                    self._pair(path)
                self._at += 1
            case "[":
                self._at += 1
                index = 0
                while self._skip(",", "\n") != "]":
                    self._lines[*path, index] = self._tokens[self._at][1]
                    self._value((*path, index))
                    index += 1
                self._at += 1
            case _:
                while self._peek() not in ("", "\n", ",", "]", "}"):
                    self._at += 1

    def _skip(self, *tokens: str) -> str:
        while self._peek() in tokens:
            self._at += 1
        return self._peek()

    def _peek(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""
