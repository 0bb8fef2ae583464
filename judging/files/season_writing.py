"""SEASON.toml between its text and the table that the season's page edits, which is in the shape of its TOML.

The page knows no hashes: `[files]` is written anew from what lies in the season's folder.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .rulesfile import as_read
from .writing import toml

Table = dict[str, Any]

LEDGERS = ("roster", "excused", "deductions", "order")
ROWS = ("series", "tables", "pools")  # each row under a head of its own
BARE = re.compile(r"[A-Za-z0-9_-]+")
OPENING = "# 赛季。各设置的意思见 docs/season.md；有小数的数写在引号里。"


def read_draft(rules: bytes) -> Table | None:
    """What the page edits; None where the text is no TOML. Numbers with a point stay as they were written."""
    try:
        draft = tomllib.loads(as_read(rules.decode()), parse_float=str)
    except ValueError:
        return None
    draft.pop("files", None)
    return draft


def read_hashes(rules: bytes) -> dict[str, str]:
    """The files that the text names, with their hashes; none where it is no TOML."""
    try:
        found = tomllib.loads(as_read(rules.decode())).get("files")
    except ValueError:
        return {}
    return {
        name: hash
        for name, hash in (found if isinstance(found, dict) else {}).items()
        if isinstance(hash, str)
    }


def write_draft(draft: Table, hashes: Mapping[str, str]) -> bytes:
    """The text of SEASON.toml. `hashes`: of the files in the folder; those nothing reads are left out."""
    lines = [OPENING, "schema = 1"]
    used = files_of(draft)
    heads = {"season": draft.get("season"), "files": {name: hashes[name] for name in used if name in hashes}}
    others = {key: value for key, value in draft.items() if key not in ("schema", "files", "season", *ROWS)}
    lines += [f"{_key(key)} = {_value(value)}" for key, value in others.items()]
    for head, table in heads.items():
        lines += ["", f"[{head}]", *_pairs(table)]
    for head in ROWS:
        for row in _rows(draft.get(head)):
            lines += ["", f"[[{head}]]", *_pairs(row)]
    return ("\n".join(lines) + "\n").encode()


def _pairs(table: object) -> Iterator[str]:
    """An event has a line of its own: there may be fifty-two of them."""
    for key, value in (table if isinstance(table, dict) else {}).items():
        if key == "events" and isinstance(value, list) and value:
            yield f"{key} = ["
            yield from (f"  {_value(each)}," for each in value)
            yield "]"
        elif value is not None:
            yield f"{_key(key)} = {_value(value)}"


def _key(key: str) -> str:
    return key if BARE.fullmatch(key) else _value(key)


def _value(value: object) -> str:
    return toml(_said(value)).as_string()


def _said(value: object) -> object:
    """Without what is null: TOML has no word for it."""
    if isinstance(value, dict):
        return {key: _said(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_said(inner) for inner in value if inner is not None]
    return value


def files_of(draft: Table) -> list[str]:
    """The files that its events and ledgers read, each once."""
    return list(dict.fromkeys([*_sources(draft), *_ledgers(draft)]))


def _sources(draft: Table) -> Iterator[str]:
    for series in _rows(draft.get("series")):
        for event in _rows(series.get("events")):
            yield from _texts(event.get("from"))


def _ledgers(draft: Table) -> Iterator[str]:
    season = draft.get("season")
    yield from _texts([season.get(name) for name in LEDGERS] if isinstance(season, dict) else None)


def _rows(value: object) -> Iterator[Table]:
    yield from (row for row in (value if isinstance(value, list) else []) if isinstance(row, dict))


def _texts(value: object) -> Iterable[str]:
    return (text for text in (value if isinstance(value, list) else []) if isinstance(text, str))


def name_of(draft: Mapping[str, Any]) -> str:
    """ "" where it has none."""
    season = draft.get("season")
    return str(season.get("name", "")) if isinstance(season, dict) else ""


def new_draft(id: str, name: str) -> Table:
    """Of a season nobody has described yet."""
    return {"season": {"id": id, "name": name}}


def next_like(draft: Table, id: str, name: str) -> Table:
    """The next season like this one: series, tables and pools; no events and no files."""
    kept = {key: value for key, value in draft.items() if key in ROWS}
    series = [{**row, "events": []} for row in _rows(kept.get("series"))]
    return new_draft(id, name) | kept | ({"series": series} if series else {})
