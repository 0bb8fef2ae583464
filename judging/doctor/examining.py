"""All findings about this machine."""

from collections.abc import Iterator
from pathlib import Path

from judging.core.sentence import sentence

from . import disk, firewall, machine, machine_clock, network, phones, port, power, stick, trial_print
from .circumstances import Circumstances
from .finding import WORST_FIRST, Finding

DATA_NAME = sentence("赛事文件夹")


def examine(given: Circumstances) -> tuple[Finding, ...]:
    """The worst first. Blocks for as long as the probes take: with a page printed some seconds."""
    return tuple(sorted(_findings(given), key=lambda finding: WORST_FIRST.index(finding.verdict)))


def _findings(given: Circumstances) -> Iterator[Finding]:
    watch = machine_clock.Watch()  # over all that is between
    found, data = network.measured(), Path(given.data)
    yield from network.findings(found, given.host, given.port)
    asked = () if given.host in network.LOOPBACK_HOSTS else network.reachable(found)
    yield from port.findings(port.measured(given.port, asked))
    yield firewall.finding(firewall.measured(), given.port)
    yield phones.summary(given.tests)
    yield from disk.findings("data", DATA_NAME, disk.measured(data))
    backup = Path(given.backup) if given.backup else None
    yield from stick.findings(stick.measured(backup, data))
    yield from power.findings(power.measured())
    if given.prints:
        yield from trial_print.findings(trial_print.measured())
    ahead_s = tuple(test.ahead_s for test in given.tests if test.ahead_s is not None)
    folders = (data, *([backup] if backup else []))
    yield machine_clock.finding(watch.measured(folders, ahead_s))
    yield from machine.findings(machine.measured())
