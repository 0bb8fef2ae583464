"""For a server started by another program: to end when that one does, even if it is killed."""

import os
import signal
import sys
import threading

STDIN = 0


def end_with_parent() -> None:
    """From here on, the end of standard input ends this program as Ctrl+C would. For the main thread.

    A pipe closes with the process that holds its other end, on every system; signals and process groups do
    not work alike on all.
    """
    # Not SIGINT: whoever is started in the background of a script ignores it, and so do all that it starts.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    threading.Thread(target=_wait, daemon=True).start()


def _wait() -> None:
    # Not through sys.stdin: the interpreter cannot end while a thread holds the lock of its buffer.
    while os.read(STDIN, 1024):
        pass
    if sys.platform == "win32":  # where os.kill ends a process on the spot
        signal.raise_signal(signal.SIGTERM)
    else:  # to the process and not to this thread, so that a main thread that waits for the network wakes up
        os.kill(os.getpid(), signal.SIGTERM)
