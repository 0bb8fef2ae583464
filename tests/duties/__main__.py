"""Writes docs/duties.md anew."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from .table import FILE, document
from .trying import answers


async def main() -> None:
    with TemporaryDirectory() as folder:
        named = await answers(Path(folder) / "named")
        few = await answers(Path(folder) / "few", few=True)
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(document(named, few), "utf-8")


asyncio.run(main())
