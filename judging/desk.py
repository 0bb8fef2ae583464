"""The desk: the one place where anything changes.

Commands wait here while the disk is busy; then all that wait are decided in order on the growing state and
written as one batch, so that a hundred judges who submit at once wait for one fsync, not for a hundred.
"""

import asyncio
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from msgspec import Struct

from judging.core.apply import apply, replay
from judging.core.commands import Command, LockTrack
from judging.core.decide import decide
from judging.core.events import TrackLocked
from judging.core.people import Actor
from judging.core.refused import Reason, Refused
from judging.core.sentence import Sentence
from judging.core.state import State
from judging.hub import Hub
from judging.recheck import disagreements, told
from judging.store import Draft, Entry, StorageFailed, draft
from judging.store.sqlite import SqliteLog

Clock = Callable[[], datetime]  # aware, UTC

MAX_WAITING = 2000  # a hall of devices at once; more is a flood
MOST_UNLOGGED = 10_000  # receipts; a page repeats within minutes, and a whole day has fewer commands
# A reply in the kernel's hands may stay there as long as we go on writing to viewers; a pause lets it leave.
TELL_AFTER_S = 0.001
MOST_TOLD = 3  # differences between the engines in one message; `judging verify` lists them all


class Receipt(Struct, frozen=True):
    """Where in the log a command came to stand, and when (UTC): what a page turns green on."""

    position: int
    at: str


class StorageView(Struct, frozen=True):
    """`trouble`: why steps are refused, and what to do about it. `notice`: what to check after a restart."""

    trouble: Sentence | None
    notice: Sentence | None = None


class _Request(NamedTuple):
    id: str
    command: Command
    by: Actor
    answer: asyncio.Future[Receipt]


