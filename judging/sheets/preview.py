"""What an uploaded workbook would do: its problems, or what it changes, before it is imported."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping

import msgspec
from msgspec import Struct

from judging.core.sentence import Sentence, sentence
from judging.core.setup.file_importing import Part
from judging.files.changes import Change, Where

from .form import Form, Problem

Record = Mapping[str, str]  # by the keys of the form's columns


class Preview(Struct, frozen=True):
    """`shown` stands for `changes`: who imports sends it back, so that only what was seen is imported."""

    count: int  # rows that were understood
    problems: tuple[Problem, ...] = ()
    changes: tuple[Change, ...] = ()  # () where there is a problem, or nothing to change
    shown: str = ""
    unread: tuple[str, ...] = ()  # titles of the columns that nothing is taken of
    notes: tuple[Sentence, ...] = ()  # what is no problem, and yet to be known


class Opened(Struct, frozen=True):
    """An upload as it was read: what people see of it, and what would be imported, all of it or nothing."""

    preview: Preview
    parts: tuple[Part, ...] = ()


def preview(
    count: int, problems: tuple[Problem, ...], changes: Iterable[Change], unread: tuple[str, ...] = ()
) -> Preview:
    told = () if problems else tuple(changes)
    return Preview(count, problems, told, hashlib.sha256(msgspec.json.encode(told)).hexdigest(), unread)


def differences(
    form: Form, where: Where, before: Mapping[str, Record], after: Mapping[str, Record]
) -> Iterator[Change]:
    """Who is gone, who is new, what of whom changes, and the order of those who stay; records by id.

    A record is called by its `name`.
    """
    for id, record in before.items():
        if id not in after:
            yield Change((*where, called(record, id)), in_full(form, record), sentence("移除"))
    for id, record in after.items():
        if id not in before:
            added = sentence("新增：{what}", what=in_full(form, record))
            yield Change((*where, called(record, id)), after=added)
        else:
            yield from between((*where, called(before[id], id)), form, before[id], record)
    kept = [id for id in after if id in before]
    if kept != [id for id in before if id in after]:
        yield Change(
            (*where, sentence("先后")),
            sentence("{names}", names=tuple(called(before[id], id) for id in before if id in after)),
            sentence("{names}", names=tuple(called(after[id], id) for id in kept)),
        )


def between(where: Where, form: Form, before: Record, after: Record) -> Iterator[Change]:
    for column in form.columns:
        old, new = before.get(column.key, ""), after.get(column.key, "")
        if old != new:
            yield Change((*where, column.title), said(old), said(new))


def said(text: str) -> Sentence | None:
    return sentence("{value}", value=text) if text else None


def called(record: Record, id: str) -> str:
    return record.get("name") or id


def in_full(form: Form, record: Record) -> Sentence:
    """All that the record says besides its name."""
    items = tuple(
        sentence("{title} {value}", title=column.title, value=record[column.key])
        for column in form.columns
        if column.key != "name" and record.get(column.key)
    )
    return sentence("{items}", items=items)
