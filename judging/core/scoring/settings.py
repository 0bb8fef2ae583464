"""What is known of a setting of the rules beyond its type: its words, its bounds, for which kinds it exists.

A setting is one line of a record in `rulebook`, annotated with a `Setting`. Reader, writer, explanation and
the form on the setup page are driven by these lines; what each of them does is in `judging.files`.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT, Struct
from msgspec.structs import fields

from judging.core.sentence import Sentence, sentence

Known = Mapping[str, Any]  # key → value: what was read before in this table and in those around it

MOST_PLACES = 6  # contract, section 1: places outside 0…6 are refused


class Setting(Struct, frozen=True):
    label: Sentence
    hint: Sentence | None = None
    unit: Sentence | None = None
    example: str = ""  # of what to write, where the type does not say it

    # Where it exists, and what it is where the file does not say it (else the record's default).
    of: tuple[str, ...] = ()  # the kinds that have it, by the record's `tag`; () for all
    tag: bool = False  # decides which other settings there are
    tolerated: bool = False  # may be written for other kinds too, where nothing asks for it
    required: bool = False  # although other kinds do without
    unsaid: Callable[[Known], Any] | None = None
    always: bool = False  # written even where it is the default
    basic: bool = False  # among what beginners see on the page
    table: str = ""  # stands in this table of its own

    # What may be written.
    least: int | None = None
    most: int | None = None
    positive: bool = False
    is_id: bool = False
    unique: bool = False  # no two rows of one table have the same
    lines: bool = False  # a text of several lines
    share: bool = False  # 80 is written "80%"
    none: str = ""  # the word for None; "": None is what is not written
    registry: str = ""  # whose names it takes: "reducers" | "allocations"
    refers: str = ""  # whose ids it takes: "tracks" | "pools" | "rounds" (judged ones) | "ties"

    # Rows.
    block: bool = False  # each under a head of its own, as [[tracks.rounds]]
    by_id: bool = False  # problems name the row's id, since rows often share a line
    order: str = ""  # sorted by this attribute, whatever their order in the file
    pairs: type[Struct] | None = None  # the record is a plain tuple; this is how it is written

    # Told where it is not the default; sentences that need more than the value are in `files.explain`.
    tells: str = ""


def own_id(known: Known) -> str:
    return str(known["id"])


ID = Setting(sentence("编号"), is_id=True, unique=True, always=True)


class SettingLine(NamedTuple):
    """One line of the table of settings."""

    name: str  # of the record's attribute
    key: str  # as the file writes it
    type: Any  # without None
    optional: bool
    default: Any  # NODEFAULT where there is none
    setting: Setting

    @property
    def rows(self) -> type[Struct] | None:
        """The record of each row, where the value is an array of tables."""
        if self.setting.pairs:
            return self.setting.pairs
        return record_of(get_args(self.type)[0]) if get_origin(self.type) is tuple else None

    @property
    def record(self) -> type[Struct] | None:
        """The record, where the value is one table."""
        return record_of(self.type)

    def has(self, tag: str) -> bool:
        """Whether records of this kind have the setting."""
        return not self.setting.of or tag in self.setting.of


def record_of(kind: Any) -> type[Struct] | None:
    return kind if isinstance(kind, type) and issubclass(kind, Struct) else None


@cache
def settings_of(record: type[Struct]) -> tuple[SettingLine, ...]:
    """The settings of a record, in the order of the contract."""
    hints = get_type_hints(record, include_extras=True)
    return tuple(
        line(field.name, field.encode_name, hints[field.name], default_of(field)) for field in fields(record)
    )


def line(name: str, key: str, hint: Any, default: Any) -> SettingLine:
    kind, setting = get_args(hint) if get_origin(hint) is Annotated else (hint, None)
    if not isinstance(setting, Setting):
        raise TypeError(f"{name} is in no table of settings: annotate it with a Setting")
    parts = get_args(kind)
    optional = type(None) in parts
    return SettingLine(name, key, parts[0] if optional else kind, optional, default, setting)


def default_of(field: Any) -> Any:
    return field.default if field.default_factory is NODEFAULT else field.default_factory()


@cache
def tag_of(record: type[Struct]) -> SettingLine | None:
    """The setting that decides which others there are, if one does."""
    return next((line for line in settings_of(record) if line.setting.tag), None)


def kind_of(value: Struct) -> str:
    """What a record's tag says; "" where it has none."""
    tag = tag_of(type(value))
    return str(getattr(value, tag.name)) if tag else ""
