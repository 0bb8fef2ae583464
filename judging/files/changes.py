"""What differs between two rulebooks, setting by setting, in the words of the table of settings."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from msgspec import Struct

from judging.core.scoring.numbers import shortest
from judging.core.scoring.rulebook import Rulebook, Track
from judging.core.scoring.settings import SettingLine, kind_of, settings_of
from judging.core.sentence import Sentence, Value, sentence

from .explain import about_ties
from .vocabulary import words_of

Where = tuple[str | int | Sentence, ...]  # “受理中心组 · 现场汇报展示 · 去分起算人数”


class Change(Struct, frozen=True):
    where: Where
    before: Sentence | None = None  # None: it was not there
    after: Sentence | None = None


def changes(old: Rulebook, new: Rulebook) -> tuple[Change, ...]:
    """In file order; () where the rules are the same."""
    return tuple(between((), old, new))


def between(where: Where, old: Struct, new: Struct) -> Iterator[Change]:
    kind = kind_of(new)
    for line in settings_of(type(new)):
        before, after = getattr(old, line.name), getattr(new, line.name)
        if before == after or not (line.has(kind) or line.has(kind_of(old))):
            continue
        here = (*where, line.setting.label)
        if line.rows and not line.setting.pairs:
            yield from between_rows(where, line, before, after)
        elif isinstance(before, Struct) and isinstance(after, Struct):
            yield from between(here, before, after)
        elif isinstance(old, Track) and isinstance(new, Track) and line.setting.refers == "ties":
            yield Change(here, about_ties(old), about_ties(new))
        else:
            yield Change(here, in_words(line, before), in_words(line, after))


def between_rows(
    where: Where, line: SettingLine, before: tuple[Any, ...], after: tuple[Any, ...]
) -> Iterator[Change]:
    """Rows of the same id, or else of the same place, are the same row."""
    old = {getattr(row, "id", n): row for n, row in enumerate(before)}
    new = {getattr(row, "id", n): row for n, row in enumerate(after)}
    for id, row in old.items():
        if id not in new:
            yield Change((*where, line.setting.label), before=called(row, id))
    for id, row in new.items():
        if id not in old:
            yield Change((*where, line.setting.label), after=called(row, id))
        else:
            yield from between((*where, called(old[id], id)), old[id], row)
    kept = [id for id in new if id in old]
    if kept != [id for id in old if id in new]:
        yield Change(
            (*where, line.setting.label),
            sentence("{names}", names=tuple(called(old[id], id) for id in old if id in new)),
            sentence("{names}", names=tuple(called(new[id], id) for id in kept)),
        )


def called(row: Struct, id: str | int) -> Sentence:
    if name := getattr(row, "name", ""):
        return sentence("{name}", name=str(name))
    if isinstance(id, int):
        return sentence("第 {n} 档", n=id + 1)
    return sentence("{name}", name=id)


def in_words(line: SettingLine, value: Any) -> Sentence | None:
    """A value as people say it; None where there is none."""
    if value is None and line.setting.none:
        return sentence("不设")
    if value is None or value == () or value == {} or value == "":
        return None
    if isinstance(value, tuple):
        words = words_of(line)
        return sentence("{items}", items=tuple(words.get(each) or text(each) for each in value))
    if isinstance(value, bool):
        return sentence("是") if value else sentence("否")
    if isinstance(value, dict):
        return sentence("{items}", items=tuple(f"{key} {inner}" for key, inner in value.items()))
    if isinstance(value, Struct):
        items = tuple(
            sentence("{label} {value}", label=inner.setting.label, value=said)
            for inner in settings_of(type(value))
            if inner.has(kind_of(value)) and (said := in_words(inner, getattr(value, inner.name)))
        )
        return sentence("{items}", items=items)
    if str(value) in words_of(line):
        return words_of(line)[str(value)]
    unit: Value = line.setting.unit or ""
    return sentence("{value}{unit}", value=text(value), unit=unit)


def text(value: Any) -> str:
    if isinstance(value, tuple):  # a step of an indicator
        return " ".join(text(each) for each in value if each is not None)
    return shortest(value) if isinstance(value, Decimal) else str(value)
