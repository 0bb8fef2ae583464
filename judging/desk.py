"""The desk: the one place where anything changes.

Commands wait here while the disk is busy; then all that wait are decided in order on the growing state and
written as one batch, so that a hundred judges who submit at once wait for one fsync, not for a hundred.
"""

import asyncio
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from msgspec import Struct

from judging.core.apply import replay
from judging.core.commands import ApplyCorrection, Command, LockTrack
from judging.core.decide import decide
from judging.core.evaluating.lapsing import lapsed, next_end
from judging.core.events import ResultCorrected, TrackLocked
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.sentence import Sentence, template
from judging.core.state import State
from judging.hub import Hub
from judging.recheck import disagreements, told
from judging.store import Draft, Entry, StorageFailed, draft
from judging.store.chain import START, Tail
from judging.store.log import Log, PositionTaken
from judging.store.replaying import next_state

Clock = Callable[[], datetime]  # aware, UTC

MAX_WAITING = 2000  # a hall of devices at once; more is a flood
MOST_UNLOGGED = 10_000  # receipts; a page repeats within minutes, and a whole day has fewer commands
# A reply in the kernel's hands may stay there as long as we go on writing to viewers; a pause lets it leave.
TELL_AFTER_S = 0.001
MOST_CONFLICTS = 100  # in a row for one batch: somebody else writes without a pause
RECHECKED = (LockTrack, ApplyCorrection)
REFUSALS = {
    TrackLocked.__name__: template("不能锁定，核分有 {count} 处不一致：{numbers:；}"),
    ResultCorrected.__name__: template("更正不能生效，核分有 {count} 处不一致：{numbers:；}"),
}
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

    def __init__(self, log: Log, clock: Clock) -> None:
        self._log = log
        self._clock = clock
        self._state = State()
        self._tail = START  # of what is in the state
        self._heard = 0  # as far as the log may reach
        self._receipts: dict[tuple[str, str], Receipt] = {}  # (who, command id) → the first answer
        self._unlogged: dict[tuple[str, str], Receipt] = {}  # of commands that changed nothing, oldest first
        self._waiting: list[_Request] = []
        self._writer: asyncio.Task[None] | None = None
        self._answered = (self._state, 0)  # and the position: what everybody who waited for it knows of
        self._telling: asyncio.TimerHandle | None = None
        self._lapsing: asyncio.TimerHandle | None = None  # when the next evaluation closes by itself
        self._loop: asyncio.AbstractEventLoop | None = None  # entries are first read beside it
        self._closed = False
        self.hub = Hub(self._state, 0)

    @classmethod
    async def open(cls, log: Log, clock: Clock = lambda: datetime.now(UTC)) -> "Desk":
        """A desk on all that *log* holds; from here on the log is the desk's, and closed with it.

        Raises Unreadable if the log cannot be trusted; then it has been closed.
        """
        desk = cls(log, clock)
        log.follow(desk._hear)
        try:
            await asyncio.to_thread(desk._take_in, await log.read())
        except BaseException:
            await log.close()
            raise
        desk.hub = Hub(desk._state, desk.position)
        desk._loop = asyncio.get_running_loop()
        desk._lapse()
        return desk

    @property
    def state(self) -> State:
        return self._state

    @property
    def position(self) -> int:
        """Of the last entry that is in `state`."""
        return self._tail[0]

    @property
    def tail(self) -> Tail:
        """Position and hash of the last entry that is in `state`."""
        return self._tail

    @property
    def log(self) -> Log:
        return self._log

    @property
    def trouble(self) -> Sentence | None:
        """Why nothing can be saved now; None as far as is known."""
        return self._log.trouble

    def now(self) -> datetime:
        """What time it is in this competition: later than it is only in a rehearsal that moved it on."""
        return self._clock() + timedelta(days=self._state.days_ahead)

    async def recover(self) -> None:
        """Ends `trouble` if the disk takes a write again, and tells the consoles how it is."""
        if self._writer is None or self._writer.done():  # a step tries the disk by itself
            await self._log.recover()
            self._begin()
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
        self._begin()
        return await request.answer

    def answer_to(self, id: str, by: Actor) -> Receipt | None:
        """The receipt of a command that is in the log; None for one that is not."""
        return self._receipts.get((by.label, id))

    async def close(self) -> None:
        """Carry out what waits, send the viewers away and close the log."""
        self._closed = True
        if self._writer is not None:
            await self._writer
        if self._telling is not None:
            self._telling.cancel()
        if self._lapsing is not None:
            self._lapsing.cancel()
        self.hub.close()
        await self._log.close()

    def _hear(self, position: int) -> None:
        """The log may reach *position*: what others wrote is told to our viewers, too."""
        self._heard = max(self._heard, position)
        self._begin()

    @property
    def _is_behind(self) -> bool:
        return self._heard > self.position

    @property
    def _may_catch_up(self) -> bool:
        """What a disk did not confirm is not told as long as it may be lost; the next step looks for it."""
        return self._is_behind and self.trouble is None

    def _begin(self) -> None:
        if (self._waiting or self._may_catch_up) and (self._writer is None or self._writer.done()):
            self._writer = asyncio.create_task(self._work())

    async def _work(self) -> None:
        while self._waiting or self._may_catch_up:
            batch = self._next()
            before = self.position
            try:
                await self._carry_out(batch)
            except Exception as error:  # noqa: BLE001 - raised where each of the batch waits
                for request in batch:
                    _answer(request, error)
                if not batch:  # nobody waits: read again with the next step, or once there is no trouble
                    return
            await asyncio.sleep(0)  # the replies go out
            if self.position != before:
                self._answered = (self._state, self.position)
                self._tell_soon()

    def _next(self) -> list[_Request]:
        """All who wait, up to the next lock or correction, which what is in the log alone leads to."""
        locks = (n for n, request in enumerate(self._waiting) if isinstance(request.command, RECHECKED))
        end = max(next(locks, len(self._waiting)), 1)
        batch, self._waiting = self._waiting[:end], self._waiting[end:]
        return batch

    async def _carry_out(self, batch: list[_Request]) -> None:
        """Answer all of *batch* after one write. Raises StorageFailed or Refused; then nothing is written."""
        for _ in range(MOST_CONFLICTS):
            if self._is_behind:
                await self._catch_up()
            at = utc_text(self.now())
            drafts, failures, after = self._decide(batch, at)
            for each in drafts:
                if each.kind in REFUSALS:
                    await self._recheck(each, after)
            try:
                if drafts:
                    self._take_in(await self._log.append(drafts, self._tail))
            except PositionTaken:
                self._heard = max(self._heard, self.position + 1)
                continue
            for request, failure in zip(batch, failures, strict=True):
                _answer(request, failure or self._receipt((request.by.label, request.id), at))
            return
        raise Refused(Reason.TOO_MANY, "另一台服务器正在不断写入这场赛事，请稍等几秒再试")

    async def _catch_up(self) -> None:
        """Take in what others wrote, or we without hearing that it was stored. Raises StorageFailed."""
        heard, self._heard = self._heard, 0
        try:
            self._take_in(await self._log.read(self._tail))
        except BaseException:
            self._heard = max(heard, self._heard)
            raise

    def _decide(self, batch: list[_Request], at: str) -> tuple[list[Draft], list[Exception | None], State]:
        """What to write, what each request failed on, and the state to come.

        Each request sees what those before it will change.
        """
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
        return drafts, failures, state

    async def _recheck(self, asked: Draft, after: State) -> None:
        """核分: the second engine reads the log as it is stored. Raises Refused where it finds otherwise."""
        texts = await self._log.texts()
        differing = await asyncio.to_thread(disagreements, after, texts, asked.data, asked.at)
        if differing:
            raise Refused(
                Reason.DISAGREEMENT,
                REFUSALS[asked.kind],
                count=len(differing),
                numbers=tuple(told(each, self._state) for each in differing[:MOST_TOLD]),
            )

    def _receipt(self, key: tuple[str, str], at: str) -> Receipt:
        """The first answer to a command that did not fail."""
        if known := self._receipts.get(key):
            return known
        # It changed nothing and has no entry: its receipt says where the log stands.
        receipt = self._unlogged.setdefault(key, Receipt(self.position, at))
        if len(self._unlogged) > MOST_UNLOGGED:
            del self._unlogged[next(iter(self._unlogged))]
        return receipt

    def _take_in(self, entries: Iterable[Entry]) -> None:
        """The state grows, and whoever begins to watch sees it."""
        for entry in entries:
            self._state = next_state(self._state, entry)
            self._tail = entry.position, entry.hash
            self._receipts[entry.by, entry.command] = Receipt(entry.position, entry.at)
        self._lapse()

    def _lapse(self) -> None:
        """What closes by time alone is closed now, and will be when its time comes; see `lapsing`."""
        self._state = lapsed(self._state, utc_text(self.now()))
        self.hub.take(self._state, self.position)
        if self._lapsing is not None:
            self._lapsing.cancel()
            self._lapsing = None
        end = next_end(self._state)
        if end and self._loop and not self._closed:
            wait_s = (datetime.fromisoformat(end) - self.now()).total_seconds()
            self._lapsing = self._loop.call_later(max(wait_s, 0), self._lapse_and_tell)

    def _lapse_and_tell(self) -> None:
        self._lapse()
        self._answered = (self._state, self.position)
        self._tell_soon()

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
