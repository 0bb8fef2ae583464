"""Where the browser's files are: inside the package when installed from a wheel, beside it in a checkout."""

from pathlib import Path
from typing import Literal


def tree(name: Literal["static", "displays"]) -> Path:
    """The folder of that name; never looked for from the working directory."""
    package = Path(__file__).parent
    packed = package / name
    return packed if packed.is_dir() else package.parent / name
