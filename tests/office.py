"""Files as an office opens them: LibreOffice makes a PDF, pypdf reads it."""

import io
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pypdf
import pytest

from tests import needs

CONVERT_S = 90
in_office = [
    pytest.mark.office,
    pytest.mark.limit(CONVERT_S + 30),
    pytest.mark.skipif(needs.office() is None, reason="no LibreOffice could be installed here"),
]


def pages(content: bytes, suffix: str, folder: Path) -> list[str]:
    """The text of each page of the file, without blanks."""
    (found,) = pages_of_all({f"opened.{suffix}": content}, folder).values()
    return found


def pages_of_all(files: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
    """The same of several files by name, which the office opens one after the other."""
    return {
        name: ["".join(page.extract_text().split()) for page in found.pages]
        for name, found in pdfs(files, folder).items()
    }


def pdf(content: bytes, suffix: str, folder: Path) -> pypdf.PdfReader:
    """What the office prints of the file."""
    (found,) = pdfs({f"opened.{suffix}": content}, folder).values()
    return found


def pdfs(files: Mapping[str, bytes], folder: Path) -> dict[str, pypdf.PdfReader]:
    """What it prints of each, by name."""
    sources = [folder / name for name in files]
    for source, content in zip(sources, files.values(), strict=True):
        source.write_bytes(content)
    office = [str(needs.office()), f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless"]
    subprocess.run(
        [*office, "--convert-to", "pdf", "--outdir", str(folder), *map(str, sources)],
        check=True,
        capture_output=True,
        timeout=CONVERT_S,
    )
    return {
        source.name: pypdf.PdfReader(io.BytesIO(source.with_suffix(".pdf").read_bytes()))
        for source in sources
    }
