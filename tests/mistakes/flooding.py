"""Mistakes that let one socket take what belongs to the hall."""

from . import Mutation

SOCKETS = ("hostile/test_sockets.py",)

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
)
