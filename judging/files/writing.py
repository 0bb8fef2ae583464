"""Writes a rulebook as the TOML an organiser reads and edits; `rulesfile.read` takes back an equal one."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import tomlkit
from msgspec import NODEFAULT, Struct
from tomlkit.items import Item

from judging.core.scoring.numbers import plain
from judging.core.scoring.rulebook import Rulebook
from judging.core.scoring.settings import SettingLine, kind_of, settings_of
from judging.core.sentence import Sentence

from .vocabulary import words_of

NOTE_COLUMN = 40
OPENING = "# 竞赛规则。# 后面是说明；有小数的数写在引号里。"


def write(rulebook: Rulebook) -> str:
    """TOML text in the order of the contract, each setting explained once."""
    writer = Writer()
    writer.tables(rulebook)
    return "\n".join([OPENING, *writer.lines]) + "\n"


def as_table(record: Struct) -> dict[str, Any]:
    """The record in the shape of its TOML, which is also what the setup page edits."""
    table: dict[str, Any] = {}
    for line, value in written(record):
        home = table.setdefault(line.setting.table, {}) if line.setting.table else table
        home[line.key] = value
    return table


def written(record: Struct) -> Iterator[tuple[SettingLine, Any]]:
    """What a file says of a record; left out is what is the default and of no use."""
    kind = kind_of(record)
    lines = settings_of(type(record))
    for line in sorted(lines, key=lambda line: line.setting.block):
        value = getattr(record, line.name)
        if value is None and not line.setting.none:
            continue
        if line.default is NODEFAULT or value != line.default or (line.setting.always and line.has(kind)):
            yield line, in_the_file(line, value)


def in_the_file(line: SettingLine, value: Any) -> Any:
    """One value as TOML has it: texts, whole numbers, arrays and tables. Decimals are texts: no floats."""
    if value is None:
        return line.setting.none
    if line.setting.share:
        return f"{plain(value)}%"
    if line.setting.pairs:
        return [as_table(line.setting.pairs(*row)) for row in value]
    match value:
        case Struct():
            return as_table(value)
        case Decimal():
            return plain(value)
        case tuple():
            return [as_table(row) if isinstance(row, Struct) else plainly(row) for row in value]
        case str():
            return str(value)  # of an enum, too
        case _:
            return value


def plainly(item: Any) -> Any:
    """A word of a list is written as any text."""
    return str(item) if isinstance(item, str) else item


class Writer:
    """Lines of one file; a setting is explained where it stands first."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._explained: set[tuple[str, str]] = set()

    def tables(self, record: Struct, path: str = "", depth: int = 0) -> None:
        """The record's own pairs, then a table for each row that has one."""
        pairs = list(written(record))
        tables = dict.fromkeys(line.setting.table for line, _ in pairs if line.setting.table)
        for line, value in pairs:
            if not line.setting.table and not line.setting.block:
                self._pair(line, value, depth)
        for table in tables:
            self._head(f"[{table}]", depth)
            for line, value in pairs:
                if line.setting.table == table:
                    self._pair(line, value, depth)
        for line, _ in pairs:
            if line.setting.block:
                inner = f"{path}.{line.key}".removeprefix(".")
                for row in getattr(record, line.name):
                    self._head(f"[[{inner}]]", depth + bool(path))
                    self.tables(row, inner, depth + bool(path))

    def _head(self, head: str, depth: int) -> None:
        self.lines += ["", "  " * depth + head]

    def _pair(self, line: SettingLine, value: Any, depth: int) -> None:
        text = "  " * depth + f"{line.key} = {toml(value).as_string()}"
        note = note_of(line)
        if (line.key, note) in self._explained:
            note = ""
        self._explained.add((line.key, note))
        if note and len(text) > NOTE_COLUMN:
            self.lines.append("  " * depth + f"# {note}")
        elif note:
            text = f"{text:<{NOTE_COLUMN}}  # {note}"
        self.lines.append(text)


def note_of(line: SettingLine) -> str:
    """What a file says beside a setting: the words it may take, and what they decide."""
    words = " | ".join(f"{word} {said}" for word, said in words_of(line).items())
    if line.record:
        words = "、".join(f"{inner.key} {inner.setting.label}" for inner in settings_of(line.record))
    if line.setting.none:
        words = f"{line.setting.none} 为不设"
    about: Sentence | None = line.setting.hint
    if about is None and line.type is not str:
        about = line.setting.label
    return "：".join(filter(None, [str(about or ""), words]))


def toml(value: Any) -> Item:
    """A value on one line."""
    if isinstance(value, Mapping):
        table = tomlkit.inline_table()
        for key, inner in value.items():
            table.append(key, toml(inner))
        return table
    if isinstance(value, list):
        array = tomlkit.array()
        for inner in value:
            array.append(toml(inner))
        return array
    item: Item = tomlkit.item(value)
    return item
