"""Two thousand clients that connect at once after a restart, each to be sent a view of 30 KB."""

import time
from collections.abc import Iterable
from statistics import median

from . import Row, hall
from .crowd import Crowd, storm
from .machine import compiled_floor, pin, workplace
from .servers import Server, floor, python, started

CLIENTS = 2000
ROUNDS = 5
IDLE_S = 0.005  # of CPU time in a tenth of a second


def measure() -> Iterable[Row]:
    pin(1)
    with workplace() as folder:
        prepared = hall.prepared(folder / "data")
        program = compiled_floor(folder)
        asked = (f"{prepared.at}/live?topic=console/main", prepared.organiser)
        with started(*python("ours", prepared.folder)) as ours:
            one = Crowd(ours.port, *asked, count=1)
            one.settle()
            size = one.text_bytes
            one.close()
            with started(*floor(program, size, greet=True)) as bottom:
                took, cpu = {}, {}
                for name, server in (("floor", bottom), ("ours", ours)):
                    rounds = [one_storm(server, *asked) for _ in range(ROUNDS)]
                    took[name], cpu[name] = map(median, zip(*rounds, strict=True))
    cpu = {name: seconds / CLIENTS for name, seconds in cpu.items()}
    against = "C loop" if program else "bare asyncio transport"
    yield Row(
        f"{CLIENTS} clients reconnect, each gets {size / 1000:.0f} KB ÷ {against}",
        f"{took['ours']:.2f} s",
        f"{took['floor']:.2f} s",
        f"{took['ours'] / took['floor']:.2f}",
        "≤ 4 ×",
    )
    yield Row(
        "  the same, CPU per client",
        f"{cpu['ours'] * 1e6:.0f} µs",
        f"{cpu['floor'] * 1e6:.0f} µs",
        f"{cpu['ours'] / cpu['floor']:.2f}",
        "",
    )


def one_storm(server: Server, path: str, cookie: str) -> tuple[float, float]:
    """Seconds until all are served, and CPU seconds of the server, once the storm before has blown over."""
    while True:
        before = server.cpu_s()
        time.sleep(0.1)
        if server.cpu_s() - before < IDLE_S:
            break
    before = server.cpu_s()
    took = storm(server.port, path, cookie, CLIENTS)
    return took, server.cpu_s() - before
