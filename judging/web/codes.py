"""Login codes: for who cannot scan. Made at the console for one seat while the judge stands there.

A code is good once and for a few minutes, and lives in memory only, on no paper and in no log. It is of one
open competition, which it tells: two are never alike, and wrong tries count for all together. However many
addresses guess and however many codes are made, the chance that any of a day's codes falls is arithmetic of
the numbers below and of how many digits a code has; tests/hostile/test_login_codes.py computes it.
"""

import hmac
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from msgspec import Struct

from judging.core.people.holder import Pass
from judging.core.people.issuing import FEWEST_DIGITS
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import State
from judging.web.entrance.limits import TooMany, WrongTries

GOOD_FOR_S = 300  # as long as somebody stands beside who needs it
# Codes of all addresses together that are compared at all. An honest hall types one in minutes.
TRIES_PER_S = 10.0
TRIES_AT_ONCE = 20
# Each code is one more to guess: so many of a day may have the fewest digits, so many at most one more.
DAY_S = 8 * 3600
MOST_SHORT = (24, 84)


class OpenCode(Struct, frozen=True):
    code: str
    device: str | None  # who had the seat when it was made: somebody else there, and it is void
    until: float  # monotonic seconds


Key = tuple[str, str]  # competition id, pass id


class LoginCodes:
    """Of all competitions of a server."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._open: dict[Key, OpenCode] = {}
        self._wrong = WrongTries(monotonic)
        self._tries_left = float(TRIES_AT_ONCE)
        self._filled = monotonic()
        self._made: list[float] = []  # when, within a day

    def make(self, competition: str, held: Pass, digits: int) -> str:
        """A new code for this pass, of *digits* at least; an earlier one of it is void."""
        now = self._monotonic()
        self._made = [*(at for at in self._made if at > now - DAY_S), now]
        digits = max(digits, FEWEST_DIGITS + sum(len(self._made) > most for most in MOST_SHORT))
        taken = {each.code for each in self._open.values()}
        while (code := f"{secrets.randbelow(10**digits):0{digits}}") in taken:
            pass
        self._open[competition, held.id] = OpenCode(code, held.device, now + GOOD_FOR_S)
        return code

    def opened(self, states: Mapping[str, State], code: str, address: str) -> tuple[str, Pass]:
        """The id of the competition and its pass that *code* opens now; *states* are of all that are open.

        Raises Refused, in the same way for whatever reason it does not open any.
        """
        self._wrong.check(address)
        self._take_turn()
        self._forget_void(states)
        found = None
        for (competition, id), each in self._open.items():
            if hmac.compare_digest(each.code.encode(), code.encode()):
                found = competition, states[competition].passes[id]
        if found is None:
            self._wrong.count(address)
            raise wrong_code()
        self._wrong.forgive(address)
        return found

    @contextmanager
    def spent(self, competition: str, held: Pass) -> Iterator[None]:
        """Nobody else may use its code during the block, nor afterwards unless that failed."""
        key = competition, held.id
        code = self._open.pop(key, None)
        try:
            yield
        except BaseException:
            if code is not None:
                self._open.setdefault(key, code)  # unless the console has made a newer one
            raise

    def _forget_void(self, states: Mapping[str, State]) -> None:
        """Before anything is compared, so that a void code costs exactly what a wrong one does."""
        now = self._monotonic()
        for (competition, id), each in list(self._open.items()):
            state = states.get(competition)
            held = state.passes.get(id) if state is not None and not state.login_closed else None
            if each.until <= now or held is None or held.device != each.device:
                del self._open[competition, id]

    def _take_turn(self) -> None:
        now = self._monotonic()
        self._tries_left = min(TRIES_AT_ONCE, self._tries_left + (now - self._filled) * TRIES_PER_S)
        self._filled = now
        if self._tries_left < 1:
            raise TooMany(1, sentence("正在输入登录码的人太多，请一秒后再按；扫二维码不受影响。"))
        self._tries_left -= 1


def wrong_code() -> Refused:
    return Refused(Reason.PASS_VOID, "登录码不对或已失效。请扫评委证上的二维码，或请场控再发一个登录码。")
