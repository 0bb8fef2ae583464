"""What is wrong with the rules is told to the organiser in words, never in the writing of the rules file."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from httpx2 import AsyncClient

from judging.core.sentence import Sentence
from judging.files.form_fields import form_fields

Path = tuple[str | int, ...]
JUNK = ("", "９５", "-1", None, 10**9, [])
QUOTED = re.compile(r"“[^”]*”")
OF_THE_FILE = re.compile(r"[A-Za-z_]{2,}|[=\[\]{}]")


@pytest.fixture
async def rules(organiser: AsyncClient) -> dict[str, Any]:
    found: dict[str, Any] = (await organiser.get("/setup/rules")).json()
    return found


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*path, key)
        yield from places(inner, (*path, key))


def spoilt(rules: dict[str, Any], path: Path, junk: object) -> dict[str, Any]:
    changed = deepcopy(rules)
    inner: Any = changed
    for key in path[:-1]:
        inner = inner[key]
    if junk is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = junk
    return changed


def text(words: Any) -> Any:
    """A sentence as a Chinese page forms it; other values as they are."""
    if not isinstance(words, dict):
        return words
    return str(Sentence(words["template"], {name: text(value) for name, value in words["values"].items()}))


def is_named(place: str) -> bool:
    """Whether the table of settings has words for each part of a place."""
    fields, counts = form_fields(), False
    for part in re.findall(r"[^.\[\]]+", place):
        if part.isdigit() or counts or any(field.home == part for field in fields):
            continue
        known = [field for field in fields if field.key == part]
        if not known:
            return False
        fields, counts = known[0].fields or fields, known[0].type == "counts"
    return True


def is_like_the_first(path: Path) -> bool:
    """Whether it is in another row than the first, but for rounds, which are of several kinds."""
    return any(isinstance(part, int) and part > 0 and path[n - 1] != "rounds" for n, part in enumerate(path))


async def test_no_fault_of_the_rules_is_told_by_keys_or_ids(organiser: AsyncClient, rules: dict[str, Any]):
    unnamed, found = set[str](), 0
    for path in places(rules):
        if is_like_the_first(path):
            continue
        for junk in JUNK:
            answer = await organiser.post("/setup/rules", json=spoilt(rules, path, junk))
            for problem in answer.json().get("problems", []):
                found += 1
                unnamed |= set() if is_named(problem["place"]) else {problem["place"]}
                for words in (problem["what"], problem["remedy"]):
                    said = QUOTED.sub("", text(words))
                    assert not OF_THE_FILE.search(said), (path, junk, said)
    assert found > 200
    assert unnamed == set()


async def test_the_page_finds_the_field_by_its_place_and_tells_the_remedy(
    organiser: AsyncClient, rules: dict[str, Any]
):
    wrong = spoilt(rules, ("tracks", 0, "rounds", 1, "trim", "from"), 2)

    [problem] = (await organiser.post("/setup/rules", json=wrong)).json()["problems"]

    assert problem["place"] == "tracks[0].rounds[1].trim.from"
    assert text(problem["remedy"]) == "写大于 2 的整数，例如 3"
