"""Which wheels a machine needs of what the lock names, and which of them are not there. Fetches nothing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from packaging.requirements import Requirement
from packaging.tags import Tag
from packaging.utils import canonicalize_name, parse_wheel_filename

from .targets import Target

HASH = re.compile(r"--hash=\S+")


@dataclass(frozen=True)
class Locked:
    """A requirement of a lock, with the hashes of its files."""

    requirement: Requirement
    hashes: tuple[str, ...]

    @property
    def name(self) -> str:
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> str:
        [exact] = self.requirement.specifier
        return exact.version

    def is_for(self, target: Target) -> bool:
        marker = self.requirement.marker
        return marker is None or marker.evaluate(dict(target.environment))

    def __str__(self) -> str:
        """As a line of a lock without its marker: pip would hold that against the machine it runs on."""
        return " ".join((f"{self.name}=={self.version}", *self.hashes))


@dataclass(frozen=True)
class Wheel:
    """What the name of a wheel's file says."""

    name: str
    version: str
    tags: frozenset[Tag]

    @classmethod
    def named(cls, file: str) -> "Wheel":
        name, version, _, tags = parse_wheel_filename(file)
        return cls(name, str(version), tags)

    def is_of(self, wanted: Locked) -> bool:
        return (self.name, self.version) == (wanted.name, wanted.version)


def locked(text: str) -> list[Locked]:
    """What a lock *text* names, as `uv pip compile --generate-hashes` writes it."""
    lines = text.replace("\\\n", " ").splitlines()
    entries = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    return [Locked(Requirement(HASH.sub("", line).strip()), tuple(HASH.findall(line))) for line in entries]


def missing(needed: Iterable[Locked], files: Iterable[str], targets: Iterable[Target]) -> list[str]:
    """A line for each of *needed* that no wheel of the names *files* brings to one of *targets*."""
    there = [Wheel.named(file) for file in files]
    needed = list(needed)
    return [line for target in targets for line in _missing_for(target, needed, there)]


def _missing_for(target: Target, needed: list[Locked], there: list[Wheel]) -> Iterator[str]:
    fitting = set(target.tags())
    for each in needed:
        fits = (wheel.is_of(each) and not fitting.isdisjoint(wheel.tags) for wheel in there)
        if each.is_for(target) and not any(fits):
            yield f"{target}: {each.name} {each.version}"
