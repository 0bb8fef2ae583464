"""The second engine beside the first, on another core: whoever waits for a million marks waits once."""

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

import msgspec

from judging.files.results_json import Json

WORTH_BYTES = 1 << 22  # of text; for less a process costs more than it saves


@contextmanager
def second_answer(compute: Callable[[], Json], size: int) -> Iterator[Callable[[], Json]]:
    """What the second engine computes, once asked; it has begun by then where there are many bytes to read.

    Asking raises what the engine failed on, or EOFError if its process ended without an answer. A process
    whose answer nobody asked for is ended.
    """
    if size < WORTH_BYTES:
        yield compute
        return
    here, there = multiprocessing.Pipe(duplex=False)
    engine = multiprocessing.Process(target=_compute, args=(compute, there), daemon=True)
    engine.start()
    there.close()
    with here:
        try:
            yield lambda: _received(here)
        finally:
            engine.terminate()
            engine.join()


def _compute(compute: Callable[[], Json], there: Connection) -> None:
    """Sends (answer as JSON, what failed): pickle would remember each of a million small objects."""
    try:
        there.send((msgspec.json.encode(compute()), None))
    except Exception as error:  # noqa: BLE001 - raised where the answer is asked for
        there.send((b"", error))


def _received(here: Connection) -> Json:
    encoded, failure = here.recv()
    if failure:
        raise failure
    return msgspec.json.decode(encoded, type=Json)
