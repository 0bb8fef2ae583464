"""No test hangs for ever: each has a time, and whoever overruns it fails and says where it stood.

`@pytest.mark.limit(seconds)` gives a test another time than the usual one, `JUDGING_TEST_LIMIT_S` all others.
"""

import faulthandler
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

USUAL_S = float(os.environ.get("JUDGING_TEST_LIMIT_S", "180"))
LEAVE_S = 30.0  # for the interpreter to end once all tests have
AGAIN_S = 10.0  # what hangs may stand in a `finally` on its way out, and hang there too


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    mark = item.get_closest_marker("limit")
    with limited(mark.args[0] if mark else USUAL_S):
        return (yield)


def pytest_unconfigure(config: pytest.Config) -> None:
    """A thread that a test has left behind would keep the interpreter, and whoever waits for it, for ever.

    A worker of several waits for the tests of the others, and is ended by whom it works for.
    """
    if hasattr(config, "workerinput"):
        return
    faulthandler.dump_traceback_later(min(USUAL_S, LEAVE_S), exit=True)


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer"):  # Windows: then the whole run ends there
        faulthandler.dump_traceback_later(seconds, exit=True)
        yield
        faulthandler.cancel_dump_traceback_later()
        return

    def overrun(*_: object) -> None:
        pytest.fail(f"took longer than {seconds:g} s")

    before = signal.signal(signal.SIGALRM, overrun)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
