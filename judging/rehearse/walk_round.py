"""走场: what a director does at the windows beside the console's next step."""

from collections.abc import Iterator
from random import Random
from typing import Any

from .incidents import Command

GROUP = 4  # confirmed scores that are not told yet: some of them are, while others still work
TOGETHER_ONE_IN = 3  # times that scores are told, all that wait as a list
SENT_ON_ONE_IN = 5  # entrants, before their sheets are all in
SWAPPED_ONE_IN = 6  # entrants, with whoever is at the next window


class Windows:
    """Those of a hall, of which the director must remember whom he has moved."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._done: set[tuple[str, ...]] = set()
        self._telling = Random(f"{seed} telling")

    def between(self, view: Any) -> Command | None:
        """What comes before the next step, if anything does."""
        walk = view["walk"]
        if not walk or not (walk["at"] or walk["to_reveal"]):
            return None
        return next(self._moves(walk), None) or self._telling_now(view)

    def _moves(self, walk: Any) -> Iterator[Command]:
        for at in walk["at"]:
            who, sheets = at["on"]["performance"], {seat["state"] for seat in at["on"]["seats"]}
            if not at["window"]:
                continue
            if not sheets & {"submitted", "returned"} and self._is_to(SWAPPED_ONE_IN, "swap", who):
                to = at["window"] % walk["windows"] + 1
                yield "MoveToWindow", {"performance": who, "window": to}
            is_marked = at["on"]["phase"] == "marking" and "waiting" in sheets
            if is_marked and self._is_to(SENT_ON_ONE_IN, "send on", who):
                yield "SendOn", {"performance": who}

    def _is_to(self, one_in: int, what: str, who: dict[str, str]) -> bool:
        """By lot, the same for the same seed; once."""
        if (key := (what, *who.values())) in self._done:
            return False
        self._done.add(key)
        return Random(f"{self._seed} {key}").randrange(one_in) == 0

    def _telling_now(self, view: Any) -> Command | None:
        """Now and then all that wait, in a list; else the first, as long as many wait."""
        if len(view["walk"]["to_reveal"]) < GROUP:
            return None
        together = view["walk"]["together"]
        first = next((button for button in view["buttons"] if button["id"] == "reveal"), together)
        told = together if self._telling.randrange(TOGETHER_ONE_IN) == 0 else first
        return None if told["blocked"] else (told["kind"], told["data"])


def next_call(view: Any) -> Any:
    """Once somebody is at a window, none stays free: who is called to it; None for nobody."""
    walk = view["walk"]
    calls = walk["calls"] if walk and walk["at"] else ()
    return next((call for call in calls if not call["blocked"]), None)
