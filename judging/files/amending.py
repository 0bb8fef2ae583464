"""Changes a rules text where the rules have changed: the organiser's comments and order stay as they are."""

from typing import Any

import tomlkit
from msgspec import Struct
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT

from judging.core.scoring.rulebook import Rulebook
from judging.core.scoring.settings import SettingLine, settings_of

from .problems import Problems
from .rulesfile import read, write
from .writing import in_the_file, toml, written

PASSES = 3  # what a text leaves out and takes from a setting that changed shows only once that is written


def amended(text: str, rulebook: Rulebook) -> str:
    """A text that reads as *rulebook* and is otherwise *text*; written anew where that cannot be."""
    try:
        for _ in range(PASSES):
            old = read(text, "")
            if old == rulebook:
                return text
            document = tomlkit.parse(text)
            amend(document, old, rulebook, tomlkit.parse(write(rulebook)))
            text = document.as_string()
        return text if read(text, "") == rulebook else write(rulebook)
    except (Problems, TOMLKitError):
        return write(rulebook)


def amend(table: Any, old: Struct, new: Struct, fresh: Any) -> None:
    """`fresh`: the same table as it would be written anew, whose rows are taken over where they are new."""
    told = {line.key: value for line, value in written(new)}
    for line in settings_of(type(new)):
        before, after = getattr(old, line.name), getattr(new, line.name)
        if before == after:
            continue
        home, as_new = table, fresh
        if line.setting.table:
            home, as_new = table[line.setting.table], fresh[line.setting.table]
        if line.setting.block and isinstance(home.get(line.key, AoT([])), AoT):
            amend_rows(home, line, before, after, as_new)
        elif line.record and before is not None and after is not None and line.key in home:
            amend(home[line.key], before, after, as_new[line.key])
        elif line.key in told:
            put(home, line.key, told[line.key])
        elif line.key in home:
            drop(home, line, after)


def put(home: Any, key: str, value: Any) -> None:
    """A row of an inline array that stays as it is keeps what is written beside it."""
    present = home.get(key)
    if isinstance(value, list) and isinstance(present, list) and len(present) == len(value):
        for n, inner in enumerate(value):
            if present[n] != inner:
                present[n] = toml(inner)
    else:
        home[key] = toml(value)


def drop(home: Any, line: SettingLine, value: Any) -> None:
    """Back to the default, which is said as long as there is a word for it."""
    said = in_the_file(line, value)
    if said in (None, "", [], {}):
        del home[line.key]
    else:
        put(home, line.key, said)


def amend_rows(home: Any, line: SettingLine, before: Any, after: Any, fresh: Any) -> None:
    """Tables under heads of their own; who has the same id, or else the same place, is the same row."""
    if not after:
        del home[line.key]
        return
    if line.key not in home:
        home.append(line.key, fresh[line.key])
        return
    present = {name(row, n): (home[line.key][n], row) for n, row in enumerate(before)}
    tables = []
    for n, row in enumerate(after):
        table, old = present.get(name(row, n), (fresh[line.key][n], row))
        amend(table, old, row, fresh[line.key][n])
        tables.append(table)
    if [name(row, n) for n, row in enumerate(after)] != list(present):
        rows = home[line.key]
        while len(rows):
            del rows[0]
        for table in tables:
            rows.append(table)


def name(row: Struct, place: int) -> str | int:
    return getattr(row, "id", place)
