"""What the server says to people: a Chinese template and its values; each page forms it in its language."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Union

from msgspec import Struct

Value = Union[str, int, Decimal, "Sentence", tuple["str | int | Sentence", ...]]

_PLACE = re.compile(r"\{(\w+)(?::([^}]*))?\}")


class Sentence(Struct, frozen=True):
    """`{name}` in the template takes the value of that name; `{names:；}` is a list, and says what joins it.

    The template is its own key, under which static/words/server.en.js holds the English. A value is what no
    language changes (a name, a number), or a sentence again (the word for a phase).
    """

    template: str
    values: Mapping[str, Value] = {}

    def __str__(self) -> str:
        """In Chinese, for paper and the command line."""
        return _PLACE.sub(lambda place: _text(self.values[place[1]], place[2]), self.template)


def sentence(template: str, /, **values: Value) -> Sentence:
    """The sentence of a literal *template*; tests/test_sentences.py reads the literals off the source."""
    return Sentence(template, values)


def template(text: str) -> str:
    """A literal template whose values come later; for tables of them."""
    return text


def _text(value: Value, joint: str | None) -> str:
    if not isinstance(value, tuple):
        return str(value)
    return ("、" if joint is None else joint).join(map(str, value))
