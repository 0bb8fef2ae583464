"""The rules with everything in them: what is tried with them is tried of every setting there is."""

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec import NODEFAULT, Struct
from msgspec.structs import replace

from judging import presets
from judging.core.scoring.rulebook import Rulebook
from judging.core.scoring.settings import settings_of
from judging.files import Problems, rulesfile
from judging.files.amending import amended
from judging.files.form_fields import FormField, form_fields
from judging.files.writing import as_table, write

from .everything import EVERYTHING

FIXED = {("Rulebook", "schema")}  # it can be nothing else


def records(record: type[Struct]) -> Iterator[type[Struct]]:
    yield record
    for line in settings_of(record):
        if inner := line.record or line.rows:
            yield from records(inner)


def said(record: Struct) -> Iterator[tuple[str, str]]:
    """What a record and those inside say other than the default, by record and key."""
    for line in settings_of(type(record)):
        value = getattr(record, line.name)
        if value != line.default and (value is not None or line.default is not NODEFAULT):
            yield type(record).__name__, line.key
        rows = value if line.rows else (value,) if line.record and value is not None else ()
        for row in rows:
            yield from said(line.setting.pairs(*row) if line.setting.pairs else row)


def test_every_setting_there_is_says_something():
    every = {(record.__name__, line.key) for record in records(Rulebook) for line in settings_of(record)}

    missing = every - FIXED - set(said(rulesfile.read(EVERYTHING, "rules.toml")))

    assert missing == set(), "say it in tests/files/everything.py: the form is tried with what stands there"


def test_a_beginner_sees_eight_settings():
    def basic(fields: tuple[FormField, ...], inside: str = "") -> Iterator[str]:
        for field in fields:
            if field.basic:
                yield f"{inside}{field.key}"
            elif field.key in ("tracks", "rounds"):  # these are always drawn
                yield from basic(field.fields, f"{field.key}.")

    assert sorted(basic(form_fields())) == [
        "name",
        "organiser",
        "rounds.criteria",
        "rounds.kind",
        "rounds.name",
        "rounds.trim",
        "rounds.weight",
        "tracks.name",
    ]


@pytest.mark.parametrize("name", [*presets.names(), "everything"])
def test_rules_that_go_through_the_form_unchanged_keep_their_text(name: str):
    text = EVERYTHING if name == "everything" else presets.load(name).text
    rulebook = rulesfile.read(text, "rules.toml")

    back = rulesfile.build(as_table(rulebook))

    assert back == rulebook
    assert amended(text, back) == text
    there_and_back = amended(amended(text, replace(back, name="别的名称")), back)
    assert there_and_back == text


def leaves(table: Any) -> Iterator[tuple[Any, Any]]:
    """Each table with one of its keys."""
    for key, value in table.items() if isinstance(table, dict) else enumerate(table):
        yield table, key
        if isinstance(value, dict | list):
            yield from leaves(value)


def test_whatever_is_left_out_reads_as_it_is_written():
    """A hundred other rules: everything without one of its settings, where that is still right."""
    tried = 0
    for n in range(0, len(list(leaves(as_table(rulesfile.read(EVERYTHING, ""))))), 3):
        table = as_table(rulesfile.read(EVERYTHING, ""))
        holder, key = list(leaves(table))[n]
        del holder[key]
        try:
            rulebook = rulesfile.build(table)
        except Problems:
            continue
        tried += 1
        assert rulesfile.read(write(rulebook), "rules.toml") == rulebook
        assert rulesfile.build(as_table(rulebook)) == rulebook
    assert tried > 30
