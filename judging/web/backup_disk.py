"""Whether the backup folder lies on the disk it was chosen on: a pulled stick leaves its name on ours."""

import asyncio
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

import msgspec

from judging.backup import failed
from judging.store import StorageFailed
from judging.store.atomically import replace

MARK = "judging-backup.id"  # in the backup folder: tells this disk from all others, wherever it is plugged in
MEMORY = "backup.json"  # in the data folder


class Chosen(msgspec.Struct, frozen=True):
    """The folder as it was when a copy was first laid into it."""

    folder: str
    mark: str
    is_own: bool  # on a disk of this computer


class BackupDisk:
    """The disk of the backup folder *folder*, of a server with its files in *data*.

    `turn`: whoever lays a copy there has it. A stick takes one copy sooner than several at once.
    """

    def __init__(self, folder: Path, data: Path) -> None:
        self.folder = folder
        self.turn = asyncio.Lock()
        self._memory = data / MEMORY
        self._data = data
        self._chosen = _remembered(self._memory, folder)

    @property
    def is_own(self) -> bool:
        """Whether what lies there is lost with this computer."""
        return self._chosen is not None and self._chosen.is_own

    def check(self) -> None:
        """Raises StorageFailed if the disk is not there. Writes nothing."""
        try:
            is_there = self._is_there()
        except OSError as error:  # a stick that was pulled without a word
            raise _away(self.folder) from error
        if not is_there:
            raise _away(self.folder)

    def _is_there(self) -> bool:
        chosen = self._chosen
        if chosen is None:
            return self.folder.parent.is_dir()
        return chosen.is_own or _mark(self.folder) == chosen.mark or self._is_another_stick()

    def prepare(self) -> None:
        """Makes the folder ready for a copy; only what was never on another disk is made where it is missing.

        Raises StorageFailed if the disk is not there.
        """
        self.check()
        chosen = self._chosen
        if chosen is None or _mark(self.folder) != chosen.mark:
            self._choose()

    def _choose(self) -> None:
        try:
            self.folder.mkdir(exist_ok=True)
            mark = _mark(self.folder)
            if not mark:
                mark = secrets.token_hex(16)
                replace(self.folder / MARK, mark.encode())
            self._chosen = Chosen(str(self.folder), mark, _is_on(self.folder, self._own_disks()))
        except FileNotFoundError as error:
            raise _away(self.folder) from error
        except OSError as error:
            raise failed(self.folder, error) from error
        with suppress(StorageFailed):  # a full disk of ours keeps nothing from being copied to another
            replace(self._memory, msgspec.json.encode(self._chosen))

    def _is_another_stick(self) -> bool:
        """Whether somebody plugged in another one in the place of the first."""
        return self.folder.is_dir() and not _is_on(self.folder, self._own_disks())

    def _own_disks(self) -> tuple[Path, ...]:
        home = Path.home()
        return (self._data, home, Path(home.anchor), Path(tempfile.gettempdir()))


def _remembered(memory: Path, folder: Path) -> Chosen | None:
    """None where another folder was chosen, or none yet."""
    try:
        chosen = msgspec.json.decode(memory.read_bytes(), type=Chosen)
    except (OSError, ValueError):
        return None
    return chosen if chosen.folder == str(folder) else None


def _mark(folder: Path) -> str:
    try:
        return (folder / MARK).read_text("ascii")
    except (OSError, ValueError):
        return ""


def _is_on(folder: Path, disks: tuple[Path, ...]) -> bool:
    device = folder.stat().st_dev
    return any(device == disk.stat().st_dev for disk in disks if disk.exists())


def _away(folder: Path) -> StorageFailed:
    return StorageFailed(
        "备份盘不在：{folder} 不在原来的 U 盘上。请把它插回，之后自动继续；要换一个，请插在同一位置，"
        "或用 --backup 指定另一个文件夹后重新启动。",
        folder=str(folder),
    )
