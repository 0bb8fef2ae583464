"""The table of settings as the setup page draws it: what kind of field each is, in whose words."""

from decimal import Decimal
from typing import Any, get_args, get_origin

from msgspec import NODEFAULT, Struct

from judging.core.scoring.rulebook import Rulebook
from judging.core.scoring.settings import SettingLine, settings_of, tag_of
from judging.core.sentence import Sentence

from .vocabulary import words_of
from .writing import in_the_file


class Choice(Struct, frozen=True):
    value: str
    word: Sentence


class FormField(Struct, frozen=True, omit_defaults=True):
    """`key` as the file writes it; `default`: what an unwritten key means, where that is always the same."""

    key: str
    label: Sentence
    type: str  # text, lines, whole, decimal, share, choice, choices, flag, texts, wholes, counts, table, rows
    hint: Sentence | None = None
    unit: Sentence | None = None
    of: tuple[str, ...] = ()  # only where the record's tag says one of these; () always
    tag: bool = False
    optional: bool = False
    required: bool = False
    always: bool = False  # among the first to be seen
    basic: bool = False  # for beginners, too
    written: bool = False  # said by the file even where it is the default
    inherited: bool = False  # what is not said is taken from other settings
    default: Any = None
    example: str = ""  # what a new row begins with
    least: int | None = None
    none: str = ""  # the word that says there is none
    refers: str = ""  # its words are the ids of these: "tracks" | "pools" | "rounds" | "ties"
    home: str = ""  # stands in this table of its own
    is_id: bool = False
    choices: tuple[Choice, ...] = ()
    fields: "tuple[FormField, ...]" = ()  # of the table, or of each row


def form_fields(record: type[Struct] = Rulebook) -> tuple[FormField, ...]:
    return tuple(form_field(line, tag_of(record) is line) for line in settings_of(record))


def form_field(line: SettingLine, is_tag: bool) -> FormField:
    setting, inner = line.setting, line.record or line.rows
    has_default = line.default is not NODEFAULT and line.default is not None and not setting.unsaid
    return FormField(
        key=line.key,
        label=setting.label,
        type=kind_of_field(line),
        hint=setting.hint,
        unit=setting.unit,
        of=setting.of,
        tag=is_tag,
        optional=bool(line.optional and not setting.required) or setting.unsaid is not None,
        required=setting.required or (line.default is NODEFAULT and not (setting.unsaid or line.optional)),
        always=setting.always or setting.required or bool(setting.refers) or line.default is NODEFAULT,
        basic=setting.basic,
        written=setting.always or line.default is NODEFAULT,
        inherited=setting.unsaid is not None,
        default=in_the_file(line, line.default) if has_default else None,
        example=setting.example,
        least=setting.least,
        none=setting.none,
        refers=setting.refers,
        home=setting.table,
        is_id=setting.is_id,
        choices=tuple(Choice(value, word) for value, word in words_of(line).items()),
        fields=form_fields(inner) if inner else (),
    )


def kind_of_field(line: SettingLine) -> str:
    if line.rows:
        return "rows"
    if line.record:
        return "table"
    if get_origin(line.type) is tuple:
        if words_of(line):
            return "choices"
        return "wholes" if get_args(line.type)[0] is int else "texts"
    if get_origin(line.type) is dict:
        return "counts"
    if words_of(line):
        return "choice"
    if line.setting.share:
        return "share"
    if line.setting.lines:
        return "lines"
    return {bool: "flag", int: "whole", Decimal: "decimal"}.get(line.type, "text")
