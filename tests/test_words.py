"""Both catalogues have the same keys, every key is used, and every key that is used is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from judging.assets import tree
from judging.printouts.forms import FORMS
from judging.printouts.whereabouts import nowhere

ENTRY = re.compile(r'^\s*"(?P<key>[^"]+)":\s*"(?P<text>(?:[^"\\]|\\.)*)",$', re.MULTILINE)
LITERAL = re.compile(r"""(?<![\w.])t\(\s*["']([^"']+)["']""")
COMPUTED = re.compile(r"(?<![\w.])t\(\s*`([^`$]*)\$\{")
STRING = re.compile(r"""["']([a-z][\w-]*(?:\.[\w-]+)+)["']""")
PARAMETER = re.compile(r"\{(\w+)\}")
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


def catalogue(language: str) -> dict[str, str]:
    entries = ENTRY.findall(catalogue_text(language))
    keys = [key for key, _ in entries]
    assert sorted(set(keys)) == sorted(keys), "a key stands twice"
    return dict(entries)


def catalogue_text(language: str) -> str:
    return (tree("static") / "words" / f"{language}.js").read_text("utf-8")


def scripts() -> Iterator[tuple[Path, str]]:
    for folder in (tree("static"), tree("displays")):
        for path in sorted(folder.rglob("*.js")):
            parts = path.relative_to(folder).parts
            if parts[0] not in ("vendor", "words"):
                yield path, path.read_text("utf-8")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_line_of_a_catalogue_is_one_entry(language):
    lines = [line.strip() for line in catalogue_text(language).splitlines()]
    others = [line for line in lines if line and not line.startswith("//") and not ENTRY.match(line)]

    assert others == ["export default {", "}"]


def test_both_languages_have_the_same_keys():
    assert catalogue("zh").keys() ^ catalogue("en").keys() == set()


def test_both_languages_take_the_same_parameters():
    english = catalogue("en")

    assert [
        key
        for key, text in catalogue("zh").items()
        if set(PARAMETER.findall(text)) != set(PARAMETER.findall(english.get(key, text)))
    ] == []


def test_every_key_that_is_used_is_there():
    keys = catalogue("zh").keys()

    unknown = [
        f"{path.name}: {key}" for path, text in scripts() for key in LITERAL.findall(text) if key not in keys
    ]
    assert unknown == []


def test_every_computed_key_begins_like_one_that_is_there():
    keys = catalogue("zh").keys()
    begun = [(path.name, prefix) for path, text in scripts() for prefix in COMPUTED.findall(text)]

    assert [(name, prefix) for name, prefix in begun if not any(key.startswith(prefix) for key in keys)] == []


def test_every_form_that_has_a_place_of_its_own_has_a_name_on_the_page():
    named = {name for name, form in FORMS.items() if form.places is not nowhere}

    assert sorted(name for name in named if f"prints.form.{name}" not in catalogue("zh")) == []


def test_nothing_that_looks_like_a_key_is_misspelt():
    keys = catalogue("zh").keys()
    sections = {key.partition(".")[0] for key in keys}
    found = {(path.name, key) for path, text in scripts() for key in STRING.findall(text)}

    assert {
        (name, key) for name, key in found if key.partition(".")[0] in sections and key not in keys
    } == set()


def test_every_key_is_used():
    texts = [text for _, text in scripts()]
    named = {key for text in texts for key in STRING.findall(text)}
    prefixes = tuple(prefix for text in texts for prefix in COMPUTED.findall(text))

    assert [key for key in catalogue("zh") if key not in named and not key.startswith(prefixes)] == []


def test_the_english_has_chinese_only_for_what_is_said_aloud():
    spoken = {"language.switch", *(key for key in catalogue("en") if key.startswith("emcee.say."))}

    assert {key for key, text in catalogue("en").items() if CHINESE.search(text)} == spoken
