"""The printed pack of a contest that is over: one PDF of all forms, each notice in Word, the workings."""

import asyncio
from pathlib import Path
from urllib.parse import quote

from judging.codec import sentence_of

from .device import Device

PRINTING_S = 600.0
FORMS = "全部表单"


async def packed(organiser: Device, into: Path) -> tuple[str, ...]:
    """The names of the files in the folder; forms are pages where no browser is found that makes a PDF."""
    makes_pdf = (await organiser.get("/print/choices"))["makes_pdf"]
    kind, suffix = ("?format=pdf", "pdf") if makes_pdf else ("", "html")
    files = {
        f"{FORMS}.{suffix}": f"/print/job{kind}",
        f"归档目录.{suffix}": f"/print/catalogue{kind}",
        "算分工作簿.xlsx": "/print/workings",
    }
    for paper in (await organiser.get("/papers/choices"))["papers"]:
        for about, name in paper["about"]:
            word = f"/papers/{paper['paper']}?about={quote(about)}&format=docx"
            files[f"{sentence_of(paper['name'])}（{name}）.docx"] = word
    await asyncio.to_thread(into.mkdir, parents=True, exist_ok=True)
    for name, path in files.items():
        content = await organiser.get(path, timeout_s=PRINTING_S)
        await asyncio.to_thread((into / name).write_bytes, _bytes(content))
    return tuple(files)


def _bytes(content: bytes | str) -> bytes:
    return content.encode() if isinstance(content, str) else content
