"""What an examination has to be told, and its beginning."""

from msgspec import Struct

from .finding import Finding
from .phones import SelfTest


class Circumstances(Struct, frozen=True):
    """What the probes cannot know by themselves. `backup`: "" for none; `tests`: of phones, so far."""

    host: str
    port: int
    data: str
    backup: str = ""
    tests: tuple[SelfTest, ...] = ()
    prints: bool = True  # a page, which takes some seconds


def examined(given: Circumstances) -> tuple[Finding, ...]:
    """As `examine`, for a process that imports all probes only then: a server is ready sooner without."""
    from .examining import examine

    return examine(given)
