"""What the source of the rules leaves open: the rules file proposes something, and the organiser is asked."""

from typing import Annotated, Any

from msgspec import Struct

from judging.core.sentence import sentence

from .settings import Setting, SettingLine, kind_of, settings_of


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """`key`: the way to the setting, rows by their ids: `tracks.centre.rounds.present.trim`."""

    key: Annotated[
        str,
        Setting(
            sentence("哪一项设置"),
            hint=sentence("组别、环节、奖项写编号，例如 tracks.centre.rounds.present.trim"),
            unique=True,
            example="competition.name",
        ),
    ]
    ask: Annotated[str, Setting(sentence("要主办方确定什么"))]

    @property
    def id(self) -> str:
        """What tells it from the others."""
        return self.key


class Asked(Struct, frozen=True):
    """The setting that a key leads to, with its value."""

    line: SettingLine
    value: Any
    holder: Struct  # whose setting it is
    rows: tuple[Struct, ...]  # that the way leads through, the outermost first


def asked(rulebook: Struct, key: str) -> Asked:
    """Raises KeyError where no such setting is, or not in a record of this kind."""
    holder, table, rows = rulebook, "", tuple[Struct, ...]()
    parts = key.split(".")
    while parts:
        part = parts.pop(0)
        if not table and any(line.setting.table == part for line in settings_of(type(holder))):
            table = part
            continue
        line = line_of(holder, table, part)
        value = getattr(holder, line.name)
        if not parts:
            return Asked(line, value, holder, rows)
        holder, table = next_holder(line, value, parts), ""
        rows = (*rows, holder) if line.rows else rows
    raise KeyError(key)


def line_of(holder: Struct, table: str, key: str) -> SettingLine:
    """Raises KeyError."""
    for line in settings_of(type(holder)):
        if (line.setting.table, line.key) == (table, key) and line.has(kind_of(holder)):
            return line
    raise KeyError(key)


def next_holder(line: SettingLine, value: Any, parts: list[str]) -> Struct:
    """The record within; of rows, the one whose id comes next, which is taken off. Raises KeyError."""
    if isinstance(value, Struct):
        return value
    if line.rows and not line.setting.pairs:
        id = parts.pop(0)
        for row in value:
            if getattr(row, "id", None) == id and parts:
                return row  # type: ignore[no-any-return]
    raise KeyError(line.key)
