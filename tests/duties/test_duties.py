"""Every duty sends every command in every state: what happens is what docs/duties.md says, and no more."""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from judging.core.people.duty import Duty
from tests.test_sentences import english

from .table import FILE, document
from .trying import Answer, answers, kinds

CHINESE = re.compile(r"[\u4e00-\u9fff]")
REFUSED = (400, 401, 403, 409, 429)


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> list[Answer]:
    return asyncio.run(answers(tmp_path_factory.mktemp("named")))


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> list[Answer]:
    return asyncio.run(answers(tmp_path_factory.mktemp("few"), few=True))


def test_the_docs_say_who_may_do_what_and_when(named: list[Answer], few: list[Answer]):
    assert Path(FILE).read_text("utf-8") == document(named, few), "python -m tests.duties writes it anew"


def test_every_duty_was_tried_with_every_command_in_every_state(named: list[Answer]):
    states = {each.state for each in named}

    assert len(states) == 12
    assert {(each.state, each.duty, each.kind) for each in named} == {
        (state, duty, kind) for state in states for duty in Duty for kind in kinds()
    }


def test_every_command_happens_for_somebody_at_some_time(named: list[Answer]):
    assert {each.kind for each in named if each.happened} == set(kinds())


def test_what_is_refused_says_why_in_both_languages_and_writes_nothing(
    named: list[Answer], few: list[Answer]
):
    known = english()
    refused = [each for each in (*named, *few) if each.status != 200]

    assert {each.status for each in refused} <= set(REFUSED)
    assert [each for each in refused if each.written] == []
    for each in refused:
        assert each.body["reason"], each
        assert CHINESE.search(each.body["detail"]), each
        for template in templates(each.body["sentence"]):
            assert template in known, each


def templates(said: Any) -> Iterator[str]:
    """Those of a sentence and of the sentences within."""
    if isinstance(said, dict) and "template" in said:
        yield said["template"]
        for value in said["values"].values():
            yield from templates(value)
    elif isinstance(said, list):
        for value in said:
            yield from templates(value)
