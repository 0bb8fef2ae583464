"""Mistakes on the way from a command to the log, and from there to whoever watches."""

from . import Mutation

DESK = ("test_desk.py",)
DESKS = ("store/test_log.py", "test_desks.py")
HUB = ("test_hub.py",)
LOST_END = ("hostile/test_lost_end.py",)

ADVANCING = ("test_advancing.py",)

MISTAKES = (
    Mutation(
        "a real competition's time is moved on",
        "core/rehearsal/clock_advancing.py",
        "    if not state.rehearsal:",
        "    if False:",
        ADVANCING,
    ),
    Mutation(
        "a rehearsal's log does not go on at the later time",
        "desk.py",
        "timedelta(days=self._state.days_ahead)",
        "timedelta()",
        ADVANCING,
    ),
    Mutation(
        "viewers hear before the judge is answered",
        "desk.py",
        "self.hub.publish(state, position)",
        "self.hub.publish(self._state, self._position)",
        DESK,
    ),
    Mutation(
        "what is answered meanwhile is never told",
        "desk.py",
        "if self._answered[1] != position:",
        "if False:",
        DESK,
    ),
    Mutation("a repeat counts twice", "desk.py", "if key not in self._receipts and ", "if ", DESK),
    Mutation("a repeat within a batch counts twice", "desk.py", " and key not in decided", "", DESK),
    Mutation(
        "a batch is decided on the state before it",
        "desk.py",
        "state = replay(state, ",
        "_ = replay(state, ",
        DESK,
    ),
    Mutation("a flood is taken in", "desk.py", "if len(self._waiting) >= MAX_WAITING:", "if False:", DESK),
    Mutation(
        "a closed desk takes commands", "desk.py", "        if self._closed:", "        if False:", DESK
    ),
    Mutation(
        "an answer is forgotten at a restart",
        "desk.py",
        "        self._receipts[entry.by, entry.command] = ",
        "        _ = ",
        DESK,
    ),
    Mutation("a late state takes viewers back", "hub.py", " or topic.position > position", "", HUB),
    Mutation(
        "who lost the session goes on watching",
        "hub.py",
        "if not viewer.may_stay(self._state):",
        "if False:",
        HUB,
    ),
    Mutation(
        "a lost pass is asked about too late", "hub.py", "self.review(concerned(before, state))", "pass", HUB
    ),
    Mutation(
        "who had the pass before is not asked",
        "hub.py",
        "for of in (before, after)",
        "for of in (after,)",
        HUB,
    ),
    Mutation(
        "an old message overtakes a new one",
        "hub.py",
        "            if name in self._stale:",
        "            if name in self._stale and name not in self._due:",
        HUB,
    ),
    Mutation(
        "who comes to a closed hub waits there for ever", "hub.py", "if self._is_closed:", "if False:", HUB
    ),
    Mutation("who has left is told once more", "hub.py", "if viewer in self.viewers:", "if True:", HUB),
    Mutation(
        "what the disk did not confirm counts as confirmed",
        "desk.py",
        "return self._is_behind and self.trouble is None",
        "return self._is_behind",
        DESK,
    ),
    Mutation(
        "a job outlives its server and writes on",
        "worker.py",
        "    os._exit(0)",
        "    return",
        ("test_worker.py",),
    ),
    Mutation(
        "who hangs up leaves the answer to the next",
        "worker.py",
        "return await asyncio.shield(task)",
        "return await task",
        ("test_worker.py",),
    ),
    Mutation(
        "a missing entry goes unnoticed",
        "store/chain.py",
        "if position != before + 1:",
        "if False:",
        ("store",),
    ),
    Mutation(
        "a changed entry goes unnoticed",
        "store/chain.py",
        "if hash.encode() != stored:",
        "if False:",
        ("store",),
    ),
    Mutation(
        "a log that lost its end opens",
        "store/sqlite.py",
        "_, log.notice = await asyncio.to_thread(vouched, path)",
        "log.notice = None",
        LOST_END,
    ),
    Mutation(
        "an acknowledgement leaves the tail file where it was",
        "store/sqlite.py",
        "            self._tail_file.hold(self._end)\n            self._tell",
        "            self._tell",
        LOST_END,
    ),
    Mutation(
        "steps are written to a file that was taken away",
        "store/sqlite.py",
        "            await self._check_in_place()\n",
        "",
        ("hostile/test_log_file.py",),
    ),
    Mutation(
        "steps go on into a file that another was copied over",
        "store/sqlite.py",
        "self._is_overwritten = not await asyncio.to_thread(self._passes, self._end)",
        "self._is_overwritten = False",
        ("hostile/test_log_file.py",),
    ),
    Mutation(
        "what was perhaps written is written over",
        "store/sqlite.py",
        "if after != self.tail or self._is_uncertain:",
        "if after != self.tail:",
        ("store/test_sqlite.py",),
    ),
    Mutation(
        "a step is written behind others than it was decided on",
        "store/sqlite.py",
        "if after != self.tail or self._is_uncertain:",
        "after = self.tail\n            if self._is_uncertain:",
        DESKS,
    ),
    Mutation(
        "the same in memory",
        "store/memory.py",
        "if after != self.tail:",
        "after = self.tail\n        if False:",
        DESKS,
    ),
    Mutation(
        "a step is decided on less than is known to be written",
        "desk.py",
        "if self._is_behind:",
        "if False:",
        DESKS,
    ),
    Mutation(
        "viewers do not hear what another desk wrote",
        "desk.py",
        "        self._heard = max(self._heard, position)\n        self._begin()",
        "        self._heard = max(self._heard, position)",
        DESKS,
    ),
    Mutation(
        "what was not read is forgotten", "desk.py", "self._heard = max(heard, self._heard)", "pass", DESKS
    ),
    Mutation(
        "a commit is not synced", "store/schema.py", "synchronous = FULL", "synchronous = OFF", ("store",)
    ),
    Mutation(
        "two servers share a data folder",
        "store/lock.py",
        "raise _occupied(folder) from held",
        "return",
        ("hostile/test_one_server.py",),
    ),
    Mutation(
        "a log that changed meanwhile is written on",
        "store/sqlite.py",
        "if await _end(db) != self.tail:",
        "if False:",
        ("hostile/test_bad_disk.py",),
        "another_program",
    ),
    Mutation(
        "the place of a pulled stick passes for the stick",
        "web/backup_disk.py",
        "_mark(self.folder) == chosen.mark or",
        "True or",
        ("hostile/test_pulled_stick.py",),
    ),
    Mutation(
        "others can read the competition",
        "store/private.py",
        "MODE = 0o600",
        "MODE = 0o644",
        ("hostile/test_private_files.py",),
    ),
)
