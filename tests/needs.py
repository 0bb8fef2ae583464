"""What the browser tests need from the machine: a Chromium and a font with Chinese characters."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

COMMANDS = (
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
DEBIAN = {"a Chromium (or Google Chrome, or Edge)": "chromium", "a Chinese font": "fonts-noto-cjk"}


def chromium() -> Path | None:
    """The browser to drive, or None where none is installed."""
    found = [path for name in COMMANDS if (path := shutil.which(name))]
    found += [path for path in PROGRAMS if Path(path).is_file()]
    return Path(found[0]) if found else None


def has_chinese_font() -> bool:
    if sys.platform != "linux":
        return True  # macOS and Windows bring one
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=True)
    return bool(listed.stdout.strip())


def missing() -> list[str]:
    """What is not there, in the words of `DEBIAN`."""
    there = (chromium() is not None, has_chinese_font())
    return [need for need, found in zip(DEBIAN, there, strict=True) if not found]


def install(packages: list[str]) -> None:
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=env, check=True)
    subprocess.run(["apt-get", "install", "-qq", "--no-install-recommends", *packages], env=env, check=True)


def main() -> None:
    is_debian_root = shutil.which("apt-get") is not None and os.geteuid() == 0
    if is_debian_root and (needs := missing()):
        install([DEBIAN[need] for need in needs])
    if needs := missing():
        packages = " ".join(DEBIAN[need] for need in needs)
        sys.exit(
            f"The browser tests need {' and '.join(needs)}. Debian, Ubuntu: sudo apt install {packages}. "
            "To go without them: python -m pytest -m 'not browser'."
        )


if __name__ == "__main__":
    main()
