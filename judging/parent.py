"""For a server started by another program: to end when that one does, even if it is killed."""

import _thread
import os
import threading

STDIN = 0


def end_with_parent() -> None:
    """From here on, the end of standard input interrupts the main thread, as Ctrl+C would.

    A pipe closes with the process that holds its other end, on every system; signals and process groups do
    not work alike on all.
    """
    threading.Thread(target=_wait, daemon=True).start()


def _wait() -> None:
    # Not through sys.stdin: the interpreter cannot end while a thread holds the lock of its buffer.
    while os.read(STDIN, 1024):
        pass
    _thread.interrupt_main()
