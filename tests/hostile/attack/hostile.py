"""A thousand hostile connections of each kind: what they make the judges wait, and what they leave behind."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from typing import NamedTuple

from judging.store.sqlite import entries
from tests.bench import hall
from tests.bench.machine import CORES, compiled_floor, pin, workplace

from . import Options, Row, Wait
from .guests import humble
from .host import Host, Use, hosted
from .judges import PATIENCE_S, Judges, StandsStill, Waits, by_others
from .kinds import COMPETITION, INSIDER, KINDS

QUIET_S = 3.0
SINK_S = 2.0
READY_S = 10.0
REST_S = 20.0  # a connection that says nothing is cut after as long
RETURN_S = 5.0  # for memory
NOTICED_S = 25.0  # a guest who waits for a turn and has left is noticed then
HIGH = -15  # as a process's niceness, where we may; the server inherits it
MOST = 2.0  # × the quiet median
SPARE_DESCRIPTORS = 3
SPARE_BYTES = 16_000_000
KEPT_BYTES = 96_000_000  # that the system may keep for the next crowd, if that takes no more: 64 KB each
MORE_BYTES = 8_000_000
WAVE_S = 3.0
SPARE_COMPLAINTS = 20_000


class Guests(NamedTuple):
    """`many`: from as many addresses as there are; `cookie`: of a judge whose phone they have."""

    kind: str
    count: int
    many: bool
    cookie: str
    at: str  # where the addresses of the competition begin


def measure(names: Iterable[str], options: Options) -> Iterator[Row]:
    with alone_on_a_core(), workplace() as base:
        program = compiled_floor(base)
        assert program, "the sink that the guests are measured at is a C program: install a compiler"
        for name in names:
            for many in {"one": [False], "many": [True], "both": [False, True]}[options.addresses]:
                yield attacked(name, many, options, program)


@contextmanager
def alone_on_a_core() -> Iterator[None]:
    """The judges' core, before whatever else runs on this machine: that is not part of the hall."""
    usual = os.getpriority(os.PRIO_PROCESS, 0)
    pin(1)
    with suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, 0, HIGH)
    yield
    with suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, 0, usual)
    os.sched_setaffinity(0, CORES)


def attacked(name: str, many: bool, options: Options, program: Path) -> Row:
    kind = KINDS[name]
    with workplace() as base:
        prepared = hall.prepared(base / "data")
        (file,) = prepared.folder.glob("*.sqlite")
        begun = len(entries(file))
        with hosted(prepared.folder) as host:
            judges = Judges(host.port, prepared)
            guests = Guests(name, options.count, many, prepared.judges[-1], prepared.at)
            waits, change, said = ordeal(host, judges, program, guests, options.seconds)
            change = change._replace(descriptors=change.descriptors + judges.put_out)
            judges.close()
        log = entries(file)[begun:]
    broken = list(broken_promises(waits, change, judges))
    if lost := judges.lost(log):
        broken.append(f"{lost} acknowledged sheets are not in the log")
    if grown := by_others(log):
        broken.append(f"the log grew by {grown:,} entries")
    return Row(
        f"{name}: {kind.says}",
        f"{options.count * kind.times:,} from {'many' if many else 'one'}",
        str(lost),
        f"{change.descriptors:+d} fd {megabytes(change)} MB {grown:+d} entries",
        tuple(told(waits)),
        tuple(broken),
        f"guests: {said}",
    )


def ordeal(
    host: Host, judges: Judges, program: Path, guests: Guests, seconds: float
) -> tuple[dict[str, Waits], Use, str]:
    """Quiet, guests at a sink, quiet, guests at the server, quiet; and how much more the server uses then."""
    with arrived(guests._replace(kind="half"), host.port):
        judges.submit_for(1.0)  # once as full as a hall: what it takes for that is no leak
    judges.hang_up()
    host.rest(REST_S)
    before = host.use()
    waits = {"quiet": judges.submit_for(QUIET_S)}
    with sink(program) as port, arrived(guests, port):
        waits["sink"] = judges.submit_for(SINK_S)
    waits["quiet"] = joint(waits["quiet"], judges.submit_for(QUIET_S / 2))
    waits["attack"] = Waits([], [])
    with suppress(StandsStill):
        with arrived(guests, host.port) as counts:
            waits["attack"] = judges.submit_for(seconds)
        host.rest(REST_S)
        waits["quiet"] = joint(waits["quiet"], judges.submit_for(QUIET_S / 2))
    judges.hang_up()
    change = returned(host, before)
    if change.memory_bytes > SPARE_BYTES:
        with arrived(guests, host.port):
            time.sleep(WAVE_S)
        host.rest(REST_S)
        change = change._replace(again_bytes=returned(host, before).memory_bytes - change.memory_bytes)
    return waits, change, ", ".join(f"{what} {many:,}" for what, many in counts.items())


