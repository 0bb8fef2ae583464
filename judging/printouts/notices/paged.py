"""A filled Word file as a page: the same paragraphs, set by our own styles for the printer."""

from base64 import b64encode
from collections.abc import Iterator

from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from msgspec import Struct

from .layout import LOOKS

KEYS = ("title", "annex", "addressee", "black", "signed", "red-head", "text")
# Names of styles → classes of print.css; what an organiser made is known by where it stands.
OURS = {look.name: f"look-{key}" for key, look in zip(KEYS, LOOKS.values(), strict=True)}
CENTRE, RIGHT, TEXT, FLUSH = "centre", "right", "text", "flush"
BLACK = "黑体"


class PagePart(Struct, frozen=True):
    """A paragraph, or a table of cells; `image` is an address that holds it."""

    look: str
    text: str = ""
    image: str = ""
    is_head: bool = False
    is_new_page: bool = False
    rows: tuple[tuple[str, ...], ...] = ()


def parts(made: Word) -> tuple[PagePart, ...]:
    """In order."""
    return tuple(_parts(made))


def _parts(made: Word) -> Iterator[PagePart]:
    for each in made.iter_inner_content():
        if isinstance(each, Table):
            rows = tuple(tuple(cell.text for cell in row.cells) for row in each.rows)
            yield PagePart("table", rows=rows)
        else:
            yield _part(each)


def _part(paragraph: Paragraph) -> PagePart:
    look = OURS.get(paragraph.style.name or "", "") if paragraph.style else ""
    return PagePart(
        look or _where(paragraph),
        paragraph.text,
        _image(paragraph),
        any(_face(run._element) == BLACK for run in paragraph.runs),
        bool(paragraph.paragraph_format.page_break_before),
    )


def _where(paragraph: Paragraph) -> str:
    match paragraph.alignment:
        case WD_ALIGN_PARAGRAPH.CENTER:
            return CENTRE
        case WD_ALIGN_PARAGRAPH.RIGHT:
            return RIGHT
        case _:
            return TEXT if paragraph.paragraph_format.first_line_indent else FLUSH


def _face(run: object) -> str | None:
    fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")  # type: ignore[attr-defined]
    return fonts.get(qn("w:eastAsia")) if fonts is not None else None


def _image(paragraph: Paragraph) -> str:
    """The first one in it."""
    for blip in paragraph._p.iter(qn("a:blip")):
        part = paragraph.part.related_parts.get(blip.get(qn("r:embed")))
        if part is not None and part.content_type in ("image/png", "image/jpeg"):
            return f"data:{part.content_type};base64,{b64encode(part.blob).decode()}"
    return ""
