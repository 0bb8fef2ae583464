"""Opening a Word file that was uploaded: what could harm whoever prints by it is refused with a reason."""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.document import Document as Word
from docx.opc.exceptions import OpcError

from judging.core.refused import Complaint
from judging.core.sentence import Sentence, Value

MOST_PARTS, MOST_BYTES = 300, 20_000_000  # unpacked; a letter has a dozen parts
MAIN = "word/document.xml"
OUTSIDE = re.compile(rb'TargetMode\s*=\s*["\']External["\']')
HYPERLINK = re.compile(rb"relationships/hyperlink")
RELATION = re.compile(rb"<Relationship\b[^>]*>")
# What the zip, the package and the text in it say when they are not what they seem.
BROKEN = (BadZipFile, OpcError, SyntaxError, KeyError, ValueError, NotImplementedError, RuntimeError)


class BadTemplate(Complaint):
    """Not a template that can be printed by; says where the trouble is, and what to do."""

    def __init__(self, template: str, /, **values: Value) -> None:
        super().__init__(Sentence(template, values))


def opened(content: bytes) -> Word:
    """Raises BadTemplate."""
    try:
        with ZipFile(BytesIO(content)) as zipped:
            _harmless(zipped)
        return Document(BytesIO(content))
    except BROKEN as error:
        raise BadTemplate("这不是完好的 Word 文件：请在 Word 或 WPS 里另存为 .docx 后重新上传") from error


def _harmless(zipped: ZipFile) -> None:
    """Raises BadTemplate, and KeyError where there is no text in it."""
    parts = zipped.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise BadTemplate("文件解压后太大：请删去多余的图片和附件，另存为 .docx 后重新上传")
    names = {part.filename.lower() for part in parts}
    kinds = zipped.read("[Content_Types].xml")
    if b"macroEnabled" in kinds or any("vba" in name or "activex" in name for name in names):
        raise BadTemplate("文件带有宏，不能作模板：请在 Word 或 WPS 里另存为不带宏的 .docx 后重新上传")
    for name in _xml(zipped):
        _plain(zipped.read(name))
    zipped.getinfo(MAIN)


def _xml(zipped: ZipFile) -> Iterator[str]:
    return (name for name in zipped.namelist() if name.endswith((".xml", ".rels")))


def _plain(part: bytes) -> None:
    """Neither entities that blow up, nor anything that is fetched from elsewhere when the file is opened."""
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise BadTemplate("文件里有不认识的内容（DOCTYPE）：请在 Word 或 WPS 里另存为 .docx 后重新上传")
    for relation in RELATION.findall(part):
        if OUTSIDE.search(relation) and not HYPERLINK.search(relation):
            raise BadTemplate("文件引用了外部的图片、模板或对象：请改为插入到文件里，另存为 .docx 后重新上传")
