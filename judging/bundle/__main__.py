"""`python -m judging.bundle`: the zips for all systems, or for those named, in dist/. Fetches wheels by pip.

1: a wheel is missing for one of the machines; then that bundle was not written.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from packaging.utils import parse_wheel_filename

from .packing import folder_of, pack
from .targets import KINDS, Kind, Target
from .wheels import Locked, locked, missing

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.txt", "requirements-dev.txt")
PIP = (sys.executable, "-m", "pip")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m judging.bundle", description=__doc__)
    parser.add_argument(
        "kinds", nargs="*", metavar="KIND", help="of " + ", ".join(kind.name for kind in KINDS)
    )
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="where to write (default: dist)")
    options = parser.parse_args(arguments)
    if wrong := set(options.kinds) - {kind.name for kind in KINDS}:
        parser.error(f"no such bundle: {', '.join(sorted(wrong))}")
    options.out.mkdir(parents=True, exist_ok=True)
    wanted = [kind for kind in KINDS if kind.name in options.kinds or not options.kinds]
    with tempfile.TemporaryDirectory(prefix="judging-") as work:
        ours = built(Path(work))
        return max([make(kind, ours, Path(work, kind.name), options.out) for kind in wanted])


def built(folder: Path) -> Path:
    """Our own wheel, made anew in *folder*."""
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT))
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    [wheel] = folder.glob("judging-*.whl")
    return wheel


def make(kind: Kind, ours: Path, work: Path, out: Path) -> int:
    """Writes one bundle into *out*; its wheels come into *work*, which must not be there yet."""
    needed = needs()
    work.mkdir()
    for target in kind.targets:
        if not fetched(target, needed, work):
            print(f"pip could not bring all wheels for {target}", file=sys.stderr)
            return 1
    wheels = [*work.glob("*.whl"), ours]
    if lacking := missing(needed, (wheel.name for wheel in wheels), kind.targets):
        print("\n".join(("no wheel for", *lacking)), file=sys.stderr)
        return 1
    version = str(parse_wheel_filename(ours.name)[1])
    zipped = out / f"{folder_of(version)}-{kind.name}.zip"
    pack(zipped, kind, version, wheels)
    print(f"{zipped}  {zipped.stat().st_size / 1e6:.1f} MB")
    return 0


def needs() -> list[Locked]:
    """All that the program is locked to, and the pip that installs it there."""
    tools = [
        each for each in locked((ROOT / "requirements-dev.txt").read_text("utf-8")) if each.name == "pip"
    ]
    return [*locked((ROOT / "requirements.txt").read_text("utf-8")), *tools]


def fetched(target: Target, needed: Iterable[Locked], folder: Path) -> bool:
    """Whether the wheels of *needed* for *target* are in *folder*, each held against its hash."""
    lock = folder / "lock.txt"
    lock.write_text("\n".join(str(each) for each in needed if each.is_for(target)), "utf-8")
    machine = [part for platform in target.platforms for part in ("--platform", platform)]
    machine += ["--implementation", "cp", "--python-version", target.version]
    only = ("--no-deps", "--only-binary=:all:", "--require-hashes", "--quiet", "--disable-pip-version-check")
    command = [*PIP, "download", *only, *machine, "-r", str(lock), "-d", str(folder)]
    return subprocess.run(command, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