def joint(one: Waits, other: Waits) -> Waits:
    return Waits(one.kept + other.kept, one.fresh + other.fresh)


def returned(host: Host, before: Use) -> Use:
    """What the server uses more than *before*, once it has had time to give it back."""
    begin = time.monotonic()
    while True:
        change = host.use().less(before)
        has_all = change.memory_bytes <= SPARE_BYTES or time.monotonic() > begin + RETURN_S
        if (has_all and change.descriptors <= SPARE_DESCRIPTORS) or time.monotonic() > begin + NOTICED_S:
            return change
        time.sleep(0.5)


def broken_promises(waits: dict[str, Waits], change: Use, judges: Judges) -> Iterator[str]:
    for name in Waits._fields:
        quiet, attack = median(getattr(waits["quiet"], name)), getattr(waits["attack"], name)
        if not attack or median(attack) > MOST * quiet:
            yield f"judges wait more than {MOST:g} × as long over a {name} connection"
    if judges.late:
        yield f"{judges.late} requests of the hall were answered after more than {PATIENCE_S:.0f} s"
    if judges.put_out:
        yield f"{judges.put_out} pages of the hall were put out"
    if change.descriptors > SPARE_DESCRIPTORS:
        yield f"{change.descriptors} descriptors stay open"
    if change.memory_bytes > KEPT_BYTES or change.again_bytes > MORE_BYTES:
        yield f"{megabytes(change)} MB of memory stay taken"
    if change.said_bytes > SPARE_COMPLAINTS:
        yield f"{change.said_bytes:,} bytes of complaints"


def megabytes(change: Use) -> str:
    """That stayed taken, and how much more after a second wave where that was much."""
    again = f"{change.again_bytes / 1e6:+.0f}" if change.memory_bytes > SPARE_BYTES else ""
    return f"{change.memory_bytes / 1e6:+.0f}{again}"


def told(waits: dict[str, Waits]) -> Iterator[Wait]:
    for name in Waits._fields:
        quiet, sunk, attack = (sorted(getattr(waits[when], name)) for when in ("quiet", "sink", "attack"))
        if not (quiet and sunk and attack):
            yield Wait(name)
            continue
        usual = median(quiet)
        figures = (usual, median(attack), attack[int(len(attack) * 0.99)], attack[-1])
        ratios = (median(attack) / usual, median(sunk) / usual)
        yield Wait(name, *(f"{wait * 1e3:.1f}" for wait in figures), *(f"{ratio:.1f}" for ratio in ratios))


@contextmanager
def sink(program: Path) -> Iterator[int]:
    """Somewhere to send the same that costs the server nothing."""
    with subprocess.Popen(
        [program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, preexec_fn=lambda: (pin(1), humble())
    ) as process:
        assert process.stdin
        assert process.stdout
        yield int(process.stdout.readline())
        process.stdin.close()


@contextmanager
def arrived(guests: Guests, port: int) -> Iterator[dict[str, int]]:
    """Guests at *port*, all of them there; afterwards what became of them."""
    counts: dict[str, int] = {}
    wanted = (guests.kind, str(port), str(guests.count), "many" if guests.many else "one")
    with subprocess.Popen(
        [sys.executable, "-m", "tests.hostile.attack.guests", *wanted],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, INSIDER: guests.cookie, COMPETITION: guests.at},
    ) as process:
        assert process.stdin
        assert process.stdout
        try:
            assert process.stdout.readline() == b"ready\n"
            yield counts
            process.stdin.close()
            counts.update(json.loads(process.stdout.readline()))
            process.wait(READY_S)
        finally:
            if process.poll() is None:
                process.kill()
