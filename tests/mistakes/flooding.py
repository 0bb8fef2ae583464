"""Mistakes that let one connection take what belongs to the hall."""

from . import Mutation

SOCKETS = ("hostile/test_sockets.py",)
REQUESTS = ("hostile/test_requests.py",)
PATIENCE = ("hostile/test_patience.py",)
QUIET = ("hostile/test_quiet.py",)
CROWDS = ("hostile/test_crowds.py",)
CONNECTIONS = ("hostile/test_connections.py",)
ADMISSION = ("web/test_admission.py",)

MISTAKES = (
    Mutation(
        "a socket may say as much as it likes",
        "web/protocol.py",
        "not self._allowance.take(len(data) + PIECE, self.loop.time())",
        "False",
        SOCKETS,
        "heard_out",
    ),
    Mutation(
        "a message in pieces is waited for",
        "web/protocol.py",
        "if self.frames:",
        "if False:",
        SOCKETS,
        "in_pieces",
    ),
    Mutation(
        "what comes with the head counts as head",
        "web/protocol.py",
        "if self._is_in_head and self._unparsed_bytes",
        "if self._unparsed_bytes",
        REQUESTS,
        "workbook",
    ),
    Mutation(
        "a head that ends may be as long as it likes",
        "web/protocol.py",
        "if self._head_bytes > MAX_HEAD_BYTES:",
        "if False:",
        REQUESTS,
        "head",
    ),
    Mutation(
        "requests pile up on one connection",
        "web/protocol.py",
        "if len(self.pipeline) >= MAX_AHEAD:",
        "if False:",
        REQUESTS,
        "ahead",
    ),
    Mutation(
        "broken text is told with a traceback",
        "web/protocol.py",
        "            self.shut(NO_TEXT)",
        "            super().handle_text(event)",
        QUIET,
    ),
    Mutation("every wrong request is told", "web/server.py", '"error",  #', '"warning",  #', QUIET),
    Mutation(
        "a close of both sides at once is a traceback",
        "web/protocol.py",
        "if self.conn.state is OPEN:",
        "if True:",
        QUIET,
    ),
    Mutation(
        "a handshake that is none leaves its socket open",
        "web/protocol.py",
        "self.transport.close()",
        "pass",
        QUIET,
    ),
    Mutation(
        "who takes no answer is waited for",
        "web/protocol.py",
        "if unsent == unsent_before:",
        "if False:",
        PATIENCE,
    ),
    Mutation(
        "who sends empty lines is waited for",
        "web/protocol.py",
        "if self._patience is None:",
        "if False:",
        PATIENCE,
    ),
    Mutation(
        "a websocket begins in the midst of an answer",
        "web/protocol.py",
        "if (before and not before.response_complete) or",
        "if",
        PATIENCE,
    ),
    Mutation(
        "guests are served as they come",
        "web/admitting.py",
        "if self._is_known:\n            super()._start_asgi_task",
        "if True:\n            super()._start_asgi_task",
        CROWDS,
        "earlier",
    ),
    Mutation(
        "a made-up cookie goes first",
        "web/known.py",
        "if device in self._venue.organisers:",
        "if True:",
        CROWDS,
        "nobody_was_given",
    ),
    Mutation(
        "a judge's phone may ask without end",
        "web/known.py",
        "return allowance is None or allowance.take(1, time.monotonic())",
        "return True",
        CROWDS,
        "without_end",
    ),
    Mutation(
        "a flood of connections keeps judges out",
        "web/door.py",
        "if any(self.is_known(found[1]) for found in COOKIE.finditer(head)):",
        "if False:",
        CONNECTIONS,
    ),
    Mutation(
        "whoever came first and says nothing stays",
        "web/admission.py",
        "self.remove_oldest() if len(self) > self._most else None",
        "connection if len(self) > self._most else None",
        ADMISSION,
        "longest",
    ),
    Mutation(
        "one address has all the turns",
        "web/admission.py",
        "        del self._waiting[address]\n        if queue:",
        "        if not queue:\n            del self._waiting[address]\n        if False:",
        ADMISSION,
        "has_its_turn",
    ),
    Mutation(
        "a judge's connection is closed between two sheets",
        "web/admitting.py",
        "KEEP_KNOWN_S if self._is_known else self.config.timeout_keep_alive",
        "self.config.timeout_keep_alive",
        CROWDS,
        "two_sheets",
    ),
    Mutation(
        "connections that are gone stay in memory",
        "web/admitting.py",
        "self.cycle = self.parser = self._held = None",
        "self._held = None",
        ("hostile/test_memory.py",),
    ),
    Mutation(
        "what a guest sends piles up while it waits",
        "web/admitting.py",
        "body = body[: HIGH_WATER_LIMIT + 1 - len(self.cycle.body)]",
        "pass",
        ("hostile/test_memory.py",),
        "piled_up",
    ),
    Mutation(
        "a flood of connections keeps a new judge's phone out",
        "web/admission.py",
        "return of.calm.take(1, now)",
        "return False",
        CONNECTIONS,
    ),
    Mutation(
        "an organiser's slow upload is cut off",
        "web/protocol.py",
        "elif self._is_known:",
        "elif False:",
        PATIENCE,
        "slowly_is_waited",
    ),
)