class Desk:
    """Decides, writes, takes in what was written, answers, tells: in this order.

    The state grows only from entries that came back from the log, at start-up and after each write alike, so
    it cannot disagree with the log.
    """

    def __init__(self, log: SqliteLog, clock: Clock) -> None:
        self._log = log
        self._clock = clock
        self._state = State()
        self._position = 0
        self._receipts: dict[tuple[str, str], Receipt] = {}  # (who, command id) → the first answer
        self._unlogged: dict[tuple[str, str], Receipt] = {}  # of commands that changed nothing, oldest first
        self._waiting: list[_Request] = []
        self._writer: asyncio.Task[None] | None = None
        self._answered = (self._state, 0)  # and the position: what everybody who waited for it knows of
        self._telling: asyncio.TimerHandle | None = None
        self._closed = False
        self.hub = Hub(self._state, 0)

    @classmethod
    async def open(cls, log: SqliteLog, clock: Clock = lambda: datetime.now(UTC)) -> "Desk":
        """A desk on all that *log* holds; from here on the log is the desk's, and closed with it.

        Raises Unreadable if the log cannot be trusted; then it has been closed.
        """
        desk = cls(log, clock)
        try:
            await asyncio.to_thread(desk._take_in_all, await log.read())
        except BaseException:
            await log.close()
            raise
        desk.hub = Hub(desk._state, desk._position)
        return desk

    @property
    def state(self) -> State:
        return self._state

    @property
    def position(self) -> int:
        """Of the last entry that is in `state`."""
        return self._position

    @property
    def log(self) -> SqliteLog:
        return self._log

    @property
    def trouble(self) -> Sentence | None:
        """Why nothing can be saved now; None as far as is known."""
        return self._log.trouble

    async def recover(self) -> None:
        """Ends `trouble` if the disk takes a write again, and tells the consoles how it is."""
        if self._writer is None or self._writer.done():  # a step tries the disk by itself
            await self._log.recover()
        self.hub.tell("storage", StorageView(self.trouble, self._log.notice))

    async def submit(self, id: str, command: Command, by: Actor) -> Receipt:
        """Carry out *command*; its receipt, once the log has it durably.

        A repeat of *id* by the same actor gets the first receipt, also after a restart; only what changed
        nothing is in no log, and is decided anew then. Runs to its end even if whoever asked hangs up.
        Raises Refused or StorageFailed; then nothing has happened, or the sentence says that it may have.
        """
        if self._closed:
            raise StorageFailed("服务器正在关闭，这一步没有保存：请等它重新启动后再试。")
        if len(self._waiting) >= MAX_WAITING:
            raise Refused(Reason.TOO_MANY, "同时提交的人太多，请稍等几秒再试")
        request = _Request(id, command, by, asyncio.get_running_loop().create_future())
        self._waiting.append(request)
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._work())
        return await request.answer

    async def close(self) -> None:
        """Carry out what waits, send the viewers away and close the log."""
        self._closed = True
        if self._writer is not None:
            await self._writer
        if self._telling is not None:
            self._telling.cancel()
        self.hub.close()
        await self._log.close()

    async def _work(self) -> None:
        while self._waiting:
            batch = self._next()
            before = self._position
            try:
                await self._carry_out(batch)
            except Exception as error:  # noqa: BLE001 - raised where each of the batch waits
                for request in batch:
                    _answer(request, error)
            await asyncio.sleep(0)  # the replies go out
            if self._position != before:
                self._answered = (self._state, self._position)
                self._tell_soon()

    def _next(self) -> list[_Request]:
        """All who wait, up to the next lock; a lock by itself, since what is in the log leads to it."""
        locks = (n for n, request in enumerate(self._waiting) if isinstance(request.command, LockTrack))
        end = max(next(locks, len(self._waiting)), 1)
        batch, self._waiting = self._waiting[:end], self._waiting[end:]
        return batch

    async def _carry_out(self, batch: list[_Request]) -> None:
        """Answer all of *batch* after one write. Raises StorageFailed; then the state is as it was."""
        if missed := await self._log.missed():
            for entry in missed:
                self._take_in(entry)
            self.hub.take(self._state, self._position)
        at = utc_text(self._clock())
        drafts, failures = self._decide(batch, at)
        for written in drafts:
            if written.kind == TrackLocked.__name__:
                await self._recheck(written)
        if drafts:
            for entry in await self._log.append(drafts):
                self._take_in(entry)
            self.hub.take(self._state, self._position)
        for request, failure in zip(batch, failures, strict=True):
            _answer(request, failure or self._receipt((request.by.label, request.id), at))

    def _decide(self, batch: list[_Request], at: str) -> tuple[list[Draft], list[Exception | None]]:
        """What to write, and what each request failed on; each sees what those before it will change."""
        state, drafts, failures = self._state, list[Draft](), list[Exception | None]()
        decided = set[tuple[str, str]]()
        for id, command, by, _ in batch:
            failure: Exception | None = None
            key = (by.label, id)
            if key not in self._receipts and key not in self._unlogged and key not in decided:
                try:
                    events = decide(state, command, by, at)
                    written = [draft(event, at, by.label, id) for event in events]
                    state = replay(state, ((event, at, by.label) for event in events))
                except Exception as error:  # noqa: BLE001 - a refusal or a bug: this one's alone
                    failure = error
                else:
                    drafts += written
                    decided.add(key)
            failures.append(failure)
        return drafts, failures

    async def _recheck(self, lock: Draft) -> None:
        """核分: the second engine reads the log as it is stored. Raises Refused where it finds otherwise."""
        texts = await self._log.texts()
        differing = await asyncio.to_thread(disagreements, self._state, texts, lock.data)
        if differing:
            raise Refused(
                Reason.DISAGREEMENT,
                "不能锁定，核分有 {count} 处不一致：{numbers:；}",
                count=len(differing),
                numbers=tuple(told(each, self._state) for each in differing[:MOST_TOLD]),
            )

    def _receipt(self, key: tuple[str, str], at: str) -> Receipt:
        """The first answer to a command that did not fail."""
        if known := self._receipts.get(key):
            return known
        # It changed nothing and has no entry: its receipt says where the log stands.
        receipt = self._unlogged.setdefault(key, Receipt(self._position, at))
        if len(self._unlogged) > MOST_UNLOGGED:
            del self._unlogged[next(iter(self._unlogged))]
        return receipt

    def _take_in_all(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self._take_in(entry)

    def _take_in(self, entry: Entry) -> None:
        self._state = apply(self._state, entry.event, entry.at, entry.by)
        self._position = entry.position
        self._receipts[entry.by, entry.command] = Receipt(entry.position, entry.at)

    def _tell_soon(self) -> None:
        """After a pause viewers hear of what is answered by now; what is answered meanwhile waits its own."""
        if self._telling is None:
            loop = asyncio.get_running_loop()
            self._telling = loop.call_later(TELL_AFTER_S, self._tell, *self._answered)

    def _tell(self, state: State, position: int) -> None:
        self._telling = None
        if self._answered[1] != position:
            self._tell_soon()
        self.hub.publish(state, position)


def _answer(request: _Request, outcome: Receipt | Exception) -> None:
    if request.answer.done():
        return  # whoever asked has hung up
    if isinstance(outcome, Exception):
        request.answer.set_exception(outcome)
    else:
        request.answer.set_result(outcome)


def utc_text(moment: datetime) -> str:
    """As the log writes it: 2026-11-20T14:03:22.123Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
