"""Where competitions are kept on this machine."""

import os
from pathlib import Path

from judging import assets

PORT = 8000


def data_folder(chosen: str | None = None) -> Path:
    """The folder of the competition files: *chosen*, else JUDGING_DATA.

    Else `data` in the working directory of a checkout, or `judging` in the user's home, where an installed
    program may write.
    """
    named = chosen or os.environ.get("JUDGING_DATA")
    if named:
        return Path(named).expanduser().absolute()
    return Path.cwd() / "data" if is_checkout() else Path.home() / "judging"


def backup_folder(chosen: str | None) -> Path | None:
    """Where copies go: *chosen*, else JUDGING_BACKUP; None: beside the competitions, better than nothing."""
    named = chosen or os.environ.get("JUDGING_BACKUP")
    return Path(named).expanduser().absolute() if named else None


def is_checkout() -> bool:
    """In a checkout the pages lie beside the package, in a wheel inside it."""
    return assets.tree("static").parent != Path(assets.__file__).parent
