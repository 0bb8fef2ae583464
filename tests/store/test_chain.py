import hashlib

import pytest

from judging.core.events import LoginClosed, LoginOpened, SceneShown
from judging.core.hall.air import Scene
from judging.store import Draft, Unreadable, draft
from judging.store.chain import ORIGIN, START, linked, verified

AT = "2026-11-20T06:03:22.123Z"
EVENTS = (LoginClosed(), SceneShown(Scene.BLACK), LoginOpened())


def rows(drafts=None):
    drafts = drafts or [draft(event, AT, "director", f"c{n}") for n, event in enumerate(EVENTS)]
    return [
        tuple(value.encode() if isinstance(value, str) else value for value in row)
        for row in linked(START, drafts)
    ]


def test_what_was_linked_verifies():
    entries = list(verified(START, rows()))

    assert [entry.position for entry in entries] == [1, 2, 3]
    assert tuple(entry.event for entry in entries) == EVENTS
    assert (entries[0].at, entries[0].by, entries[0].command) == (AT, "director", "c0")


def test_the_hash_can_be_recomputed_from_the_description():
    _, at, by, command, kind, data, hash = rows()[0]
    netstrings = b"".join(b"%d:%b," % (len(text), text) for text in (b"1", at, by, command, kind, data))

    assert hashlib.sha256(ORIGIN.encode() + netstrings).hexdigest().encode() == hash


@pytest.mark.parametrize("column", range(1, 7))
def test_a_change_in_any_column_names_the_position(column):
    changed = rows()
    row = list(changed[1])
    row[column] = row[column].replace(row[column][-1:], b"~")
    changed[1] = tuple(row)

    with pytest.raises(Unreadable) as caught:
        list(verified(START, changed))

    assert caught.value.position == 2
    assert "第 2 条" in caught.value.detail


def test_moving_text_from_one_column_to_the_next_is_noticed():
    changed = rows()
    position, at, by, command, *rest = changed[0]
    changed[0] = (position, at, by[:-1], by[-1:] + command, *rest)

    with pytest.raises(Unreadable):
        list(verified(START, changed))


@pytest.mark.parametrize("left", [[0, 2], [1, 2], [2]])
def test_a_gap_names_the_position_that_is_missing(left):
    some = rows()

    with pytest.raises(Unreadable) as caught:
        list(verified(START, [some[n] for n in left]))

    assert caught.value.position == next(n + 1 for n in range(3) if n not in left)


def test_swapped_entries_are_noticed():
    first, second, third = rows()
    swapped = [(1, *second[1:]), (2, *first[1:]), third]

    with pytest.raises(Unreadable) as caught:
        list(verified(START, swapped))

    assert caught.value.position == 1


def test_an_event_of_a_newer_version_is_named_with_its_kind():
    unknown = Draft(AT, "director", "c9", "MarkErased", '{"kind":"MarkErased"}')

    with pytest.raises(Unreadable, match="MarkErased") as caught:
        list(verified(START, rows([unknown])))

    assert caught.value.position == 1


def test_a_kind_that_differs_from_the_data_is_refused():
    lying = Draft(AT, "director", "c9", "LoginOpened", '{"kind":"LoginClosed"}')

    with pytest.raises(Unreadable) as caught:
        list(verified(START, rows([lying])))

    assert caught.value.position == 1
