"""归档: the organiser takes the finished competition away, as the page of papers offers it."""

import asyncio
from pathlib import Path

from .device import Device

ARCHIVE_S = 1800.0  # all documents of a contest are printed for it


async def archived(organiser: Device, to: Path) -> str:
    """The name of the zip, which is written now."""
    content = await organiser.get("/print/archive", timeout_s=ARCHIVE_S)
    await asyncio.to_thread(to.write_bytes, content)
    return str(to)
