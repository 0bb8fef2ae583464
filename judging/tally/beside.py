"""The second engine beside the first, on another core: whoever waits for a million marks waits once."""

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

import msgspec

from judging.files.results import Json
from judging.second.answer import answer
from judging.second.filed import Texts, filed

WORTH_BYTES = 1 << 22  # of marks; for fewer a process costs more than it saves


@contextmanager
def second_answer(texts: Texts) -> Iterator[Callable[[], Json]]:
    """What the second engine makes of *texts*, once asked; it has begun by then where there is much to do.

    Asking raises what the engine failed on, or EOFError if its process ended without an answer. A process
    whose answer nobody asked for is ended.
    """
    if len(texts.marks) < WORTH_BYTES:
        yield lambda: computed(texts)
        return
    here, there = multiprocessing.Pipe(duplex=False)
    engine = multiprocessing.Process(target=_compute, args=(texts, there), daemon=True)
    engine.start()
    there.close()
    with here:
        try:
            yield lambda: _received(here)
        finally:
            engine.terminate()
            engine.join()


def computed(texts: Texts) -> Json:
    return answer(*filed(texts))


def _compute(texts: Texts, there: Connection) -> None:
    """Sends (answer as JSON, what failed): pickle would remember each of a million small objects."""
    try:
        there.send((msgspec.json.encode(computed(texts)), None))
    except Exception as error:  # noqa: BLE001 - raised where the answer is asked for
        there.send((b"", error))


def _received(here: Connection) -> Json:
    encoded, failure = here.recv()
    if failure:
        raise failure
    return msgspec.json.decode(encoded, type=Json)
