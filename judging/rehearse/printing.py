"""Paper of a contest that is over, as the organiser prints it: results, lists of honours, notices."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from judging.codec import sentence_of

from .device import Device, Rejected

SIGNED = "results"  # of each track, what everybody signs
PRINTING_S = 120.0
OF_AN_AWARD = {"awards": "获奖建议名单", "decision": "评审决定书"}


async def printed(organiser: Device, into: Path | None = None) -> AsyncIterator[str]:
    """The name of each paper, once it has come whole, and is in the folder, where there is one."""
    offered = await organiser.get("/print/choices")
    for track in offered["tracks"]:
        for form in track["forms"]:
            if form["form"] == SIGNED:
                name = f"{track['name']}成绩单"
                await _got(organiser, form["path"], into, name)
                yield name
    for pool in offered["pools"]:
        for form in pool["forms"]:
            if form["form"] in OF_AN_AWARD:
                name = f"{pool['name']}{OF_AN_AWARD[form['form']]}"
                await _got(organiser, form["path"], into, name)
                yield name
    for paper in (await organiser.get("/papers/choices"))["papers"]:
        for about, name in paper["about"]:
            title = f"{sentence_of(paper['name'])}（{name}）"
            path = f"/papers/{paper['paper']}?about={quote(about)}&format=docx"
            await _saved(await organiser.get(path), into, f"{title}.docx")
            yield title


async def _got(organiser: Device, path: str, into: Path | None, name: str) -> None:
    """The page; where it is to be kept, as PDF, too, if there is a browser. Raises Rejected."""
    await _saved(await organiser.get(path), into, f"{name}.html")
    if into:
        with suppress(Rejected):
            pdf = await organiser.get(f"{path}{'&' if '?' in path else '?'}format=pdf", timeout_s=PRINTING_S)
            await _saved(pdf, into, f"{name}.pdf")


async def _saved(content: bytes, into: Path | None, name: str) -> None:
    """Raises ValueError where nothing is in it."""
    if not content:
        raise ValueError(name)
    if into:
        await asyncio.to_thread(_written, content, into, name)


def _written(content: bytes, into: Path, name: str) -> None:
    into.mkdir(parents=True, exist_ok=True)
    (into / name.replace("/", "-")).write_bytes(content)
