"""Login codes: for who cannot scan. Made at the console for one seat while the judge stands there.

A code is good once and for a few minutes, and lives in memory only, on no paper and in no log. However many
addresses guess, the chance that any of a day's codes falls is arithmetic of the numbers below and of how many
digits a code has (core/decide/login); tests/hostile/test_login_codes.py computes it.
"""

import hmac
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from msgspec import Struct

from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import Pass, State

from .limits import TooMany, WrongTries

GOOD_FOR_S = 300  # as long as somebody stands beside who needs it
# Codes of all addresses together that are compared at all. An honest hall types one in minutes.
TRIES_PER_S = 10.0
TRIES_AT_ONCE = 20


class OpenCode(Struct, frozen=True):
    code: str
    device: str | None  # who had the seat when it was made: somebody else there, and it is void
    until: float  # monotonic seconds


class LoginCodes:
    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._open: dict[str, OpenCode] = {}  # pass id →
        self._wrong = WrongTries(monotonic)
        self._tries_left = float(TRIES_AT_ONCE)
        self._filled = monotonic()

    def make(self, held: Pass, digits: int) -> str:
        """A new code for this pass; an earlier one of it is void."""
        taken = {each.code for each in self._open.values()}
        while (code := f"{secrets.randbelow(10**digits):0{digits}}") in taken:
            pass
        self._open[held.id] = OpenCode(code, held.device, self._monotonic() + GOOD_FOR_S)
        return code

    def opened(self, state: State, code: str, address: str) -> Pass:
        """The pass that *code* opens now. Raises Refused, in the same way for whatever reason it does not."""
        self._wrong.check(address)
        self._take_turn()
        self._forget_void(state)
        found = None
        for id, each in self._open.items():
            if hmac.compare_digest(each.code.encode(), code.encode()):
                found = state.passes[id]
        if found is None:
            self._wrong.count(address)
            raise Refused(
                Reason.PASS_VOID,
                "登录码不对或已失效。请扫评委证上的二维码，或请场控再发一个登录码。",
            )
        self._wrong.forgive(address)
        return found

    @contextmanager
    def spent(self, held: Pass) -> Iterator[None]:
        """Nobody else may use its code during the block, nor afterwards unless that failed."""
        code = self._open.pop(held.id, None)
        try:
            yield
        except BaseException:
            if code is not None:
                self._open.setdefault(held.id, code)  # unless the console has made a newer one
            raise

    def _forget_void(self, state: State) -> None:
        """Before anything is compared, so that a void code costs exactly what a wrong one does."""
        now = self._monotonic()
        for id, each in list(self._open.items()):
            held = state.passes.get(id)
            if state.login_closed or each.until <= now or held is None or held.device != each.device:
                del self._open[id]

    def _take_turn(self) -> None:
        now = self._monotonic()
        self._tries_left = min(TRIES_AT_ONCE, self._tries_left + (now - self._filled) * TRIES_PER_S)
        self._filled = now
        if self._tries_left < 1:
            raise TooMany(1, sentence("正在输入登录码的人太多，请一秒后再按；扫二维码不受影响。"))
        self._tries_left -= 1
