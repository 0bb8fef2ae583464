"""What strangers, kills and power cuts do to a hall that is being judged; one table, promise by promise.

Guests are processes of lowest priority on one core, the server has the other one, and the judges who submit
meanwhile come before the guests: what is measured is how long the server makes them wait. How much of it is
the machine's own doing is measured too, by the same guests at a sink that is not the server.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Row(NamedTuple):
    """One line of the table, as text. An empty `broken` means that the promise was kept."""

    what: str
    many: str
    acknowledged: str  # p50 · p99 · worst, in ms, and the ratio of the first to a quiet one
    lost: str
    leaked: str
    broken: tuple[str, ...] = ()
    seen: str = ""  # what became of the guests


class Options(NamedTuple):
    """How much of everything."""

    count: int = 1000  # hostile connections at once
    seconds: float = 8.0  # that each kind of them lasts
    kills: int = 1000
    cuts: int = 500
    harms: int = 200
    addresses: str = "both"  # "one", "many"
    seed: int = 0  # 0: another one each time


Part = Callable[[Options], Iterable[Row]]
