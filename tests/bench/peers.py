"""Servers of other ecosystems in the same run. Asks npm for them, so it runs only when named."""

import shutil
import subprocess
from collections.abc import Iterable
from contextlib import ExitStack, closing
from pathlib import Path
from statistics import median

from . import Row, hall
from .crowd import Crowd
from .machine import compiled_floor, pin, workplace
from .servers import floor, python, started
from .viewers import SCREEN, VIEWERS, fan_out

WS_JS = Path(__file__).with_name("peer.mjs")


def measure() -> Iterable[Row]:
    if not shutil.which("npm"):
        yield Row("peers: there is no npm on this machine", "", "", "", "")
        return
    pin(1)
    with workplace() as folder, ExitStack() as stack:
        subprocess.run(["npm", "install", "--silent", "--prefix", folder, "ws"], check=True)
        script = shutil.copy(WS_JS, folder)
        prepared = hall.prepared(folder / "data")
        ours = stack.enter_context(started(*python("ours", prepared.folder)))
        crowd = stack.enter_context(closing(Crowd(ours.port, prepared.at + SCREEN, prepared.screen, VIEWERS)))
        crowd.settle(0.5)
        size, crowds = crowd.text_bytes, {"ours": (ours, crowd)}
        for kind, command in (
            ("floor", floor(compiled_floor(folder), size)),
            ("ws", ("node", script, size)),
        ):
            server = stack.enter_context(started(*command))
            crowds[kind] = (server, stack.enter_context(closing(Crowd(server.port, count=VIEWERS))))
        cpu, last = fan_out(crowds)
    for kind, name in (("ours", "this program"), ("ws", "peer: Node ws")):
        mine, bottom = median(cpu[kind]), median(cpu["floor"])
        yield Row(
            f"{size} bytes to {VIEWERS} viewers, CPU per delivery ÷ floor, {name}",
            f"{mine * 1e6:.2f} µs",
            f"{bottom * 1e6:.2f} µs",
            f"{mine / bottom:.2f}",
            "≤ 1.5 ×" if kind == "ours" else "more than ours",
        )
        mine, bottom = median(last[kind]), median(last["floor"])
        yield Row(
            "  until the last viewer has it",
            f"{mine * 1e3:.1f} ms",
            f"{bottom * 1e3:.1f} ms",
            f"{mine / bottom:.2f}",
            "",
        )
