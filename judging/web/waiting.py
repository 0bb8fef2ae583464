"""Browsers at /screen that the console has not given a name yet: in memory only, and never many.

Anybody who finds the address becomes one, so that here nothing is written, nobody gets a connection, and no
guest keeps the hall's own screens out. A page asks again every second; whoever came back keeps its place.
"""

import time
from collections import Counter
from collections.abc import Callable

from msgspec import Struct

from judging.core.refused import Reason, Refused

MOST = 40  # a venue has a handful; the rest is guests who found the address
RESERVE = 8  # beyond those: for browsers that are logged in at the console
MOST_OF_ADDRESS = 8
SILENT_AFTER_S = 10.0  # pages ask every second
TURNED_AWAY_S = 60.0


class WaitingBrowser(Struct):
    number: int
    address: str
    label: str
    asked: float  # monotonic seconds
    is_proven: bool = False  # has come back: a page that stays, and no single post


class WaitingScreen(Struct, frozen=True):
    number: int
    label: str  # what kind of device it is: “Chrome · Windows”


class WaitingView(Struct, frozen=True):
    """For the consoles; `is_full`: a screen of the hall that comes now is told to wait."""

    screens: tuple[WaitingScreen, ...]  # by number
    is_full: bool


class WaitingScreens:
    """Of one competition; devices as the log would know them."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._of: dict[str, WaitingBrowser] = {}  # device → in the order they came
        self._turned_away: dict[str, float] = {}  # device → until when

    def ask(
        self, device: str, address: str, label: str = "", *, above: int, wish: int = 0, is_known: bool = False
    ) -> int:
        """The number of *device*, above all that the log has used.

        A new one gets the number of its *wish* if that is free: the one it had before the server restarted.
        *is_known*: logged in at a console, and not counted among the guests. Raises Refused.
        """
        self._forget_silent()
        now = self._monotonic()
        if device in self._turned_away:
            raise Refused(Reason.NOT_ALLOWED, "控制台已请这块屏幕退出；如需接入，请一分钟后刷新本页。")
        if known := self._of.get(device):
            known.asked, known.is_proven = now, True
            return known.number
        self._make_room(address, is_known=is_known)
        number = self._free_number(above, wish)
        self._of[device] = WaitingBrowser(number, address, label, now)
        return number

    def device(self, number: int) -> str | None:
        """Which browser shows *number*; None where none does."""
        self._forget_silent()
        return next((device for device, found in self._of.items() if found.number == number), None)

    def knows(self, device: str) -> bool:
        """Whether *device* waits here, or was turned away."""
        self._forget_silent()
        return device in self._of or device in self._turned_away

    def forget(self, device: str) -> None:
        """It waits no longer: the log knows it now."""
        self._of.pop(device, None)

    def turn_away(self, number: int) -> None:
        """Frees the place of whoever shows *number*, who gets none for a minute."""
        device = self.device(number)
        if device is not None:
            del self._of[device]
            while len(self._turned_away) >= MOST + RESERVE:
                del self._turned_away[next(iter(self._turned_away))]
            self._turned_away[device] = self._monotonic() + TURNED_AWAY_S

    def view(self) -> WaitingView:
        self._forget_silent()
        screens = (WaitingScreen(found.number, found.label) for found in self._of.values())
        by_number = tuple(sorted(screens, key=lambda screen: screen.number))
        return WaitingView(by_number, sum(found.is_proven for found in self._of.values()) >= MOST)

    def _forget_silent(self) -> None:
        now = self._monotonic()
        for device, found in list(self._of.items()):
            if found.asked < now - SILENT_AFTER_S:
                del self._of[device]
        for device, until in list(self._turned_away.items()):
            if until <= now:
                del self._turned_away[device]

    def _make_room(self, address: str, *, is_known: bool) -> None:
        """For one more of *address*: who has not come back yet may have to go. Raises Refused."""
        of_address = Counter(found.address for found in self._of.values())
        if not is_known and of_address[address] >= MOST_OF_ADDRESS:
            self._drop_unproven(lambda found: found.address == address)
        elif len(self._of) >= MOST + (RESERVE if is_known else 0):
            # Those of the address that has most: a screen of the hall comes alone, a flood does not.
            most = max((of_address[f.address] for f in self._of.values() if not f.is_proven), default=0)
            self._drop_unproven(lambda found: of_address[found.address] == most)

    def _drop_unproven(self, may_go: Callable[[WaitingBrowser], bool]) -> None:
        for device, found in self._of.items():
            if not found.is_proven and may_go(found):
                del self._of[device]
                return
        raise Refused(Reason.TOO_MANY, "等待启用的屏幕太多，请场控在控制台启用或请退几块；本页会自动再试。")

    def _free_number(self, above: int, wish: int) -> int:
        taken = {found.number for found in self._of.values()}
        if above < wish <= above + MOST + RESERVE and wish not in taken:
            return wish
        return next(n for n in range(above + 1, above + len(taken) + 2) if n not in taken)
