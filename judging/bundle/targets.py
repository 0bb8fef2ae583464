"""For which machines there are bundles: systems, processors and versions of Python."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from packaging.markers import default_environment
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms

# All that are maintained and have wheels of everything; which one a laptop has is nobody's choice on the day.
PYTHONS = ((3, 11), (3, 12), (3, 13), (3, 14), (3, 15))
OLDEST_MACOS = (11, 0)  # of 2020; the processors of Apple's own begin with it
NEWEST_GLIBC = 28  # 2.28 of 2018: Debian 10, 统信 UOS 20, 麒麟 V10 and whatever is newer
LEGACY = ("manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64")


@dataclass(frozen=True)
class Target:
    """A Python of one version on one kind of machine. `platforms`: tags of wheels that run there."""

    system: str  # as sys.platform
    machine: str  # as platform.machine()
    python: tuple[int, int]
    platforms: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.system} {self.machine}, Python {self.version}"

    @property
    def version(self) -> str:
        return "{}.{}".format(*self.python)

    @property
    def environment(self) -> Mapping[str, str]:
        """What the markers of requirements are held against."""
        names = {"win32": ("nt", "Windows"), "darwin": ("posix", "Darwin"), "linux": ("posix", "Linux")}
        os_name, platform_system = names[self.system]
        here = {name: str(value) for name, value in default_environment().items()}
        return here | {
            "os_name": os_name,
            "platform_machine": self.machine,
            "platform_system": platform_system,
            "python_full_version": f"{self.version}.0",
            "python_version": self.version,
            "sys_platform": self.system,
        }

    def tags(self) -> Iterator[Tag]:
        """Of all wheels that can be installed there, the best first."""
        yield from cpython_tags(self.python, platforms=self.platforms)
        interpreter = "cp{}{}".format(*self.python)
        yield from compatible_tags(self.python, interpreter, self.platforms)


@dataclass(frozen=True)
class Kind:
    """A bundle. `platforms`: how sysconfig.get_platform() begins where it runs."""

    name: str
    title: str
    platforms: tuple[str, ...]
    targets: tuple[Target, ...]


def _targets(system: str, machine: str, platforms: tuple[str, ...]) -> tuple[Target, ...]:
    return tuple(Target(system, machine, python, platforms) for python in PYTHONS)


def _linux() -> tuple[str, ...]:
    return (*(f"manylinux_2_{minor}_x86_64" for minor in range(NEWEST_GLIBC, 4, -1)), *LEGACY)


def _macos(machine: str) -> tuple[str, ...]:
    return tuple(mac_platforms(OLDEST_MACOS, machine))


KINDS = (
    Kind("windows-x64", "Windows", ("win-amd64",), _targets("win32", "AMD64", ("win_amd64",))),
    Kind(  # one zip for both: who has a Mac seldom knows its processor
        "macos",
        "macOS",
        ("macosx-",),
        (
            *_targets("darwin", "arm64", _macos("arm64")),
            *_targets("darwin", "x86_64", _macos("x86_64")),
        ),
    ),
    Kind("linux-x64", "Linux", ("linux-x86_64",), _targets("linux", "x86_64", _linux())),
)
