"""What strangers, kills and power cuts do to a hall that is being judged; one table, promise by promise.

Guests are processes of lowest priority on one core, the server has the other one, and the judges who submit
meanwhile come before the guests: what is measured is how long the server makes them wait. How much of it is
the machine's own doing is measured too, by the same guests at a sink that is not the server.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Wait(NamedTuple):
    """How long acknowledgements took over one sort of connection, in ms, and as a ratio to a quiet median.

    `sink`: the ratio while the same guests are at a sink that is not the server.
    """

    connection: str
    quiet: str = ""
    p50: str = ""
    p99: str = ""
    worst: str = ""
    ratio: str = ""
    sink: str = ""


class Row(NamedTuple):
    """One entry of the table, as text. An empty `broken` means that the promise was kept."""

    what: str
    many: str
    lost: str
    leaked: str = ""
    waits: tuple[Wait, ...] = ()
    broken: tuple[str, ...] = ()
    seen: str = ""  # what else is worth knowing, such as what became of the guests


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
