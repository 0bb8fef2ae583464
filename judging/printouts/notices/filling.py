"""Filling a Word template: 【赛事】 and its like become what they stand for, wherever they are in the file.

A place that stands for many lines stands alone in its paragraph, which is repeated with its looks.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from io import BytesIO

from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from msgspec import Struct

from judging.core.sentence import Sentence, sentence

from .layout import HEAD_FACE, _face
from .opening import BadTemplate, opened

PLACE = re.compile(r"【([^【】]{1,20})】")
MOST_TOLD = 8
IMAGE_MM = 24


class ListLine(Struct, frozen=True):
    text: str
    is_head: bool = False  # set in 黑体


class Image(Struct, frozen=True):
    png: bytes


Filling = str | Sequence[ListLine] | Image


def saved(made: Word) -> bytes:
    """The .docx."""
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def filled(template: bytes, values: Mapping[str, Filling]) -> Word:
    """The template with all places filled. Raises BadTemplate, which names each wrong place."""
    made = opened(template)
    if found := problems(made, values):
        raise BadTemplate("模板有问题：{problems:；}", problems=found)
    for paragraph in list(_paragraphs(made)):
        _fill(paragraph, values)
    return made


def problems(made: Word, known: Mapping[str, Filling]) -> tuple[Sentence, ...]:
    """What of the template cannot be filled, by paragraph: how a reader would count them."""
    found = []
    numbered = enumerate((each for each in _paragraphs(made) if each.text.strip()), 1)
    for number, paragraph in numbered:
        for name in PLACE.findall(paragraph.text):
            if name not in known:
                found.append(_unknown(number, name, tuple(known)))
            elif not isinstance(known[name], str) and paragraph.text.strip() != f"【{name}】":
                found.append(sentence("第 {number} 段：“【{name}】”要单独成段", number=number, name=name))
    return tuple(found[:MOST_TOLD])


def _unknown(number: int, name: str, known: tuple[str, ...]) -> Sentence:
    return sentence(
        "第 {number} 段：没有“【{name}】”这一项，可用的有 {known}；正文里的括号请用〔〕",
        number=number,
        name=name,
        known=known,
    )


def _paragraphs(made: Word) -> Iterator[Paragraph]:
    """Of the text with its tables and boxes, and of all heads and feet."""
    yield from (Paragraph(each, made._body) for each in _inside(made.element.body))
    for section in made.sections:
        for part in (
            *(section.header, section.even_page_header, section.first_page_header),
            *(section.footer, section.even_page_footer, section.first_page_footer),
        ):
            if not part.is_linked_to_previous:
                yield from (Paragraph(each, part) for each in _inside(part._element))


def _inside(element: object) -> list[CT_P]:
    return list(element.iter(qn("w:p")))  # type: ignore[attr-defined]


def _fill(paragraph: Paragraph, values: Mapping[str, Filling]) -> None:
    alone = PLACE.fullmatch(paragraph.text.strip())
    value = values[alone[1]] if alone else ""
    if isinstance(value, Image):
        run = _only_run(paragraph)
        run.text = ""
        run.add_picture(BytesIO(value.png), Mm(IMAGE_MM))
    elif alone and not isinstance(value, str):
        _repeat(paragraph, value)
    else:
        _replace(paragraph, values)


def _only_run(paragraph: Paragraph) -> Run:
    """The first, which then holds all; the looks of the others are lost."""
    first, *others = paragraph.runs
    for run in others:
        run._element.getparent().remove(run._element)
    return first


def _repeat(paragraph: Paragraph, lines: Sequence[ListLine]) -> None:
    run = _only_run(paragraph)
    for line in lines:
        run.text = line.text
        copied = deepcopy(paragraph._p)
        paragraph._p.addprevious(copied)
        if line.is_head:
            _face(Paragraph(copied, paragraph._parent).runs[0]._element.get_or_add_rPr(), HEAD_FACE)
    paragraph._p.getparent().remove(paragraph._p)


def _replace(paragraph: Paragraph, values: Mapping[str, Filling]) -> None:
    """From the last to the first, so that what stands before keeps its position."""
    runs = paragraph.runs
    for match in reversed(list(PLACE.finditer("".join(run.text for run in runs)))):
        value = values[match[1]]
        assert isinstance(value, str)  # or `problems` had named it
        _between(runs, match.start(), match.end(), value)


def _between(runs: list[Run], start: int, end: int, value: str) -> None:
    """Word cuts a place into several runs as it likes: the first one takes what it stands for."""
    at = 0
    for run in runs:
        text, length = run.text, len(run.text)
        first, last = max(start - at, 0), min(end - at, length)
        if first < last:
            run.text = text[:first] + (value if start >= at else "") + text[last:]
        at += length
