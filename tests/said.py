"""What a page makes of the sentences that the server answers with."""

from typing import Any

from judging.core.sentence import Sentence


def said(answer: Any) -> str:
    """A sentence of an answer, in Chinese."""
    return str(_read(answer))


def _read(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_read, value))
    if isinstance(value, dict):
        return Sentence(value["template"], {name: _read(each) for name, each in value["values"].items()})
    return value
