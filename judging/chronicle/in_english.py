"""What the server says, in English, so that it can be searched; what is read the page forms by itself."""

import json
import re
from functools import cache

from judging.assets import tree
from judging.core.sentence import Sentence

ENTRY = re.compile(r'^\s*("(?:[^"\\]|\\.)*"):\s*("(?:[^"\\]|\\.)*"),$', re.MULTILINE)


def english(said: str | Sentence) -> str:
    """As static/words.js forms it."""
    if isinstance(said, str):
        return said
    values = {name: _value(value) for name, value in said.values.items()}
    return str(Sentence(_catalogue().get(said.template, said.template), values))


def _value(value: object) -> str:
    return ", ".join(map(_value, value)) if isinstance(value, tuple) else english_of(value)


def english_of(value: object) -> str:
    return english(value) if isinstance(value, Sentence) else str(value)


@cache
def _catalogue() -> dict[str, str]:
    text = (tree("static") / "words" / "server.en.js").read_text("utf-8")
    return {json.loads(key): json.loads(said) for key, said in ENTRY.findall(text)}
