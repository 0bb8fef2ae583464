"""What tests need from the machine: a Chromium, a Chinese font, and an office that opens what we write."""

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

LIGHT = "chromium-headless-shell"  # Debian's Chromium without windows: a page takes a third of the time
COMMANDS = (
    LIGHT,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "msedge",
)
PROGRAMS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
OFFICES = ("soffice", "libreoffice")
OFFICE_PROGRAMS = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
# What is needed → the packages that bring it.
DEBIAN = {
    "a Chromium (or Google Chrome, or Edge)": ("chromium",),
    "a Chinese font": ("fonts-noto-cjk",),
    "LibreOffice with Calc and Writer": ("libreoffice-calc-nogui", "libreoffice-writer-nogui"),
}


def chromium() -> Path | None:
    """The browser to drive, or None where none is installed."""
    return _program(COMMANDS, PROGRAMS)


def office() -> Path | None:
    """The LibreOffice that opens what we write, or None where none is installed."""
    return _program(OFFICES, OFFICE_PROGRAMS)


def _program(commands: tuple[str, ...], programs: tuple[str, ...]) -> Path | None:
    found = [path for name in commands if (path := shutil.which(name))]
    found += [path for path in programs if Path(path).is_file()]
    return Path(found[0]) if found else None


def has_office() -> bool:
    """Calc and Writer are packages of their own; the program alone opens neither."""
    program = office()
    if program is None:
        return False
    folder = program.resolve().parent
    return sys.platform != "linux" or all(any(folder.glob(f"lib{part}lo.so")) for part in ("sw", "sc"))


def has_chinese_font() -> bool:
    if sys.platform != "linux":
        return True  # macOS and Windows bring one
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=True)
    return bool(listed.stdout.strip())


def missing() -> list[str]:
    """What is not there, in the words of `DEBIAN`."""
    there = (chromium() is not None, has_chinese_font(), has_office())
    return [need for need, found in zip(DEBIAN, there, strict=True) if not found]


def install(packages: list[str]) -> None:
    """Raises CalledProcessError, soon where there is no network."""
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    patience = ("-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=20")
    subprocess.run(["apt-get", *patience, "update", "-qq"], env=env, check=True)
    install = ("install", "-qq", "--no-install-recommends", *packages)
    subprocess.run(["apt-get", *patience, *install], env=env, check=True)


def main() -> None:
    is_debian_root = shutil.which("apt-get") is not None and os.geteuid() == 0
    if is_debian_root and not shutil.which(LIGHT):
        with suppress(subprocess.CalledProcessError):  # Ubuntu has none
            install([LIGHT])
    if is_debian_root and (needs := missing()):
        install([package for need in needs for package in DEBIAN[need]])
    if needs := missing():
        packages = " ".join(package for need in needs for package in DEBIAN[need])
        sys.exit(
            f"The tests need {' and '.join(needs)}. Debian, Ubuntu: sudo apt install {packages}. "
            "To go without them: python -m pytest -m 'not browser and not office'."
        )


if __name__ == "__main__":
    main()
