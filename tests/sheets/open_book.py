"""Writes .ods files as small as they can be (ODF 1.3), since nothing we depend on does."""

import io
import zipfile
from xml.sax.saxutils import escape

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
KIND = "application/vnd.oasis.opendocument.spreadsheet"
FAILED = (
    '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value=""'
    ' calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
)
UNCOUNTED = '<table:table-cell table:formula="of:=A1"/>'


def cell(value: object) -> str:
    """Of a text, a number, or an element as it is."""
    match value:
        case str() if value.startswith("<"):
            return value
        case str():
            shown = escape(value)
            return f'<table:table-cell office:value-type="string"><text:p>{shown}</text:p></table:table-cell>'
        case _:
            return (
                f'<table:table-cell office:value-type="float" office:value="{value}">'
                f"<text:p>{value}</text:p></table:table-cell>"
            )


def percent(value: float) -> str:
    return (
        f'<table:table-cell office:value-type="percentage" office:value="{value}">'
        f"<text:p>{value:%}</text:p></table:table-cell>"
    )


def row(*values: object, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(map(cell, values))}</table:table-row>"


def book(*rows: str, name: str = "成绩", columns: str = "", manifest: str = "") -> bytes:
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMES} {CALC}>'
        f'<office:body><office:spreadsheet><table:table table:name="{name}">{columns}{"".join(rows)}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        file.writestr("mimetype", KIND)
        file.writestr("content.xml", content)
        file.writestr("META-INF/manifest.xml", f'<?xml version="1.0"?><manifest>{manifest}</manifest>')
    return target.getvalue()
