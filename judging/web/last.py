"""Which competition was open last: `last.json` in the data folder, read at each start."""

from contextlib import suppress
from pathlib import Path

import msgspec

from judging.core.refused import Reason, Refused
from judging.store.atomically import replace

LAST = "last.json"


class Kept(msgspec.Struct, forbid_unknown_fields=True):
    file: str | None = None


class Last:
    """Of the data folder *folder*."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / LAST

    def file(self) -> str | None:
        """The name of the file that was open; None if there was none. Raises OSError, or Refused."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Kept).file
        except FileNotFoundError:
            return None
        except ValueError as error:
            raise Refused(Reason.UNKNOWN, "{file} 读不懂，请在下面重新打开赛事。", file=LAST) from error

    def remember(self, file: str) -> None:
        """What is remembered already is not written: a full disk would refuse it. Raises StorageFailed."""
        with suppress(Refused, OSError):
            if self.file() == file:
                return
        replace(self._path, msgspec.json.encode(Kept(file)))
