"""A thousand viewers and a judge: what telling them costs, and how soon the judge has the acknowledgement."""

import time
from collections import defaultdict
from collections.abc import Iterable
from contextlib import ExitStack, closing
from pathlib import Path
from statistics import median

from . import Row, hall
from .child import SLOW_FSYNC_S
from .crowd import Crowd, connect, post
from .machine import Disk, compiled_floor, pin, workplace
from .servers import Server, floor, python, started

SCREEN = "/live?topic=screen/1"
VIEWERS = 1000
ROUNDS = 10
MESSAGES = 8  # per round and server
SUBMISSIONS = 10  # per round
AT_ONCE = 100

Samples = defaultdict[str, list[float]]


def measure() -> Iterable[Row]:
    pin(1)
    with workplace() as folder, ExitStack() as stack:
        prepared = hall.prepared(folder / "data")
        program = compiled_floor(folder)
        ours = stack.enter_context(started(*python("ours", prepared.folder)))
        before = ours.memory_bytes()
        crowd = stack.enter_context(closing(Crowd(ours.port, prepared.at + SCREEN, prepared.screen, VIEWERS)))
        crowd.settle(0.5)
        memory = (ours.memory_bytes() - before) / VIEWERS
        size = crowd.text_bytes
        others = {
            "floor": stack.enter_context(started(*floor(program, size))),
            **{
                kind: stack.enter_context(started(*python(kind, size)))
                for kind in ("bare", "broadcast", "stock")
            },
        }
        crowds = {"ours": (ours, crowd)}
        for kind, server in others.items():
            there = [each for _, each in crowds.values()]
            come = Crowd(server.port, count=VIEWERS, beside=there)
            crowds[kind] = (server, stack.enter_context(closing(come)))
        cpu, last = fan_out(crowds)
        acks = submissions(prepared, crowds, Disk(folder))
        ok = stack.enter_context(started(*python("ok")))
        acks["at once"], acks["ok at once"] = at_once(ours, ok, prepared)
    yield from fan_out_rows(cpu, last, "C loop" if program else "bare asyncio transport", size)
    yield from acknowledgement_rows(acks)
    yield from slow_disk_rows()
    yield Row("memory per viewer", f"{memory / 1024:.1f} KB", "", "", "≤ 30 KB")
    yield Row(
        f"memory with {VIEWERS} viewers",
        f"{(before + memory * VIEWERS) / 1e6:.0f} MB",
        f"{before / 1e6:.0f} MB without",
        "",
        "≤ 120 MB",
    )


def fan_out(crowds: dict[str, tuple[Server, Crowd]]) -> tuple[Samples, Samples]:
    """Per server: CPU seconds per delivery, and seconds until the last viewer has it."""
    cpu, last = Samples(list), Samples(list)
    for _ in range(ROUNDS):
        for kind, (server, crowd) in crowds.items():
            crowd.settle()
            before = server.cpu_s()
            last[kind] += [crowd.time(server.go).last for _ in range(MESSAGES)]
            cpu[kind].append((server.cpu_s() - before) / MESSAGES / VIEWERS)
    return cpu, last


def submissions(prepared: hall.Hall, crowds: dict[str, tuple[Server, Crowd]], disk: Disk) -> Samples:
    """Seconds of the floors and of a judge's submit, in turns."""
    ours, crowd = crowds["ours"]
    bottom, bottom_crowd = crowds["floor"]
    found = Samples(list)
    judge, console, plain = (connect(port) for port in (ours.port, ours.port, bottom.port))
    for revision in range(1, ROUNDS * SUBMISSIONS + 1):
        sheet = [
            (judge, post(ours.port, f"{prepared.at}/commands", prepared.judges[0], hall.submit(revision)))
        ]
        rest()
        found["sync"].append(disk.sync_s())
        found["C trip"] += bottom_crowd.time(nothing, [(plain, sheet[0][1])], viewers=0).answers
        rest()
        found["fan-out"].append(bottom_crowd.time(bottom.go).last)
        rest()
        timing = crowd.time(nothing, sheet)
        found["ack"] += timing.answers
        found["last"].append(timing.last)
        rest()
        # The same once more is answered from memory: a round trip through all but the log and the viewers.
        found["trip"] += crowd.time(nothing, sheet, viewers=0).answers
        back = post(ours.port, f"{prepared.at}/commands", prepared.organiser, hall.send_back(0))
        crowd.time(nothing, [(console, back)])
    for left in (disk, judge, console, plain):
        left.close()
    return found


