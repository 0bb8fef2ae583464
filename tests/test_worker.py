import asyncio
import os
import signal
import socket
import sys
import time
from pathlib import Path

import pytest

from judging import worker as worker_module
from judging.core.refused import Reason, Refused
from judging.files import Problems, rulesfile
from judging.store import Unreadable
from judging.worker import Unfinished, Worker

PATIENCE_S = 20


def doubled(number):
    return 2 * number


def refusing():
    raise Refused(Reason.STALE, "{name}变了", name="甲")


def unreadable():
    raise Unreadable(7, "第 {n} 条", n=7)


def printing():
    print("to nobody", flush=True)
    return os.getpid()


def dying(folder):
    """Ends the process it runs in, the first time."""
    if not (folder / "died").exists():
        (folder / "died").touch()
        os._exit(1)
    return "done"


def sleeping():
    time.sleep(60)


def dying_always():
    os._exit(1)


def connected(port):
    with socket.create_connection(("127.0.0.1", port)):
        time.sleep(60)


@pytest.fixture
async def worker(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))  # where the jobs of these tests are
    worker = Worker()
    yield worker
    await worker.stop()


async def test_a_job_is_done_in_another_process(worker):
    assert await worker.run(doubled, 21) == 42
    assert await worker.run(os.getpid) != os.getpid()


async def test_jobs_that_come_together_each_get_their_own_answer(worker):
    assert await asyncio.gather(*(worker.run(doubled, n) for n in range(50))) == [2 * n for n in range(50)]


async def test_what_a_job_raises_is_raised_with_its_sentence(worker):
    with pytest.raises(Refused) as caught:
        await worker.run(refusing)
    with pytest.raises(Unreadable) as other:
        await worker.run(unreadable)

    assert (caught.value.reason, caught.value.detail) == (Reason.STALE, "甲变了")
    assert caught.value.sentence.values == {"name": "甲"}
    assert (other.value.position, str(other.value)) == (7, "第 7 条")
    assert await worker.run(doubled, 1) == 2


async def test_all_problems_of_a_file_are_raised(worker):
    with pytest.raises(Problems) as caught:
        await worker.run(rulesfile.build, {"name": "测试"})

    with pytest.raises(Problems) as here:
        rulesfile.build({"name": "测试"})
    assert caught.value.problems == here.value.problems


async def test_what_a_job_prints_is_no_answer(worker):
    assert await worker.run(printing) == await worker.run(os.getpid)


async def test_what_nobody_waits_for_any_more_is_nobody_else_s_answer(worker):
    await worker.run(os.getpid)  # its process is there, and gets what follows at once
    asked = asyncio.create_task(worker.run(doubled, 1))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked

    assert await worker.run(doubled, 2) == 4


async def test_large_things_go_both_ways(worker):
    text = "场" * 1_000_000

    assert await worker.run(str.upper, text) == text


async def test_nothing_is_run_that_lies_in_the_folder_one_starts_from(worker, tmp_path, monkeypatch):
    (tmp_path / "msgspec.py").write_text("raise SystemExit('somebody else speaking')", "utf-8")
    monkeypatch.chdir(tmp_path)

    assert await worker.run(doubled, 21) == 42


async def test_a_job_whose_process_was_ended_is_done_by_another(worker, tmp_path):
    assert await worker.run(dying, tmp_path) == "done"


async def test_a_job_whose_process_ends_each_time_is_unfinished_and_the_next_is_done(worker):
    with pytest.raises(Unfinished):
        await worker.run(dying_always)

    assert await worker.run(doubled, 2) == 4


async def test_a_job_that_does_not_end_keeps_nobody_from_their_turn(worker, monkeypatch):
    await worker.run(doubled, 1)
    monkeypatch.setattr(worker_module, "LIMIT_S", 0.5)

    endless = asyncio.create_task(worker.run(sleeping))
    behind = asyncio.create_task(worker.run(doubled, 2))

    with pytest.raises(Unfinished):
        await endless
    monkeypatch.undo()
    assert await behind == 4


@pytest.mark.skipif(sys.platform == "win32", reason="ends it by a signal")
async def test_a_process_that_was_ended_between_two_jobs_is_replaced(worker):
    first = await worker.run(os.getpid)
    os.kill(first, signal.SIGKILL)

    assert await worker.run(os.getpid) != first


async def test_it_goes_when_there_is_nothing_to_do_and_comes_back(worker, monkeypatch):
    monkeypatch.setattr(worker_module, "IDLE_S", 0.01)
    first = await worker.run(os.getpid)
    await asyncio.sleep(0.05)

    assert await worker.run(os.getpid) != first


async def test_a_job_ends_with_the_server_that_asked_for_it():
    """Even if that is killed: the next one may be writing to the same file by then."""
    program = """
import asyncio, sys
from judging.worker import Worker
from tests.test_worker import connected

asyncio.run(Worker().run(connected, int(sys.argv[1])))
"""
    jobs = asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]]()
    async with await asyncio.start_server(lambda *job: jobs.put_nowait(job), "127.0.0.1", 0) as listening:
        port = listening.sockets[0].getsockname()[1]
        server = await asyncio.create_subprocess_exec(sys.executable, "-c", program, str(port))
        job, answer = await jobs.get()

        server.kill()
        await server.wait()

        async with asyncio.timeout(PATIENCE_S):
            assert await job.read() == b""  # its end closes the connection
        answer.close()


async def test_stopping_ends_what_is_going_on():
    worker = Worker()
    await worker.run(doubled, 1)
    asked = asyncio.create_task(worker.run(sleeping))
    await asyncio.sleep(0)

    async with asyncio.timeout(5):
        await worker.stop()

    with pytest.raises(asyncio.CancelledError):
        await asked
