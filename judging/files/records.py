"""Reads the records of the rules by their settings: each value as its type and its `Setting` want it."""

import re
from collections import ChainMap
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar, get_args, get_origin

from msgspec import NODEFAULT, Struct
from msgspec.structs import astuple

from judging.core.scoring.settings import SettingLine, settings_of, tag_of
from judging.core.sentence import Sentence, sentence

from .contradictions import refuse_contradictions
from .keys import ZERO, Keys, is_id, unique
from .problems import Words, shown
from .vocabulary import words_of

Record = TypeVar("Record", bound=Struct)
Known = ChainMap[str, Any]  # what was read before, in this table and in those around it

SHARE = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,6})?)%")


def read_record(keys: Keys, record: type[Record], around: Known | None = None) -> Record:
    """The record; what is wrong with it is reported on the way."""
    known = (around if around is not None else ChainMap()).new_child()
    tag = tag_of(record)
    lines = settings_of(record)
    for line in sorted(lines, key=lambda line: line is not tag):
        home = home_of(keys, line)
        known[line.key] = "" if home is None else read_line(home, line, known, tag)
    made = record(**{line.name: known[line.key] for line in lines})
    refuse_contradictions(keys, made, known)
    for home in {line.setting.table: home_of(keys, line) for line in lines}.values():
        if home is not None:
            home.done(line.key for line in lines)
    return made


def home_of(keys: Keys, line: SettingLine) -> Keys | None:
    """The table a setting stands in; None if that is missing, which is reported once."""
    table = line.setting.table
    if not table:
        return keys
    if keys.inside(table):
        return keys.inside(table)[0]
    if keys.has(table):
        return keys.table(table)
    if line.default is not NODEFAULT:
        return keys.table(table)  # of what nobody has to say
    if keys.good(table):
        keys.refuse(
            table, sentence("缺少这张表"), sentence('写 [{table}]，其中 id = "…"、name = "…"', table=table)
        )
    return None


def read_line(keys: Keys, line: SettingLine, known: Known, tag: SettingLine | None) -> Any:
    """One setting. Of a kind that has no such setting, it may at most say what is the default."""
    required = (line.default is NODEFAULT and not line.optional) or line.setting.required
    if tag is None or line is tag:
        return read_value(keys, line, known, required)
    kind = str(known[tag.key])
    if not keys.good(tag.key):
        required = False
    elif not line.has(kind):
        value = read_value(keys, line, known, False) if keys.holds(line.key) else line.default
        if value != line.default and not line.setting.tolerated:
            refuse_elsewhere(keys, line, tag.key, kind)
        return value
    return read_value(keys, line, known, required)


def refuse_elsewhere(keys: Keys, line: SettingLine, tag: str, kind: str) -> None:
    keys.refuse(
        line.key,
        sentence('{tag} = "{kind}" 的用不到', tag=tag, kind=kind),
        sentence("删去，或写 {tag} = {kinds}", tag=tag, kinds=tuple(f'"{kind}"' for kind in line.setting.of)),
    )


def read_value(keys: Keys, line: SettingLine, known: Known, required: bool) -> Any:
    setting, key = line.setting, line.key
    if line.optional and not required and not keys.has(key):
        return None if line.default is NODEFAULT else line.default
    if setting.none and keys.says(key, setting.none):
        return None
    default = line.default
    if setting.unsaid:
        default = setting.unsaid(known)
    elif default is NODEFAULT:
        default = None
    if line.rows:
        return read_rows(keys, line, line.rows, known)
    if line.record:
        return read_table(keys, line, line.record, known, default)
    return read_plain(keys, line, default)


def read_plain(keys: Keys, line: SettingLine, default: Any) -> Any:
    """A value that is no table. `default` None: it must be there."""
    setting, key = line.setting, line.key
    if get_origin(line.type) is tuple and get_args(line.type)[0] is int:
        return keys.wholes(key, setting.least or 0)
    if get_origin(line.type) is tuple and get_args(line.type)[0] is Decimal:
        return keys.decimals(key, Decimal(setting.least or 0))
    if get_origin(line.type) is tuple and words_of(line):
        return keys.choices(key, get_args(line.type)[0])
    if get_origin(line.type) is tuple:
        return keys.texts(key, is_id if setting.is_id else bool, item_remedy(setting.is_id, setting.example))
    if get_origin(line.type) is dict:
        return read_by_id(keys, key, get_args(line.type)[1])
    if setting.share:
        return read_share(keys, key)
    if setting.registry:
        return keys.word(key, words_of(line), default)
    if issubclass(line.type, StrEnum):
        return keys.choice(key, line.type, default)
    if line.type is bool:
        return keys.flag(key, default)
    if line.type is int:
        return keys.whole(key, default, setting.least or 0, setting.most)
    if line.type is Decimal and setting.positive:
        return keys.positive(key, default)
    if line.type is Decimal:
        return keys.decimal(key, default, None if setting.least is None else Decimal(setting.least))
    if setting.is_id:
        return keys.id(key)
    return keys.text(key, "" if line.optional else default, lines=setting.lines)


def item_remedy(ids: bool, example: str) -> Sentence:
    if ids:
        return sentence("编号只用字母、数字、_ 和 -，例如 {example}", example=example)
    return sentence("写成文字，例如 {example}", example=example)


def read_rows(keys: Keys, line: SettingLine, record: type[Struct], known: Known) -> tuple[Any, ...]:
    tables = keys.tables(line.key)
    for table in tables:
        table.by_id = line.setting.by_id
    rows = tuple(read_record(table, record, known) for table in tables)
    for column in settings_of(record):
        if column.setting.unique:
            unique(tables, (getattr(row, column.name) for row in rows), column.key)
    if not all(table.is_right for table in tables):
        keys.spoil(line.key)
    if line.setting.order:
        rows = tuple(sorted(rows, key=lambda row: int(getattr(row, line.setting.order))))
    return tuple(map(astuple, rows)) if line.setting.pairs else rows


def read_table(keys: Keys, line: SettingLine, record: type[Struct], known: Known, default: Any) -> Any:
    if not keys.has(line.key):
        if default is None:
            remedy: Words = f"{line.key} = {line.setting.example}"
            keys.refuse(line.key, sentence("缺少这个键"), remedy)
        return default
    table = keys.table(line.key)
    value = read_record(table, record, known)
    if not table.is_right:
        keys.spoil(line.key)
    return value


def read_by_id(keys: Keys, key: str, kind: type) -> dict[str, Any]:
    """A table whose keys are ids or names: of counts, of weights or of texts."""
    table = keys.table(key)
    readers: dict[type, Callable[[str], Any]] = {
        int: lambda name: table.whole(name, None, least=0),
        Decimal: lambda name: table.decimal(name, None, ZERO),
        str: table.text,
    }
    found = {name: readers[kind](name) for name in table.names()}
    if not table.is_right:
        keys.spoil(key)
    return found


def read_share(keys: Keys, key: str) -> Decimal:
    """80 for "80%"."""
    text = keys.text(key)
    match = SHARE.fullmatch(text)
    if keys.good(key) and (match is None or not 0 < Decimal(match[1]) <= 100):
        keys.refuse(key, sentence("{text} 不是占比", text=shown(text)), sentence('写成 share = "80%"'))
    return Decimal(match[1]) if match else Decimal(0)
