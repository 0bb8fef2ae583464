"""Mistakes that let one connection take what belongs to the hall."""

from . import Mutation

SOCKETS = ("hostile/test_sockets.py",)
REQUESTS = ("hostile/test_requests.py",)

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
)