def nothing() -> None:
    pass


def rest() -> None:
    """Everything is measured from a standstill, as in a hall: processors asleep, and TCP too.

    A thousand sockets that were written to are acknowledged together 40 ms later, which takes milliseconds.
    """
    time.sleep(0.06)


def at_once(ours: Server, ok: Server, prepared: hall.Hall) -> tuple[list[float], list[float]]:
    """Seconds each of a hundred waits who ask at the same moment: ours, and a server that says “ok”."""
    nobody = Crowd(ours.port)
    clients = {server: [connect(server.port) for _ in range(AT_ONCE)] for server in (ours, ok)}
    found: dict[Server, list[float]] = {ours: [], ok: []}
    for round in range(20):
        status = None if round % 2 else "withdrawn"
        path = f"{prepared.at}/commands"
        for server in (ours, ok):
            asked = [
                (client, post(server.port, path, prepared.organiser, hall.set_status(n + 1, status)))
                for n, client in enumerate(clients[server])
            ]
            rest()
            found[server] += nobody.time(nothing, asked, viewers=0).answers
    for left in (nobody, *clients[ours], *clients[ok]):
        left.close()
    return found[ours], found[ok]


def fan_out_rows(cpu: Samples, last: Samples, bottom: str, size: int) -> Iterable[Row]:
    def row(name: str, kind: str, against: str, goal: str) -> Row:
        mine, theirs = median(cpu[kind]), median(cpu[against])
        return Row(name, f"{mine * 1e6:.2f} µs", f"{theirs * 1e6:.2f} µs", f"{mine / theirs:.2f}", goal)

    yield row(f"{size} bytes to {VIEWERS} viewers, CPU per delivery ÷ {bottom}", "ours", "floor", "≤ 1.5 ×")
    yield row("  the same ÷ bare asyncio transport", "ours", "bare", "≤ 1.25 ×")
    yield row("  peer: websockets broadcast() ÷ floor", "broadcast", "floor", "more than ours")
    yield row("  peer: uvicorn, send_text in a loop ÷ floor", "stock", "floor", "more than ours")
    mine, theirs = median(last["ours"]), median(last["floor"])
    yield Row(
        "  until the last viewer has it",
        f"{mine * 1e3:.1f} ms",
        f"{theirs * 1e3:.1f} ms",
        f"{mine / theirs:.2f}",
        "",
    )


def acknowledgement_rows(found: Samples) -> Iterable[Row]:
    def row(name: str, value: float, bottom: float, goal: str) -> Row:
        return Row(name, f"{value * 1e3:.2f} ms", f"{bottom * 1e3:.2f} ms", f"{value / bottom:.2f}", goal)

    sync, ack = median(found["sync"]), median(found["ack"])
    last = sorted(found["last"])
    bottom = sync + median(found["fan-out"])
    yield row(
        "submit → acknowledged p50 ÷ (fdatasync + HTTP round trip)",
        ack,
        sync + median(found["trip"]),
        "≤ 2 ×",
    )
    yield row(
        "  the same ÷ (fdatasync + HTTP round trip of the C loop)", ack, sync + median(found["C trip"]), ""
    )
    yield row(
        f"  {AT_ONCE} at once, p50 ÷ (fdatasync + the same through a uvicorn that says ok)",
        median(found["at once"]),
        sync + median(found["ok at once"]),
        "≤ 2 ×",
    )
    yield row("submit → last viewer p50 ÷ (fdatasync + floor's fan-out)", median(last), bottom, "≤ 1.8 ×")
    yield row("submit → last viewer p99 ÷ the same", last[int(len(last) * 0.99)], bottom, "≤ 4 ×")


def slow_disk_rows() -> Iterable[Row]:
    with workplace() as folder:
        prepared = hall.prepared(Path(folder) / "data")
        with started(*python("ours", prepared.folder, "slow")) as ours, started(*python("ok")) as ok:
            together, said_ok = (median(found) for found in at_once(ours, ok, prepared))
    bottom = SLOW_FSYNC_S + said_ok
    yield Row(
        f"  {AT_ONCE} at once on a disk of 5.7 ms per fsync, p50 ÷ the same floor",
        f"{together * 1e3:.1f} ms",
        f"{bottom * 1e3:.1f} ms",
        f"{together / bottom:.2f}",
        "≤ 2 ×",
    )
