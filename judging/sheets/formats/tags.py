"""The elements of an XML file, one after the other, in constant memory."""

from collections.abc import Iterator
from typing import IO
from xml.parsers import expat

CHUNK = 1 << 16
OWN = "calcext:"  # LibreOffice's, beside the standard's attributes of the same names

Tag = tuple[str, dict[str, str], str]  # local name, attributes by local name, text right in it


class _Open:
    __slots__ = ("attributes", "name", "texts")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name, self.attributes, self.texts = name, attributes, list[str]()


def tags(file: IO[bytes]) -> Iterator[tuple[bool, Tag]]:
    """(False, tag) where an element begins, its text not known yet; (True, tag) where it ends.

    Raises ValueError for a document type: no workbook has one, and it could name what grows without end.
    """
    found: list[tuple[bool, Tag]] = []
    standing: list[_Open] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        own = {key if key.startswith(OWN) else _local(key): value for key, value in attributes.items()}
        standing.append(_Open(_local(name), own))
        found.append((False, (standing[-1].name, own, "")))

    def end(name: str) -> None:
        done = standing.pop()
        found.append((True, (done.name, done.attributes, "".join(done.texts))))

    def text(some: str) -> None:
        if standing:
            standing[-1].texts.append(some)

    def refuse(*_: object) -> None:
        raise ValueError("a document type")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = text, refuse
    while chunk := file.read(CHUNK):
        parser.Parse(chunk, False)
        yield from found
        found.clear()
    parser.Parse(b"", True)
    yield from found


def _local(name: str) -> str:
    return name.rsplit(":", 1)[-1]
