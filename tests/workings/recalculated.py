"""LibreOffice as the accountant: it computes workbooks anew, whatever numbers they were saved with."""

import io
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl

from tests.needs import office

ALWAYS = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode">'
    "<value>0</value></prop></item></oor:items>"
)
CACHED = re.compile(rb"(<f>[^<]*</f>)<v>[^<]*</v>")
SPOILT = "777.125"

Cells = dict[tuple[str, str], object]  # (worksheet, cell) → value


def spoilt(content: bytes) -> bytes:
    """The workbook with another number beside each formula: who only reads it shows that."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text = CACHED.sub(rb"\1<v>" + SPOILT.encode() + rb"</v>", text).replace(b' t="str"', b"")
            new.writestr(name, text)
    return out.getvalue()


def recalculated(folder: Path, books: Mapping[str, bytes]) -> dict[str, Cells]:
    """What each workbook, all its numbers spoilt, comes to; in one run of the office."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user/registrymodifications.xcu").write_text(ALWAYS, "utf-8")
    (folder / "in").mkdir()
    for name, content in books.items():
        (folder / f"in/{name}.xlsx").write_bytes(spoilt(content))
    program = office()
    assert program, "python -m tests.needs installs it"
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(folder / "out"),
            *(str(folder / f"in/{name}.xlsx") for name in books),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return {name: values((folder / f"out/{name}.xlsx").read_bytes()) for name in books}


def values(content: bytes) -> Cells:
    """What the cells of a workbook say they come to; empty ones are left out."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }


def formulas(content: bytes) -> Cells:
    """The formulas of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
