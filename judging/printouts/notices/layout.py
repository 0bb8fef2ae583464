"""A text of ours as a Word template, set after GB/T 9704: what an organiser downloads and changes.

Lines begin with what they are: “# ” title, “## ” heading of an annex, “: ” addressee, “= ” head in 黑体, “> ”
signature or date, “^” the place of the red head, “---” a new page; all others are text.
3号 is 16 pt, 2号 is 22 pt.
"""

from collections.abc import Iterator
from io import BytesIO

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENTATION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import _Footer
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.run import Run
from msgspec import Struct

TITLE_FACE, BODY_FACE, HEAD_FACE, PAGE_FACE = "方正小标宋简体", "仿宋_GB2312", "黑体", "宋体"
BODY_PT, TITLE_PT, PAGE_PT, LINE_PT = 16, 22, 14, 28
TIGHTER = -5  # twentieths of a point between characters: 28 of them in 156 mm
RED_HEAD_PT = 168  # six lines, for the office to set the red head in


class Look(Struct, frozen=True):
    """Of a kind of line: its name in Word, and how it is set."""

    name: str
    face: str = BODY_FACE
    size: int = BODY_PT
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY
    indent: int = 0  # characters before the first line
    right: int = 0  # characters after the last
    line: int = LINE_PT
    after: int = 0


TEXT = "text"
LOOKS = {
    "#": Look("公文标题", TITLE_FACE, TITLE_PT, WD_ALIGN_PARAGRAPH.CENTER, line=34, after=LINE_PT),
    "##": Look("附件标题", TITLE_FACE, TITLE_PT, WD_ALIGN_PARAGRAPH.CENTER, line=34, after=LINE_PT),
    ":": Look("主送机关"),
    "=": Look("黑体标题", HEAD_FACE),
    ">": Look("落款", align=WD_ALIGN_PARAGRAPH.RIGHT, right=4),
    "^": Look("红头位置", line=RED_HEAD_PT),
    TEXT: Look("公文正文", indent=2),
}


def word(text: str, *, is_across: bool = False) -> bytes:
    """The .docx of one of our texts; a certificate lies across."""
    made = Document()
    made._body.clear_content()
    if is_across:
        _across(made)
    else:
        _page(made)
    for look in LOOKS.values():
        _style(made, look)
    is_new_page = False
    for mark, line in _lines(text):
        if mark == "---":
            is_new_page = True
            continue
        paragraph = made.add_paragraph(style=LOOKS[mark].name)
        paragraph.paragraph_format.page_break_before = is_new_page or None
        is_new_page = False
        paragraph.add_run(line)
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        mark, _, rest = line.partition(" ")
        if mark == "---":
            yield mark, ""
        elif mark in LOOKS:
            yield mark, rest
        elif line:
            yield TEXT, line


def _across(made: Word) -> None:
    section = made.sections[0]
    section.orientation = WD_ORIENTATION.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(42)
    section.top_margin = section.bottom_margin = Mm(34)


def _page(made: Word) -> None:
    """A4, margins 37/26/35/28 mm; “— 1 —” at the outer edge of each page."""
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.right_margin = Mm(37), Mm(26)
    section.bottom_margin, section.left_margin = Mm(35), Mm(28)
    section.footer_distance = Mm(23)
    made.settings.odd_and_even_pages_header_footer = True
    _number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _number(footer: _Footer, align: WD_ALIGN_PARAGRAPH) -> None:
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = align
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(PAGE_PT)
    for text, field in (("— ", ""), ("", "PAGE"), (" —", "")):
        run = paragraph.add_run(text)
        _face(run.font.element.get_or_add_rPr(), PAGE_FACE)
        run.font.size = Pt(PAGE_PT)
        if field:
            _field(run, field)


def _field(run: Run, code: str) -> None:
    for kind in ("begin", "", "end"):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = code
        run._element.append(part)


def _style(made: Word, look: Look) -> None:
    style = made.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.font.size = Pt(look.size)
    properties = style.element.get_or_add_rPr()
    _face(properties, look.face)
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(TIGHTER))
    properties.append(spacing)
    how = style.paragraph_format
    how.alignment = look.align
    how.line_spacing_rule, how.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.line)
    how.space_before, how.space_after = Pt(0), Pt(look.after)
    how.first_line_indent = Pt(look.indent * look.size)
    how.right_indent = Pt(look.right * look.size)
    how.widow_control = False


def _face(properties: object, face: str) -> None:
    """In all scripts: Word takes the eastern one for Chinese alone."""
    fonts = properties.get_or_add_rFonts()  # type: ignore[attr-defined]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), face)
